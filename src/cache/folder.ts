/** A folder of texts that may be lost at any time: whatever goes wrong with it, the work is done again. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CacheFolder {
  /** The names that begin so, the one that was used last first. */
  readonly beginning: (prefix: string) => readonly string[];
  /** Null where it is gone. */
  readonly read: (name: string) => string | null;
  /** Keeps a text under a name that says what it is, so that what is there already is the same. */
  readonly keep: (name: string, text: string) => void;
}

/** How many texts are left of those that were used last; the largest repositories have a few megabytes in one. */
const MOST = 16;

/** The cache in a folder, which is made when something is kept. */
export function cacheFolder(folder: string): CacheFolder {
  return {
    beginning: (prefix) => usedLastFirst(folder).filter((name) => name.startsWith(prefix)),
    read: (name) =>
      attempt(() => {
        const path = join(folder, name);
        const text = readFileSync(path, 'utf8');
        const now = new Date();
        utimesSync(path, now, now);
        return text;
      }),
    keep: (name, text) => {
      attempt(() => {
        mkdirSync(folder, { recursive: true });
        // Whoever reads while two runs write sees one text or the other, and never half of one.
        const unfinished = join(folder, `unfinished-${randomUUID()}`);
        writeFileSync(unfinished, text);
        renameSync(unfinished, join(folder, name));
        for (const old of usedLastFirst(folder).slice(MOST)) rmSync(join(folder, old), { force: true });
      });
    },
  };
}

function usedLastFirst(folder: string): readonly string[] {
  const names = attempt(() => readdirSync(folder)) ?? [];
  return names
    .map((name) => ({ name, used: attempt(() => statSync(join(folder, name)).mtimeMs) ?? 0 }))
    .toSorted((left, right) => right.used - left.used)
    .map(({ name }) => name);
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

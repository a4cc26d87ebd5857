/** Scans that were made before: one whose every question would be answered alike need not be made again. */
import type { LeftOut } from '../discover/left-out.ts';
import type { Component } from '../discover/source-file.ts';
import type { Tree } from '../discover/tree.ts';
import type { Inventory } from '../identify/destination.ts';
import { digest, listingDigest, observe, wouldAnswer, type Answers } from './answers.ts';
import { cacheFolder, type CacheFolder } from './folder.ts';

/** Everything that a scan finds out, as plain JSON-shaped data. */
export interface ScanRecord {
  readonly inventory: Inventory;
  /** The workspace packages. */
  readonly components: readonly Pick<Component, 'folder' | 'name'>[];
  /** The files that were only looked into. */
  readonly bundles: readonly string[];
  /** What was not read, and why. */
  readonly leftOut: readonly LeftOut[];
}

/** What a scan depends on besides its tree and the program. */
export interface Circumstances {
  /** Path globs that are left out. */
  readonly ignore: readonly string[];
  /** Whether types are asked for what is unknown without. */
  readonly types: boolean;
}

/** Makes scans, or finds those that saw the same. */
export interface ScanCache {
  /** The scan that saw the same; null where none is kept. */
  readonly find: (tree: Tree, circumstances: Circumstances) => Promise<ScanRecord | null>;
  readonly scan: (
    tree: Tree,
    circumstances: Circumstances,
    make: (tree: Tree) => Promise<ScanRecord>,
  ) => Promise<ScanRecord>;
}

/** Where scans are kept, as plain data. */
export interface CachePlace {
  /** The folder, absolute. */
  readonly folder: string;
  /** Stands for the version of everything that takes part in a scan. */
  readonly program: string;
}

/** The cache at a place. */
export function cacheAt({ folder, program }: CachePlace): ScanCache {
  return scanCache(cacheFolder(folder), program);
}

/** No scan is kept. */
export const NO_CACHE: ScanCache = {
  find: () => Promise.resolve(null),
  scan: (tree, _circumstances, make) => make(tree),
};

/** The cache in a folder; `program` stands for the version of everything that takes part in a scan. */
export function scanCache(folder: CacheFolder, program: string): ScanCache {
  const keyOf = async (tree: Tree, { ignore, types }: Circumstances): Promise<string> =>
    digest(JSON.stringify([FORMAT, program, ignore, types, listingDigest(await tree.list())]));
  return {
    find: async (tree, circumstances) =>
      tree.unusable() === null ? find(folder, await keyOf(tree, circumstances), tree) : null,
    scan: async (tree, circumstances, make) => {
      if (tree.unusable() !== null) return make(tree);
      const observed = observe(tree);
      const key = await keyOf(observed.tree, circumstances);
      const known = find(folder, key, tree);
      if (known !== null) return known;
      const record = await make(observed.tree);
      const answers = observed.answers();
      if (answers !== null) keep(folder, key, { answers, record });
      return record;
    },
  };
}

/** Changes with the form in which scans are kept. */
const FORMAT = 3;

interface Kept {
  readonly answers: Answers;
  readonly record: ScanRecord;
}

function find(folder: CacheFolder, key: string, tree: Tree): ScanRecord | null {
  for (const name of folder.beginning(`${key}.`)) {
    const kept = opened(folder.read(name) ?? '');
    if (kept !== null && wouldAnswer(tree, kept.answers)) return kept.record;
  }
  return null;
}

function keep(folder: CacheFolder, key: string, kept: Kept): void {
  folder.keep(`${key}.${digest(JSON.stringify(kept.answers))}`, sealed(kept));
}

/** With a digest of all that follows it, so that a file that was spoilt is told from one that was written here. */
function sealed(kept: Kept): string {
  const text = JSON.stringify(kept);
  return `${digest(text)}\n${text}`;
}

function opened(sealed: string): Kept | null {
  const end = sealed.indexOf('\n');
  const text = sealed.slice(end + 1);
  return end > 0 && sealed.slice(0, end) === digest(text) ? (JSON.parse(text) as Kept) : null;
}

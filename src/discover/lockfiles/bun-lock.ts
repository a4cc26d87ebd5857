/** Bun: `bun.lock`, JSON with trailing commas. The older `bun.lockb` is binary and says nothing to us. */
import { parseRelaxedJson, recordOf } from '../json.ts';
import type { Lockfile } from './lockfile.ts';

/** Reads a lock file of Bun. */
export function readBunLock(text: string): Lockfile {
  const json = parseRelaxedJson(text);
  if (json.kind === 'broken') return json;
  const packages = recordOf(recordOf(json.value)['packages']);
  return {
    kind: 'locked',
    // What differs from the hoisted version stands below the name of the package that needs it.
    versionOf: ({ name: owner }, name) => versionIn(packages[`${owner ?? ''}/${name}`]) ?? versionIn(packages[name]),
  };
}

/** An entry is a list that starts with `name@1.2.3`. */
function versionIn(entry: unknown): string | null {
  const resolved: unknown = Array.isArray(entry) ? entry[0] : null;
  return typeof resolved === 'string' ? (/.@(\d+\.\d+\.\d+[^\s]*)$/.exec(resolved)?.[1] ?? null) : null;
}

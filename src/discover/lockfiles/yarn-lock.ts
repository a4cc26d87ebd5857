/** Yarn: `yarn.lock` of version 1 and of berry. Each entry is headed by the descriptors that it answers. */
import maxSatisfying from 'semver/ranges/max-satisfying.js';
import rcompare from 'semver/functions/rcompare.js';
import valid from 'semver/functions/valid.js';
import type { Lockfile } from './lockfile.ts';

interface Locked {
  readonly ranges: readonly string[];
  readonly version: string;
}

/** Reads a lock file of Yarn; it holds the versions of all workspace packages alike. */
export function readYarnLock(text: string): Lockfile {
  const locked = entriesOf(text);
  return {
    kind: 'locked',
    versionOf: (component, name) => {
      const entries = locked.get(name) ?? [];
      const range = component.dependencies[name];
      const exact = entries.find(({ ranges }) => range !== undefined && ranges.includes(plainRange(range)));
      if (exact !== undefined) return exact.version;
      const versions = entries.map(({ version }) => version);
      const fitting = range === undefined ? null : maxSatisfying(versions, plainRange(range));
      // A resolution in package.json overrides the range, and a package that is not declared is hoisted: the newest then.
      return fitting ?? versions.toSorted(rcompare)[0] ?? null;
    },
  };
}

function entriesOf(text: string): ReadonlyMap<string, readonly Locked[]> {
  const locked = new Map<string, Locked[]>();
  for (const [, header = '', version = ''] of text.matchAll(
    /^(\S.*):\r?\n(?: {2}.*\r?\n)*? {2}version:? "?([^"\s]+)"?/gm,
  )) {
    if (valid(version) === null || version.endsWith('-use.local')) continue;
    const descriptors = header.split(',').map((descriptor) => descriptor.trim().replaceAll('"', ''));
    const parts = descriptors.map(splitDescriptor);
    for (const name of new Set(parts.map(({ name: named }) => named))) {
      const ranges = parts.filter((part) => part.name === name).map(({ range }) => range);
      locked.set(name, [...(locked.get(name) ?? []), { ranges, version }]);
    }
  }
  return locked;
}

function splitDescriptor(descriptor: string): { readonly name: string; readonly range: string } {
  const at = descriptor.indexOf('@', 1);
  return at < 0
    ? { name: descriptor, range: '' }
    : { name: descriptor.slice(0, at), range: plainRange(descriptor.slice(at + 1)) };
}

/** Berry writes the protocol that package.json leaves out. */
function plainRange(range: string): string {
  return range.replace(/^npm:/, '');
}

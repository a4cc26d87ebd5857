/** Which version of a package a component uses: rules differ between majors. */
import minVersion from 'semver/ranges/min-version.js';
import validRange from 'semver/ranges/valid.js';
import { brokenLockfile, unreadableFile } from '../errors/sources.ts';
import type { Problem } from '../identify/destination.ts';
import type { Reader } from './components.ts';
import { readBunLock } from './lockfiles/bun-lock.ts';
import type { Lockfile } from './lockfiles/lockfile.ts';
import { readPackageLock } from './lockfiles/package-lock.ts';
import { readPnpmLock } from './lockfiles/pnpm-lock.ts';
import { readYarnLock } from './lockfiles/yarn-lock.ts';
import type { Component } from './source-file.ts';

/** Answers questions about versions; lock files are read at the first one. */
export interface Versions {
  /** The version of a package for the component in a folder: from a lock file, else the least that its range allows. */
  versionOf(component: string, packageName: string): string | null;
  /** The lock files read so far that could not be understood. */
  problems(): readonly Problem[];
}

/** Answers for the components of a repository, whose files `read` gives. */
export function versionsFrom(components: readonly Component[], read: Reader): Versions {
  const byFolder = new Map(components.map((component) => [component.folder, component]));
  const locks = new Map<string, ReadLock>();
  const lockOf = (folder: string): ReadLock => {
    const known = locks.get(folder) ?? readLock(folder, read);
    locks.set(folder, known);
    return known;
  };
  return {
    versionOf: (folder, name) => {
      const component = byFolder.get(folder) ?? { folder, name: null, dependencies: {} };
      for (const place of foldersAbove(folder)) {
        const { lockfile } = lockOf(place);
        const version = lockfile?.kind === 'locked' ? lockfile.versionOf(component, name) : null;
        if (version !== null) return version;
      }
      return leastVersion(component.dependencies[name] ?? byFolder.get('.')?.dependencies[name]);
    },
    problems: () => [...locks.values()].flatMap(({ problem }) => problem ?? []),
  };
}

const READERS = [
  ['package-lock.json', readPackageLock],
  ['npm-shrinkwrap.json', readPackageLock],
  ['pnpm-lock.yaml', readPnpmLock],
  ['yarn.lock', readYarnLock],
  ['bun.lock', readBunLock],
] as const;

interface ReadLock {
  readonly lockfile: Lockfile | null;
  readonly problem: Problem | null;
}

/** Reads the lock file of a folder; of several, the first in the order above. */
function readLock(folder: string, read: Reader): ReadLock {
  for (const [name, readText] of READERS) {
    const path = folder === '.' ? name : `${folder}/${name}`;
    const source = read(path);
    if (source.kind === 'denied') return { lockfile: null, problem: unreadableFile(path, source.detail, false) };
    if (source.kind !== 'text') continue;
    const lockfile = readText(source.text, folder);
    const problem =
      lockfile.kind === 'broken' ? brokenLockfile(path, lockfile.line, lockfile.column, lockfile.detail) : null;
    return { lockfile, problem };
  }
  return { lockfile: null, problem: null };
}

/** A folder and those above it, up to the root. */
function foldersAbove(folder: string): readonly string[] {
  if (folder === '.') return ['.'];
  const segments = folder.split('/');
  return [...segments.map((_, index) => segments.slice(0, segments.length - index).join('/')), '.'];
}

/** The least version that a declared range allows; a range that allows everything says nothing. */
function leastVersion(declared: string | undefined): string | null {
  // `npm:name@^1` is an alias, and `workspace:^1` the package next door.
  const range = declared?.replace(/^workspace:/, '').replace(/^npm:(?:@?[^@]+@)?/, '');
  if (range === undefined || validRange(range) === null || validRange(range) === '*') return null;
  return minVersion(range)?.version ?? null;
}

/** The tree that a commit or the index holds; the work tree is not looked at. */
import { posix } from 'node:path';
import { decodeSource, HEAD, type SourceText } from '../read-source.ts';
import { byCodePoint, type Standing, type Tree } from '../tree.ts';
import { readBlobs } from './blobs.ts';
import { entriesOfCommit, entriesOfIndex, type RecordedEntry } from './entries.ts';
import type { Repository } from './repository.ts';

/** The tree of a commit. Throws SallyportError. */
export function commitTree(repository: Repository, commit: string): Tree {
  return recordedTree(repository, entriesOfCommit(repository, commit));
}

/** The tree of the index: what the next commit will hold. Throws SallyportError. */
export function indexTree(repository: Repository): Tree {
  return recordedTree(repository, entriesOfIndex(repository));
}

function recordedTree(repository: Repository, entries: readonly RecordedEntry[]): Tree {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const folders = new Map<string, Set<string>>();
  for (const { path } of entries) noteNames(path, folders);
  const contents = new Map<string, Buffer>();
  const expect = (paths: readonly string[]): void => {
    const wanted = paths.flatMap((path) => byPath.get(path) ?? []).filter(({ kind }) => kind !== 'submodule');
    const objects = wanted.map(({ object }) => object).filter((object) => !contents.has(object));
    for (const [object, bytes] of readBlobs(repository, objects)) contents.set(object, bytes);
  };
  const bytesOf = (path: string): Buffer | undefined => {
    expect([path]);
    return contents.get(byPath.get(path)?.object ?? '');
  };
  return {
    unusable: () => null,
    list: async () => ({
      files: [...byPath.keys()].toSorted(byCodePoint).map((path) => ({ path, tracked: true })),
      problems: [],
    }),
    look: (path) => standing(path, byPath, folders, bytesOf),
    head: (path) => bytesOf(path)?.subarray(0, HEAD) ?? { denied: NOT_HERE },
    read: (path) => textAt(byPath.get(path), folders.has(path), bytesOf),
    names: (folder) => [...(folders.get(folder) ?? [])].toSorted(),
    contentName: (path) => {
      const entry = byPath.get(path);
      return entry?.kind === 'file' ? entry.object : null;
    },
    expect,
  };
}

const NOT_HERE = 'this clone does not hold its content';

function textAt(
  entry: RecordedEntry | undefined,
  isFolder: boolean,
  bytesOf: (path: string) => Buffer | undefined,
): SourceText {
  if (entry === undefined) return { kind: isFolder ? 'folder' : 'missing' };
  if (entry.kind === 'submodule') return { kind: 'folder' };
  // As in a folder: links are reported by discovery and never followed.
  if (entry.kind === 'link') return { kind: 'missing' };
  const bytes = bytesOf(entry.path);
  return bytes === undefined ? { kind: 'denied', detail: NOT_HERE } : decodeSource(bytes);
}

function standing(
  path: string,
  byPath: ReadonlyMap<string, RecordedEntry>,
  folders: ReadonlyMap<string, unknown>,
  bytesOf: (path: string) => Buffer | undefined,
): Standing {
  const entry = byPath.get(path);
  switch (entry?.kind) {
    case 'file':
      return { kind: 'file', size: entry.size };
    case 'submodule':
      return { kind: 'repository' };
    case 'link': {
      const target = bytesOf(path)?.toString('utf8') ?? '';
      const way = posix.join(posix.dirname(path), target);
      const isInside = !posix.isAbsolute(target) && way !== '..' && !way.startsWith('../');
      return { kind: 'link', isInside, mayHoldCode: !isInside || folders.has(way) };
    }
    case undefined:
      return { kind: 'nothing' };
  }
}

function noteNames(path: string, folders: Map<string, Set<string>>): void {
  let name = path;
  while (name !== '.') {
    const folder = posix.dirname(name);
    const known = folders.get(folder);
    if (known?.has(posix.basename(name)) === true) return;
    if (known === undefined) folders.set(folder, new Set([posix.basename(name)]));
    else known.add(posix.basename(name));
    name = folder;
  }
}

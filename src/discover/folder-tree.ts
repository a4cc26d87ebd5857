/** The folder as it stands: what is committed, changed and new alike. */
import { closeSync, lstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { rootUnreadable } from '../errors/sources.ts';
import type { Problem } from '../identify/destination.ts';
import { listFiles } from './list-files.ts';
import { errorCode, HEAD, readSource } from './read-source.ts';
import type { Standing, Tree } from './tree.ts';

/** The tree below `root`, an absolute path. */
export function folderTree(root: string): Tree {
  return {
    unusable: () => rootProblem(root),
    list: () => listFiles(root),
    look: (path) => standing(root, path),
    head: (path) => headOf(join(root, path)),
    read: (path) => readSource(root, path),
    names: (folder) => namesIn(join(root, folder)),
    contentName: () => null,
    expect: () => {},
  };
}

function rootProblem(root: string): Problem | null {
  try {
    return statSync(root).isDirectory() ? null : rootUnreadable('it is a file');
  } catch (error) {
    return rootUnreadable(errorCode(error));
  }
}

const GONE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);

function standing(root: string, path: string): Standing {
  try {
    const stats = lstatSync(join(root, path));
    if (stats.isSymbolicLink()) return linkAt(root, path);
    if (stats.isDirectory()) return { kind: 'repository' };
    return stats.isFile() ? { kind: 'file', size: stats.size } : { kind: 'nothing' };
  } catch (error) {
    const code = errorCode(error);
    // Deleted in the work tree and still in the index, or a broken link. A name that is not UTF-8 is there and cannot be asked for.
    return GONE.has(code) && !path.includes('\uFFFD') ? { kind: 'nothing' } : { kind: 'denied', detail: code };
  }
}

function linkAt(root: string, path: string): Standing {
  const target = realpathSync(join(root, path));
  const way = relative(realpathSync(root), target);
  const isInside = !isAbsolute(way) && way.split(sep)[0] !== '..';
  return { kind: 'link', isInside, mayHoldCode: statSync(target).isDirectory() };
}

function headOf(path: string): ReturnType<Tree['head']> {
  try {
    const handle = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(HEAD);
      return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, 0));
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return { denied: errorCode(error) };
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}

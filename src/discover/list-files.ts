/** Which files belong to the repository: git says so where there is one, else every file that no `.gitignore` leaves out. */
import { readdir, type Dirent } from 'node:fs';
import { relative, sep } from 'node:path';
import { unreadableFile } from '../errors/sources.ts';
import type { Problem } from '../identify/destination.ts';
import { askGit } from './git/run.ts';
import { errorCode } from './read-source.ts';
import { byCodePoint, type ListedFile, type Listing } from './tree.ts';

/** Lists the files of the repository; never follows a symbolic link. */
export async function listFiles(root: string): Promise<Listing> {
  const listed = gitFiles(root);
  // Nothing listed: the folder is itself ignored by the repository around it, and yet somebody asked for it.
  return listed === null || listed.length === 0 ? globFiles(root) : { files: listed, problems: [] };
}

const LIST = ['ls-files', '-z', '-t', '--cached', '--others', '--exclude-standard'];

function gitFiles(root: string): readonly ListedFile[] | null {
  const answer = askGit(root, LIST);
  if (answer.kind !== 'answer') return null;
  const entries = answer.bytes.toString('utf8').split('\0');
  // An unmerged file is listed once a stage; `dir/` is a repository inside this one.
  const files = new Map<string, boolean>();
  for (const entry of entries) {
    const path = entry.slice(2);
    if (path !== '') files.set(path, entry[0] !== '?');
  }
  return sorted([...files].map(([path, tracked]) => ({ path, tracked })));
}

async function globFiles(root: string): Promise<Listing> {
  // Only needed without git, and slow to load.
  const { globby } = await import('globby');
  // A folder is read once for its ignore files and once for the rest.
  const denied = new Map<string, Problem>();
  const paths = await globby('**', {
    cwd: root,
    dot: true,
    followSymbolicLinks: false,
    // Links are no files to globby; folders come with them, and are told by their mark.
    onlyFiles: false,
    markDirectories: true,
    ignoreFiles: '**/.gitignore',
    ignore: ['**/node_modules', '**/.git'],
    suppressErrors: true,
    fs: { readdir: readdirReporting(root, denied) },
  });
  const files = paths.filter((path) => !path.endsWith('/')).map((path) => ({ path, tracked: false }));
  return { files: sorted(files), problems: [...denied.values()] };
}

type Done<T> = (error: NodeJS.ErrnoException | null, found: T[]) => void;

/** Reads folders as globby does, and notes those that cannot be read: it would leave them out in silence. */
function readdirReporting(root: string, denied: Map<string, Problem>) {
  function reporting<T>(folder: string, done: Done<T>): Done<T> {
    return (error, found) => {
      if (error !== null && error.code !== 'ENOENT') {
        const path = slashed(relative(root, folder));
        denied.set(path, unreadableFile(path, errorCode(error), true));
      }
      done(error, found);
    };
  }
  function read(folder: string, options: { withFileTypes: true }, done: Done<Dirent>): void;
  function read(folder: string, done: Done<string>): void;
  function read(folder: string, options: { withFileTypes: true } | Done<string>, done?: Done<Dirent>): void {
    if (typeof options === 'function') readdir(folder, reporting(folder, options));
    else if (done !== undefined) readdir(folder, options, reporting(folder, done));
  }
  return read;
}

function slashed(path: string): string {
  return path === '' ? '.' : path.split(sep).join('/');
}

function sorted(files: readonly ListedFile[]): readonly ListedFile[] {
  return files.toSorted((left, right) => byCodePoint(left.path, right.path));
}

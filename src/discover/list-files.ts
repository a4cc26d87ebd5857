/** Which files belong to the repository: git says so where there is one, else every file that no `.gitignore` leaves out. */
import { spawnSync } from 'node:child_process';
import { readdir, type Dirent } from 'node:fs';
import { relative, sep } from 'node:path';
import process from 'node:process';
import { unreadableFile } from '../errors/sources.ts';
import type { Problem } from '../identify/destination.ts';
import { errorCode } from './read-source.ts';

/** A path relative to the scanned root, with `/`. `tracked`: it stands in the git index. */
export interface ListedFile {
  readonly path: string;
  readonly tracked: boolean;
}

/** The files of a folder, sorted, and what could not be listed. */
export interface Listing {
  readonly files: readonly ListedFile[];
  readonly problems: readonly Problem[];
}

/** Lists the files of the repository; never follows a symbolic link. */
export async function listFiles(root: string): Promise<Listing> {
  const listed = gitFiles(root);
  // Nothing listed: the folder is itself ignored by the repository around it, and yet somebody asked for it.
  return listed === null || listed.length === 0 ? globFiles(root) : { files: listed, problems: [] };
}

/** Orders texts by code point, the same on every machine. */
export function byCodePoint(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = codePointRank(left.charCodeAt(index)) - codePointRank(right.charCodeAt(index));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** `<` compares UTF-16 units, where surrogates sort before U+E000; git and every other tool compare code points. */
function codePointRank(unit: number): number {
  return unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

const LIST = ['ls-files', '-z', '-t', '--cached', '--others', '--exclude-standard'];

function gitFiles(root: string): readonly ListedFile[] | null {
  // A repository's own configuration may name a program as file system monitor; nothing of a repository is ever run.
  const git = spawnSync('git', ['-c', 'core.fsmonitor=false', ...LIST], {
    cwd: root,
    env: plainGitEnvironment(),
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (git.error !== undefined || git.status !== 0) return null;
  const entries = git.stdout.toString('utf8').split('\0');
  // An unmerged file is listed once a stage; `dir/` is a repository inside this one.
  const files = new Map<string, boolean>();
  for (const entry of entries) {
    const path = entry.slice(2);
    if (path !== '') files.set(path, entry[0] !== '?');
  }
  return sorted([...files].map(([path, tracked]) => ({ path, tracked })));
}

/** Hooks run with variables that bind git to one index and folder, often by relative paths. */
function plainGitEnvironment(): NodeJS.ProcessEnv {
  const bound = new Set(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX']);
  const kept = Object.entries(process.env).filter(([name]) => !bound.has(name));
  return { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: '0' };
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

/** Gets the commit that a change is compared with, which a shallow checkout does not hold. The one place that lets git fetch. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import type { EventCommits } from './event.ts';

/** The commit to compare with, or why there is none. */
export type Base =
  | { readonly kind: 'base'; readonly commit: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'missing'; readonly commit: string; readonly detail: string };

/**
 * Finds the commit before the change and makes sure that it is here. What is checked out for a pull request is its merge with the
 * branch as it is now, so that the first parent says more than the event, which may be older.
 */
export function baseOf(folder: string, { base, head }: EventCommits): Base {
  const [first, second] = parentsOf(folder);
  const commit = first !== undefined && second !== undefined && second === head ? first : base;
  if (commit === null || commit === undefined) return { kind: 'none' };
  if (isConnected(folder, commit)) return { kind: 'base', commit };
  // With its parents the merge commit shows where it came from; else the commit alone has to do.
  const own = textOf(git(folder, ['rev-parse', 'HEAD']));
  const deeper = git(folder, [...FETCH, '--depth=2', 'origin', own]);
  if (isConnected(folder, commit)) return { kind: 'base', commit };
  const alone = git(folder, [...FETCH, '--depth=1', 'origin', commit]);
  if (isHere(folder, commit)) return { kind: 'base', commit };
  const detail = (alone.stderr || deeper.stderr).trim().split('\n').at(-1) ?? '';
  return { kind: 'missing', commit, detail };
}

const FETCH = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules'];

function isHere(folder: string, commit: string): boolean {
  return git(folder, ['cat-file', '-e', `${commit}^{commit}`]).status === 0;
}

function isConnected(folder: string, commit: string): boolean {
  return isHere(folder, commit) && git(folder, ['merge-base', commit, 'HEAD']).status === 0;
}

/** As the commit itself says, also where a shallow checkout has cut its history off. */
function parentsOf(folder: string): readonly string[] {
  const [head = ''] = textOf(git(folder, ['cat-file', 'commit', 'HEAD'])).split('\n\n');
  return [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent);
}

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function git(folder: string, words: readonly string[]): Ran {
  // Nobody could answer a question for a password.
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0' };
  return spawnSync('git', ['-c', 'core.fsmonitor=false', ...words], { cwd: folder, encoding: 'utf8', env });
}

function textOf({ status, stdout }: Ran): string {
  return status === 0 ? stdout.trim() : '';
}

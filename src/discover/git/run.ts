/** Asking git: plumbing commands only, nothing that a repository could have configured is run, and nothing is fetched. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';

/** What git answered. `missing`: there is no git on this machine. */
export type GitAnswer =
  | { readonly kind: 'answer'; readonly bytes: Buffer }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'missing' };

/** What a question may need besides its words. */
export interface GitInput {
  readonly input?: string;
  /** Variables for this question alone. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs one git command in a folder and waits for it. */
export function askGit(cwd: string, words: readonly string[], { input, env = {} }: GitInput = {}): GitAnswer {
  const git = spawnSync('git', [...SAFE, ...words], {
    cwd,
    env: { ...plainEnvironment(), ...env },
    maxBuffer: 2 ** 31 - 1,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(input === undefined ? {} : { input }),
  });
  if (git.error !== undefined && 'code' in git.error && git.error.code === 'ENOENT') return { kind: 'missing' };
  if (git.error !== undefined || git.status !== 0) {
    const message = git.error?.message ?? git.stderr.toString('utf8').trim();
    return { kind: 'refused', status: git.status ?? -1, message };
  }
  return { kind: 'answer', bytes: git.stdout };
}

/** A repository's own configuration may name a program as file system monitor; nothing of a repository is ever run. */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', '--no-pager', '--no-replace-objects'];

/** Hooks run with variables that bind git to one index and folder, often by relative paths; who wants them says so. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !BINDING.has(name));
  // A partial clone would otherwise get what it lacks from the network, and messages would be in the user's language.
  return { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' };
}

const BINDING = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
]);

/** The git repository that holds a folder, and the variables with which git has to be asked about it. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { gitFailed, gitMissing, notRepository } from '../../errors/git.ts';
import { SallyportError } from '../../errors/problem.ts';
import { askGit, type GitAnswer, type GitInput } from './run.ts';

/** A repository, seen from the folder that is scanned. */
export interface Repository {
  /** The scanned folder, absolute; paths in questions and answers are relative to it. */
  readonly folder: string;
  /** The top of the work tree, absolute. */
  readonly top: string;
  /** Where all work trees of the repository keep what they share, absolute. */
  readonly commonDir: string;
  readonly isShallow: boolean;
  readonly ask: (words: readonly string[], input?: GitInput) => GitAnswer;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Finds the repository of a folder. `variables`: those of the process; a hook is started with ones that name the index of the
 * commit that is being made. `what` needs it, as a message says. Throws SallyportError.
 */
export function openRepository(folder: string, variables: Variables, what: string): Repository {
  const bound = boundBy(variables);
  const own = askGit(folder, WHERE);
  // Where `GIT_DIR` alone says which repository it is, nothing is found by looking upwards.
  const answer = own.kind === 'answer' || bound === null ? own : askGit(folder, WHERE, { env: bound });
  if (answer.kind === 'missing') throw new SallyportError([gitMissing(what)]);
  if (answer.kind === 'refused') throw new SallyportError([notRepository(what, answer.message)]);
  const [top = folder, gitDir = '', commonDir = '', shallow = ''] = answer.bytes.toString('utf8').split('\n');
  const env = { ...(own.kind === 'answer' ? {} : bound), ...indexOf(variables, top, gitDir) };
  return {
    folder,
    top,
    commonDir,
    isShallow: shallow === 'true',
    ask: (words, input = {}) => askGit(folder, words, { ...input, env: { ...env, ...input.env } }),
  };
}

/** Where all work trees of the repository around a folder keep what they share, absolute; null where there is none. */
export function commonDirOf(folder: string): string | null {
  const answer = askGit(folder, ['rev-parse', '--path-format=absolute', '--git-common-dir']);
  return answer.kind === 'answer' ? answer.bytes.toString('utf8').replace(/\n$/, '') : null;
}

/** Asks and takes the answer as text. Throws SallyportError; `doing` completes "git could not …". */
export function answerOf(repository: Repository, words: readonly string[], doing: string, input?: GitInput): Buffer {
  const answer = repository.ask(words, input);
  if (answer.kind === 'answer') return answer.bytes;
  throw new SallyportError([gitFailed(doing, answer.kind === 'refused' ? answer.message : 'git is missing')]);
}

/** How git calls a file inside the work tree: relative to its top, with `/`; null when it is outside. */
export function pathInRepository({ top }: Repository, file: string): string | null {
  const way = relative(top, file);
  return isAbsolute(way) || way.split(sep)[0] === '..' ? null : way.split(sep).join('/');
}

const WHERE = [
  'rev-parse',
  '--path-format=absolute',
  '--show-toplevel',
  '--git-dir',
  '--git-common-dir',
  '--is-shallow-repository',
];

function boundBy({ GIT_DIR: gitDir, GIT_WORK_TREE: workTree }: Variables): Readonly<Record<string, string>> | null {
  if (gitDir === undefined) return null;
  return { GIT_DIR: gitDir, ...(workTree === undefined ? {} : { GIT_WORK_TREE: workTree }) };
}

/**
 * The index of the commit that is being made: `git commit FILE` and `git commit -a` use one of their own. It is named relative to
 * the top of the work tree, and counts only for the repository that the hook is of.
 */
function indexOf(
  { GIT_INDEX_FILE: index, GIT_DIR: of }: Variables,
  top: string,
  gitDir: string,
): Readonly<Record<string, string>> {
  if (index === undefined || index === '') return {};
  if (of !== undefined && resolve(top, of) !== resolve(gitDir)) return {};
  return { GIT_INDEX_FILE: resolve(top, index) };
}

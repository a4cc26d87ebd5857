/** Commits by name, and where a branch began. */
import { noCommit, unknownRevision, unrelated } from '../../errors/git.ts';
import { SallyportError } from '../../errors/problem.ts';
import type { Repository } from './repository.ts';

/** A commit and how messages call it. */
export interface Revision {
  readonly commit: string;
  readonly name: string;
}

/** The commit that a name stands for; a branch that only the remote has is found there. Throws SallyportError. */
export function revisionOf(repository: Repository, name: string): Revision {
  for (const candidate of [name, `refs/remotes/origin/${name}`]) {
    const commit = commitOf(repository, candidate);
    if (commit !== null) return { commit, name: candidate === name ? name : `origin/${name}` };
  }
  if (name === 'HEAD') throw new SallyportError([noCommit('this')]);
  throw new SallyportError([unknownRevision(name, repository.isShallow)]);
}

/** The commit that is checked out; null before the first one. */
export function headOf(repository: Repository): Revision | null {
  const commit = commitOf(repository, 'HEAD');
  return commit === null ? null : { commit, name: 'HEAD' };
}

/** Where the work on top of `other` began. `isAssumed`: a shallow clone does not hold it, so `other` itself stands in. */
export interface MergeBase extends Revision {
  readonly isAssumed: boolean;
}

/** The commit at which `from` left `other`: their merge base. Throws SallyportError. */
export function mergeBase(repository: Repository, other: Revision, from: Revision): MergeBase {
  const answer = repository.ask(['merge-base', other.commit, from.commit]);
  const [commit = ''] = answer.kind === 'answer' ? answer.bytes.toString('utf8').split('\n') : [];
  if (commit !== '') return { commit, name: other.name, isAssumed: false };
  if (repository.isShallow) return { ...other, isAssumed: true };
  throw new SallyportError([unrelated(other.name)]);
}

function commitOf(repository: Repository, name: string): string | null {
  const answer = repository.ask(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  return answer.kind === 'answer' ? answer.bytes.toString('utf8').trim() : null;
}

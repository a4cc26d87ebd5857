/** The states of a repository that commands judge and compare: the folder as it stands, the index, a commit. */
import { folderTree } from '../discover/folder-tree.ts';
import { commitTree, indexTree } from '../discover/git/recorded-tree.ts';
import { openRepository, pathInRepository, type Repository } from '../discover/git/repository.ts';
import { renamesBetween } from '../discover/git/renames.ts';
import { headOf, mergeBase, revisionOf, type Revision } from '../discover/git/revisions.ts';
import type { Tree } from '../discover/tree.ts';
import { noCommit } from '../errors/git.ts';
import { SallyportError } from '../errors/problem.ts';
import { manifestAbsent } from '../errors/commands.ts';
import { parsedManifest, readManifest, type ManifestFile } from './manifest-file.ts';
import type { Session } from './session.ts';

/** A state: its files, and its manifest. */
export interface State {
  /** As messages call it: `the work tree`, `the index`, `main`. */
  readonly name: string;
  /** Null for what is no commit. */
  readonly commit: string | null;
  readonly tree: Tree;
  readonly manifest: () => Promise<ManifestFile>;
}

/** The folder as it stands. */
export function folderState({ settings }: Session): State {
  return {
    name: 'the work tree',
    commit: null,
    tree: folderTree(settings.root),
    manifest: () => readManifest(settings.manifest),
  };
}

/** What the next commit will hold. Throws SallyportError. */
export function indexState(session: Session, repository: Repository): State {
  return {
    name: 'the index',
    commit: null,
    tree: indexTree(repository),
    manifest: () => recordedManifest(session, repository, ''),
  };
}

/** A commit. Throws SallyportError. */
export function commitState(session: Session, repository: Repository, { commit, name }: Revision): State {
  return {
    name: name === commit ? commit.slice(0, 12) : name,
    commit,
    tree: commitTree(repository, commit),
    manifest: () => recordedManifest(session, repository, commit),
  };
}

/** The repository of the session's folder; `what` needs it. Throws SallyportError. */
export function repositoryOf({ settings, variables }: Session, what: string): Repository {
  return openRepository(settings.root, variables, what);
}

/** The commit at which the work that is checked out left a revision, with a word where that is a guess. Throws SallyportError. */
export function baseState(
  session: Session,
  repository: Repository,
  name: string,
): State & { readonly isAssumed: boolean } {
  const head = headOf(repository);
  if (head === null) throw new SallyportError([noCommit('--base')]);
  const base = mergeBase(repository, revisionOf(repository, name), head);
  return { ...commitState(session, repository, base), isAssumed: base.isAssumed };
}

/** Which files were moved between two states: the new path, and the old one. `after` null: the work tree. */
export function renamesOf(repository: Repository, before: State, after: State): ReadonlyMap<string, string> {
  if (before.commit === null) return new Map();
  return renamesBetween(repository, before.commit, after.name === 'the index' ? 'index' : (after.commit ?? 'folder'));
}

/** One outside the repository is the same for every state. */
async function recordedManifest({ settings }: Session, repository: Repository, commit: string): Promise<ManifestFile> {
  const place = settings.manifest;
  const path = pathInRepository(repository, place.path);
  if (path === null) return readManifest(place);
  const answer = repository.ask(['cat-file', 'blob', `${commit}:${path}`]);
  return answer.kind === 'answer'
    ? parsedManifest(answer.bytes, place.name)
    : { kind: 'absent', problem: manifestAbsent(place.name, place.isNamed) };
}

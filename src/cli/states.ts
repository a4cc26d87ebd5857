/** The states of a repository that commands judge and compare: the folder as it stands, the index, a commit. */
import { relative, sep } from 'node:path';
import { folderTree } from '../discover/folder-tree.ts';
import { commitTree, indexTree } from '../discover/git/recorded-tree.ts';
import { pathInRepository, type Repository } from '../discover/git/repository.ts';
import { renamesBetween } from '../discover/git/renames.ts';
import { headOf, mergeBase, revisionOf, type Revision } from '../discover/git/revisions.ts';
import type { TreeSource } from '../discover/tree-source.ts';
import type { Tree } from '../discover/tree.ts';
import { noCommit } from '../errors/git.ts';
import { SallyportError } from '../errors/problem.ts';
import { manifestAbsent } from '../errors/commands.ts';
import { parsedManifest, readManifest, type ManifestReader } from './manifest-file.ts';
import type { Session } from './session.ts';

/** A state: its files, and its manifest. */
export interface State {
  readonly kind: 'folder' | 'index' | 'commit';
  /** As messages call it: `the work tree`, `the index`, `main`. */
  readonly name: string;
  /** Null for what is no commit. */
  readonly commit: string | null;
  readonly tree: Tree;
  /** Reads a manifest as it is in this state. */
  readonly read: ManifestReader;
}

/** The folder as it stands. */
export function folderState({ settings }: Session): State {
  return {
    kind: 'folder',
    name: 'the work tree',
    commit: null,
    tree: folderTree(settings.root),
    read: readManifest,
  };
}

/** What the next commit will hold. Throws SallyportError. */
export function indexState(repository: Repository): State {
  const tree = indexTree(repository);
  return {
    kind: 'index',
    name: 'the index',
    commit: null,
    tree,
    read: recordedReader(repository, '', tree),
  };
}

/** A commit. Throws SallyportError. */
export function commitState(repository: Repository, { commit, name }: Revision): State {
  const tree = commitTree(repository, commit);
  return {
    kind: 'commit',
    name: name === commit ? commit.slice(0, 12) : name,
    commit,
    tree,
    read: recordedReader(repository, commit, tree),
  };
}

/** The commit at which the work that is checked out left a revision, with a word where that is a guess. Throws SallyportError. */
export function baseState(repository: Repository, name: string): State & { readonly isAssumed: boolean } {
  const head = headOf(repository);
  if (head === null) throw new SallyportError([noCommit('--base')]);
  const base = mergeBase(repository, revisionOf(repository, name), head);
  return { ...commitState(repository, base), isAssumed: base.isAssumed };
}

/** The tree of a state as plain data. */
export function sourceOf({ kind, commit }: State, { settings: { root }, variables }: Session): TreeSource {
  if (kind === 'folder') return { kind, root };
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE } = variables;
  const recorded = { root, variables: { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE } };
  return commit === null ? { kind: 'index', ...recorded } : { kind: 'commit', commit, ...recorded };
}

/** Which files were moved from a commit to another state: the new path, and the old one. */
export function renamesOf(repository: Repository, before: State, after: State): ReadonlyMap<string, string> {
  if (before.commit === null) return new Map();
  return renamesBetween(repository, before.commit, after.kind === 'commit' ? (after.commit ?? '') : after.kind);
}

/** Reads manifests of the index, or of a commit; one outside the repository is the same for every state. */
function recordedReader(repository: Repository, commit: string, tree: Tree): ManifestReader {
  return async (place, inherits = null) => {
    const path = pathInRepository(repository, place.path);
    if (path === null) return readManifest(place, inherits);
    const absent = { kind: 'absent', problem: manifestAbsent(place.name, place.isNamed) } as const;
    // Most packages have none: those of the scanned folder are known without asking git for each.
    const way = relative(repository.folder, place.path);
    if (!way.startsWith('..') && tree.look(way.split(sep).join('/')).kind !== 'file') return absent;
    const answer = repository.ask(['cat-file', 'blob', `${commit}:${path}`]);
    return answer.kind === 'answer' ? parsedManifest(answer.bytes, place.name, inherits) : absent;
  };
}

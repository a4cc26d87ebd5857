/** A tree as plain data, for those who cannot be handed the tree itself. */
import { folderTree } from './folder-tree.ts';
import { commitTree, indexTree } from './git/recorded-tree.ts';
import { openRepository } from './git/repository.ts';
import type { Tree } from './tree.ts';

/** Which tree it is. `root`: the scanned folder, absolute. */
export type TreeSource =
  | { readonly kind: 'folder'; readonly root: string }
  | ({ readonly kind: 'index' } & Recorded)
  | ({ readonly kind: 'commit'; readonly commit: string } & Recorded);

interface Recorded {
  readonly root: string;
  /** The variables of the process that say which repository and index are meant, as git's hooks set them. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Opens the tree. Throws SallyportError. */
export function openTree(source: TreeSource): Tree {
  switch (source.kind) {
    case 'folder':
      return folderTree(source.root);
    case 'index':
      return indexTree(openRepository(source.root, source.variables, 'the index'));
    case 'commit':
      return commitTree(openRepository(source.root, source.variables, 'a commit'), source.commit);
  }
}

/** Files that were moved between two states of a repository. */
import type { Repository } from './repository.ts';

/**
 * The new path of each moved file, and the old one, relative to the scanned folder. `to`: a commit, `index`, or `folder` for the
 * work tree. Nothing where git cannot say.
 */
export function renamesBetween(repository: Repository, from: string, to: string): ReadonlyMap<string, string> {
  const target = to === 'index' ? ['--cached', from] : to === 'folder' ? [from] : [from, to];
  const answer = repository.ask([...DIFF, ...target, '--', '.']);
  return answer.kind === 'answer' ? new Map(pairsIn(answer.bytes.toString('utf8').split('\0'))) : new Map();
}

const DIFF = [
  'diff',
  '--name-status',
  '--relative',
  '-z',
  '--find-renames',
  '--diff-filter=R',
  '--no-ext-diff',
  '--no-textconv',
];

/** `R087`, the old path, the new path. */
function* pairsIn(words: readonly string[]): Generator<readonly [string, string]> {
  for (let at = 0; at + 2 < words.length; at += 3) {
    const [from, to] = [words[at + 1], words[at + 2]];
    if (from !== undefined && to !== undefined) yield [to, from];
  }
}

/** What git has recorded of a folder: in a commit, or in the index. */
import { unmerged } from '../../errors/git.ts';
import { SallyportError } from '../../errors/problem.ts';
import { answerOf, type Repository } from './repository.ts';

/** A path relative to the scanned folder, with the kind and name of its object. `size` is 0 for a submodule. */
export interface RecordedEntry {
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule';
  readonly object: string;
  readonly size: number;
}

/** The entries of a commit below the scanned folder. Throws SallyportError. */
export function entriesOfCommit(repository: Repository, commit: string): readonly RecordedEntry[] {
  const bytes = answerOf(repository, ['ls-tree', '-r', '-z', '-l', commit], `list the files of ${commit}`);
  return records(bytes).map(({ words: [mode = '', , object = '', size = ''], path }) => ({
    path,
    kind: kindOf(mode),
    object,
    size: Number.parseInt(size, 10) || 0,
  }));
}

/** The entries of the index below the scanned folder. Throws SallyportError, also for files that are in conflict. */
export function entriesOfIndex(repository: Repository): readonly RecordedEntry[] {
  const bytes = answerOf(repository, ['ls-files', '--stage', '-z'], 'list the files of the index');
  const listed = records(bytes).map(({ words: [mode = '', object = '', stage = ''], path }) => ({
    path,
    kind: kindOf(mode),
    object,
    stage,
  }));
  const conflicts = listed.filter(({ stage }) => stage !== '0').map(({ path }) => path);
  if (conflicts.length > 0) throw new SallyportError([unmerged([...new Set(conflicts)])]);
  const sizes = sizesOf(
    repository,
    listed.filter(({ kind }) => kind !== 'submodule').map(({ object }) => object),
  );
  return listed.map(({ path, kind, object }) => ({ path, kind, object, size: sizes.get(object) ?? 0 }));
}

interface Recorded {
  readonly words: readonly string[];
  readonly path: string;
}

function records(bytes: Buffer): readonly Recorded[] {
  return bytes
    .toString('utf8')
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const tab = entry.indexOf('\t');
      return { words: entry.slice(0, tab).split(/ +/), path: entry.slice(tab + 1) };
    });
}

/** https://git-scm.com/docs/index-format: 12 is a symbolic link, 16 a submodule. */
function kindOf(mode: string): RecordedEntry['kind'] {
  return mode.startsWith('12') ? 'link' : mode.startsWith('16') ? 'submodule' : 'file';
}

function sizesOf(repository: Repository, objects: readonly string[]): ReadonlyMap<string, number> {
  const format = '--batch-check=%(objectname) %(objectsize)';
  const input = `${[...new Set(objects)].join('\n')}\n`;
  const lines = answerOf(repository, ['cat-file', format], 'look at the files of the index', { input }).toString(
    'utf8',
  );
  return new Map(
    lines.split('\n').map((line) => {
      const [object = '', size = ''] = line.split(' ');
      return [object, Number.parseInt(size, 10) || 0];
    }),
  );
}

/** The contents of recorded files, many at once. */
import { answerOf, type Repository } from './repository.ts';

/** Reads objects by name; those that this clone does not hold are left out. Throws SallyportError. */
export function readBlobs(repository: Repository, objects: readonly string[]): ReadonlyMap<string, Buffer> {
  const distinct = [...new Set(objects)];
  if (distinct.length === 0) return new Map();
  const input = `${distinct.join('\n')}\n`;
  const bytes = answerOf(repository, ['cat-file', '--batch'], 'read the files of a commit', { input });
  return new Map(blobsIn(bytes));
}

/** `<object> blob <size>`, a line feed, the content, a line feed; or `<object> missing`. */
function* blobsIn(bytes: Buffer): Generator<readonly [string, Buffer]> {
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(10, at);
    if (end < 0) return;
    const [object = '', type = '', size = ''] = bytes.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (type === 'missing' || size === '') continue;
    const length = Number.parseInt(size, 10);
    if (type === 'blob') yield [object, bytes.subarray(at, at + length)];
    at += length + 1;
  }
}

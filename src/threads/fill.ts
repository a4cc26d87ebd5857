/** Makes the scan that is asked for, in the thread that calls it. */
import { NO_CACHE, cacheAt } from '../cache/scans.ts';
import { openTree } from '../discover/tree-source.ts';
import { makeScan } from '../run.ts';
import type { MadeScan, Progress } from '../scan-result.ts';
import type { ScanOrder } from './order.ts';

/** Makes the scan. Throws SallyportError where its tree is not there. */
export function fill(order: ScanOrder, onProgress: (progress: Progress) => void): Promise<MadeScan> {
  const cache = order.cache === null ? NO_CACHE : cacheAt(order.cache);
  return makeScan({ tree: openTree(order.tree), ignore: order.ignore, types: order.types, cache, onProgress });
}

/** Makes the scan that is asked for, in the thread that calls it. */
import { NO_CACHE, cacheAt } from '../cache/scans.ts';
import { openTree } from '../discover/tree-source.ts';
import { makeScan } from '../run.ts';
import type { MadeScan, Progress } from '../scan-result.ts';
import type { ScanRequest } from './messages.ts';

/** Makes the scan. Throws SallyportError where its tree is not there. */
export function scanHere(request: ScanRequest, onProgress: (progress: Progress) => void): Promise<MadeScan> {
  const cache = request.cache === null ? NO_CACHE : cacheAt(request.cache);
  return makeScan({ ...request, tree: openTree(request.tree), cache, onProgress });
}

/** Where scans are kept that need not be made again. */
import { join } from 'node:path';
import process from 'node:process';
import { programDigest } from '../cache/program.ts';
import type { CachePlace } from '../cache/scans.ts';
import { commonDirOf } from '../discover/git/repository.ts';
import { BUNDLE } from '../rules/bundle.ts';
import type { Session } from './session.ts';

/**
 * The cache of a session; null: nothing is kept. It is kept with what git keeps of the repository: nobody can commit a scan there that was never made, and it
 * goes when the clone goes. A pipeline begins with a fresh clone, and would only write what it throws away.
 */
export function cachePlaceOf({ settings, isCI }: Session): CachePlace | null {
  const folder = settings.cache && !isCI ? commonDirOf(settings.root) : null;
  if (folder === null) return null;
  program ??= programDigest({ node: process.version, rules: Object.values(BUNDLE) });
  return { folder: join(folder, 'sallyport', 'scans'), program };
}

/** Of this process: its code does not change while it runs. */
let program: string | null = null;

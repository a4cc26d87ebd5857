/** What is said between the thread of a command and the one that makes its scan: plain data. */
import type { CachePlace } from '../cache/scans.ts';
import type { TreeSource } from '../discover/tree-source.ts';
import type { Problem } from '../identify/destination.ts';
import type { MadeScan, Progress } from '../scan-result.ts';

/** A scan that is asked for. */
export interface ScanRequest {
  readonly tree: TreeSource;
  /** Path globs to leave out. */
  readonly ignore: readonly string[];
  /** Whether types are asked for what is unknown without. */
  readonly types: boolean;
  /** Where scans are kept; null: nowhere. */
  readonly cache: CachePlace | null;
}

/** What the thread says: how far it is, and at last what came of it. */
export type ScanReply =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'made'; readonly made: MadeScan }
  /** A SallyportError does not pass from thread to thread, its problems do. */
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

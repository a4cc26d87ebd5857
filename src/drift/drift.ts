/** How code and manifest differ. Plain data. */
import type { Place, Surface } from '../identify/destination.ts';

export const DRIFT_KINDS = [
  'undeclared',
  'out-of-scope',
  'denied',
  'cleartext',
  'expired',
  'stale',
  'unreviewed',
] as const;
export type DriftKind = (typeof DRIFT_KINDS)[number];

export interface DriftSite extends Place {
  readonly symbol: string;
}

export interface Drift {
  readonly kind: DriftKind;
  readonly severity: 'error' | 'warning';
  /** Destination id; null for what is only about the manifest. */
  readonly destination: string | null;
  /** Only what differs: the undeclared hosts, variables and sites. */
  readonly hosts: readonly string[];
  readonly env: readonly string[];
  readonly service: string | null;
  readonly sdk: string | null;
  readonly sites: readonly DriftSite[];
  readonly surfaces: readonly Surface[];
  readonly components: readonly string[];
  /** The manifest entry that this is about, and where it stands. */
  readonly entry?: string;
  /** The manifest that has it, if that is one of a package. */
  readonly manifest?: string;
  /** Of a place that is undeclared: what it was when it was declared (`file#symbol`). */
  readonly movedFrom?: string;
  readonly at?: { readonly line: number; readonly column: number };
  readonly message: string;
  /** A shell command that settles it, e.g. `sallyport accept api.example.com --reason "…"`. */
  readonly fix: string | null;
}

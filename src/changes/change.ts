/** What a change of a repository does: to what its code reaches, and to what its manifest allows. Plain data. */
import type { Place, Surface } from '../identify/destination.ts';

/**
 * `new`: reached for the first time; `new-use`: reached before, and now from another component or surface; `changed`: reached in
 * another way; `removed`: reached no more.
 */
export const CODE_CHANGE_KINDS = ['new', 'new-use', 'changed', 'removed'] as const;
type CodeChangeKind = (typeof CODE_CHANGE_KINDS)[number];

/** What happened to one destination in one way. */
export interface CodeChange {
  readonly kind: CodeChangeKind;
  /** Its id; of what is removed, as it was. */
  readonly destination: string;
  readonly name: string;
  readonly service: string | null;
  readonly sdk: string | null;
  /** What of it: hosts as the manifest would write them, variables, and the places that are not known. */
  readonly hosts: readonly string[];
  readonly env: readonly string[];
  readonly dynamic: readonly string[];
  /** Where it is reached from; of a new use, only what is new. */
  readonly surfaces: readonly Surface[];
  readonly components: readonly string[];
  /** The sites behind it; of what is removed, where they were. */
  readonly sites: readonly (Place & { readonly symbol: string })[];
  /** What is different, of what is changed. */
  readonly details: readonly Detail[];
}

/** A field with what it lost and what it got. */
export interface Detail {
  readonly field: string;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Whether a change of the manifest allows more, or less, than before; `other`: it says something else. */
export type Effect = 'wider' | 'narrower' | 'other';

/** What happened to one entry of the manifest, or to one key of its policy. */
export interface PolicyChange {
  readonly kind: 'added' | 'removed' | 'changed';
  /** The manifest that it stands in, as messages call it: the root's or a package's. */
  readonly file: string;
  /** The id of an entry, `dynamic:PLACE`, `deny:HOSTS`, `ignore:PATH` or `policy`. */
  readonly entry: string;
  readonly effect: Effect;
  readonly details: readonly PolicyDetail[];
  /** A review stands in the entry that was not there before. */
  readonly isReviewed: boolean;
  /** Where it stands in the manifest; null for what is removed. */
  readonly at: { readonly line: number; readonly column: number } | null;
}

/** A field of the manifest that changed, and what that means. */
export interface PolicyDetail extends Detail {
  readonly effect: Effect;
}

/** All that a change does. */
export interface Changes {
  readonly code: readonly CodeChange[];
  readonly policy: readonly PolicyChange[];
}

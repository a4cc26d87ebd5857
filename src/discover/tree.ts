/** One state of a repository's files: the folder as it stands, the git index, or a commit. Discovery sees nothing else. */
import type { Problem } from '../identify/destination.ts';
import type { SourceText } from './read-source.ts';

/** A path relative to the scanned root, with `/`. `tracked`: git knows it. */
export interface ListedFile {
  readonly path: string;
  readonly tracked: boolean;
}

/** The files of a tree, sorted, and what could not be listed. A path that ends in `/` is a repository inside this one. */
export interface Listing {
  readonly files: readonly ListedFile[];
  readonly problems: readonly Problem[];
}

/** What stands at a path. */
export type Standing =
  /** `size` in bytes. */
  | { readonly kind: 'file'; readonly size: number }
  /** A symbolic link; `mayHoldCode`: it leads to a folder, or nobody can tell. */
  | { readonly kind: 'link'; readonly isInside: boolean; readonly mayHoldCode: boolean }
  /** A submodule, or a repository inside this one. */
  | { readonly kind: 'repository' }
  /** A socket or device, a broken link, or nothing at all. */
  | { readonly kind: 'nothing' }
  /** It is there and cannot be asked for: the code of the system's error. */
  | { readonly kind: 'denied'; readonly detail: string };

/** The files of a repository in one state. Paths are relative to the scanned root. */
export interface Tree {
  /** Why the root itself cannot be looked at; null when it can. */
  readonly unusable: () => Problem | null;
  /** All files that belong to the repository; symbolic links are listed and never followed. */
  readonly list: () => Promise<Listing>;
  readonly look: (path: string) => Standing;
  /** The first bytes of a file, at most 8,192; or why there are none. */
  readonly head: (path: string) => Buffer | { readonly denied: string };
  readonly read: (path: string) => SourceText;
  /** The names of what stands straight in a folder; none when it is not there. */
  readonly names: (folder: string) => readonly string[];
  /** A name for the content of a file that no other content has, where there is one without reading it; else null. */
  readonly contentName: (path: string) => string | null;
  /** Says which files are about to be read: a tree that is slow to ask gets them at once. */
  readonly expect: (paths: readonly string[]) => void;
}

/** Orders texts by code point, the same on every machine. */
export function byCodePoint(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = codePointRank(left.charCodeAt(index)) - codePointRank(right.charCodeAt(index));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** `<` compares UTF-16 units, where surrogates sort before U+E000; git and every other tool compare code points. */
function codePointRank(unit: number): number {
  return unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

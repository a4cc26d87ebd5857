/** The only place that reads the text of a repository's files. */
import { isUtf8 } from 'node:buffer';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What reading a file gave: its text, or why there is none. */
export type SourceText =
  /** `lossy`: some bytes were not UTF-8 and stand as U+FFFD. */
  | { readonly kind: 'text'; readonly text: string; readonly lossy: boolean }
  /** Not source code, whatever its name says: `binary data`, `a Qt translation file`. */
  | { readonly kind: 'foreign'; readonly what: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'denied'; readonly detail: string }
  | { readonly kind: 'folder' };

/** Reads a file of the repository as text: UTF-8 or UTF-16 with a byte order mark, which is dropped. Line ends stay as they are. */
export function readSource(root: string, path: string): SourceText {
  try {
    const place = join(root, path);
    // A link may lead out of the repository; links are reported by discovery and never followed.
    if (path.startsWith('..') || lstatSync(place).isSymbolicLink()) return { kind: 'missing' };
    return decodeSource(readFileSync(place));
  } catch (error) {
    return unreadable(error);
  }
}

/** Turns the bytes of a file into text. */
export function decodeSource(bytes: Buffer): SourceText {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  if (wide !== null) return { kind: 'text', text: new TextDecoder(wide).decode(bytes), lossy: false };
  const foreign = foreignContent(bytes);
  if (foreign !== null) return { kind: 'foreign', what: foreign };
  const text = bytes.toString('utf8');
  // The search is much cheaper than the check, and almost no file gets past it.
  const lossy = text.includes('\uFFFD') && !isUtf8(bytes);
  return { kind: 'text', text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, lossy };
}

/** Bytes that are looked at to tell what a file is. */
export const HEAD = 8192;

/** What the first bytes of a file say it is when it is not source code; null for text. */
export function foreignContent(bytes: Buffer): string | null {
  const head = bytes.subarray(0, HEAD);
  // MPEG transport streams are named `.ts` too; every packet of 188 bytes starts with 0x47.
  if (head[0] === 0x47 && head[188] === 0x47 && head[376] === 0x47) return 'an MPEG transport stream';
  if (isBinary(head)) return 'binary data';
  return /^\s*(?:<\?xml[^>]*>\s*)?<!DOCTYPE TS>/.test(head.subarray(0, 256).toString('latin1'))
    ? 'a Qt translation file'
    : null;
}

/** A text may hold a NUL where somebody wants a mark that no other text has; binary data is not UTF-8, or mostly such characters. */
function isBinary(head: Buffer): boolean {
  if (!head.includes(0)) return false;
  // The end of the head may cut a character in two.
  const isText = (head.length < HEAD ? [0] : [0, 1, 2, 3]).some((cut) => isUtf8(head.subarray(0, head.length - cut)));
  const controls = head.reduce((count, byte) => count + (byte < 9 || (byte > 13 && byte < 32) ? 1 : 0), 0);
  return !isText || controls * MOST_CONTROLS > head.length;
}

/** More than one control character in so many bytes is no text. */
const MOST_CONTROLS = 32;

function unreadable(error: unknown): SourceText {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
  if (code === 'EISDIR') return { kind: 'folder' };
  return { kind: 'denied', detail: code };
}

/** The code of a system error: `EACCES`. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error';
}

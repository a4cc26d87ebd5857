/** Text with holes as one string in which one character stands for each hole, so that the language's own methods can work on it. */
import { isPage } from './reasons.ts';
import { fromParts } from './text.ts';
import type { Trail } from './trail.ts';
import type { Hole, Part, TextValue, Value } from './value.ts';

/** Characters of the private use area, which no address holds. */
const FIRST = 0xf000;
const COUNT = 0x200;
const STANDS_FOR_HOLE = /[\uF000-\uF1FF]/;

export interface Codec {
  /** The string of a text; null when it holds such a character itself. */
  readonly write: (parts: readonly Part[]) => string | null;
  /** The text that a string came from. */
  readonly read: (written: string, trail: Trail | null) => TextValue;
}

/** A codec that knows the holes of every text that it has written. */
export function createCodec(): Codec {
  const holes: Hole[] = [];
  return {
    write(parts) {
      const pieces: string[] = [];
      for (const part of parts) {
        if (part.kind === 'text' && STANDS_FOR_HOLE.test(part.text)) return null;
        if (part.kind === 'hole' && holes.length >= COUNT) return null;
        pieces.push(part.kind === 'text' ? part.text : String.fromCharCode(FIRST + holes.push(part.hole) - 1));
      }
      return pieces.join('');
    },
    read(written, trail) {
      const parts = written.split(/([\uF000-\uF1FF])/).map((piece): Part => {
        const hole = hasHole(piece) ? holes[piece.charCodeAt(0) - FIRST] : undefined;
        return hole ? { kind: 'hole', hole } : { kind: 'text', text: piece };
      });
      return fromParts(parts, trail);
    },
  };
}

/** Whether a written string holds a character that stands for a hole. */
export function hasHole(written: string): boolean {
  return STANDS_FOR_HOLE.test(written);
}

/** Whether a written string is nothing but holes. */
export function isAllHoles(written: string): boolean {
  return /^[\uF000-\uF1FF]+$/.test(written);
}

/** Whether a text is the page's own address. */
export function isPageAddress({ parts }: TextValue): boolean {
  return parts.every((part) => part.kind === 'hole' && isPage(part.hole));
}

/** What is left of a text of which an unknown part was taken: its first hole; null when it is closed. */
export function remnant(value: TextValue): Value | null {
  const found = value.parts.find((part) => part.kind === 'hole');
  return found?.kind === 'hole' ? { kind: 'hole', hole: found.hole, trail: value.trail } : null;
}

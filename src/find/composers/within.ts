/** The trail of a part of a text that stands in a file as it is: a line of a script, a command of a Dockerfile, a rule of a stylesheet. */
import { join, place, type Trail } from '../../values/trail.ts';
import type { TextValue } from '../../values/value.ts';

/**
 * The text with a trail that leads to an offset in it, where an unknown part of the text counts as one character; the same text where its
 * file writes what is before otherwise.
 */
export function within(text: TextValue, offset: number): TextValue {
  const { trail } = text;
  if (trail?.kind !== 'step') return text;
  const { module, expr } = trail;
  const start = module.starts[expr] ?? 0;
  const found = offsetIn(module.source.text, start, text, offset);
  return found === null ? text : { ...text, trail: place(module, found, beyond(trail.from, start)) };
}

/** What a text comes from besides what begins where it stands itself: a variable is filled in there. */
function beyond(trail: Trail | null, text: number): Trail | null {
  if (trail?.kind === 'join') return join(beyond(trail.left, text), beyond(trail.right, text));
  return trail?.kind === 'step' && trail.module.starts[trail.expr] === text ? beyond(trail.from, text) : trail;
}

/** A variable that was filled in before the text came here. */
const VARIABLE = /\$\{[^}]*\}|\$\w+/y;

/** Where in a source that has the text from a place on an offset of the text is; null where the source has another text before it. */
function offsetIn(source: string, from: number, { parts }: TextValue, offset: number): number | null {
  let [before, at] = [0, from];
  for (const part of parts) {
    if (part.kind === 'text') {
      const isHere = offset < before + part.text.length;
      const known = isHere ? part.text.slice(0, offset - before + 1) : part.text;
      if (!isThere(known, source, at)) return null;
      if (isHere) return at + offset - before;
    } else {
      if (offset === before) return at;
      VARIABLE.lastIndex = at;
      if (!VARIABLE.test(source)) return null;
    }
    before += part.kind === 'text' ? part.text.length : 1;
    at = part.kind === 'text' ? at + part.text.length : VARIABLE.lastIndex;
  }
  return null;
}

/** Whether a text stands there, with blanks for what continues a line: a backslash, or comments between two lines of a Dockerfile. */
function isThere(known: string, source: string, start: number): boolean {
  if (source.startsWith(known, start)) return true;
  for (let index = 0; index < known.length; index += 1) {
    if (known[index] !== source[start + index] && known[index] !== ' ') return false;
  }
  return true;
}

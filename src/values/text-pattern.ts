/** Texts that a rule demands of an argument. */
import { isFromOutside } from './reasons.ts';
import { closedText } from './text.ts';
import type { TextValue, Value } from './value.ts';

/** Whether a value is a text of a pattern, in which `*` stands for any text; of one that is known in part, the beginning decides. */
export function isWritten(pattern: string, value: Value): boolean {
  const [beginning = '', ...rest] = pattern.split('*');
  const text = closedText(value);
  if (rest.length === 0) return text === pattern;
  if (pattern === '*') return isText(value);
  if (value.kind !== 'text') return false;
  if (text === null) {
    const [first] = value.parts;
    return first?.kind === 'text' && beginning !== '' && first.text.startsWith(beginning);
  }
  const end = rest.at(-1) ?? '';
  const between = text.slice(beginning.length, text.length - end.length);
  return (
    text.startsWith(beginning) && text.slice(beginning.length).endsWith(end) && inOrder(between, rest.slice(0, -1))
  );
}

/** A text, or what somebody outside says: data, in which there are no objects that can be called. */
function isText(value: Value): boolean {
  return value.kind === 'text' || (value.kind === 'hole' && isFromOutside(value.hole));
}

/** Whether a text that is known in part may be one of a pattern: its beginning and its end do not say otherwise. */
export function mayBeWritten(pattern: string, value: TextValue): boolean {
  const [beginning = ''] = pattern.split('*');
  const end = pattern.slice(pattern.lastIndexOf('*') + 1);
  const [first, last] = [value.parts[0], value.parts.at(-1)];
  const known = first?.kind === 'text' ? first.text : '';
  const tail = last?.kind === 'text' ? last.text : '';
  return (
    (beginning.startsWith(known) || (pattern !== beginning && known.startsWith(beginning))) &&
    (end.endsWith(tail) || (pattern !== end && tail.endsWith(end)))
  );
}

function inOrder(text: string, pieces: readonly string[]): boolean {
  let at = 0;
  return pieces.every((piece) => {
    const found = text.indexOf(piece, at);
    at = found + piece.length;
    return found >= 0;
  });
}

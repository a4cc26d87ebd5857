/** Texts that a rule demands of an argument. */
import { closedText } from './text.ts';
import type { Value } from './value.ts';

/** Whether a value is a text of a pattern, in which `*` stands for any text; of one that is known in part, the beginning decides. */
export function isWritten(pattern: string, value: Value): boolean {
  const [beginning = '', ...rest] = pattern.split('*');
  const text = closedText(value);
  if (rest.length === 0) return text === pattern;
  if (text === null) {
    const first = value.kind === 'text' ? value.parts[0] : null;
    return first?.kind === 'text' && beginning !== '' && first.text.startsWith(beginning);
  }
  const end = rest.at(-1) ?? '';
  const between = text.slice(beginning.length, text.length - end.length);
  return (
    text.startsWith(beginning) && text.slice(beginning.length).endsWith(end) && inOrder(between, rest.slice(0, -1))
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

/** The trail of a part of a text that stands in a file as it is: a line of a script, a rule of a stylesheet. */
import { closedText } from '../../values/text.ts';
import { place } from '../../values/trail.ts';
import type { TextValue } from '../../values/value.ts';

/** The text with a trail that leads to an offset in it; the same text where its file writes it otherwise. */
export function within(text: TextValue, offset: number): TextValue {
  const { trail } = text;
  const known = closedText(text);
  if (known === null || trail?.kind !== 'step') return text;
  const { module, expr } = trail;
  const start = module.starts[expr] ?? 0;
  const isAsWritten = module.source.text.startsWith(known, start);
  return isAsWritten ? { ...text, trail: place(module, start + offset, trail.from) } : text;
}

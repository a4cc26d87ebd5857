/** `srcset`: several URLs with descriptors (HTML, section 4.8.4.2.1). */
import { choice, closedText } from '../../values/text.ts';
import { optionsOf, text } from '../../values/value.ts';
import type { Compose } from './compose.ts';

export const fromSrcset: Compose = (roles) => {
  const set = roles.get('url');
  if (set === null) return null;
  return choice(
    optionsOf(set).flatMap((value) => {
      const closed = closedText(value);
      if (closed === null) return [value];
      return closed.split(/,\s+/).map((one) => text(one.trim().split(/\s+/)[0] ?? ''));
    }),
  );
};

/** What could not be judged, and the warnings, in Markdown. */
import type { Problem } from '../../identify/destination.ts';
import { cut } from '../human/width.ts';
import { counted } from '../human/words.ts';
import type { Result } from '../result.ts';
import { prose } from './escape.ts';
import type { Section } from './section.ts';

const MOST_CHARACTERS = 500;

/** The errors, in the open; and the warnings, folded away. */
export function problemSections({ problems }: Result): readonly [Section, Section] {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  return [
    { head: ['### Could not be judged', ''], items: errors.map(itemOf), tail: [], share: 8000 },
    {
      head: ['<details>', `<summary>${counted(warnings.length, 'warning')}</summary>`, ''],
      items: warnings.map(itemOf),
      tail: ['', '</details>'],
      share: 8000,
    },
  ];
}

function itemOf({ message, hint }: Problem): readonly string[] {
  const text = hint === null ? message : `${message}. ${hint}`;
  return [`- ${prose(cut(text, MOST_CHARACTERS))}`];
}

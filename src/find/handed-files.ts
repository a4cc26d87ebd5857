/** What files give to a function of a file beside or below them: `load` to a page. */
import type { Captures } from '../values/captures.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { rankOf, together } from '../values/operations/exported.ts';
import type { Ref } from '../values/value.ts';

interface Given {
  readonly at: Ref;
  readonly captures: Captures | null;
}

/** What several files give, as one object for each capture: of two with one name the deeper one counts, a page's over a layout's. */
export function givenTogether(all: readonly Given[], evaluation: Evaluation): Captures {
  const ordered = all.toSorted((one, other) => rankOf(one.at.module.path).localeCompare(rankOf(other.at.module.path)));
  const values = ordered.flatMap(({ captures }) => captures?.get('value')?.value ?? []);
  return values.length === 0
    ? new Map()
    : new Map([['value', { value: together(values, false, evaluation), explicit: true }]]);
}

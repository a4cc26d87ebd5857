/** Objects that a library makes of several others, each of which says under which name it stands there: the slices of a Redux store. */
import type { Evaluation } from '../evaluation.ts';
import { closedText, mapOptions } from '../text.ts';
import { hole, type Value } from '../value.ts';
import { settle } from './api.ts';
import { contentsOf } from './contents.ts';
import { memberOf } from './members.ts';

/** How an object is put in: its member `by` names it, its member `under` is what stands there. */
export interface Gathering {
  readonly by: string;
  readonly under: string;
}

/** One object of all these; what names none, or is not known, lends its members. */
export function gatheredFrom(values: Value | undefined, how: Gathering, evaluation: Evaluation): Value {
  const parts = values?.kind === 'list' ? values.items : values ? [values] : [];
  const lists = parts.map((part) => entriesOf(part, how, evaluation));
  const isOpen = values?.kind !== 'list' || values.open || lists.some((entries) => entries === null);
  return { kind: 'fields', fields: new Map(lists.flatMap((entries) => entries ?? [])), open: isOpen };
}

/** The members that one gives; null where others may come. */
function entriesOf(
  value: Value,
  { by, under }: Gathering,
  evaluation: Evaluation,
): readonly (readonly [string, Value])[] | null {
  const member = (name: string): Value =>
    mapOptions(memberOf(value, name, evaluation), (one) => (one.kind === 'api' ? settle(one, evaluation) : one));
  const name = value.kind === 'api' || value.kind === 'record' ? closedText(member(by)) : null;
  if (name !== null) return [[name, member(under)]];
  const { fields, isOpen } = contentsOf(value, evaluation);
  return isOpen ? null : [...fields].map(([key, field]) => [key, field ?? hole('unknown-member')]);
}

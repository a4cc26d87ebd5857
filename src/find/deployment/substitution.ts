/** Values in the place of the variables of a text. */
import { LIMITS } from '../../values/limits.ts';
import { fromParts } from '../../values/text.ts';
import { join } from '../../values/trail.ts';
import type { Part, TextValue } from '../../values/value.ts';
import type { Assignment } from './assignments.ts';

/** A text with values in the place of variables, and what gave them. */
export interface Filled {
  readonly value: TextValue;
  readonly from: readonly Assignment[];
}

/** The text with the values of one file; none where that does not say all of the names. */
export function fill(
  value: TextValue,
  names: readonly string[],
  assignments: readonly Assignment[],
): readonly Filled[] | null {
  const used = names.map((name) => assignments.filter((one) => one.name === name));
  if (names.length === 0 || used.some((one) => one.length === 0)) return null;
  // The same variable may stand with each of several services.
  const most = Math.max(...used.map(({ length }) => length));
  return Array.from({ length: Math.min(most, LIMITS.fields) }, (_, index) => {
    const from = used.map((one) => one[Math.min(index, one.length - 1)]).filter((one) => one !== undefined);
    return { value: substituted(value, [...from, ...assignments], 0), from };
  });
}

/** Variables may be given by others of the same file. */
const NESTED = 4;

function substituted(value: TextValue, assignments: readonly Assignment[], depth: number): TextValue {
  let { trail } = value;
  const parts = value.parts.flatMap((part): readonly Part[] => {
    const found = part.kind === 'hole' && part.hole.kind === 'env' ? named(part.hole.name, assignments) : undefined;
    if (!found || depth >= NESTED) return [part];
    const inner = substituted(found.value, assignments, depth + 1);
    trail = join(trail, inner.trail);
    return inner.parts;
  });
  return fromParts(parts, trail);
}

function named(name: string, assignments: readonly Assignment[]): Assignment | undefined {
  return assignments.find((one) => one.name === name);
}

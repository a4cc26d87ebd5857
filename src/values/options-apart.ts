/**
 * Options that are one of several objects: `knex(table[env])`. What one of them says belongs together, so each is held against the snippets by
 * itself, and no host of one gets the port of another.
 */
import type { ArgPattern, Capture } from '../rules/pattern.ts';
import { keyOf } from './render.ts';
import { isOfAddress } from './usable.ts';
import type { Value } from './value.ts';

/** Which alternative of each choice of objects is looked at, and the other choices that were met, with their alternatives. */
export interface Apart {
  readonly picked: ReadonlyMap<string, number>;
  readonly met: Map<string, readonly number[]>;
}

/** Nothing is picked. */
export function together(): Apart {
  return { picked: new Map(), met: new Map() };
}

/** One way for each alternative of the first choice that was met; none where nothing is left to pick. */
export function waysApart({ picked, met }: Apart): readonly Apart[] {
  const [first] = met;
  if (!first) return [];
  const [key, alternatives] = first;
  return alternatives.map((index) => ({ picked: new Map([...picked, [key, index]]), met: new Map() }));
}

/** The alternative that is looked at, of options of which a pattern takes several parts of an address. */
export function pickedOf(pattern: ArgPattern, value: Value, apart: Apart | undefined): Value {
  if (!apart || value.kind !== 'choice' || value.options.filter(isObject).length < 2 || !namesSeveral(pattern))
    return value;
  const { picked, met } = apart;
  const key = keyOf(value);
  const index = picked.get(key);
  // What a table may lack is no alternative of its own.
  if (index === undefined)
    met.set(
      key,
      value.options.flatMap((option, at) => (option.kind === 'constant' ? [] : [at])),
    );
  return (index === undefined ? undefined : value.options[index]) ?? value;
}

function isObject({ kind }: Value): boolean {
  return kind === 'record' || kind === 'fields';
}

const KNOWN = new WeakMap<ArgPattern, boolean>();

function namesSeveral(pattern: ArgPattern): boolean {
  const known = KNOWN.get(pattern);
  if (known !== undefined) return known;
  const found = new Set(partsIn(pattern)).size > 1;
  KNOWN.set(pattern, found);
  return found;
}

function partsIn(pattern: ArgPattern): readonly Capture[] {
  switch (pattern.kind) {
    case 'role':
      // A path goes with any of them.
      return isOfAddress(pattern.role) && pattern.role !== 'path' ? [pattern.role] : [];
    case 'object':
      return pattern.fields.flatMap(([, field]) => partsIn(field));
    case 'array':
      return pattern.items.flatMap(partsIn);
    case 'values':
      return partsIn(pattern.each);
    case 'function':
      return partsIn(pattern.result);
    default:
      return [];
  }
}

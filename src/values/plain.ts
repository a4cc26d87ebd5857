/** Between abstract values and plain JavaScript data, where all of a value is known. */
import type { Evaluation } from './evaluation.ts';
import { LIMITS } from './limits.ts';
import { fieldsOf } from './operations/contents.ts';
import { closedText } from './text.ts';
import type { Trail } from './trail.ts';
import { constant, hole, text, type Value } from './value.ts';

export type Plain = string | number | boolean | null | undefined | readonly Plain[] | { readonly [key: string]: Plain };

/** The text, number, boolean, null or undefined that a value is; null when it is another or not known. */
export function primitiveOf(value: Value): { readonly value: string | number | boolean | null | undefined } | null {
  if (value.kind === 'constant') return { value: value.value };
  const closed = closedText(value);
  return closed === null ? null : { value: closed };
}

/** The plain data that a value is; null when a part of it is not known. */
export function plainOf(value: Value, evaluation: Evaluation, depth = 0): { readonly value: Plain } | null {
  if (depth > 20) return null;
  const primitive = primitiveOf(value);
  if (primitive) return primitive;
  if (value.kind === 'list' && !value.open && !value.loose) {
    const items = value.items.map((item) => plainOf(item, evaluation, depth + 1));
    return items.every((item) => item !== null) ? { value: items.map((item) => item.value) } : null;
  }
  const fields = fieldsOf(value, evaluation);
  if (!fields) return null;
  const found: [string, Plain][] = [];
  for (const [key, field] of fields) {
    const plain = plainOf(field, evaluation, depth + 1);
    if (!plain) return null;
    found.push([key, plain.value]);
  }
  return { value: Object.fromEntries(found) };
}

/** The value that plain data is. */
export function valueOfPlain(plain: unknown, trail: Trail | null): Value {
  switch (typeof plain) {
    case 'string':
      return { ...text(plain), trail };
    case 'number':
    case 'boolean':
    case 'undefined':
      return constant(plain);
    case 'object':
      return plain === null ? constant(null) : valueOfObject(plain, trail);
    default:
      return hole('unknown-call');
  }
}

function valueOfObject(plain: object, trail: Trail | null): Value {
  if (Array.isArray(plain)) {
    const items = plain.slice(0, LIMITS.listItems).map((item) => valueOfPlain(item, trail));
    return { kind: 'list', items, open: plain.length > LIMITS.listItems };
  }
  const entries = Object.entries(plain).map(([key, field]) => [key, valueOfPlain(field, trail)] as const);
  return { kind: 'fields', fields: new Map(entries), open: false };
}

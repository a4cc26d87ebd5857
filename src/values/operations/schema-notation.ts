/** Schemas that are written as plain objects, texts and lists: what a rule's `keys` say of them. */
import type { Capture } from '../../rules/pattern.ts';
import type { Evaluation } from '../evaluation.ts';
import { closedText, mapOptions } from '../text.ts';
import type { SchemaValue } from '../described.ts';
import { text, type Value } from '../value.ts';
import { memberOf } from './members.ts';

/** A plain object as the schema that its keys describe, else as one of its members; anything else is one already, or says nothing. */
export function described(
  field: Value,
  keys: SchemaValue['keys'],
  methods: SchemaValue['methods'],
  evaluation: Evaluation,
): Value {
  return mapOptions(field, (one): Value => {
    const noted = notedBy(one, keys);
    if (noted) return { kind: 'schema', says: noted, keys, methods };
    if (one.kind !== 'record' && one.kind !== 'fields') return one;
    const says = new Map<Capture, Value>();
    for (const [key, capture] of Object.entries(keys)) {
      const found = memberOf(one, key, evaluation);
      // A group of settings may have one that is called `env`.
      const isGroup = capture === 'name' && (found.kind === 'record' || found.kind === 'fields');
      if (isPresent(found) && !isGroup)
        says.set(capture, NESTS.has(capture) ? described(found, keys, methods, evaluation) : found);
    }
    if (says.size === 0) says.set('fields', one);
    return { kind: 'schema', says, keys, methods };
  });
}

/** Captures that are schemas themselves, and so may be plain objects too. */
export const NESTS: ReadonlySet<Capture> = new Set<Capture>(['schema', 'items', 'next', 'options']);

/** Whether there is something: not `undefined`. */
export function isPresent(value: Value): boolean {
  return value.kind !== 'constant' || value.value !== undefined;
}

/**
 * What a text or list stands for that describes a schema: under the key '' a text as a whole, under '=' what follows that sign, under '|'
 * the quoted texts of a union.
 */
function notedBy(one: Value, keys: SchemaValue['keys']): ReadonlyMap<Capture, Value> | null {
  const whole = keys[''];
  const assigned = keys['='];
  if (one.kind === 'text' && whole) return new Map([[whole, one]]);
  if (!assigned) return null;
  if (one.kind === 'list') {
    const [, operator, operand] = one.items;
    const capture = operator ? (keys[closedText(operator) ?? ''] ?? null) : null;
    return capture && operand ? new Map([[capture, operand]]) : null;
  }
  return writtenNotation(closedText(one) ?? '', assigned, keys['|']);
}

const QUOTED = String.raw`(?:'[^']*'|"[^"]*")`;
const NOTATION = new RegExp(String.raw`^([^=]*?)(?:=\s*(${QUOTED})\s*)?$`);
const UNION = new RegExp(String.raw`^\s*${QUOTED}(?:\s*\|\s*${QUOTED})*\s*$`);

/** `"string.url = 'https://a.com'"`, `"'eu' | 'us'"`. */
function writtenNotation(notation: string, assigned: Capture, allowed: Capture | undefined) {
  const [, type = '', value] = NOTATION.exec(notation) ?? [];
  const says = new Map<Capture, Value>();
  if (value !== undefined) says.set(assigned, text(value.slice(1, -1)));
  if (allowed && UNION.test(type)) {
    const items = [...type.matchAll(new RegExp(QUOTED, 'g'))].map(([quoted]) => text(quoted.slice(1, -1)));
    says.set(allowed, { kind: 'list', items, open: false });
  }
  return says.size > 0 ? says : null;
}

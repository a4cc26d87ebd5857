/** The patterns of a rule, held against the values that stand in their places. */
import type { ArgPattern, Capture, LiteralPattern } from '../rules/pattern.ts';
import { distinct, inParts } from './alternatives.ts';
import { factoryOfClass } from './class-factories.ts';
import { isMet, literalsIn, optionAt } from './demands.ts';
import { isExport } from './operations/api.ts';
import { resultOf } from './given.ts';
import { allItems } from './operations/collections.ts';
import { fieldsOf } from './operations/contents.ts';
import { memberOf } from './operations/members.ts';
import { pickedOf } from './options-apart.ts';
import { oneOf } from './text.ts';
import { mayBeAbsent } from './usable.ts';
import { optionsOf, text, type ApiValue, type Value } from './value.ts';
import { captureRole, isUndefined, readRole, type Captured, type Reading } from './capture-roles.ts';

/** False when a demanded literal does not match. The first capture of a role counts. */
export function capture(pattern: ArgPattern, value: Value | null, explicit: boolean, into: Reading): boolean {
  const { evaluation } = into;
  switch (pattern.kind) {
    case 'any':
    case 'given':
      return true;
    case 'absent':
      return value === null || optionsOf(value).some(mayBeAbsent);
    case 'text':
    case 'constant':
    case 'import':
      return isAsAsked(pattern, value, explicit, into);
    case 'rest':
      return pattern.each.kind !== 'role' || capture(pattern.each, value, explicit, into);
    case 'role':
      readRole(pattern, value, explicit, into);
      return true;
    case 'object':
      return value === null || isUndefined(value)
        ? isMetByNothing(pattern)
        : captureFields(pattern.fields, pickedOf(pattern, value, into.apart), into);
    case 'values': {
      const fields = value && fieldsOf(value, evaluation);
      if (!fields || fields.size === 0) return literalsIn(pattern) === 0;
      if (pattern.keys) return captureEach(pattern.keys, keysOf(fields), into);
      const meant = [...fields].flatMap(([key, one]) => (pattern.without?.includes(key) ? [] : [one]));
      return captureEach(pattern.each, meant, into);
    }
    case 'function':
      if (pattern.result.kind === 'any' || value === null) return true;
      return capture(pattern.result, resultOf(value, evaluation), explicit, into);
    case 'array':
      return value === null || captureItems(pattern.items, value, into);
  }
}

/** The keys of an object as texts, each where its value stands. */
function keysOf(fields: ReadonlyMap<string, Value>): readonly Value[] {
  return [...fields].map(([key, value]) => ({ ...text(key), trail: value.kind === 'text' ? value.trail : null }));
}

/** Options that are left out lack every option. */
function isMetByNothing(pattern: ArgPattern): boolean {
  if (pattern.kind === 'object') return pattern.fields.every(([, field]) => isMetByNothing(field));
  return pattern.kind === 'absent' || literalsIn(pattern) === 0;
}

function isAsAsked(
  pattern: LiteralPattern | Extract<ArgPattern, { kind: 'import' }>,
  value: Value | null,
  explicit: boolean,
  { captures, evaluation, isNoting }: Reading,
): boolean {
  if (pattern.kind === 'import') {
    return value !== null && optionsOf(value).some((option) => isExport(option, pattern, evaluation));
  }
  const isAsked = isMet(pattern, value, explicit);
  if (isAsked && isNoting && value?.kind === 'text') captures.set('demanded', { value, explicit });
  return isAsked;
}

function captureFields(fields: readonly (readonly [string, ArgPattern])[], value: Value, into: Reading): boolean {
  const inside: Reading = into.place === 'argument' ? { ...into, place: 'option' } : into;
  // A ready client in place of the options: the connection is that client's. A package that is imported as a whole has its default.
  if (value.kind === 'api')
    return (
      isPackage(value) &&
      fields.every(
        ([key, one]) => key === 'default' && capture(one, memberOf(value, key, into.evaluation), true, inside),
      )
    );
  return fields.every(([key, pattern]) => {
    const member = optionAt(value, key, into.evaluation);
    // As a member, options of its own are something: `build: { context: '.' }`.
    if (member && pattern.kind === 'absent') return optionsOf(member.value).some(mayBeNothing);
    const factory = key === 'useFactory' && !member?.explicit ? factoryOfClass(value, into.evaluation) : null;
    if (factory) return capture(pattern, factory, true, inside);
    if (member) return capture(pattern, member.value, member.explicit, inside);
    // Another overload has none of the literals.
    return literalsIn(pattern) === 0;
  });
}

/** What `import('react-player')` gives, of which nothing has been called. */
function isPackage({ applied, node }: ApiValue): boolean {
  return applied.length === 0 && node.members.has('default');
}

/** One pattern stands for every item of a list; several stand for the first, the second … */
function captureItems(patterns: readonly ArgPattern[], given: Value, into: Reading): boolean {
  const [each, ...more] = patterns;
  // A text is another overload, not a list of characters.
  const others = optionsOf(given).filter(({ kind }) => kind !== 'text');
  if (!each || others.length === 0) return patterns.every((pattern) => literalsIn(pattern) === 0);
  const value = given.kind === 'choice' ? oneOf(others) : given;
  const lists = more.length === 0 ? optionsOf(value).flatMap((one) => (one.kind === 'list' ? [one] : [])) : [];
  // Of several lists the items of each count: `[...(condition ? [proxy] : []), own]`.
  if (lists.length > 1)
    return captureEach(each, distinct(lists.flatMap((list) => allItems(list, into.evaluation))), into);
  if (more.length > 0 || value.kind !== 'list') {
    return patterns.every((pattern, index) =>
      capture(pattern, memberOf(value, String(index), into.evaluation), true, into),
    );
  }
  return captureEach(each, allItems(value, into.evaluation), into);
}

/** What each item captures counts, as far as it is all that the pattern demands. */
function captureEach(each: ArgPattern, items: readonly Value[], into: Reading): boolean {
  const found = items.map((item) => captureItem(each, item, into)).filter((one) => one !== null);
  for (const role of new Set(found.flatMap((one) => [...one.keys()]))) {
    const captured = found.flatMap((one) => one.get(role) ?? []);
    const explicit = captured.some((one) => one.explicit);
    const [value, ...more] = inParts(captured.flatMap((one) => [one.value, ...(one.more ?? [])]));
    if (value) captureRole({ role }, value, explicit, into.captures, more);
  }
  return found.length > 0 || literalsIn(each) === 0;
}

/** An item that is itself the answer of a client (a ready-made provider among plain ones) holds nothing to capture. */
function captureItem(pattern: ArgPattern, item: Value, into: Reading): Map<Capture, Captured> | null {
  if (pattern.kind === 'object' && item.kind === 'hole') return null;
  const captures = new Map<Capture, Captured>();
  return capture(pattern, item, true, { ...into, captures }) ? captures : null;
}

function mayBeNothing(value: Value): boolean {
  return value.kind === 'hole' || (value.kind === 'constant' && value.value == null);
}

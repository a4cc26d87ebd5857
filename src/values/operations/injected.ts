/** Components that a library gives properties besides those of their elements: `connect(mapState, mapDispatch)(List)` of React Redux. */
import { capturesAt } from '../captures.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Provision } from '../facts.ts';
import { keyOf } from '../render.ts';
import { choice, mapOptions } from '../text.ts';
import { functionKey, hole, optionsOf, type FieldsValue, type Ref, type Value } from '../value.ts';
import { callWith } from './builtins.ts';
import { constructorOf } from './construction.ts';
import { contentsOf } from './contents.ts';
import { NO_SCHEMA, settingAt } from './settings.ts';

/** By what the properties of a component are found: of a class, by itself and by its constructor. */
export function componentKeys(value: Value, evaluation: Evaluation): readonly string[] {
  if (value.kind === 'closure') return [functionKey(value.module, value.function)];
  if (value.kind !== 'class') return [];
  const entered = constructorOf(value, evaluation);
  const own = `component ${value.module.id}:${value.class}`;
  return entered ? [own, functionKey(entered.module, entered.function)] : [own];
}

/** The properties of a component: those that a library gives it, and all others as its elements say. */
export function withInjected(own: Value, component: () => string, evaluation: Evaluation): Value {
  const found = evaluation.facts.injections(component);
  if (found.length === 0) return own;
  return mapOptions(own, (one) => {
    const fields = found.flatMap((provision) => [...injectedBy(provision, one, evaluation)]);
    return { kind: 'fields', fields: new Map(fields), open: true, others: one };
  });
}

/** What one place gives: the members of `$also`, and of what `$transform` makes of all settings and of the component's own properties. */
function injectedBy({ end, node, applied }: Provision, own: Value, evaluation: Evaluation): FieldsValue['fields'] {
  const ref = applied.at(-1);
  if (!ref) return new Map();
  const key = `injected ${ref.module.id}:${ref.expr} ${keyOf(own)}`;
  const given = evaluation.lookupValue(key, () => {
    const captures = capturesAt(end, applied, evaluation);
    const state = settingAt(end, { kind: 'api', node, applied }, NO_SCHEMA, new Map(), evaluation);
    const [transform, also] = [captures?.get('transform')?.value, captures?.get('also')?.value];
    const parts = [
      ...(transform ? [called(transform, [state, own], ref, evaluation)] : []),
      ...(also ? [called(also, [hole('unknown-call'), own], ref, evaluation)] : []),
    ];
    const fields = parts.flatMap((part) => [...contentsOf(part, evaluation).fields]);
    return { kind: 'fields', fields: new Map(fields), open: false };
  });
  return given.kind === 'fields' ? given.fields : new Map();
}

/** What a function gives, or the function that it gives; anything else is an object itself. */
function called(value: Value, args: readonly Value[], ref: Ref, evaluation: Evaluation): Value {
  const results = optionsOf(value).flatMap((one): readonly Value[] => {
    if (one.kind !== 'closure' && one.kind !== 'builtin') return [one];
    const result = callWith(one, args, { args: [], ref, evaluation });
    return optionsOf(result).map((made) =>
      made.kind === 'closure' || made.kind === 'builtin' ? callWith(made, args, { args: [], ref, evaluation }) : made,
    );
  });
  return choice(results);
}

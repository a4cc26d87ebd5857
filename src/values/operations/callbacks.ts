/** What methods of lists, maps and promises give to the functions that they call. */
import type { Argument } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { choice, mapOptions } from '../text.ts';
import { at, optionsOf, type Ref, type Value } from '../value.ts';
import { callWith } from './builtins.ts';
import { anyMember } from './any-members.ts';
import { memberOf } from './members.ts';

/** Array methods whose callback's first parameter is an element. */
const ELEMENT_CALLBACKS: ReadonlySet<string> = new Set([
  'map',
  'forEach',
  'filter',
  'find',
  'flatMap',
  'some',
  'every',
  'findLast',
]);

/** Those whose callback is given what it gave before, and an element. */
const FOLDS: ReadonlySet<string> = new Set(['reduce', 'reduceRight']);

/** What a component of React gives the function that it is handed to make its next state of (React.Component, setState). */
const STATE_CALLBACK = ['state', 'props'] as const;

/** The name of the method that a call calls, when its first argument is a function that it calls; null for any other call. */
export function callingMethod({ module, expr }: Ref): string | null {
  const call = module.expressions[expr];
  const callee = call?.kind === 'call' && !call.construct ? module.expressions[call.callee] : undefined;
  if (callee?.kind !== 'member' || typeof callee.property !== 'string') return null;
  const { property } = callee;
  if (property === 'setState') return module.expressions[callee.object]?.kind === 'this' ? property : null;
  return property === 'then' || FOLDS.has(property) || ELEMENT_CALLBACKS.has(property) ? property : null;
}

/** What the function that is the first argument of such a call is given at an index; null when that is not known. */
export function givenByMethod(call: Ref, index: number, evaluation: Evaluation): Value | null {
  const method = callingMethod(call);
  const expr = call.module.expressions[call.expr];
  const callee = expr?.kind === 'call' ? call.module.expressions[expr.callee] : undefined;
  if (method === null || expr?.kind !== 'call' || callee?.kind !== 'member') return null;
  const receiver = (): Value => evaluation.evaluate(at(call, callee.object));
  if (FOLDS.has(method)) {
    if (index === 1) return anyMember(receiver(), evaluation);
    if (index > 1) return null;
    if (isTable(call, expr.args[1])) return null;
    return choice(optionsOf(receiver()).flatMap((option) => sumsOf(option, expr.args, call, evaluation)));
  }
  if (method === 'setState') {
    const given = STATE_CALLBACK[index];
    return given ? memberOf(receiver(), given, evaluation) : null;
  }
  if (index !== 0) return null;
  return method === 'then' ? receiver() : elementOf(receiver(), method, evaluation);
}

/** Whether a fold counts, or fills an object or list: then what it hands on is no address, and is not worth following here. */
function isTable({ module }: Ref, initial: Argument | undefined): boolean {
  const expr = initial && module.expressions[initial.value];
  return (
    expr?.kind === 'object' || expr?.kind === 'array' || (expr?.kind === 'literal' && typeof expr.value === 'number')
  );
}

/** What a fold hands on from item to item. */
function sumsOf(list: Value, args: readonly Argument[], call: Ref, evaluation: Evaluation): readonly Value[] {
  const [callback, initial] = args.map(({ value }) => evaluation.evaluate(at(call, value)));
  const first = initial ?? anyMember(list, evaluation);
  if (list.kind !== 'list' || list.open || list.loose) return [first, evaluation.evaluate(call)];
  const isBackwards = callingMethod(call) === 'reduceRight';
  const items = isBackwards ? list.items.toReversed() : list.items;
  const [begin, ...others] = initial === undefined ? items : [initial, ...items];
  const sums = [begin ?? first];
  for (const item of others) {
    sums.push(callWith(callback, [sums.at(-1) ?? first, item], { args: [], ref: call, evaluation }));
  }
  return sums;
}

/** What `forEach` of a map gives is what it holds; all else goes through the items. */
function elementOf(receiver: Value, method: string, evaluation: Evaluation): Value {
  if (method !== 'forEach') return anyMember(receiver, evaluation);
  return mapOptions(receiver, (option) => {
    const item = anyMember(option, evaluation);
    return option.kind === 'map' ? memberOf(item, '1', evaluation) : item;
  });
}

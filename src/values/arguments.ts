/** The arguments of a call, through spreads. */
import type { Argument } from '../lower/module.ts';
import type { Evaluation } from './evaluation.ts';
import { LIMITS } from './limits.ts';
import { givenByMethod } from './operations/callbacks.ts';
import { itemsOf } from './operations/collections.ts';
import { choice, mapOptions, withTrail } from './text.ts';
import { step } from './trail.ts';
import {
  UNDEFINED,
  at,
  hole,
  optionsOf,
  type Applied,
  type Frame,
  type HandedArguments,
  type ListValue,
  type Ref,
  type Value,
} from './value.ts';

/** What the activation of a function was given for its parameter at an index; undefined when nothing. */
export function argumentOf({ args }: Pick<Frame, 'args'>, index: number, evaluation: Evaluation): Value {
  if (args.kind === 'values') return args.values[index] ?? UNDEFINED;
  if (args.kind === 'open') return hole('parameter');
  if (args.kind === 'handed') return traced(args.argument(index, evaluation) ?? hole('parameter'), args.at);
  const bound = args.bound[index];
  if (bound) return traced(argumentAt(bound.call, bound.position, evaluation) ?? UNDEFINED, bound.call);
  const position = index - args.bound.length;
  if (args.kind === 'call') {
    return traced(passedAt(args.call, position + args.from, evaluation) ?? UNDEFINED, args.call);
  }
  return mapOptions(argumentAt(args.list.call, args.list.position, evaluation) ?? UNDEFINED, (list) => {
    if (list.kind === 'list') return itemAt(list, position);
    return list.kind === 'hole' ? list : UNDEFINED;
  });
}

/** All that the activation of a function was given, from an index on. */
export function restOf({ args }: Pick<Frame, 'args'>, from: number, evaluation: Evaluation): Value {
  if (args.kind === 'values') return { kind: 'list', items: args.values.slice(from), open: false };
  if (args.kind === 'open') return { kind: 'list', items: [], open: true };
  if (args.kind === 'handed') return { kind: 'list', items: handedArguments(args, from, evaluation), open: false };
  const bound = args.bound.slice(from).map((one) => argumentAt(one.call, one.position, evaluation) ?? UNDEFINED);
  const after = Math.max(0, from - args.bound.length);
  if (args.kind === 'call') {
    return mapOptions(givenFrom(args.call, args.from + after, evaluation), (given) =>
      given.kind === 'list' ? { ...given, items: [...bound, ...given.items] } : given,
    );
  }
  const list = argumentAt(args.list.call, args.list.position, evaluation) ?? UNDEFINED;
  if (list.kind === 'list') return { ...list, items: [...bound, ...list.items.slice(list.loose ? 0 : after)] };
  return list.kind === 'hole' && bound.length === 0 ? list : { kind: 'list', items: bound, open: true };
}

function itemAt({ items, open, rest, loose }: ListValue, position: number): Value {
  const other = open ? (rest ?? hole('element')) : UNDEFINED;
  return loose ? choice([...items, other]) : (items[position] ?? other);
}

function traced(value: Value, call: Ref): Value {
  return withTrail(value, (trail) => step(call.module, call.expr, trail));
}

/** The argument at a position of a call; an element's or assignment's only one; null when there is none. */
export function argumentAt(ref: Ref | Applied, position: number, evaluation: Evaluation): Value | null {
  // Evaluated as an expression of its own: a call that stands there has the arguments that are written in it.
  if ('as' in ref && ref.as === 'value') return position === 0 ? evaluation.evaluate(at(ref, ref.expr)) : null;
  if ('as' in ref && ref.as === 'callback') return givenByMethod(ref, position, evaluation);
  if ('as' in ref && ref.args) return argumentOf({ args: ref.args }, position, evaluation);
  const expr = ref.module.expressions[ref.expr];
  switch (expr?.kind) {
    case 'call':
      return spreadAt(expr.args, position, ref, evaluation);
    case 'markup':
      return position === 0 ? evaluation.evaluate(at(ref, expr.attributes)) : null;
    case 'module':
      return position === 0 ? evaluation.evaluate(at(ref, expr.specifier)) : null;
    default:
      return null;
  }
}

/** What a function of the repository is given at a position: as `argumentAt`, but a tag gets the strings and the values one by one. */
export function passedAt(ref: Ref, position: number, evaluation: Evaluation): Value | null {
  const expr = ref.module.expressions[ref.expr];
  const isTagged = expr?.kind === 'call' && expr.pieces !== undefined;
  return isTagged ? spreadAt(expr.pieces, position, ref, evaluation) : argumentAt(ref, position, evaluation);
}

/** All that a function of the repository is given from a position on, as a list; past an unknown number of arguments they may stand anywhere. */
export function givenFrom(ref: Ref, from: number, evaluation: Evaluation): Value {
  const expr = ref.module.expressions[ref.expr];
  const args = expr?.kind === 'call' ? (expr.pieces ?? expr.args) : [];
  let lists: readonly ListValue[] = [{ kind: 'list', items: [], open: false }];
  for (const { value, spread } of args) {
    const found = evaluation.evaluate(at(ref, value));
    const more = spread
      ? optionsOf(found).map((option) => itemsOf(option, evaluation))
      : [{ kind: 'list', items: [found], open: false } as const];
    if (lists.length * more.length > LIMITS.choiceWidth) return { kind: 'list', items: [], open: true };
    lists = lists.flatMap((before) => more.map((after) => joined(before, after)));
  }
  return choice(lists.map((list) => (list.loose ? list : { ...list, items: list.items.slice(from) })));
}

function joined(before: ListValue, after: ListValue): ListValue {
  const loose = before.open || before.loose === true || after.loose === true;
  return {
    kind: 'list',
    items: [...before.items, ...after.items].slice(0, LIMITS.listItems),
    open: before.open || after.open || before.items.length + after.items.length > LIMITS.listItems,
    ...(loose ? { loose } : {}),
    ...(after.rest ? { rest: after.rest } : before.rest ? { rest: before.rest } : {}),
  };
}

/** All arguments of a call, as far as spreads are known. */
export function argumentsOf(ref: Ref | Applied, evaluation: Evaluation): readonly Value[] {
  if ('as' in ref && ref.args) {
    const all = restOf({ args: ref.args }, 0, evaluation);
    return all.kind === 'list' ? all.items : [all];
  }
  const expr = ref.module.expressions[ref.expr];
  return expr?.kind === 'call' ? valuesOf(expr.args, ref, evaluation) : [];
}

function valuesOf(args: readonly Argument[], ref: Ref, evaluation: Evaluation): readonly Value[] {
  return args.flatMap(({ value, spread }): readonly Value[] => {
    const found = evaluation.evaluate(at(ref, value));
    if (!spread) return [found];
    if (found.kind !== 'list') return [hole('element')];
    return found.open ? [...found.items, found.rest ?? hole('element')] : found.items;
  });
}

/** A function that is handed over may be given any number of arguments: behind some that nobody gives there are no more. */
function handedArguments(args: HandedArguments, from: number, evaluation: Evaluation): readonly Value[] {
  const values: Value[] = [];
  let given = 0;
  for (let index = from; index < LIMITS.listItems && values.length < given + LEFT_OUT; index += 1) {
    const value = args.argument(index, evaluation);
    if (value === null) break;
    values.push(value);
    if (!isMissing(value)) given = values.length;
  }
  return values.slice(0, given);
}

/** So many arguments may be left out before one that is given: `send('load', undefined, url)`. */
const LEFT_OUT = 3;

function isMissing(value: Value): boolean {
  return value.kind === 'constant' && value.value === undefined;
}

function spreadAt(args: readonly Argument[], position: number, ref: Ref, evaluation: Evaluation): Value | null {
  const firstSpread = args.findIndex(({ spread }) => spread);
  if (firstSpread < 0 || position < firstSpread) {
    const argument = args[position];
    return argument ? evaluation.evaluate(at(ref, argument.value)) : null;
  }
  const spread = args[firstSpread];
  const list = spread ? evaluation.evaluate(at(ref, spread.value)) : hole('element');
  const others = args.slice(firstSpread + 1);
  const inside = position - firstSpread;
  return list.kind === 'choice'
    ? mapOptions(list, (option) => spreadFrom(option, others, inside, ref, evaluation) ?? UNDEFINED)
    : spreadFrom(list, others, inside, ref, evaluation);
}

/** The argument at a position from a spread list on. */
function spreadFrom(
  spread: Value,
  others: readonly Argument[],
  position: number,
  ref: Ref,
  evaluation: Evaluation,
): Value | null {
  if (spread.kind === 'hole') return spread;
  const list = itemsOf(spread, evaluation);
  const isAnywhere = list.loose === true || (list.open && position >= list.items.length);
  if (!isAnywhere && position < list.items.length) return list.items[position] ?? null;
  if (!isAnywhere) return spreadAt(others, position - list.items.length, ref, evaluation);
  const after = valuesOf(others, ref, evaluation);
  return choice([
    ...(list.loose === true ? list.items : []),
    ...after,
    list.open ? (list.rest ?? hole('element')) : UNDEFINED,
  ]);
}

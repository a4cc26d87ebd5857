/** Calls that write to an object: `push`, `set`, `Object.assign`, `Object.defineProperty`. */
import type { Span } from './builder.ts';
import { ALL_ITEMS, type Argument, type Expr, type ExprId, type Property, type Write } from './module.ts';
import type { Context } from './scope.ts';

const NOWHERE: Span = { range: [0, 0] };

type Change = Pick<Write, 'how' | 'object' | 'property' | 'value'>;

/** Records what a call of a function of the language writes to one of its operands. */
export function recordMutations(callee: ExprId, args: readonly Argument[], call: ExprId, cx: Context): void {
  const member = cx.builder.at(callee);
  if (member.kind !== 'member' || typeof member.property !== 'string') return;
  for (const change of changesBy(member, member.property, args, cx)) record(change, call, cx);
}

/** Records an assignment to a property. */
export function writeTo(object: ExprId, property: Write['property'], value: ExprId, at: ExprId, cx: Context): void {
  record({ how: 'property', object, property, value }, at, cx);
}

/** What another function writes to a name may come at any time. */
function record(change: Change, at: ExprId, cx: Context): void {
  const { owner, symbol } = cx;
  const known = cx.builder.at(change.object);
  const elsewhere = known.kind === 'name' && cx.builder.binding(known.binding).function !== owner;
  const isCertain = change.how !== 'entry' && change.how !== 'delete' && !cx.conditional && !elsewhere;
  cx.builder.write({ ...change, conditional: !isCertain, owner, symbol, at });
}

/** `delete options.host`: what reads it may find nothing. */
export function recordDelete(member: Extract<Expr, { kind: 'member' }>, node: Span, cx: Context): void {
  const { object, property } = member;
  const value = cx.builder.literal(undefined, node);
  record({ how: 'delete', object, property, value }, value, cx);
}

function changesBy(
  { object }: Extract<Expr, { kind: 'member' }>,
  method: string,
  args: readonly Argument[],
  cx: Context,
): readonly Change[] {
  const [first, second] = args;
  switch (method) {
    case 'set':
      if (!first || !second || args.length > 2) return [];
      return [{ how: 'entry', object, property: keyOf(first.value, cx), value: second.value }];
    case 'assign':
      return isGlobal(object, 'Object', cx) && first
        ? args.slice(1).flatMap((arg) => assigned(first.value, arg.value, cx))
        : [];
    case 'setState':
      return first && cx.builder.at(object).kind === 'this' ? stateSet(object, first.value, cx) : [];
    case 'defineProperty':
      return isGlobal(object, 'Object', cx) || isGlobal(object, 'Reflect', cx) ? defined(args, cx) : [];
    default:
      return movesBy(object, method, args, cx);
  }
}

/** What a method of lists and sets adds to one, moves in it or takes out of it. */
function movesBy(object: ExprId, method: string, args: readonly Argument[], cx: Context): readonly Change[] {
  const added = (from: readonly Argument[]): readonly Change[] => from.map((arg) => addition(object, arg, cx));
  switch (method) {
    case 'push':
      return added(args);
    case 'add':
      return args.length === 0 ? [] : [...added(args), moved(object, null, cx)];
    case 'unshift':
      return args.some(({ spread }) => spread)
        ? [...added(args), moved(object, null, cx)]
        : args.toReversed().map(({ value }) => ({ how: 'order', object, property: method, value }));
    case 'pop':
    case 'shift':
    case 'reverse':
      return args.length === 0 ? [moved(object, method, cx)] : [];
    case 'fill':
      return [...added(args.slice(0, 1)), moved(object, null, cx)];
    case 'splice':
      return [...added(args.slice(2)), moved(object, null, cx)];
    case 'sort':
    case 'copyWithin':
    case 'clear':
    case 'delete':
      return [moved(object, null, cx)];
    default:
      return [];
  }
}

function addition(object: ExprId, arg: Argument, cx: Context): Change {
  if (!arg.spread) return { how: 'item', object, property: null, value: arg.value };
  return { how: 'item', object, property: ALL_ITEMS, value: cx.builder.add({ kind: 'array', items: [arg] }, NOWHERE) };
}

function moved(object: ExprId, property: string | null, cx: Context): Change {
  return { how: 'order', object, property, value: cx.builder.literal(undefined, NOWHERE) };
}

/** `Object.assign({}, …)` makes a new object, which is what the call returns; any other target is written to. */
function assigned(object: ExprId, value: ExprId, cx: Context): readonly Change[] {
  if (cx.builder.at(object).kind === 'object') return [];
  const source = cx.builder.at(value);
  if (source.kind !== 'object') return [{ how: 'spread', object, property: null, value }];
  return source.properties.map((property) =>
    property.kind === 'spread' || property.get === true
      ? { how: 'spread', object, property: null, value: property.value }
      : { how: 'property', object, property: property.key, value: property.value },
  );
}

/** `this.setState({ image })`, or with a function of the state before: what a class component of React shows comes from there. */
function stateSet(component: ExprId, given: ExprId, cx: Context): readonly Change[] {
  const state = cx.builder.member(component, 'state', NOWHERE);
  const made = cx.builder.at(given);
  const values = made.kind === 'function' ? cx.builder.returnsOf(made.function) : [given];
  return values.flatMap((value) => assigned(state, value, cx));
}

/** `Object.defineProperty(target, key, { value })`, or with a getter. */
function defined([target, key, descriptor]: readonly Argument[], cx: Context): readonly Change[] {
  const described = descriptor ? cx.builder.at(descriptor.value) : null;
  if (!target || !key || !descriptor || !described) return [];
  const property = keyOf(key.value, cx);
  if (described.kind !== 'object') {
    const getter = cx.builder.member(descriptor.value, 'get', NOWHERE);
    const value = cx.builder.add(
      {
        kind: 'choice',
        operator: '??',
        options: [cx.builder.member(descriptor.value, 'value', NOWHERE), cx.builder.call(getter, [], false, NOWHERE)],
      },
      NOWHERE,
    );
    return [{ how: 'property', object: target.value, property, value }];
  }
  return described.properties.flatMap((part): readonly Change[] => {
    const value = valueDescribed(part, cx);
    return value === null ? [] : [{ how: 'property', object: target.value, property, value }];
  });
}

function valueDescribed(property: Property, cx: Context): ExprId | null {
  if (property.kind !== 'property') return null;
  if (property.key === 'value') return property.value;
  return property.key === 'get' ? cx.builder.call(property.value, [], false, NOWHERE) : null;
}

function keyOf(key: ExprId, cx: Context): string | ExprId {
  const expr = cx.builder.at(key);
  return expr.kind === 'literal' && expr.value !== null && expr.value !== undefined ? String(expr.value) : key;
}

function isGlobal(id: ExprId, name: string, cx: Context): boolean {
  const expr = cx.builder.at(id);
  return expr.kind === 'global' && expr.name === name;
}

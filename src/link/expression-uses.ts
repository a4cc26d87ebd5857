/** What a module does with the value of each of its expressions: read backwards, from a part to what it is a part of. */
import type { BindingId, Expr, ExprId, FunctionId, Module } from '../lower/module.ts';
import { laterOf } from './later.ts';

export type ExpressionUse =
  /** A member of it is read; its name is null where it is computed. */
  | { readonly kind: 'receiver'; readonly member: ExprId; readonly property: string | null }
  | { readonly kind: 'called'; readonly call: ExprId; readonly construct: boolean }
  | { readonly kind: 'argument'; readonly call: ExprId; readonly index: number }
  | { readonly kind: 'named'; readonly binding: BindingId }
  | { readonly kind: 'returned'; readonly function: FunctionId }
  /** The other expression may have the same value. */
  | { readonly kind: 'same'; readonly expr: ExprId }
  /** It is an item of a list that is written there. */
  | { readonly kind: 'item'; readonly list: ExprId }
  /** Anything else: it is put into something, or exported. */
  | { readonly kind: 'kept' };

export interface ExpressionUses {
  /** None: it is thrown away, compared or written to. */
  readonly of: (expr: ExprId) => readonly ExpressionUse[];
  /** The expressions that read a name. */
  readonly names: (binding: BindingId) => readonly ExprId[];
}

/** The uses in a module, worked out at the first question. */
export const usesIn = laterOf(collect);

const KEPT: ExpressionUse = { kind: 'kept' };

function collect(module: Module): ExpressionUses {
  const uses = new Map<ExprId, ExpressionUse[]>();
  const names = new Map<BindingId, ExprId[]>();
  const add = (expr: ExprId, use: ExpressionUse): void => append(uses, expr, use);
  for (const [id, expr] of module.expressions.entries()) {
    if (expr.kind === 'name') append(names, expr.binding, id);
    for (const [part, use] of usesBy(expr, id)) add(part, use);
  }
  for (const [binding, { definitions }] of module.bindings.entries())
    for (const { value } of definitions) add(value, { kind: 'named', binding });
  for (const [id, { returns }] of module.functions.entries())
    for (const value of returns) add(value, { kind: 'returned', function: id });
  for (const { value } of module.exports) add(value, KEPT);
  for (const { value } of module.writes) add(value, KEPT);
  for (const { members } of module.classes) for (const { value } of members) add(value, KEPT);
  return { of: (expr) => uses.get(expr) ?? [], names: (binding) => names.get(binding) ?? [] };
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

type Part = readonly [ExprId, ExpressionUse];

function usesBy(expr: Expr, id: ExprId): readonly Part[] {
  switch (expr.kind) {
    case 'member':
      return [
        [
          expr.object,
          { kind: 'receiver', member: id, property: typeof expr.property === 'string' ? expr.property : null },
        ],
      ];
    case 'call':
      return partsOfCall(expr, id);
    case 'choice':
      return expr.options.map((option) => [option, { kind: 'same', expr: id }]);
    case 'object':
      return expr.properties.map(({ value }) => [value, KEPT]);
    case 'array':
      return expr.items.map(({ value }) => [value, { kind: 'item', list: id }]);
    case 'template':
      return expr.parts.flatMap((part): readonly Part[] => (typeof part === 'number' ? [[part, KEPT]] : []));
    case 'concat':
      return [expr.left, expr.right].map((part) => [part, KEPT]);
    case 'markup':
      return [[expr.attributes, KEPT]];
    case 'rest':
      return [[expr.object, KEPT]];
    default:
      return [];
  }
}

/** What an expression is made of. */
export function partsOf(expr: Expr | undefined): readonly ExprId[] {
  return expr ? usesBy(expr, -1).map(([part]) => part) : [];
}

function partsOfCall(expr: Extract<Expr, { kind: 'call' }>, id: ExprId): readonly Part[] {
  const { construct } = expr;
  return [
    [expr.callee, { kind: 'called', call: id, construct }],
    ...(expr.pieces ?? expr.args).map(({ value, spread }, index): Part => [
      value,
      spread ? KEPT : { kind: 'argument', call: id, index },
    ]),
  ];
}

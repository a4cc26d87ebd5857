/** Which part of which parameter an expression is, as far as its words say: `deps.http.get` of the first one. */
import type { Argument, Expr, ExprId, FunctionId, Property } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import { at, type Frame, type Ref } from '../values/value.ts';

/** Equal paths of one parameter are the same value, in one activation. */
export interface ParameterPath {
  readonly module: LinkedModule;
  readonly function: FunctionId;
  readonly index: number;
  readonly names: readonly string[];
}

/** Expressions on the way from a use to the parameter. */
const STEPS = 16;

/** Where the names lead from an expression: to a part of a parameter; null where its words do not say so. */
export function followed(
  module: LinkedModule,
  id: ExprId,
  names: readonly string[],
  left = STEPS,
): ParameterPath | null {
  const expr = module.expressions[id];
  const go = (next: ExprId, inside = names): ParameterPath | null =>
    left === 0 ? null : followed(module, next, inside, left - 1);
  switch (expr?.kind) {
    case 'parameter':
      return expr.rest ? null : { module, function: expr.function, index: expr.index, names };
    case 'member':
      return typeof expr.property === 'string' ? go(expr.object, [expr.property, ...names]) : null;
    case 'name': {
      const { definitions = [], writes = [] } = module.bindings[expr.binding] ?? {};
      const [only, ...others] = definitions;
      return only && others.length === 0 && writes.length === 0 ? go(only.value) : null;
    }
    case 'object': {
      const held = holderOf(expr.properties, names);
      return held === null ? null : go(held.value, held.names);
    }
    case 'call':
      return expr.construct ? null : go(expr.callee, [callOf(module, id, expr), ...names]);
    default:
      return null;
  }
}

/** What of an object has the first of the names: the property that stands last, or the only object that is spread. */
function holderOf(
  properties: readonly Property[],
  names: readonly string[],
): { readonly value: ExprId; readonly names: readonly string[] } | null {
  const [name, ...inside] = names;
  const having = properties.filter((one) => one.kind === 'spread' || typeof one.key === 'number' || one.key === name);
  const last = having.at(-1);
  if (last?.kind === 'property' && last.key === name) return { value: last.value, names: inside };
  return last?.kind === 'spread' && having.length === 1 ? { value: last.value, names } : null;
}

/** What a call adds to a path: `logger.with({ … })` is the same wherever it stands; what is told apart by its arguments is not. */
function callOf(module: LinkedModule, id: ExprId, { args }: Extract<Expr, { kind: 'call' }>): string {
  const isTold = args.some(({ value, spread }) => spread || module.expressions[value]?.kind !== 'object');
  return isTold ? `(${module.id}:${id})` : '()';
}

/** The expression of an argument as it is written; the attributes of an element are its first. Null where a list holds it, or nothing does. */
export function argumentOfCall({ args }: Frame, index: number): Ref | null {
  if (args.kind !== 'call' || args.bound.length > 0) return null;
  const { call, from } = args;
  const expr = call.module.expressions[call.expr];
  if (expr?.kind === 'markup') return index === 0 ? at(call, expr.attributes) : null;
  const all: readonly Argument[] = expr?.kind === 'call' ? expr.args.slice(0, from + index + 1) : [];
  const argument = all[from + index];
  return argument && !all.some(({ spread }) => spread) ? at(call, argument.value) : null;
}

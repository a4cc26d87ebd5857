/** Names that hold a `URL`: what is written to it moves it, also where it is not known. */
import type { Binding, ExprId, Write } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { at, optionsOf, type Ref } from '../value.ts';

const MOVING: ReadonlySet<Write['property']> = new Set<Write['property']>(['host', 'hostname', 'href']);

/** Whether a name that is moved is given a `new URL(…)`, by its own definition, through other names, or by a function that makes one. */
export function holdsUrl({ definitions, writes }: Binding, ref: Ref, evaluation: Evaluation): boolean {
  const isMoved = writes.slice(0, LIMITS.writes).some((index) => MOVING.has(ref.module.writes[index]?.property ?? ''));
  if (!isMoved) return false;
  return definitions.some(({ value }) => isUrl(at(ref, value), evaluation, LIMITS.wrapperDepth));
}

function isUrl(ref: Ref, evaluation: Evaluation, depth: number): boolean {
  const expr = ref.module.expressions[ref.expr];
  const follow = (values: readonly ExprId[], from: Ref): boolean =>
    depth > 0 && values.some((value) => isUrl({ ...from, expr: value }, evaluation, depth - 1));
  if (expr?.kind === 'name') {
    const definitions = ref.module.bindings[expr.binding]?.definitions ?? [];
    return follow(
      definitions.map(({ value }) => value),
      ref,
    );
  }
  if (expr?.kind !== 'call') return false;
  const callee = ref.module.expressions[expr.callee];
  if (expr.construct) return callee?.kind === 'global' && callee.name === 'URL';
  return optionsOf(evaluation.evaluate(at(ref, expr.callee))).some(
    (value) =>
      value.kind === 'closure' &&
      follow(value.module.functions[value.function]?.returns ?? [], { ...ref, module: value.module, frame: null }),
  );
}

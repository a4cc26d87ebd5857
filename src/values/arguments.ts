/** The arguments of a call, through spreads. */
import type { Argument } from '../lower/module.ts';
import type { Evaluation } from './evaluation.ts';
import { at, hole, type Applied, type Ref, type Value } from './value.ts';

/** The argument at a position of a call; an element's or assignment's only one; null when there is none. */
export function argumentAt(ref: Ref | Applied, position: number, evaluation: Evaluation): Value | null {
  if ('as' in ref && ref.as === 'value') return position === 0 ? evaluation.evaluate(ref) : null;
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

/** All that a function of the repository is given. */
export function passedTo(ref: Ref, evaluation: Evaluation): readonly Value[] {
  const expr = ref.module.expressions[ref.expr];
  return expr?.kind === 'call' ? valuesOf(expr.pieces ?? expr.args, ref, evaluation) : [];
}

/** All arguments of a call, as far as spreads are known. */
export function argumentsOf(ref: Ref, evaluation: Evaluation): readonly Value[] {
  const expr = ref.module.expressions[ref.expr];
  return expr?.kind === 'call' ? valuesOf(expr.args, ref, evaluation) : [];
}

function valuesOf(args: readonly Argument[], ref: Ref, evaluation: Evaluation): readonly Value[] {
  return args.flatMap(({ value, spread }): readonly Value[] => {
    const found = evaluation.evaluate(at(ref, value));
    return spread ? (found.kind === 'list' ? found.items : [hole('element')]) : [found];
  });
}

function spreadAt(args: readonly Argument[], position: number, ref: Ref, evaluation: Evaluation): Value | null {
  const firstSpread = args.findIndex(({ spread }) => spread);
  if (firstSpread < 0 || position < firstSpread) {
    const argument = args[position];
    return argument ? evaluation.evaluate(at(ref, argument.value)) : null;
  }
  const spread = args[firstSpread];
  const list = spread ? evaluation.evaluate(at(ref, spread.value)) : null;
  if (list?.kind !== 'list') return list?.kind === 'hole' ? list : hole('element');
  const inside = position - firstSpread;
  if (inside < list.items.length) return list.items[inside] ?? null;
  const after = args[firstSpread + 1 + inside - list.items.length];
  return after ? evaluation.evaluate(at(ref, after.value)) : null;
}

/** What a condition compares with: for each thing that it may be, all texts that stand there together. */
import type { ExprId } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { closedText } from '../text.ts';
import { at, optionsOf, type Ref } from '../value.ts';
import { fieldsOf } from './contents.ts';
import { isPresent } from './schema-notation.ts';

/** For each thing that may be known, all that stand there together. Null: unknown. */
export type Operands = readonly (readonly (string | null)[])[];

interface Place {
  readonly ref: Ref;
  readonly evaluation: Evaluation;
}

/** What an operand may be. */
export function alternatives(id: ExprId, { ref, evaluation }: Place): Operands {
  return optionsOf(evaluation.evaluate(at(ref, id))).map((option) => [
    option.kind === 'text' ? closedText(option) : null,
  ]);
}

/** What is in a list or set, for each that it may be. */
export function itemsOf(id: ExprId, { ref, evaluation }: Place): Operands {
  return optionsOf(evaluation.evaluate(at(ref, id))).flatMap((option): Operands => {
    if (option.kind !== 'list') return [[null]];
    const items = option.items.map((item) => (item.kind === 'text' ? closedText(item) : null));
    const all = option.open ? [...items, null] : items;
    // Any of them may be missing.
    return option.loose ? [all, []] : [all];
  });
}

/** The keys of an object, and those that are there for certain. */
export function keysOf(id: ExprId, { ref, evaluation }: Place): Operands {
  return optionsOf(evaluation.evaluate(at(ref, id))).flatMap((option): Operands => {
    const fields = fieldsOf(option, evaluation);
    if (fields === null) return [[null]];
    const certain = [...fields].filter(([, field]) => optionsOf(field).every(isPresent));
    return [[...fields.keys()], certain.map(([name]) => name)];
  });
}

/** What a write under a computed name writes for one of the names: in `for (key of keys) kept[key] = read(given[key])` both are the same. */
import type { BindingId, Expr, ExprId } from '../../lower/module.ts';
import { partsOf } from '../../link/expression-uses.ts';
import type { Evaluation } from '../evaluation.ts';
import { closedText, concatenate, mapOptions, oneOf, present } from '../text.ts';
import { at, text, type FieldWrite, type Ref, type Value } from '../value.ts';
import { invoke } from './functions.ts';
import { memberOf } from './members.ts';

/** How deep in what is written the name is looked for. */
const DEPTH = 8;

/** What is written under this name; null where that does not depend on the name. */
export function writtenAs({ key, value }: FieldWrite, name: string, evaluation: Evaluation): Value | null {
  if (key === undefined || value === null || key.module !== value.module) return null;
  const expr = key.module.expressions[key.expr];
  if (expr?.kind !== 'name' || !mentions(value, expr.binding, 0)) return null;
  return new Keyed(expr.binding, name, evaluation).of(value, 0);
}

/** Whether an expression reads a name, itself or by a constant beside it. */
function mentions(ref: Ref, key: BindingId, depth: number): boolean {
  const expr = ref.module.expressions[ref.expr];
  if (depth >= DEPTH || expr === undefined || expr.kind === 'function') return false;
  if (expr.kind !== 'name') {
    const names = expr.kind === 'member' && typeof expr.property === 'number' ? [expr.property] : [];
    return [...names, ...partsOf(expr)].some((part) => mentions(at(ref, part), key, depth + 1));
  }
  if (expr.binding === key) return true;
  const meant = constantOf(expr.binding, ref);
  return meant !== null && mentions(at(ref, meant), key, depth + 1);
}

function constantOf(binding: BindingId, { module }: Ref): ExprId | null {
  const { kind, definitions } = module.bindings[binding] ?? {};
  const [only, ...others] = definitions ?? [];
  return kind === 'const' && only && others.length === 0 ? only.value : null;
}

/** Evaluates what depends on the key with one name for it; anything else as always. */
class Keyed {
  readonly #key: BindingId;
  readonly #name: string;
  readonly #evaluation: Evaluation;

  constructor(key: BindingId, name: string, evaluation: Evaluation) {
    this.#key = key;
    this.#name = name;
    this.#evaluation = evaluation;
  }

  of(ref: Ref, depth: number): Value {
    const expr = ref.module.expressions[ref.expr];
    if (expr === undefined || !mentions(ref, this.#key, depth)) return this.#evaluation.evaluate(ref);
    return this.#dependent(expr, ref, depth + 1) ?? this.#evaluation.evaluate(ref);
  }

  #dependent(expr: Expr, ref: Ref, depth: number): Value | null {
    const of = (part: ExprId): Value => this.of(at(ref, part), depth);
    switch (expr.kind) {
      case 'name':
        return expr.binding === this.#key ? text(this.#name) : of(constantOf(expr.binding, ref) ?? ref.expr);
      case 'member':
        return this.#member(
          of(expr.object),
          typeof expr.property === 'string' ? text(expr.property) : of(expr.property),
        );
      case 'choice': {
        const last = expr.options.length - 1;
        const isFallback = expr.operator === '||' || expr.operator === '??';
        return oneOf(
          expr.options.map((option, index) => (isFallback && index < last ? present(of(option)) : of(option))),
        );
      }
      case 'template':
        return concatenate(expr.parts.map((part) => (typeof part === 'string' ? text(part) : of(part))));
      case 'call':
        return expr.construct || expr.args.some(({ spread }) => spread)
          ? null
          : this.#call(of(expr.callee), () => expr.args.map(({ value }) => of(value)), ref);
      default:
        return null;
    }
  }

  #member(object: Value, property: Value): Value | null {
    const name = closedText(property);
    return name === null ? null : mapOptions(object, (option) => memberOf(option, name, this.#evaluation));
  }

  /** Only functions of the program: of any other it is not asked what it makes of its arguments. */
  #call(callee: Value, args: () => readonly Value[], { frame }: Ref): Value | null {
    if (callee.kind !== 'closure') return null;
    return invoke(callee, { kind: 'values', values: args() }, frame?.depth ?? 0, this.#evaluation);
  }
}

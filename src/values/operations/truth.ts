/**
 * Conditions that are decided: the literals that they compare can be pointed at. A value that something may change at run time decides
 * nothing, so code is taken for unreachable only where a reader can see that it is.
 */
import type { Expr, ExprId, Guard, Literal } from '../../lower/module.ts';
import { lookupsIn } from '../../link/lookups.ts';
import type { Evaluation } from '../evaluation.ts';
import { closedText } from '../text.ts';
import { at, optionsOf, type Ref } from '../value.ts';
import { activation } from './functions.ts';
import { isFixed } from './subjects.ts';

/** Whether one of the guards is known to have come out otherwise. */
export function isExcluded(guards: readonly Guard[] | undefined, ref: Ref, evaluation: Evaluation): boolean {
  return (guards ?? []).some(({ condition, when }) => {
    const known = when === 'returns' ? null : truth(at(ref, condition), evaluation);
    return known !== null && known !== (when === 'true');
  });
}

/** How a condition comes out; null when that is not known. */
export function truth(ref: Ref, evaluation: Evaluation, depth = 0): boolean | null {
  const expr = ref.module.expressions[ref.expr];
  if (!expr || depth > 8) return null;
  switch (expr.kind) {
    case 'not': {
      const known = truth(at(ref, expr.argument), evaluation, depth + 1);
      return known === null ? null : !known;
    }
    case 'choice':
      return truthOfLogical(expr, ref, evaluation, depth);
    case 'compare':
      return truthOfComparison(expr, ref, evaluation);
    case 'call':
      return truthOfCall(expr, ref, evaluation);
    case 'member':
      if (expr.property === '__esModule') return isCompiledModule(at(ref, expr.object), evaluation);
      break;
    default:
  }
  const literal = literalOf(ref, evaluation);
  return literal && Boolean(literal.value);
}

function truthOfLogical(
  expr: Extract<Expr, { kind: 'choice' }>,
  ref: Ref,
  evaluation: Evaluation,
  depth: number,
): boolean | null {
  const [left, right] = expr.options;
  if (left === undefined || right === undefined || (expr.operator !== '&&' && expr.operator !== '||')) return null;
  const member = ref.module.expressions[right];
  // `mod && mod.__esModule`: a module is there.
  if (member?.kind === 'member' && member.property === '__esModule')
    return truth(at(ref, right), evaluation, depth + 1);
  const decisive = expr.operator === '||';
  const known = [left, right].map((side) => truth(at(ref, side), evaluation, depth + 1));
  if (known.includes(decisive)) return decisive;
  return known.includes(null) ? null : !decisive;
}

function truthOfComparison(expr: Extract<Expr, { kind: 'compare' }>, ref: Ref, evaluation: Evaluation): boolean | null {
  if (expr.operator !== '===') return null;
  const left = literalOf(at(ref, expr.left), evaluation);
  const right = left && literalOf(at(ref, expr.right), evaluation);
  return left && right && left.value === right.value;
}

/** `region.startsWith('eu-')`, `REGIONS.includes(region)`. */
function truthOfCall(expr: Extract<Expr, { kind: 'call' }>, ref: Ref, evaluation: Evaluation): boolean | null {
  const callee = ref.module.expressions[expr.callee];
  const [argument, ...others] = expr.args;
  if (callee?.kind !== 'member' || !argument || argument.spread || others.length > 0) return null;
  const { property } = callee;
  if (property !== 'startsWith' && property !== 'endsWith' && property !== 'includes' && property !== 'has')
    return null;
  const sought = literalOf(at(ref, argument.value), evaluation)?.value;
  if (typeof sought !== 'string') return null;
  const receiver = literalOf(at(ref, callee.object), evaluation)?.value;
  if (typeof receiver === 'string') return property === 'has' ? null : receiver[property](sought);
  return property === 'has' || property === 'includes' ? isItem(sought, at(ref, callee.object), evaluation) : null;
}

function isItem(sought: string, list: Ref, evaluation: Evaluation): boolean | null {
  const value = evaluation.evaluate(list);
  if (value.kind !== 'list' || value.open || value.loose) return null;
  const items = value.items.map((item) => (item.kind === 'text' ? closedText(item) : null));
  return items.includes(sought) || (items.includes(null) ? null : false);
}

/** Whether a module of the repository says that it was an ES module: then compilers leave it as it is. */
function isCompiledModule(ref: Ref, evaluation: Evaluation): boolean | null {
  const verdicts = new Set(
    optionsOf(evaluation.evaluate(ref)).map((value) =>
      value.kind === 'namespace' ? evaluation.program.findExport(value.module, '__esModule').length > 0 : null,
    ),
  );
  const [only = null] = verdicts;
  return verdicts.size === 1 ? only : null;
}

/** The literal that an expression is, through names that are never changed and parameters whose call is known; null for all else. */
export function literalOf(ref: Ref, evaluation: Evaluation, depth = 0): { readonly value: Literal } | null {
  const origin = originOf(ref, evaluation, depth);
  if (origin === 'absent') return { value: undefined };
  const expr = origin?.module.expressions[origin.expr];
  if (!origin || !expr) return null;
  if (expr.kind === 'literal') return expr;
  if (expr.kind !== 'template') return null;
  let whole = '';
  for (const part of expr.parts) {
    const known = typeof part === 'string' ? { value: part } : literalOf(at(origin, part), evaluation, depth + 1);
    if (known === null) return null;
    whole += String(known.value);
  }
  return { value: whole };
}

type Origin = Ref | 'absent' | null;

/** Where the value of an expression is written. */
function originOf(ref: Ref, evaluation: Evaluation, depth: number): Origin {
  const expr = ref.module.expressions[ref.expr];
  if (!expr || depth > 16) return null;
  const follow = (next: Ref): Origin => originOf(next, evaluation, depth + 1);
  switch (expr.kind) {
    case 'literal':
    case 'template':
    case 'object':
      return ref;
    case 'name': {
      const binding = ref.module.bindings[expr.binding];
      const [definition] = binding?.definitions ?? [];
      const isKnown = binding && (isFixed(binding) || (binding.kind === 'parameter' && expr.before === 1));
      return !isKnown || !definition || binding.writes.length > 0 ? null : follow(at(ref, definition.value));
    }
    case 'parameter':
      return expr.rest ? null : argumentOrigin(ref, expr, follow, evaluation);
    case 'member':
      return typeof expr.property === 'string'
        ? memberOrigin(ref, expr.object, expr.property, follow, evaluation)
        : null;
    case 'choice':
      return expr.operator === '=' ? withDefault(expr.options, ref, follow) : null;
    default:
      return null;
  }
}

function withDefault(options: readonly ExprId[], ref: Ref, follow: (next: Ref) => Origin): Origin {
  const [given, fallback] = options;
  const origin = given === undefined ? null : follow(at(ref, given));
  return origin === 'absent' && fallback !== undefined ? follow(at(ref, fallback)) : origin;
}

function argumentOrigin(
  ref: Ref,
  expr: Extract<Expr, { kind: 'parameter' }>,
  follow: (next: Ref) => Origin,
  evaluation: Evaluation,
): Origin {
  const args = activation(ref, expr.function, evaluation)?.args;
  if (args?.kind !== 'call' || args.bound.length > 0) return null;
  const call = args.call.module.expressions[args.call.expr];
  const passed = call?.kind === 'call' ? (call.pieces ?? call.args) : null;
  if (passed === null || passed.some(({ spread }) => spread)) return null;
  const given = passed[expr.index + args.from];
  return given ? follow(at(args.call, given.value)) : 'absent';
}

/** A property of an object that is written in the call, of an enum, or an export of a module. */
function memberOrigin(
  ref: Ref,
  object: ExprId,
  name: string,
  follow: (next: Ref) => Origin,
  evaluation: Evaluation,
): Origin {
  const module = ref.module.expressions[object];
  if (module?.kind === 'module') {
    const specifier = ref.module.expressions[module.specifier];
    const target =
      specifier?.kind === 'literal' ? evaluation.program.resolve(ref.module, String(specifier.value)) : null;
    const [only, ...others] = target ? evaluation.program.findExport(target, name) : [];
    return only?.kind === 'expression' && others.length === 0
      ? follow({ module: only.module, expr: only.value, frame: null })
      : null;
  }
  const origin = follow(at(ref, object));
  if (origin === null || origin === 'absent') return null;
  const expr = origin.module.expressions[origin.expr];
  if (expr?.kind !== 'object' || !isImmutable(origin) || expr.properties.some(({ kind }) => kind === 'spread'))
    return null;
  const found = expr.properties.findLast((property) => property.kind === 'property' && property.key === name);
  return found ? follow(at(origin, found.value)) : 'absent';
}

/** An enum, or an object that nothing else names. */
function isImmutable({ module, expr }: Ref): boolean {
  const holder = lookupsIn(module).nameOf(expr);
  return holder === undefined || module.bindings[holder]?.kind === 'enum';
}

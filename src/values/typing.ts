/** What types add to evaluation: where an expression is unknown, all that its type lets it be. */
import type { Expr } from '../lower/module.ts';
import type { TypeAlternative, TypeAnswer, TypeOracle, TypeReach } from '../types/oracle.ts';
import type { Evaluation } from './evaluation.ts';
import { arrive } from './operations/api.ts';
import { instanceOf } from './operations/typed.ts';
import { memberOf } from './operations/members.ts';
import { choice, fromParts, withTrail } from './text.ts';
import { place } from './trail.ts';
import { type HoleReason } from './reasons.ts';
import { at, constant, hole, optionsOf, type Hole, type ClassValue, type Ref, type Value } from './value.ts';

/** The oracle, and the same evaluation without it: types are asked only for what that leaves unknown. */
export interface Typing {
  readonly oracle: TypeOracle;
  readonly reach: TypeReach;
  readonly plain: Evaluation;
}

/** The value of an expression by its type; null when it is known without, or when its type says nothing finite. */
export function valueByType(expr: Expr, ref: Ref, evaluation: Evaluation, typing: Typing): Value | null {
  if (!ASKED.has(expr.kind) || isImport(expr, ref)) return null;
  const { oracle, reach, plain } = typing;
  const known = plain.ask(ref);
  const unknown = optionsOf(known).filter((option) => option.kind === 'hole');
  if (!unknown.some((option) => reach === 'far' || isPromising(option.hole, plain))) return null;
  const { path, starts, ends, file } = ref.module;
  const start = starts[ref.expr];
  const end = ends[ref.expr];
  if (file.kind !== 'script' || start === undefined || end === undefined) return null;
  const answer = oracle.ask({ path, start, end, reach });
  if (answer === 'open') return known.kind !== 'hole' || isHandedOver(expr, ref) ? null : known;
  const byType = answer && valueOf(answer, ref, evaluation);
  return byType && choice([...optionsOf(known).filter(({ kind }) => kind !== 'hole'), byType]);
}

/** What a method is on a receiver that is known by its type alone; null when it is known without, or when its type is of no use. */
export function methodByType(callee: Ref, evaluation: Evaluation, oracle: TypeOracle): Value | null {
  const expr = callee.module.expressions[callee.expr];
  if (expr?.kind !== 'member' || typeof expr.property !== 'string') return null;
  const receiver = callee.module.expressions[expr.object];
  if (!receiver || isImported(receiver, callee)) return null;
  const typing: Typing = { oracle, reach: 'receiver', plain: evaluation };
  const value = valueByType(receiver, at(callee, expr.object), evaluation, typing);
  if (!value || value.kind === 'hole') return null;
  const method = memberOf(value, expr.property, evaluation);
  // What an unconstructed class inherits from a package, the compiler knows.
  return method.kind === 'hole' ? valueByType(expr, callee, evaluation, typing) : method;
}

/**
 * Whether a type may have a name or literals at all, before the compiler is loaded: a parameter `url: string` and the answer of a
 * request have none.
 */
function isPromising(unknown: Hole, plain: Evaluation): boolean {
  if (unknown.kind === 'unknown') return DECLARED.has(unknown.reason);
  if (unknown.kind === 'env') return false;
  const { module } = unknown;
  const parameter = module.functions[unknown.function]?.parameters[unknown.index];
  const expr = parameter === undefined ? undefined : module.expressions[parameter];
  if (parameter === undefined || expr?.kind !== 'parameter') return false;
  if (expr.type !== null && isOfPackage(plain.ask({ module, expr: expr.type, frame: null }))) return false;
  return /:.*(?:['"`]|\b[A-Z]|\btypeof\b)/s.test(
    module.source.text.slice(module.starts[parameter], module.ends[parameter]),
  );
}

/** A type of a package that no rule describes. */
function isOfPackage(type: Value): boolean {
  return type.kind === 'hole' && type.hole.kind === 'unknown' && type.hole.reason === 'unknown-package';
}

/** Reasons behind which there may be a declaration. */
const DECLARED: ReadonlySet<HoleReason> = new Set<HoleReason>(['unknown-member', 'uninitialised', 'type-only']);

/** A name that a module gives is known by its value, or not at all. */
function isImported(expr: Expr, { module }: Ref): boolean {
  return expr.kind === 'name' && module.bindings[expr.binding]?.kind === 'import';
}

/** What is handed to a parameter may be known better than the parameter is. */
function isHandedOver(expr: Expr, { module }: Ref): boolean {
  if (expr.kind === 'parameter') return true;
  return expr.kind === 'name' && module.bindings[expr.binding]?.kind === 'parameter';
}

/** Kinds of expressions that stand for a value from elsewhere. */
const ASKED: ReadonlySet<Expr['kind']> = new Set<Expr['kind']>([
  'name',
  'global',
  'member',
  'call',
  'parameter',
  'typed',
]);

/** A name that an import takes from its module: its type is that of the export, which is evaluated. */
function isImport(expr: Expr, { module }: Ref): boolean {
  return expr.kind === 'member' && module.expressions[expr.object]?.kind === 'module';
}

function valueOf({ alternatives, declared }: TypeAnswer, ref: Ref, evaluation: Evaluation): Value | null {
  const values = alternatives.map((one) => alternative(one, ref, evaluation));
  const known = values.filter((one) => one !== null);
  if (known.length < values.length) return null;
  const module = declared && evaluation.program.byPath.get(declared.path);
  return withTrail(choice(known), (trail) => (module ? place(module, declared.offset, trail) : trail));
}

function alternative(one: TypeAlternative, ref: Ref, evaluation: Evaluation): Value | null {
  switch (one.kind) {
    case 'text':
      return fromParts(
        one.parts.map((part) =>
          part === null ? { kind: 'hole', hole: hole('type-only').hole } : { kind: 'text', text: part },
        ),
        null,
      );
    case 'constant':
      return constant(one.value);
    case 'api': {
      const made = { ...origin(ref), as: 'call' as const };
      return arrive(
        { kind: 'api', node: one.node, applied: Array.from({ length: one.calls }, () => made) },
        evaluation,
      );
    }
    case 'instance': {
      const type = classAt(one.path, one.end, evaluation);
      return type && instanceOf(type, ref, evaluation);
    }
  }
}

/** Where the client comes from is not known, so no call of the program is the one that made it. */
function origin(ref: Ref): Ref {
  const expr = ref.module.expressions[ref.expr];
  return expr?.kind === 'call' ? origin(at(ref, expr.callee)) : ref;
}

function classAt(path: string, end: number, { program }: Evaluation): ClassValue | null {
  const module = program.byPath.get(path);
  const found = module?.expressions.findIndex((expr, id) => expr.kind === 'class' && module.ends[id] === end) ?? -1;
  const expr = module?.expressions[found];
  return module && expr?.kind === 'class' ? { kind: 'class', module, class: expr.class, frame: null } : null;
}

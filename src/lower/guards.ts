/**
 * What is known where code stands: the conditions of the branches around it, and those that made everything else leave. A guard is a
 * condition and how it came out; only conditions that say something of a name are recorded, on the reads of that name.
 */
import type { TSESTree } from '@typescript-eslint/types';
import type { ModuleBuilder } from './builder.ts';
import type { BindingId, BindingKind, Expr, ExprId, FunctionId, Guard, Replaced } from './module.ts';
import type { Context } from './scope.ts';
import type { Conditions } from './implied.ts';
import { sideOf } from './sides.ts';
import { isOfTests } from './test-flags.ts';

/** The guards of a place. */
export interface Guards {
  readonly all: readonly Guard[];
  readonly entries: readonly GuardEntry[];
  /** Those on each name that was asked for. */
  readonly on: Map<BindingId, readonly Guard[]>;
}

interface GuardEntry {
  readonly guard: Guard;
  readonly owner: FunctionId;
  /** The names that its condition says something of. */
  readonly names: ReadonlySet<BindingId>;
}

export const NO_GUARDS: Guards = { all: [], entries: [], on: new Map() };

const NONE: readonly Guard[] = [];

/** Conditions of other kinds say nothing of a name. */
const TELLING: ReadonlySet<Expr['kind']> = new Set(['name', 'not', 'choice', 'compare', 'call', 'literal']);

/** More than these are not remembered in one place: the innermost count. */
const MOST = 16;

/** The context in which a condition came out so. */
export function guarded(cx: Context, condition: ExprId, when: Guard['when']): Context {
  const { kind } = cx.builder.at(condition);
  const names = new Set<BindingId>();
  if (TELLING.has(kind)) collectNames(condition, when, cx.builder, names, { left: 40 });
  if (names.size === 0 && kind !== 'literal' && !isOfSurface({ condition, when }, conditionsOf(cx.builder))) return cx;
  const entry: GuardEntry = { guard: { condition, when }, owner: cx.owner, names };
  const entries = [...cx.guards.entries.slice(1 - MOST), entry];
  return { ...cx, guards: { entries, all: entries.map(({ guard }) => guard), on: new Map() } };
}

/** Whether the condition says where the code behind it runs. */
function isOfSurface(guard: Guard, conditions: Conditions): boolean {
  return isOfTests(guard, conditions) || sideOf(guard, conditions) !== null;
}

function conditionsOf(builder: ModuleBuilder): Conditions {
  return { at: (id) => builder.at(id), binding: (id) => builder.binding(id) };
}

/** What is known of a name where it is read; undefined when that is nothing. */
export function guardsOn(binding: BindingId, { guards }: Context): readonly Guard[] | undefined {
  if (guards.entries.length === 0) return undefined;
  const known = guards.on.get(binding);
  if (known !== undefined) return known.length === 0 ? undefined : known;
  const found = guards.entries.filter(({ names }) => names.has(binding)).map(({ guard }) => guard);
  guards.on.set(binding, found);
  return found.length === 0 ? undefined : found;
}

/** A name that a branch without an alternative gives a value for certain: it keeps what it had only where the branch is passed by. */
interface Replacement extends Replaced {
  readonly binding: BindingId;
}

/** The names that are replaced in the branch of a condition; `passedBy` is what is known where the branch is not taken. */
export function replacementsIn(
  branch: TSESTree.Statement,
  condition: ExprId,
  passedBy: Context,
): readonly Replacement[] {
  const last = passedBy.guards.entries.at(-1);
  if (last?.guard.condition !== condition || passedBy.loop !== null) return [];
  const statements = branch.type === 'BlockStatement' ? branch.body : [branch];
  return statements.flatMap((statement) => {
    const assigned = assignedBy(statement);
    const binding = assigned === null ? undefined : passedBy.scope.find(assigned);
    if (binding === undefined || !last.names.has(binding)) return [];
    const { function: owner, definitions } = passedBy.builder.binding(binding);
    return owner === passedBy.owner ? [{ binding, unless: last.guard, above: definitions.length }] : [];
  });
}

/** The name to which a statement gives a value, whatever it had. */
function assignedBy(statement: TSESTree.Statement): string | null {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') return null;
  const { left, operator } = statement.expression;
  return left.type === 'Identifier' && /^(?:=|\+=)$/.test(operator) ? left.name : null;
}

/** What is known of a member of a name; the name's own guards say it. */
export function guardsOnMember(object: ExprId, cx: Context): readonly Guard[] | undefined {
  const expr = cx.builder.at(object);
  if (expr.kind === 'name') return guardsOn(expr.binding, cx);
  return expr.kind === 'member' && typeof expr.property === 'string' ? guardsOnMember(expr.object, cx) : undefined;
}

/** What led to a place since its function was entered. */
export function guardsInFunction(cx: Context): readonly Guard[] {
  const found = cx.guards.entries.filter(({ owner }) => owner === cx.owner);
  return found.length === 0 ? NONE : found.map(({ guard }) => guard);
}

/** Whether a call stands for itself and may be a check of what it is given: of a function that has a name here, or a method of this. */
export function isAssertion(call: ExprId, cx: Context): boolean {
  const expr = cx.builder.at(call);
  if (expr.kind !== 'call' || expr.construct || expr.args.length === 0) return false;
  const callee = cx.builder.at(expr.callee);
  const owner = callee.kind === 'member' ? cx.builder.at(callee.object) : callee;
  if (callee.kind === 'member' && owner.kind === 'this') return true;
  if (owner.kind !== 'name') return false;
  const { kind, definitions } = cx.builder.binding(owner.binding);
  if (kind === 'import' || kind === 'class' || kind === 'function') return true;
  const [only] = definitions;
  if (only === undefined) return false;
  return isRequired(only.value, cx) || (callee.kind === 'name' && cx.builder.at(only.value).kind === 'function');
}

/** `require('./checks')`, or a member of it. */
function isRequired(value: ExprId, cx: Context): boolean {
  const expr = cx.builder.at(value);
  return expr.kind === 'member' ? isRequired(expr.object, cx) : expr.kind === 'module' && expr.required;
}

/** Whether nothing after a statement is reached through it. */
export function leaves(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'ContinueStatement':
    case 'BreakStatement':
      return true;
    case 'BlockStatement':
      return node.body.some(leaves);
    case 'IfStatement':
      return node.alternate !== null && leaves(node.consequent) && leaves(node.alternate);
    case 'ExpressionStatement':
      return isProcessExit(node.expression);
    default:
      return false;
  }
}

function isProcessExit(node: TSESTree.Expression): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { object, property } = node.callee;
  return object.type === 'Identifier' && object.name === 'process' && 'name' in property && property.name === 'exit';
}

/**
 * The names that a condition says something of, with those that they are made of: `u` and `input` in `u.hostname` after
 * `const u = new URL(input)`. That something is equal to a number says nothing of an address, unless it is the length of a text.
 */
function collectNames(
  id: ExprId,
  when: Guard['when'],
  builder: ModuleBuilder,
  names: Set<BindingId>,
  budget: Budget,
): void {
  budget.left -= 1;
  if (budget.left < 0) return;
  const expr = builder.at(id);
  switch (expr.kind) {
    case 'name': {
      const made = madeOf(expr.binding, builder);
      if (made !== null && CONDITIONS.has(builder.at(made).kind)) collectNames(made, when, builder, names, budget);
      if (VARIABLES.has(builder.binding(expr.binding).kind)) names.add(expr.binding);
      return;
    }
    case 'not':
      return collectNames(expr.argument, when === 'true' ? 'false' : 'true', builder, names, budget);
    case 'choice':
      for (const option of expr.options) collectNames(option, when, builder, names, budget);
      return;
    case 'compare': {
      const right = builder.at(expr.right);
      if (right.kind !== 'literal' || typeof right.value === 'string' || isLength(builder.at(expr.left))) {
        collectSubjects(expr.left, builder, names, budget);
        collectSubjects(expr.right, builder, names, budget);
      } else if (typeof right.value === 'boolean') collectNames(expr.left, when, builder, names, budget);
      else if (right.value == null && when === 'false' && builder.at(expr.left).kind === 'name') {
        collectSubjects(expr.left, builder, names, budget);
      }
      return;
    }
    case 'call':
      collectSubjects(id, builder, names, budget);
      return;
    default:
  }
}

/** `url.length` in a comparison: whether there is anything. */
function isLength(expr: Expr): boolean {
  return expr.kind === 'member' && expr.property === 'length';
}

const VARIABLES: ReadonlySet<BindingKind> = new Set(['parameter', 'let', 'var']);

interface Budget {
  left: number;
}

const CONDITIONS: ReadonlySet<Expr['kind']> = new Set(['compare', 'not', 'choice', 'call']);
const PARTS: ReadonlySet<Expr['kind']> = new Set(['member', 'call', 'name', 'template', 'choice']);

/** What a name stands for that is given one value. */
function madeOf(id: BindingId, builder: ModuleBuilder): ExprId | null {
  const { definitions, kind } = builder.binding(id);
  const [only, ...others] = definitions;
  return only && others.length === 0 && (kind === 'const' || kind === 'let') ? only.value : null;
}

/** The names in what is compared or handed over. */
function collectSubjects(id: ExprId, builder: ModuleBuilder, names: Set<BindingId>, budget: Budget): void {
  budget.left -= 1;
  if (budget.left < 0) return;
  const expr = builder.at(id);
  if (expr.kind === 'name') {
    if (names.has(expr.binding)) return;
    names.add(expr.binding);
    const made = madeOf(expr.binding, builder);
    if (made !== null && PARTS.has(builder.at(made).kind)) collectSubjects(made, builder, names, budget);
    return;
  }
  for (const part of partsOf(expr, builder)) collectSubjects(part, builder, names, budget);
}

function partsOf(expr: Expr, builder: ModuleBuilder): readonly ExprId[] {
  switch (expr.kind) {
    case 'compare':
      return [expr.left, expr.right];
    case 'not':
    case 'typeof':
      return [expr.argument];
    case 'choice':
      return expr.options;
    case 'template':
      return expr.parts.filter((part) => typeof part === 'number');
    case 'member':
      return [expr.object];
    case 'call': {
      const callee = builder.at(expr.callee);
      const receiver = callee.kind === 'member' ? [callee.object] : [];
      return [...receiver, ...expr.args.map(({ value }) => value)];
    }
    case 'function':
      return builder.returnsOf(expr.function);
    default:
      return [];
  }
}

/** What a condition is about: the way from an expression in it to the name whose value is asked for. */
import type { Binding, BindingId, ExprId, NameExpr } from '../../lower/module.ts';
import type { LinkedModule } from '../../link/program.ts';
import type { Step } from '../predicates.ts';

/** A name, or a member of one, at a moment of its life. */
export interface Subject {
  readonly module: LinkedModule;
  readonly binding: BindingId;
  readonly path: readonly string[];
  /** How many definitions it had when it was read; undefined where any may hold. */
  readonly before: number | undefined;
  /** In a loop, the place in it. */
  readonly turn?: NameExpr['turn'] | undefined;
  /** How the value that is asked about leads to the subject, when that is a parameter of a function that was handed a part of it. */
  readonly via: readonly Step[];
}

/** The subject that an expression reads; null when it is no name nor member of one, or something changes it. */
export function subjectOf(module: LinkedModule, id: ExprId, via: readonly Step[] = []): Subject | null {
  const expr = module.expressions[id];
  if (expr?.kind === 'name') {
    const { binding, before, turn } = expr;
    return isStable(module, binding, []) ? { module, binding, path: [], before, turn, via } : null;
  }
  if (expr?.kind !== 'member' || typeof expr.property !== 'string') return null;
  const owner = subjectOf(module, expr.object, via);
  const path = owner ? [...owner.path, expr.property] : [];
  return owner && isStable(module, owner.binding, path) ? { ...owner, path } : null;
}

/** The steps from the subject to an expression that is made of it; null when the expression is not. */
export function stepsTo(id: ExprId, subject: Subject, depth = 0): readonly Step[] | null {
  const { module } = subject;
  const expr = module.expressions[id];
  if (!expr || depth > 8) return null;
  if (isSubject(id, subject)) return subject.via;
  switch (expr.kind) {
    case 'name': {
      const made = onlyDefinition(module, expr.binding, expr.before);
      return made === null || !isStable(module, expr.binding, []) ? null : stepsTo(made, subject, depth + 1);
    }
    case 'member':
      return typeof expr.property === 'string'
        ? after(expr.object, { kind: 'member', name: expr.property }, subject, depth)
        : null;
    case 'template': {
      const [only, ...others] = expr.parts.filter((part) => part !== '');
      return typeof only === 'number' && others.length === 0 ? stepsTo(only, subject, depth + 1) : null;
    }
    case 'choice': {
      const [first] = expr.options;
      const isFallback = expr.operator === '??' || expr.operator === '||';
      return isFallback && first !== undefined ? stepsTo(first, subject, depth + 1) : null;
    }
    case 'call':
      return stepsThroughCall(expr.callee, expr.args[0]?.value, expr.args.length, subject, depth);
    default:
      return null;
  }
}

/** The expression that a name stands for, when it has one definition; null when it has others or is a parameter. */
export function onlyDefinition(module: LinkedModule, id: BindingId, before: number | undefined): ExprId | null {
  const binding = module.bindings[id];
  if (!binding || binding.kind === 'parameter') return null;
  const [only, ...others] = binding.definitions;
  if (!only || others.length > 0) return null;
  return isFixed(binding) || before === 1 ? only.value : null;
}

/** Whether a name has the same value whenever it is read. */
export function isFixed({ kind, definitions }: Binding): boolean {
  if (kind === 'parameter') return definitions.length === 1;
  return kind !== 'let' && kind !== 'var';
}

function isSubject(id: ExprId, subject: Subject): boolean {
  const read = subjectOf(subject.module, id);
  if (read?.binding !== subject.binding || read.path.join('.') !== subject.path.join('.')) return false;
  const binding = subject.module.bindings[subject.binding];
  if (!binding || isFixed(binding)) return binding !== undefined;
  // What another function assigns may come between the check and the use.
  const isOwn = !binding.definitions.some(({ elsewhere }) => elsewhere);
  return isOwn && isSamePlace(read, subject);
}

function isSamePlace(one: Subject, other: Subject): boolean {
  if (one.turn && other.turn) return one.turn.loop === other.turn.loop && one.turn.above === other.turn.above;
  return one.before !== undefined && one.before === other.before;
}

/** A name as it was when it had so many definitions; null when something else changes it. */
export function subjectBefore(module: LinkedModule, binding: BindingId, before: number): Subject | null {
  return isStable(module, binding, []) ? { module, binding, path: [], before, via: [] } : null;
}

function after(object: ExprId, step: Step, subject: Subject, depth: number): readonly Step[] | null {
  const before = stepsTo(object, subject, depth + 1);
  return before && [...before, step];
}

const TEXT_METHODS: ReadonlyMap<string, Step['kind'] | 'same'> = new Map([
  ['toString', 'same'],
  ['toJSON', 'same'],
  ['valueOf', 'same'],
  ['toLowerCase', 'lower'],
  ['toLocaleLowerCase', 'lower'],
  ['trim', 'trim'],
]);

function stepsThroughCall(
  callee: ExprId,
  argument: ExprId | undefined,
  count: number,
  subject: Subject,
  depth: number,
): readonly Step[] | null {
  const { module } = subject;
  const member = module.expressions[callee];
  if (argument !== undefined && count === 1) {
    if (isNamed(module, callee, 'URL') || isUrlParse(module, callee))
      return after(argument, { kind: 'url' }, subject, depth);
    return member?.kind === 'global' && member.name === 'String' ? stepsTo(argument, subject, depth + 1) : null;
  }
  if (count > 0 || member?.kind !== 'member' || typeof member.property !== 'string') return null;
  const method = TEXT_METHODS.get(member.property);
  if (method === undefined || method === 'member') return null;
  return method === 'same'
    ? stepsTo(member.object, subject, depth + 1)
    : after(member.object, { kind: method }, subject, depth);
}

function isUrlParse(module: LinkedModule, id: ExprId): boolean {
  const expr = module.expressions[id];
  return expr?.kind === 'member' && expr.property === 'parse' && isNamed(module, expr.object, 'URL');
}

/** The global of that name, or the import of it from `node:url`. */
function isNamed(module: LinkedModule, id: ExprId, name: string): boolean {
  const expr = module.expressions[id];
  if (expr?.kind === 'global') return expr.name === name;
  if (expr?.kind === 'member') return expr.property === name;
  if (expr?.kind !== 'name') return false;
  const binding = module.bindings[expr.binding];
  const imported = binding?.kind === 'import' ? module.expressions[binding.definitions[0]?.value ?? -1] : undefined;
  return imported?.kind === 'member' && imported.property === name;
}

/** Properties of a URL that say nothing of its host. */
const HARMLESS = new Set(['pathname', 'search', 'hash', 'username', 'password']);

/** Whether nothing is written to a name that could change what was found out about it. */
function isStable(module: LinkedModule, id: BindingId, path: readonly string[]): boolean {
  const writes = module.bindings[id]?.writes ?? [];
  return writes.every((index) => {
    const { how, property } = module.writes[index] ?? {};
    // `url.searchParams.set(…)`: a text has no entries.
    if (how === 'entry' && path.length === 0) return true;
    if (typeof property !== 'string') return false;
    return path.length > 0 ? !path.includes(property) : HARMLESS.has(property);
  });
}

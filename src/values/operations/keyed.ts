/** What a write under a computed name writes for one of the names: in `for (key of keys) kept[key] = read(given[key])` both are the same. */
import type { BindingId, Expr, ExprId, Module } from '../../lower/module.ts';
import { partsOf } from '../../link/expression-uses.ts';
import { lookupsIn } from '../../link/lookups.ts';
import { terminalName } from '../../link/names.ts';
import type { Evaluation } from '../evaluation.ts';
import { cycleKey, keyOf } from '../keys.ts';
import { closedText, concatenate, mapOptions, oneOf, present } from '../text.ts';
import { at, NEVER, optionsOf, text, type FieldWrite, type Ref, type Value } from '../value.ts';
import { apiInvoke, arrive } from './api.ts';
import { callWith } from './builtins.ts';
import { memberOf } from './members.ts';
import { narrowed } from './narrowing.ts';

/** How deep in what is written the name is looked for. */
const DEPTH = 8;

/** What is written under this name; null where that does not depend on the name. */
export function writtenAs({ key, value }: FieldWrite, name: string, evaluation: Evaluation): Value | null {
  if (key === undefined || value === null || key.module !== value.module) return null;
  const expr = key.module.expressions[key.expr];
  const targets = expr?.kind === 'name' ? pairedAt(value, expr.binding) : null;
  if (expr?.kind !== 'name' || targets === null) return null;
  const keyed = new Keyed(expr.binding, name, evaluation);
  const others = othersThanKept(value, targets);
  // What is written may be made of what is read where it is written: `host[name] = wrap(host[name])`.
  return evaluation.lookupValue(`${cycleKey(value.frame, keyOf(value))} written as ${name}`, () =>
    others === null ? keyed.of(value, 0) : oneOf(others.map((one) => present(keyed.of(one, 0)))),
  );
}

/** What is written to, as it is called. */
type Targets = ReadonlySet<string | null>;

/** By module, and what is written in it. */
const PAIRED = new WeakMap<Module, Map<ExprId, Targets | null>>();

/**
 * What a write of this value is to, where the value depends on the name; null where it does not, or goes on from what was there under it:
 * `totals[key] = (totals[key] ?? 0) + 1`.
 */
function pairedAt(value: Ref, key: BindingId): Targets | null {
  const { module, expr } = value;
  const known = PAIRED.get(module) ?? new Map<ExprId, Targets | null>();
  PAIRED.set(module, known);
  const found = known.get(expr);
  if (found !== undefined) return found;
  const written = lookupsIn(module).writesOf(expr);
  const targets = new Set(written.map(({ object }) => terminalName(module, object)));
  const isPaired =
    mentions(value, key, 0) && !(othersThanKept(value, targets) ?? [value]).some((one) => reads(one, targets, 0));
  known.set(expr, isPaired ? targets : null);
  return isPaired ? targets : null;
}

/** The alternatives to what was there: `settings[key] = process.env[key] || settings[key]`; null where it is not left there. */
function othersThanKept(value: Ref, targets: Targets): readonly Ref[] | null {
  const expr = value.module.expressions[value.expr];
  const options = expr?.kind === 'choice' ? expr.options.map((option) => at(value, option)) : [];
  const others = options.filter((option) => !isKept(option, targets));
  return others.length === options.length ? null : others;
}

function isKept({ module, expr }: Ref, targets: Targets): boolean {
  const read = module.expressions[expr];
  return read?.kind === 'member' && targets.has(terminalName(module, read.object));
}

/** Whether an expression reads a member of what is written to. */
function reads(ref: Ref, targets: Targets, depth: number): boolean {
  const expr = ref.module.expressions[ref.expr];
  if (depth >= DEPTH || expr === undefined || expr.kind === 'function') return false;
  const meant = expr.kind === 'name' ? constantOf(expr.binding, ref) : null;
  const parts = expr.kind === 'name' ? (meant === null ? [] : [meant]) : partsOf(expr);
  return isKept(ref, targets) || parts.some((part) => reads(at(ref, part), targets, depth + 1));
}

/** Whether an expression reads a name, itself or by a constant beside it. */
function mentions(ref: Ref, key: BindingId, depth: number): boolean {
  const expr = ref.module.expressions[ref.expr];
  if (depth >= DEPTH || expr === undefined || expr.kind === 'function') return false;
  if (expr.kind !== 'name') {
    const names = expr.kind === 'member' && typeof expr.property === 'number' ? [expr.property] : [];
    return [...names, ...partsOf(expr)].some((part) => mentions(at(ref, part), key, depth + 1));
  }
  if (expr.binding === key || entryOf(expr.binding, key, ref.module) !== null) return true;
  const meant = constantOf(expr.binding, ref);
  return meant !== null && mentions(at(ref, meant), key, depth + 1);
}

/** The entry of which two names are the value and the key: `[key, value]` of `Object.entries(given)`; null for any other two. */
function entryOf(value: BindingId, key: BindingId, module: Module): ExprId | null {
  const entry = takenFrom(value, '1', module);
  return entry !== null && entry === takenFrom(key, '0', module) ? entry : null;
}

/** What a name is always a certain item of, as it is by a pattern. */
function takenFrom(binding: BindingId, index: string, module: Module): ExprId | null {
  const [only, ...others] = module.bindings[binding]?.definitions ?? [];
  const taken = only && others.length === 0 ? module.expressions[only.value] : undefined;
  return taken?.kind === 'member' && taken.property === index ? taken.object : null;
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
    this.#evaluation.spend(1);
    if (expr === undefined || !mentions(ref, this.#key, depth)) return this.#evaluation.evaluate(ref);
    const value = this.#dependent(expr, ref, depth + 1);
    return value === null ? this.#evaluation.evaluate(ref) : this.#left(value, expr, ref);
  }

  /** What is left of the value where its conditions hold: `typeof value === 'string' ? completed(value) : resolved(value)`. */
  #left(value: Value, expr: Expr, ref: Ref): Value {
    const guards = expr.kind === 'name' || expr.kind === 'member' ? (expr.guards ?? []) : [];
    const refines = expr.kind !== 'name' || expr.asObject !== true;
    return guards.length === 0 ? value : narrowed(value, guards, ref, refines, this.#evaluation);
  }

  #dependent(expr: Expr, ref: Ref, depth: number): Value | null {
    const of = (part: ExprId): Value => this.of(at(ref, part), depth);
    switch (expr.kind) {
      case 'name':
        return expr.binding === this.#key ? text(this.#name) : this.#named(expr.binding, ref, of);
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

  #named(binding: BindingId, ref: Ref, of: (part: ExprId) => Value): Value {
    const entry = entryOf(binding, this.#key, ref.module);
    return entry === null ? of(constantOf(binding, ref) ?? ref.expr) : this.#valueIn(at(ref, entry));
  }

  /** The value of the entry that has the name; of an entry whose key is not known it may be any. */
  #valueIn(entry: Ref): Value {
    const entries = optionsOf(this.#evaluation.evaluate(entry)).filter((option) => {
      const key = closedText(memberOf(option, '0', this.#evaluation));
      return key === null || key === this.#name;
    });
    return entries.length === 0 ? NEVER : oneOf(entries.map((option) => memberOf(option, '1', this.#evaluation)));
  }

  #member(object: Value, property: Value): Value | null {
    const name = closedText(property);
    return name === null ? null : mapOptions(object, (option) => memberOf(option, name, this.#evaluation));
  }

  /** Functions of the program, of the language and of rules: of any other it is not asked what it makes of its arguments. */
  #call(callee: Value, argsOf: () => readonly Value[], ref: Ref): Value | null {
    if (callee.kind !== 'api' && callee.kind !== 'closure' && callee.kind !== 'builtin') return null;
    const args = argsOf();
    if (args.some((value) => optionsOf(value).length === 0)) return NEVER;
    if (callee.kind !== 'api') return callWith(callee, args, { ref, args, evaluation: this.#evaluation });
    const called = apiInvoke(callee, 'call', ref, { kind: 'values', values: args });
    return called && arrive(called, this.#evaluation);
  }
}

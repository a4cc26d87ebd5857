/**
 * Who may call a function: calls by the name at the end of their callee, with the names under which a function travels
 * (`import { a as b }`, `const b = a`, `{ b: a }`, `export { a as b }`). It over-approximates: the evaluator confirms each candidate.
 */
import type { ExprId, FunctionId } from '../lower/module.ts';
import type { LinkedModule, Program } from './program.ts';

export interface CallRef {
  readonly module: LinkedModule;
  readonly call: ExprId;
}

export interface CallIndex {
  /** Calls that may call this function. */
  readonly candidates: (module: LinkedModule, id: FunctionId) => readonly CallRef[];
}

/** Indexes all calls of a program; the work is done at the first question. */
export function indexCalls(program: Program): CallIndex {
  let index: {
    calls: ReadonlyMap<string, readonly CallRef[]>;
    aliases: ReadonlyMap<string, ReadonlySet<string>>;
  } | null = null;
  return {
    candidates(module, id) {
      index ??= { calls: callsByName(program), aliases: aliasesOf(program) };
      const names = closure(namesOf(module, id), index.aliases);
      return [...names].flatMap((name) => index?.calls.get(name) ?? []);
    },
  };
}

/** The name that an expression ends in: `b` for `b`, `a.b`; null for a computed one. */
export function terminalName(module: LinkedModule, id: ExprId): string | null {
  const expr = module.expressions[id];
  switch (expr?.kind) {
    case 'name':
      return module.bindings[expr.binding]?.name ?? null;
    case 'global':
      return expr.name;
    case 'member':
      return typeof expr.property === 'string' ? expr.property : null;
    case 'super':
      return 'constructor';
    default:
      return null;
  }
}

function namesOf(module: LinkedModule, id: FunctionId): readonly string[] {
  const info = module.functions[id];
  if (!info) return [];
  const names = info.name === null ? [] : [info.name];
  const owner = info.class === null ? undefined : module.classes[info.class];
  // A constructor is called by the name of its class, or of a subclass through super().
  if (owner && owner.constructor === id) return owner.name === null ? names : [...names, owner.name];
  return names;
}

function closure(names: readonly string[], aliases: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set(names);
  for (const name of found) for (const alias of aliases.get(name) ?? []) found.add(alias);
  return found;
}

function callsByName(program: Program): ReadonlyMap<string, readonly CallRef[]> {
  const byName = new Map<string, CallRef[]>();
  for (const module of program.modules) {
    for (const { call } of module.calls) {
      const expr = module.expressions[call];
      const callee =
        expr?.kind === 'call' ? expr.callee : expr?.kind === 'markup' && typeof expr.tag === 'number' ? expr.tag : null;
      const name = callee === null ? null : calleeName(module, callee);
      if (name === null) continue;
      const list = byName.get(name);
      if (list) list.push({ module, call });
      else byName.set(name, [{ module, call }]);
    }
  }
  return byName;
}

/** A call of a call (`make(base)(path)`) is filed under the inner callee's name. */
function calleeName(module: LinkedModule, id: ExprId): string | null {
  const expr = module.expressions[id];
  return expr?.kind === 'call' ? calleeName(module, expr.callee) : terminalName(module, id);
}

function aliasesOf(program: Program): ReadonlyMap<string, ReadonlySet<string>> {
  const aliases = new Map<string, Set<string>>();
  const add = (name: string | null, alias: string): void => {
    if (name === null || name === alias) return;
    const known = aliases.get(name);
    if (known) known.add(alias);
    else aliases.set(name, new Set([alias]));
  };
  for (const module of program.modules) addModuleAliases(module, add);
  return aliases;
}

function addModuleAliases(module: LinkedModule, add: (name: string | null, alias: string) => void): void {
  for (const { name, definitions } of module.bindings) {
    for (const { value } of definitions) add(terminalName(module, value), name);
  }
  for (const { name, value } of module.exports) add(exportedName(module, value), name);
  for (const expr of module.expressions) {
    if (expr.kind !== 'object') continue;
    for (const property of expr.properties) {
      if (property.kind !== 'property' || typeof property.key !== 'string') continue;
      add(terminalName(module, property.value), property.key);
    }
  }
  for (const { name, superclass, members } of module.classes) {
    // A class without a constructor of its own is constructed by that of the class that it extends.
    if (name !== null && superclass !== null) for (const parent of namesIn(module, superclass)) add(parent, name);
    for (const member of members) {
      if (typeof member.name === 'string') add(terminalName(module, member.value), member.name);
    }
  }
}

/** The names that may stand for a class in `extends`, through mixins: `WithLog(WithHttp(Base))`. */
function namesIn(module: LinkedModule, id: ExprId): readonly string[] {
  const expr = module.expressions[id];
  if (expr?.kind !== 'call') return [terminalName(module, id) ?? []].flat();
  return [expr.callee, ...expr.args.map(({ value }) => value)].flatMap((inner) => namesIn(module, inner));
}

function exportedName(module: LinkedModule, value: ExprId): string | null {
  const expr = module.expressions[value];
  if (expr?.kind === 'function') return module.functions[expr.function]?.name ?? null;
  if (expr?.kind === 'class') return module.classes[expr.class]?.name ?? null;
  return terminalName(module, value);
}

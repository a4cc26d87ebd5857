/** What a module is asked again and again, so that a large one is not searched from its beginning each time. */
import type { BindingId, CallSite, ClassId, ClassMember, ExprId, FunctionId, Module, Write } from '../lower/module.ts';
import { grouped } from './grouped.ts';
import { later, laterOf } from './later.ts';

export interface Lookups {
  /** Where a call stands, by its expression. */
  readonly siteOf: (call: ExprId) => CallSite | undefined;
  /** The first name that an expression is a definition of. */
  readonly nameOf: (expr: ExprId) => BindingId | undefined;
  /** The first name that holds a function and whose properties are written to. */
  readonly writtenNameOf: (id: FunctionId) => BindingId | undefined;
  /** What an expression is written to. */
  readonly writesOf: (value: ExprId) => readonly Write[];
  /** The members of a class that may have a name: it, or a computed one. */
  readonly membersOf: (id: ClassId, name: string) => readonly ClassMember[];
  /** The calls of `super(…)` of a class. */
  readonly supersOf: (id: ClassId) => readonly CallSite[];
  /** Whether a function that belongs to no class reads `this`. */
  readonly readsThis: (id: FunctionId) => boolean;
}

/** The lookups of a module, prepared at the first question. */
export const lookupsIn = laterOf(prepare);

function prepare(module: Module): Lookups {
  const sites = later(() => first(module.calls.map((site) => [site.call, site])));
  const names = later(() => first(definitionsOf(module).map(({ value, binding }) => [value, binding])));
  const written = later(() =>
    first(
      definitionsOf(module).flatMap(({ value, binding, isWritten }): readonly (readonly [FunctionId, BindingId])[] => {
        const expr = module.expressions[value];
        return isWritten && expr?.kind === 'function' ? [[expr.function, binding]] : [];
      }),
    ),
  );
  const writes = later(() => grouped(module.writes, ({ value }) => value));
  const members = later(() => module.classes.map((info) => membersByName(info.members)));
  const supers = later(() => supersIn(module));
  const readers = later(() => readersOfThis(module));
  return {
    siteOf: (call) => sites().get(call),
    nameOf: (expr) => names().get(expr),
    writtenNameOf: (id) => written().get(id),
    writesOf: (value) => writes().get(value) ?? [],
    membersOf: (id, name) => members()[id]?.(name) ?? [],
    supersOf: (id) => supers().get(id) ?? [],
    readsThis: (id) => readers().has(id),
  };
}

interface Defined {
  readonly value: ExprId;
  readonly binding: BindingId;
  readonly isWritten: boolean;
}

function definitionsOf({ bindings }: Module): readonly Defined[] {
  return bindings.flatMap(({ definitions, writes }, binding) =>
    definitions.map(({ value }) => ({ value, binding, isWritten: writes.length > 0 })),
  );
}

function membersByName(members: readonly ClassMember[]): (name: string) => readonly ClassMember[] {
  if (members.some(({ name }) => typeof name !== 'string'))
    return (wanted) => members.filter(({ name }) => typeof name !== 'string' || name === wanted);
  const byName = grouped(members, ({ name }) => name);
  return (wanted) => byName.get(wanted) ?? [];
}

function supersIn({ calls, expressions }: Module): ReadonlyMap<ClassId | null, readonly CallSite[]> {
  return grouped(calls, ({ call }) => {
    const expr = expressions[call];
    const callee = expr?.kind === 'call' ? expressions[expr.callee] : undefined;
    return callee?.kind === 'super' ? callee.class : null;
  });
}

function readersOfThis({ expressions }: Module): ReadonlySet<FunctionId> {
  return new Set(
    expressions.flatMap((expr) =>
      expr.kind === 'this' && (expr.owner.kind === 'object' || expr.owner.kind === 'function')
        ? [expr.owner.function]
        : [],
    ),
  );
}

/** Of several entries with one key, the first counts. */
function first<K, V>(entries: readonly (readonly [K, V])[]): ReadonlyMap<K, V> {
  return new Map(entries.toReversed());
}

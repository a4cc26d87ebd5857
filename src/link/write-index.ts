/**
 * Writes to objects that are not plain local names: `config.url = …` on an imported object, `this.hosts.eu = …`, `registry.set(…)`.
 * Which object each of them means is for the evaluator to say.
 */
import { NEW_LIST_METHODS, type ExprId, type Write } from '../lower/module.ts';
import type { LinkedModule, Program } from './program.ts';

export interface WriteRef {
  readonly module: LinkedModule;
  readonly write: Write;
}

export interface WriteIndex {
  /** Writes to a property of that name. */
  readonly named: (name: string) => readonly WriteRef[];
  /** Writes that may be to any property: computed ones, and all that another object has. */
  readonly unnamed: () => readonly WriteRef[];
  /** All writes to properties. */
  readonly properties: () => readonly WriteRef[];
  /** What is added to lists, sets and maps. */
  readonly additions: () => readonly WriteRef[];
}

/** Indexes the writes of a program; the work is done at the first question. */
export function indexWrites(program: Program): WriteIndex {
  let known: {
    readonly named: ReadonlyMap<string | null, readonly WriteRef[]>;
    readonly additions: readonly WriteRef[];
  } | null = null;
  const index = (): NonNullable<typeof known> => (known ??= indexed(program));
  return {
    named: (name) => index().named.get(name) ?? [],
    unnamed: () => index().named.get(null) ?? [],
    properties: () => [...index().named.values()].flat(),
    additions: () => index().additions,
  };
}

function indexed(program: Program): {
  readonly named: ReadonlyMap<string | null, readonly WriteRef[]>;
  readonly additions: readonly WriteRef[];
} {
  const named = new Map<string | null, WriteRef[]>();
  const additions: WriteRef[] = [];
  for (const module of program.modules) {
    for (const write of module.writes) {
      if (isSeenWhereRead(module, write)) continue;
      const isAddition = write.how === 'item' || write.how === 'entry' || write.how === 'order';
      if (isAddition || isIndex(write)) additions.push({ module, write });
      if (isAddition) continue;
      const name = typeof write.property === 'string' ? write.property : null;
      const list = named.get(name);
      if (list) list.push({ module, write });
      else named.set(name, [{ module, write }]);
    }
  }
  return { named, additions };
}

/** `list[list.length] = x`: what is computed may be the number of an item. */
function isIndex({ how, property }: Write): boolean {
  return how === 'property' && (typeof property === 'number' || /^\d+$/.test(property ?? ''));
}

/** Whether every read of the object passes its name, with which the write is listed, or its class, of which it is a member. */
function isSeenWhereRead(module: LinkedModule, { object, isMember }: Write): boolean {
  const target = module.expressions[object];
  if (target?.kind === 'this') return isMember === true;
  // A name that is given something else later may stand for that.
  if (isMember === true && target?.kind === 'name' && module.bindings[target.binding]?.definitions.length === 1)
    return true;
  // What the call gives that takes items out of what has no name: its own answer says it.
  return isLiteral(module, object) || literalAt(module, object) !== null;
}

/** The literal that an expression stands for when nothing else can: the only one that a name is given, or one inside it. */
function literalAt(module: LinkedModule, id: ExprId): ExprId | null {
  const expr = module.expressions[id];
  if (expr?.kind === 'name') {
    const [only, ...others] = module.bindings[expr.binding]?.definitions ?? [];
    return only && others.length === 0 && isLiteral(module, only.value) ? only.value : null;
  }
  if (expr?.kind !== 'member') return null;
  const outer = literalAt(module, expr.object);
  const around = outer === null ? undefined : module.expressions[outer];
  if (around?.kind !== 'object') return null;
  const inner = around.properties.findLast(
    (property) => property.kind === 'property' && property.key === expr.property,
  );
  return inner && isLiteral(module, inner.value) ? inner.value : null;
}

const MAKES: ReadonlySet<string> = new Set(['object', 'array', 'rest']);

/** Whether it makes an object, list or URL that has no other name. */
function isLiteral(module: LinkedModule, value: ExprId): boolean {
  const expr = module.expressions[value];
  if (expr?.kind !== 'call') return expr !== undefined && MAKES.has(expr.kind);
  const callee = module.expressions[expr.callee];
  if (expr.construct) return callee?.kind === 'global' && callee.name === 'URL';
  return callee?.kind === 'member' && typeof callee.property === 'string' && NEW_LIST_METHODS.has(callee.property);
}

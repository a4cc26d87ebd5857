/** The names that a program puts things under, and those that it speaks of: what can be told of a member by its name alone. */
import type { Argument, ClassMember, Expr, ExprId, Module, Property } from '../lower/module.ts';
import { composedNames } from './composed-names.ts';
import type { Program } from './program.ts';
import { answeringIn, widest, type Answering } from './proxies.ts';

export interface ProgramNames {
  /** Under which something is held that may be a function. */
  readonly functions: ReadonlySet<string>;
  /** Under which something is held that may be anything but a function of the program: a client, what makes one, or another name. */
  readonly things: ReadonlySet<string>;
  /** That stand in a text, and may be what a computed key is. */
  readonly mentioned: ReadonlySet<string>;
  /** That computed keys may be. */
  readonly composed: readonly RegExp[];
  /** Of globals, and of members that are read: a global may be read of `window`. */
  readonly read: ReadonlySet<string>;
  /** What things of the program that answer to any name may give. */
  readonly answering: Answering;
}

/** Collects the names of a program. */
export function namesIn({ modules }: Program): ProgramNames {
  const held = modules.flatMap(heldIn);
  const functions = modules.flatMap((module) => module.functions.flatMap(({ name }) => name ?? []));
  const globals = new Set(modules.flatMap(({ expressions }) => expressions.flatMap(globalIn)));
  const read = modules.flatMap(({ expressions }) =>
    expressions.flatMap((expr) => (expr.kind === 'member' && typeof expr.property === 'string' ? expr.property : [])),
  );
  return {
    functions: new Set([...functions, ...held.map(({ name }) => name)]),
    things: new Set(held.flatMap(({ name, isFunction }) => (isFunction ? [] : [name]))),
    mentioned: new Set(modules.flatMap(mentionedIn)),
    composed: [...new Map(modules.flatMap(composedIn).map((one) => [one.source, one])).values()],
    read: new Set([...globals, ...read]),
    answering: widest(globals.has('Proxy') ? modules.map(answeringIn) : []),
  };
}

function globalIn(expr: Expr): readonly string[] {
  return expr.kind === 'global' ? [expr.name] : [];
}

interface Held {
  readonly name: string;
  readonly isFunction: boolean;
}

function heldIn(module: Module): readonly Held[] {
  const { expressions } = module;
  return namedIn(module).flatMap(({ name, value, isRead = false }) =>
    typeof name === 'string' && !DATA.has(expressions[value]?.kind)
      ? [{ name, isFunction: !isRead && isFunction(module, value) }]
      : [],
  );
}

function propertiesIn({ expressions }: Module): readonly Property[] {
  return expressions.flatMap((expr) => (expr.kind === 'object' ? expr.properties : []));
}

/** Something that is put under a name, or under a key that is computed: the expression. */
export interface Named {
  readonly name: string | ExprId | null;
  readonly value: ExprId;
  /** Set where reading the name calls the function. */
  readonly isRead?: boolean;
}

/** All that a module puts under a name: properties, members of classes, what is written later, exports. */
export function namedIn(module: Module): readonly Named[] {
  return [
    ...propertiesIn(module).flatMap(keyed),
    ...module.classes.flatMap(({ members }) => members.map(memberOf)),
    ...module.writes.map(({ property, value }) => ({ name: property, value })),
    ...module.exports,
  ];
}

function keyed(property: Property): readonly Named[] {
  return property.kind === 'property' ? [{ name: property.key, value: property.value }] : [];
}

function memberOf({ name, value, kind }: ClassMember): Named {
  return { name, value, isRead: kind === 'getter' };
}

/** A function as it is written, or the name of one. */
function isFunction({ expressions, bindings }: Module, value: ExprId): boolean {
  const expr = expressions[value];
  if (expr?.kind !== 'name') return expr?.kind === 'function';
  const definitions = bindings[expr.binding]?.definitions ?? [];
  return definitions.length > 0 && definitions.every((one) => expressions[one.value]?.kind === 'function');
}

/** What can neither be called nor hold, under a name of its own, what can. */
const DATA: ReadonlySet<Expr['kind'] | undefined> = new Set<Expr['kind'] | undefined>([
  'literal',
  'template',
  'concat',
  'arithmetic',
  'regex',
  'object',
  'array',
  'compare',
  'not',
  'typeof',
]);

function mentionedIn({ expressions }: Module): readonly string[] {
  return expressions.flatMap((expr) =>
    expr.kind === 'literal' && typeof expr.value === 'string' && NAME.test(expr.value) ? [expr.value] : [],
  );
}

/** The names that computed keys may be under which something is put. */
function composedIn(module: Module): readonly RegExp[] {
  const keys = [
    ...propertiesIn(module).flatMap(keyed),
    ...module.classes.flatMap(({ members }) => members),
    ...module.writes.map(({ property }) => ({ name: property })),
    ...module.expressions.flatMap((expr) => (expr.kind === 'array' ? entryIn(expr.items) : [])),
  ];
  return keys.flatMap(({ name }) => (typeof name === 'number' ? composedNames(module, name) : []));
}

/** `['name', value]`, as `Object.fromEntries` takes it. */
function entryIn(items: readonly Argument[]): readonly { readonly name: ExprId }[] {
  const [key] = items;
  return key && items.length === 2 ? [{ name: key.value }] : [];
}

const NAME = /^[A-Za-z_$][\w$]{0,60}$/;

/**
 * The names by which something may be called that matters: what the program puts under a name, and what rules describe. A method by any
 * other name is the language's or some library's (`lines.push(…)`, `expect(x).toBe(…)`), and what it is called on need not be known.
 */
import type { Argument, Expr, ExprId, Module, Property } from '../lower/module.ts';
import type { Importers } from '../link/importers.ts';
import { terminalName } from '../link/names.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import type { CallNames } from '../rules/call-names.ts';
import type { Trie } from '../rules/trie.ts';

/** Whether a callee may be something, as far as its name says. */
type ByName = (module: LinkedModule, callee: ExprId) => boolean;

export interface CallableNames {
  /** Whether it may be a function of the program, itself or out of what a caller passes. */
  readonly mayBeFunction: ByName;
  /** Whether it may be anything that a rule is about. */
  readonly mayBeApi: ByName;
}

/** Prepares the answers; the work is done at the first question. `isHeldClient`: whether an object holds a client's function under a name. */
export function indexCallableNames(
  program: Program,
  trie: Trie,
  importers: Importers,
  isHeldClient: (name: string) => boolean,
): CallableNames {
  const known = later(() => collect(program));
  const { members } = trie.names;
  const isNamed = (name: string): boolean => members.has(name) || isHeldClient(name);
  const open = later(() => openOf(trie.names, known().globals));
  // Any name may be one of theirs; one of the language's is only where such a package is at hand.
  const isOpen = (module: LinkedModule, name: string): boolean =>
    LANGUAGE.has(name)
      ? open().some((packages) => packages !== null && importers.ofPackages(packages).has(module))
      : open().length > 0;
  const isHeld = (name: string): boolean => known().held.has(name);
  const isMentioned = (name: string): boolean =>
    known().mentioned.has(name) ||
    known().pieces.some((piece) => name.includes(piece)) ||
    // A proxy answers to any name.
    known().globals.has('Proxy');
  return {
    mayBeFunction: byName((name) => isHeld(name) || (!LANGUAGE.has(name) && isMentioned(name))),
    mayBeApi: byName(
      (name, module) =>
        isNamed(name) || (!LANGUAGE.has(name) && (isHeld(name) || isMentioned(name))) || isOpen(module, name),
    ),
  };
}

/** What is no member of anything, or one whose name is computed, may be anything. */
function byName(may: (name: string, module: LinkedModule) => boolean): ByName {
  return (module, callee) => {
    if (module.expressions[callee]?.kind !== 'member') return true;
    const name = terminalName(module, callee);
    return name === null || BORROWING.has(name) || may(name, module);
  };
}

interface Named {
  /** Under which something is held that may be a function or a client. */
  readonly held: ReadonlySet<string>;
  /** That stand in a text, and may be what a computed key is. */
  readonly mentioned: ReadonlySet<string>;
  /** Texts of which computed keys are put together: `api[`send${kind}`] = …`. */
  readonly pieces: readonly string[];
  readonly globals: ReadonlySet<string>;
}

function collect({ modules }: Program): Named {
  const globals = modules.flatMap(({ expressions }) =>
    expressions.flatMap((expr) => (expr.kind === 'global' ? [expr.name] : [])),
  );
  return {
    held: new Set(modules.flatMap(heldIn)),
    mentioned: new Set(modules.flatMap(mentionedIn)),
    pieces: [...new Set(modules.flatMap(piecesIn))],
    globals: new Set(globals),
  };
}

/** The packages of things whose methods may have any name; null where they need none, such as a global that the program speaks of. */
function openOf(
  { openPackages, openGlobals }: CallNames,
  globals: ReadonlySet<string>,
): readonly (ReadonlySet<string> | null)[] {
  const isGlobal = [...openGlobals.keys()].some((name) => globals.has(name));
  return [...openPackages.values(), ...(isGlobal ? [null] : [])];
}

function later<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function heldIn(module: Module): readonly string[] {
  const { expressions, functions, classes, writes, exports } = module;
  const named = [
    ...expressions.flatMap((expr) => (expr.kind === 'object' ? expr.properties : [])).flatMap(keyed),
    ...classes.flatMap(({ members }) => members.map(({ name, value }) => ({ name, value }))),
    ...writes.map(({ property, value }) => ({ name: property, value })),
    ...exports,
  ];
  return [
    ...functions.flatMap(({ name }) => name ?? []),
    ...named.flatMap(({ name, value }) =>
      typeof name === 'string' && !DATA.has(expressions[value]?.kind) ? [name] : [],
    ),
  ];
}

function keyed(property: Property): readonly Held[] {
  return property.kind === 'property' ? [{ name: property.key, value: property.value }] : [];
}

interface Held {
  readonly name: string | ExprId | null;
  readonly value: ExprId;
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

/** The texts in computed keys under which something is put. */
function piecesIn(module: Module): readonly string[] {
  const keys = [
    ...module.expressions.flatMap((expr) => (expr.kind === 'object' ? expr.properties : [])).flatMap(keyed),
    ...module.classes.flatMap(({ members }) => members),
    ...module.writes.map(({ property }) => ({ name: property })),
    ...module.expressions.flatMap((expr) => (expr.kind === 'array' ? entryIn(expr.items) : [])),
  ];
  return keys.flatMap(({ name }) => (typeof name === 'number' ? textsIn(module, name) : []));
}

/** `['name', value]`, as `Object.fromEntries` takes it. */
function entryIn(items: readonly Argument[]): readonly { readonly name: ExprId }[] {
  const [key] = items;
  return key && items.length === 2 ? [{ name: key.value }] : [];
}

/** Names that stand for other names. */
const ALIASES = 2;

function textsIn(module: Module, id: ExprId, aliases = 0): readonly string[] {
  const expr = module.expressions[id];
  switch (expr?.kind) {
    case 'template':
      return expr.parts.flatMap((part) => (typeof part === 'string' && PIECE.test(part) ? [part] : []));
    case 'concat':
      return [...textsIn(module, expr.left, aliases), ...textsIn(module, expr.right, aliases)];
    case 'literal':
      return typeof expr.value === 'string' && PIECE.test(expr.value) ? [expr.value] : [];
    case 'name': {
      const definitions = aliases < ALIASES ? (module.bindings[expr.binding]?.definitions ?? []) : [];
      return definitions.flatMap(({ value }) => textsIn(module, value, aliases + 1));
    }
    default:
      return [];
  }
}

const PIECE = /^[\w$]+$/;

const NAME = /^[A-Za-z_$][\w$]{0,60}$/;

/** Methods by which a function is called, whatever its own name is. */
const BORROWING: ReadonlySet<string> = new Set(['call', 'apply', 'bind']);

/** Methods of lists, texts, maps and promises that are no words of HTTP or of a store. A text with such a word means something else. */
const LANGUAGE: ReadonlySet<string> = new Set(
  `at catch charAt charCodeAt codePointAt concat copyWithin endsWith entries every fill filter finally find findIndex findLast findLastIndex
  flat flatMap forEach includes indexOf join keys lastIndexOf localeCompare map match matchAll normalize padEnd padStart pop push reduce
  reduceRight repeat replace replaceAll reverse shift slice some sort splice split startsWith substr substring then toFixed toISOString
  toLocaleString toLowerCase toReversed toSorted toSpliced toString toUpperCase trim trimEnd trimStart unshift valueOf values with`.split(
    /\s+/,
  ),
);

/**
 * The names by which something may be called that matters: what the program puts under a name, and what rules describe. A method by any
 * other name is the language's or some library's (`lines.push(…)`, `expect(x).toBe(…)`), and what it is called on need not be known.
 */
import type { Expr, ExprId, Module, Property } from '../lower/module.ts';
import { terminalName } from '../link/names.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import type { Trie } from '../rules/trie.ts';

export interface CallableNames {
  /** Whether a callee may be a function of the program or anything that a rule is about, as far as its name says. */
  readonly mayMatter: (module: LinkedModule, callee: ExprId) => boolean;
  /** Whether it may be anything that a rule is about. */
  readonly mayBeApi: (module: LinkedModule, callee: ExprId) => boolean;
}

/** Prepares the answers; the work is done at the first question. `isHeldClient`: whether an object holds a client's function under a name. */
export function indexCallableNames(
  program: Program,
  trie: Trie,
  isHeldClient: (name: string) => boolean,
): CallableNames {
  const known = collected(program);
  const isNamed = (name: string): boolean => BORROWING.has(name) || trie.names.members.has(name) || isHeldClient(name);
  const asked = (may: (name: string) => boolean): CallableNames['mayMatter'] => {
    return (module, callee) => {
      if (module.expressions[callee]?.kind !== 'member') return true;
      const name = terminalName(module, callee);
      return name === null || isNamed(name) || may(name);
    };
  };
  const isMentioned = (name: string): boolean => !LANGUAGE.has(name) && known().mentioned.has(name);
  return {
    mayMatter: asked((name) => known().held.has(name) || isMentioned(name)),
    mayBeApi: asked((name) => (!LANGUAGE.has(name) && known().held.has(name)) || isMentioned(name)),
  };
}

interface Named {
  /** Under which something is held that may be a function or a client. */
  readonly held: ReadonlySet<string>;
  /** That stand in a text, and may be what a computed key is. */
  readonly mentioned: ReadonlySet<string>;
}

function collected({ modules }: Program): () => Named {
  let names: Named | null = null;
  return () => (names ??= { held: new Set(modules.flatMap(heldIn)), mentioned: new Set(modules.flatMap(mentionedIn)) });
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

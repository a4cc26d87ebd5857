/**
 * The names by which something may be called that matters: what the program puts under a name, and what rules describe. A method by any
 * other name is the language's or some library's (`lines.push(…)`, `expect(x).toBe(…)`), and what it is called on need not be known.
 */
import type { ExprId } from '../lower/module.ts';
import type { Importers } from '../link/importers.ts';
import { later } from '../link/later.ts';
import { terminalName } from '../link/names.ts';
import { isCalledAsLanguage, isOwnMethod } from '../link/own-methods.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import { namesIn, type ProgramNames } from '../link/program-names.ts';
import type { Trie } from '../rules/trie.ts';
import { indexOpenThings } from './open-things.ts';

/** Whether a callee may be something, as far as its words say. */
type ByName = (module: LinkedModule, callee: ExprId) => boolean;

export interface CallableNames {
  /** Whether it may be a function of the program, itself or out of what a caller passes. */
  readonly mayBeFunction: ByName;
  /** Whether it may be anything that a rule is about. */
  readonly mayBeApi: ByName;
  /** Whether things may be in a module that rules let be called by any name. */
  readonly openMayBeIn: (module: LinkedModule) => boolean;
}

/** Prepares the answers; the work is done at the first question. `isHeldClient`: whether an object holds a client's function under a name. */
export function indexCallableNames(
  program: Program,
  trie: Trie,
  importers: Importers,
  isHeldClient: (name: string) => boolean,
): CallableNames {
  const known = later(() => namesIn(program));
  const { members, metMembers, globalMembers } = trie.names;
  const isSpokenOf = (name: string): boolean => known().read.has(name) || known().mentioned.has(name);
  const isOfGlobal = (name: string): boolean => isAny(globalMembers.get(name) ?? [], isSpokenOf);
  const isAtHand = (packages: ReadonlySet<string> | null, module: LinkedModule): boolean =>
    packages === null || importers.ofPackages(packages).has(module);
  const isNamed = (name: string, module: LinkedModule): boolean => {
    const met = LANGUAGE.has(name) ? metMembers.get(name) : null;
    const isMember = members.has(name) && met !== undefined && isAtHand(met, module);
    return isMember || isOfGlobal(name) || isHeldClient(name);
  };
  const open = indexOpenThings(program, trie.names.open, importers);
  // Any name may be one of theirs; one of the language's is only where such a package is at hand.
  const isOpen = (module: LinkedModule, name: string, callee: ExprId): boolean =>
    LANGUAGE.has(name)
      ? !isOnlyOfLanguage(name) && open.areAtHand(module) && !isCalledAsLanguage(module, callee)
      : open.mayBeIn(module);
  const mayBe = computedBy(known);
  return {
    openMayBeIn: open.mayBeIn,
    mayBeFunction: byName((name) => known().functions.has(name) || (!LANGUAGE.has(name) && mayBe(name, 'functions'))),
    mayBeApi: byName(
      (name, module, callee) =>
        isNamed(name, module) ||
        (!LANGUAGE.has(name) && (known().things.has(name) || mayBe(name, 'anything'))) ||
        isOpen(module, name, callee),
    ),
  };
}

function isAny(names: Iterable<string>, is: (name: string) => boolean): boolean {
  for (const name of names) if (is(name)) return true;
  return false;
}

/** What is no member of anything, or one whose name is computed, may be anything. */
function byName(may: (name: string, module: LinkedModule, callee: ExprId) => boolean): ByName {
  return (module, callee) => {
    if (module.expressions[callee]?.kind !== 'member') return true;
    const name = terminalName(module, callee);
    return name === null || BORROWING.has(name) || (may(name, module, callee) && !isOwnMethod(module, callee));
  };
}

/** Whether something may be put under a name by a key that is computed, or a proxy gives a function or anything else for it. */
function computedBy(known: () => ProgramNames): (name: string, what: 'functions' | 'anything') => boolean {
  const composed = new Map<string, boolean>();
  const isComposed = (name: string): boolean => {
    const found = composed.get(name) ?? known().composed.some((pattern) => pattern.test(name));
    composed.set(name, found);
    return found;
  };
  return (name, what) => {
    const { mentioned, answering } = known();
    const isAnswered = answering === 'anything' || (answering === 'functions' && what === 'functions');
    return isAnswered || mentioned.has(name) || isComposed(name);
  };
}

/** No remote procedure is called that, as one may be `find` or `push`. */
function isOnlyOfLanguage(name: string): boolean {
  return /[A-Z]/.test(name) || GRAMMAR.has(name);
}

const GRAMMAR: ReadonlySet<string> = new Set(
  'at catch concat every finally flat includes slice splice substr substring then trim unshift'.split(' '),
);

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

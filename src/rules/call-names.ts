/** Names by which a call or a write is told before anything is evaluated: of all rules, so that no rule has to be read for it. */
import { lookup, type Lookup } from './lookup.ts';
import { rootName, type PathPattern } from './pattern.ts';
import type { CompiledRule, Rule, RulePath } from './rule.ts';

type List = 'sinkMethods' | 'clientMethods' | 'sinkProperties' | 'registrations' | 'provisions';

/** By name, the packages of which one has to be imported for it to count; null when none has to be. */
export type Names = Lookup<ReadonlySet<string> | null>;

export interface CallNames extends Readonly<Record<List, Names>> {
  /** Methods in which sinks end, which a call on an unknown receiver may be. */
  readonly sinkMethods: Names;
  /** Methods in which sinks of clients end, those that a package's function or constructor gives. */
  readonly clientMethods: Names;
  /** Properties whose writing is a sink. */
  readonly sinkProperties: Names;
  /** By rule, the names of the calls that register settings. */
  readonly registrations: Names;
  /** Calls that provide something under a token. */
  readonly provisions: Names;
}

/** The same as JSON. */
export type PlainCallNames = Readonly<Record<List, Readonly<Record<string, readonly string[] | null>>>>;

/** Collects the names of rules. */
export function collectNames(rules: readonly CompiledRule[]): CallNames {
  const notes = rules.flatMap(({ rule, paths }) => paths.flatMap((path) => notesOf(path, rule)));
  return byList((list) => gathered(notes.filter((note) => note.list === list)));
}

/** The names of two catalogues. */
export function joinNames(a: CallNames, b: CallNames): CallNames {
  const notesIn = (names: Names): readonly Note[] =>
    [...names.keys()].flatMap((name) => [...(names.get(name) ?? [null])].map((word) => ({ name, word })));
  return byList((list) => gathered([...notesIn(a[list]), ...notesIn(b[list])]));
}

/** For the bundle. */
export function plainNames(names: CallNames): PlainCallNames {
  return byList((list) =>
    Object.fromEntries([...names[list].keys()].map((name) => [name, wordsOf(names[list].get(name))])),
  );
}

/** From the bundle. */
export function namesFromPlain(plain: PlainCallNames): CallNames {
  return byList((list) => lookup(plain[list], (words) => words && new Set(words)));
}

function wordsOf(words: ReadonlySet<string> | null | undefined): readonly string[] | null {
  return words ? [...words] : null;
}

interface Note {
  readonly name: string;
  readonly word: string | null;
}

function notesOf({ target, path }: RulePath, rule: Rule): readonly (Note & { readonly list: List })[] {
  const { root, steps } = path;
  const last = steps.at(-1);
  const method = steps.at(-2);
  const word = root.kind === 'module' ? rootName(root, rule.id) : null;
  if (target.kind === 'sink') {
    if (last?.kind === 'assign') return [{ list: 'sinkProperties', name: last.name, word: null }];
    if (method?.kind !== 'member') return [];
    const { name } = method;
    return [
      { list: 'sinkMethods', name, word },
      ...(word !== null && isOfClient(path) ? [{ list: 'clientMethods', name, word } as const] : []),
    ];
  }
  if (target.kind !== 'function') return [];
  const called = method?.kind === 'member' ? method.name : rootName(root, rule.id);
  const returns = rule.functions[target.index]?.returns;
  if (returns === 'registered') return [{ list: 'registrations', name: rule.id, word: called }];
  return returns === 'provision' && word !== null ? [{ list: 'provisions', name: called, word }] : [];
}

function isOfClient({ steps }: PathPattern): boolean {
  return steps.slice(0, -2).some(({ kind }) => kind === 'call' || kind === 'construct');
}

function gathered(notes: readonly Note[]): Names {
  const names = new Map<string, Set<string> | null>();
  for (const { name, word } of notes) {
    const known = names.get(name);
    names.set(name, word === null || known === null ? null : (known ?? new Set<string>()).add(word));
  }
  return names;
}

function byList<T>(of: (list: List) => T): Readonly<Record<List, T>> {
  return {
    sinkMethods: of('sinkMethods'),
    clientMethods: of('clientMethods'),
    sinkProperties: of('sinkProperties'),
    registrations: of('registrations'),
    provisions: of('provisions'),
  };
}

/** Names by which a call or a write is told before anything is evaluated: of the rules that a program leads to. */
import { rootName, type PathPattern, type Root } from './pattern.ts';
import type { RuleIndex } from './rule-index.ts';
import type { Rule, RulePath } from './rule.ts';

type List =
  | 'sinkMethods'
  | 'clientMethods'
  | 'sinkProperties'
  | 'pluginMethods'
  | 'registrations'
  | 'assignments'
  | 'provisions'
  | 'handedProvisions';

/** By name, the packages of which one has to be imported for it to count; null when none has to be. */
export type Names = ReadonlyMap<string, ReadonlySet<string> | null>;

export interface CallNames extends Readonly<Record<List, Names>> {
  /** Methods in which sinks end, which a call on an unknown receiver may be. */
  readonly sinkMethods: Names;
  /** Methods in which sinks of clients end, those that a package's function or constructor gives. */
  readonly clientMethods: Names;
  /** Properties whose writing is a sink. */
  readonly sinkProperties: Names;
  /** Methods that are handed what a sink is of, whatever they are called on. */
  readonly pluginMethods: Names;
  /** By rule, the names of the calls that register settings. */
  readonly registrations: Names;
  /** Calls that say what variables of the environment of another program are: those of infrastructure. */
  readonly assignments: Names;
  /** Calls that provide something under a token. */
  readonly provisions: Names;
  /** Those of them on what a library hands to a function: `app.register((instance) => instance.decorate('db', db))`. */
  readonly handedProvisions: Names;
}

/** Collects the names that matter to a program: those of what it imports, and of what needs no import. */
export function collectNames(index: RuleIndex, specifiers: ReadonlySet<string>): CallNames {
  const modules = [...specifiers].flatMap((specifier) => index.paths('module', specifier.replace(/^node:/, '')));
  const others = WITHOUT_IMPORT.flatMap((kind) => index.roots(kind).flatMap((name) => index.paths(kind, name)));
  const notes = [...modules, ...others].flatMap((path) => {
    const rule = index.rule(path.rule);
    return rule ? notesOf(path, rule) : [];
  });
  return {
    sinkMethods: gathered(notes, 'sinkMethods'),
    clientMethods: gathered(notes, 'clientMethods'),
    sinkProperties: gathered(notes, 'sinkProperties'),
    pluginMethods: gathered(notes, 'pluginMethods'),
    registrations: gathered(notes, 'registrations'),
    assignments: gathered(notes, 'assignments'),
    provisions: gathered(notes, 'provisions'),
    handedProvisions: gathered(notes, 'handedProvisions'),
  };
}

const WITHOUT_IMPORT: readonly Root['kind'][] = ['global', 'element', 'export', 'object', 'schema'];

interface Note {
  readonly list: List;
  readonly name: string;
  readonly word: string | null;
}

function notesOf({ target, path }: RulePath, rule: Rule): readonly Note[] {
  const { root, steps } = path;
  const last = steps.at(-1);
  const method = steps.at(-2);
  const word = root.kind === 'module' ? rootName(root, rule.id) : null;
  if (target.kind === 'sink') {
    if (last?.kind === 'assign') return [{ list: 'sinkProperties', name: last.name, word: null }];
    if (last?.kind === 'passed') return [{ list: 'pluginMethods', name: last.method, word: null }];
    if (method?.kind !== 'member') return [];
    const { name } = method;
    return [
      { list: 'sinkMethods', name, word },
      ...(word !== null && isOfClient(path) ? [{ list: 'clientMethods', name, word } as const] : []),
    ];
  }
  if (target.kind !== 'function') return [];
  const isNamed = method?.kind === 'member' || method?.kind === 'handed';
  const called = isNamed ? method.name : rootName(root, rule.id);
  const returns = rule.functions[target.index]?.returns;
  if (returns === 'registered') return [{ list: 'registrations', name: rule.id, word: called }];
  if (returns === 'variables' && root.kind !== 'export') return [{ list: 'assignments', name: called, word }];
  if (returns !== 'provision' && returns !== 'told') return [];
  const isHanded = steps.some(({ kind }) => kind === 'handed');
  return [
    { list: 'provisions', name: called, word },
    ...(isHanded ? [{ list: 'handedProvisions', name: called, word } as const] : []),
  ];
}

function isOfClient({ steps }: PathPattern): boolean {
  return steps.slice(0, -2).some(({ kind }) => kind === 'call' || kind === 'construct');
}

function gathered(notes: readonly Note[], list: List): Names {
  const names = new Map<string, Set<string> | null>();
  for (const { name, word } of notes.filter((note) => note.list === list)) {
    const known = names.get(name);
    names.set(name, word === null || known === null ? null : (known ?? new Set<string>()).add(word));
  }
  return names;
}

/** Names by which a call or a write is told before anything is evaluated: of the rules that a program leads to. */
import { rootName, type PathPattern, type Root } from './pattern.ts';
import type { RuleIndex } from './rule-index.ts';
import type { Rule, RulePath } from './rule.ts';
import type { Returns } from './vocabulary.ts';

type List =
  | 'members'
  | 'metMembers'
  | 'globalMembers'
  | 'sinkMethods'
  | 'clientMethods'
  | 'sinkProperties'
  | 'pluginMethods'
  | 'registrations'
  | 'assignments'
  | 'provisions'
  | 'elementProvisions'
  | 'handedProvisions'
  | 'drafts'
  | 'injections';

/** By name, the packages of which one has to be imported for it to count; null when none has to be. */
export type Names = ReadonlyMap<string, ReadonlySet<string> | null>;

/** A thing whose members are all spoken of, whatever their name. */
export interface OpenThing {
  /** The packages of which one has to be imported; null where none has to be. */
  readonly packages: ReadonlySet<string> | null;
  /** The global that it is, or that holds it; null where it is no global's. */
  readonly global: string | null;
  /** The names on the way to it: a program that has it speaks of all of them. */
  readonly names: readonly string[];
  /** The members that lead to it from what is imported, or from the global, null for any; null as a whole where something else does too. */
  readonly way: readonly (string | null)[] | null;
}

export interface CallNames extends Readonly<Record<List, Names>> {
  /** All names on the way to anything that a rule is about, of what packages or the program itself hold. */
  readonly members: Names;
  /** Those of them that lead to what is met at a call, and not only to a value: with the packages that they are of. */
  readonly metMembers: Names;
  /** The same of what a global holds: by name, the globals. */
  readonly globalMembers: Names;
  /** Things whose members may be called by any name. */
  readonly open: readonly OpenThing[];
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
  /** Elements that do: `<Context.Provider value={…}>`. The program chooses what they are called. */
  readonly elementProvisions: Names;
  /** Those of them on what a library hands to a function: `app.register((instance) => instance.decorate('db', db))`. */
  readonly handedProvisions: Names;
  /** The rules whose packages call functions with drafts of what they keep. */
  readonly drafts: Names;
  /** The rules whose packages give properties to components. */
  readonly injections: Names;
}

/** Collects the names that matter to a program: those of what it imports, and of what needs no import. */
export function collectNames(index: RuleIndex, specifiers: ReadonlySet<string>): CallNames {
  const modules = [...specifiers].flatMap((specifier) => index.paths('module', specifier.replace(/^node:/, '')));
  const others = WITHOUT_IMPORT.flatMap((kind) => index.roots(kind).flatMap((name) => index.paths(kind, name)));
  const paths = [...modules, ...others];
  const notes = paths.flatMap((path) => {
    const rule = index.rule(path.rule);
    return rule ? [...namesOn(path, rule), ...notesOf(path, rule)] : [];
  });
  return {
    members: gathered(notes, 'members'),
    metMembers: gathered(notes, 'metMembers'),
    globalMembers: gathered(notes, 'globalMembers'),
    open: openThings(paths, index),
    sinkMethods: gathered(notes, 'sinkMethods'),
    clientMethods: gathered(notes, 'clientMethods'),
    sinkProperties: gathered(notes, 'sinkProperties'),
    pluginMethods: gathered(notes, 'pluginMethods'),
    registrations: gathered(notes, 'registrations'),
    assignments: gathered(notes, 'assignments'),
    provisions: gathered(notes, 'provisions'),
    elementProvisions: gathered(notes, 'elementProvisions'),
    handedProvisions: gathered(notes, 'handedProvisions'),
    drafts: gathered(notes, 'drafts'),
    injections: gathered(notes, 'injections'),
  };
}

const WITHOUT_IMPORT: readonly Root['kind'][] = ['global', 'element', 'export', 'object', 'schema'];

interface Note {
  readonly list: List;
  readonly name: string;
  readonly word: string | null;
}

function namesOn({ path: { root, steps }, target }: RulePath, rule: Rule): readonly Note[] {
  const isGlobal = root.kind === 'global';
  const word = root.kind === 'module' ? rootName(root, rule.id) : null;
  const names = steps.flatMap((step) => ('name' in step ? [step.name] : step.kind === 'passed' ? [step.method] : []));
  return isGlobal
    ? [root.name, ...names].map((name): Note => ({ list: 'globalMembers', name, word: root.name }))
    : names.flatMap((name): readonly Note[] => [
        { list: 'members', name, word: null },
        ...(target.kind === 'function' ? [] : [{ list: 'metMembers', name, word } as const]),
      ]);
}

type Step = PathPattern['steps'][number];

function isCalledByAnyName(kind: Step['kind'], next: Step | undefined): boolean {
  return kind === 'any-member' && next !== undefined && CALLED.has(next.kind);
}

/** Things of equal names and packages are one. */
function openThings(paths: readonly RulePath[], index: RuleIndex): readonly OpenThing[] {
  const things = paths.flatMap((path) => {
    const rule = index.rule(path.rule);
    const thing = rule && openIn(path, rule, paths);
    return thing ? [[JSON.stringify({ ...thing, packages: [...(thing.packages ?? [])] }), thing] as const] : [];
  });
  return [...new Map(things).values()];
}

function openIn({ target, path }: RulePath, rule: Rule, paths: readonly RulePath[]): OpenThing | null {
  const { root, steps } = path;
  // What only gives a value is met where that is used.
  if (root.kind === 'schema' || target.kind === 'function') return null;
  const at = steps.findIndex(({ kind }, index) => isCalledByAnyName(kind, steps[index + 1]));
  if (at < 0) return null;
  const typed = typedIn(path, paths);
  const names = steps.slice(typed, at).flatMap((step) => (step.kind === 'member' ? [step.name] : []));
  const global = root.kind === 'global' ? root.name : null;
  return {
    packages: root.kind === 'module' ? new Set([rootName(root, rule.id)]) : null,
    global,
    names: global === null ? names : [global, ...names],
    way: typed === 0 && ROOTED.has(root.kind) ? membersOf(steps.slice(0, at)) : null,
  };
}

const ROOTED: ReadonlySet<Root['kind']> = new Set<Root['kind']>(['module', 'global']);

/** Null where a step is none. */
function membersOf(steps: readonly Step[]): OpenThing['way'] {
  const way = steps.flatMap((step) =>
    step.kind === 'member' ? [step.name] : step.kind === 'any-member' ? [null] : [],
  );
  return way.length === steps.length ? way : null;
}

/** How many steps of a path lead to what a type stands for: an annotation has it without them. */
function typedIn({ root, steps }: PathPattern, paths: readonly RulePath[]): number {
  const isWay = (way: PathPattern): boolean =>
    JSON.stringify([way.root, way.steps]) === JSON.stringify([root, steps.slice(0, way.steps.length)]);
  const ways = paths.filter(({ target, path }) => target.kind === 'type' && isWay(path));
  return Math.max(0, ...ways.map(({ path }) => path.steps.length));
}

const CALLED: ReadonlySet<Step['kind']> = new Set<Step['kind']>(['call', 'construct', 'markup']);

function notesOf({ target, path }: RulePath, rule: Rule): readonly Note[] {
  const { root } = path;
  const word = root.kind === 'module' ? rootName(root, rule.id) : null;
  switch (target.kind) {
    case 'sink':
      return notesOfSink(path, word);
    case 'handed':
      return rule.calls[target.index]?.drafts ? [{ list: 'drafts', name: rule.id, word }] : [];
    case 'function':
      return notesOfFunction(rule.functions[target.index]?.returns, path, rule, word);
    default:
      return [];
  }
}

function notesOfSink(path: PathPattern, word: string | null): readonly Note[] {
  const [method, last] = [path.steps.at(-2), path.steps.at(-1)];
  if (last?.kind === 'assign') return [{ list: 'sinkProperties', name: last.name, word: null }];
  if (last?.kind === 'passed') return [{ list: 'pluginMethods', name: last.method, word: null }];
  if (method?.kind !== 'member') return [];
  const { name } = method;
  return [
    { list: 'sinkMethods', name, word },
    ...(word !== null && isOfClient(path) ? [{ list: 'clientMethods', name, word } as const] : []),
  ];
}

function notesOfFunction(
  returns: Returns | undefined,
  { root, steps }: PathPattern,
  rule: Rule,
  word: string | null,
): readonly Note[] {
  const name = calledIn(steps) ?? rootName(root, rule.id);
  if (returns === 'registered') return [{ list: 'registrations', name: rule.id, word: name }];
  if ((returns === 'variables' || returns === 'defined') && root.kind !== 'export')
    return [{ list: 'assignments', name, word }];
  if (returns === undefined || !PROVIDES.has(returns)) return [];
  if (returns === 'injected') {
    return [
      { list: 'injections', name: rule.id, word },
      { list: 'provisions', name, word },
    ];
  }
  if (steps.at(-1)?.kind === 'markup') return [{ list: 'elementProvisions', name, word }];
  const isHanded = steps.some(({ kind }) => kind === 'handed');
  return [{ list: 'provisions', name, word }, ...(isHanded ? [{ list: 'handedProvisions', name, word } as const] : [])];
}

/** What is found by looking through all calls. */
const PROVIDES: ReadonlySet<Returns> = new Set<Returns>(['provision', 'told', 'merged', 'selves', 'injected']);

/** What is called: a member, or what another call gives, by the name of that: `useSetAtom(atom)(value)`. */
function calledIn(steps: PathPattern['steps']): string | null {
  const named = [steps.at(-2), steps.at(-3)].find((step) => step?.kind === 'member' || step?.kind === 'handed');
  const isDirect = steps.at(-2) === named || steps.at(-2)?.kind === 'call';
  return named && isDirect && 'name' in named ? named.name : null;
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

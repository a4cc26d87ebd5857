/**
 * All paths of all rules in one trie. A position in it is a value of the evaluator ("api"), so following an SDK handle through
 * constants, fields, parameters and files needs no matcher of its own.
 */
import { functionsIn, type FunctionArgument } from './function-arguments.ts';
import type { ArgPath, ArgPattern, PathPattern, Root, Step } from './pattern.ts';
import type { Called, NamedType, PassThrough, Rule, Sink } from './rule.ts';

/** What a path ends in: where a connection is described, a function that passes a value through, or one that is called. */
export type PathEnd = {
  readonly rule: Rule;
  readonly path: PathPattern;
  /** One list for each call, construction, element or assignment on the path. */
  readonly args: readonly (readonly ArgPattern[])[];
  /** The functions among the arguments whose parameters the library fills. */
  readonly functions: readonly FunctionArgument[];
  /** Of a method that is called: the position that it is called on. */
  readonly receiver: ApiNode | null;
} & Ending;

type Ending =
  | { readonly kind: 'sink'; readonly sink: Sink }
  | { readonly kind: 'function'; readonly function: PassThrough }
  /** `from`: what is captured here fills the parameters of functions that are handed over elsewhere. */
  | { readonly kind: 'called'; readonly called: Called; readonly side: 'handed' | 'from' };

/** A parameter of a function that a call is handed, as a position of its own. */
export interface HandedNode {
  readonly to: ArgPath;
  readonly parameter: number;
  /** Set when what is handed over is an export of certain files. */
  readonly files: readonly string[] | undefined;
  readonly node: ApiNode;
}

export interface ApiNode {
  readonly id: number;
  readonly members: ReadonlyMap<string, ApiNode>;
  readonly anyMember: ApiNode | null;
  readonly call: ApiNode | null;
  readonly construct: ApiNode | null;
  readonly markup: ApiNode | null;
  readonly assigns: ReadonlyMap<string, ApiNode>;
  readonly handed: readonly HandedNode[];
  /** Whether it is a type that no class stands behind: it says what a client is, not which. */
  readonly ends: readonly PathEnd[];
}

export interface Trie {
  readonly modules: ReadonlyMap<string, ApiNode>;
  readonly globals: ReadonlyMap<string, ApiNode>;
  readonly elements: ReadonlyMap<string, ApiNode>;
  /** What files export for their framework, by the name of the export. */
  readonly exports: ReadonlyMap<string, ApiNode>;
  /** Object literals, by the keys that tell them. */
  readonly objects: ReadonlyMap<string, ApiNode>;
  /** What the schemas that a rule makes can do, by the rule. */
  readonly schemas: ReadonlyMap<string, ApiNode>;
  /** The names of the calls that register settings, by the rule. */
  readonly registrations: ReadonlyMap<string, ReadonlySet<string>>;
  /** The names of the calls that provide something under a token, with the modules that have to be imported for them. */
  readonly provisions: ReadonlyMap<string, ReadonlySet<string>>;
  /** The names of the methods in which sinks end, what a call on an unknown receiver may be; with the packages to use for it, null when none has to be. */
  readonly sinkMethods: ReadonlyMap<string, ReadonlySet<string> | null>;
  /** The methods in which sinks of clients end, those that a package's function or constructor gives; with their packages. */
  readonly clientMethods: ReadonlyMap<string, ReadonlySet<string>>;
  /** The names of the properties whose writing is a sink. */
  readonly sinkProperties: ReadonlySet<string>;
}

interface OpenNode {
  readonly id: number;
  members: Map<string, OpenNode>;
  anyMember: OpenNode | null;
  call: OpenNode | null;
  construct: OpenNode | null;
  markup: OpenNode | null;
  assigns: Map<string, OpenNode>;
  handed: (HandedNode & { readonly node: OpenNode })[];
  ends: PathEnd[];
}

/** Builds the trie of a list of rules. */
export function buildTrie(rules: readonly Rule[]): Trie {
  const builder = new TrieBuilder();
  for (const rule of rules) {
    for (const sink of rule.sinks) for (const path of sink.paths) builder.add(path, { kind: 'sink', sink, rule });
    for (const one of rule.functions) {
      for (const path of one.paths) builder.add(path, { kind: 'function', function: one, rule });
    }
    for (const called of rule.calls) {
      for (const path of called.paths) builder.add(path, { kind: 'called', called, side: 'handed', rule });
      for (const path of called.from) builder.add(path, { kind: 'called', called, side: 'from', rule });
    }
  }
  for (const rule of rules) for (const type of rule.types) builder.addType(type, rule);
  return builder.trie;
}

type Subject = { readonly rule: Rule } & Ending;

class TrieBuilder {
  #count = 0;
  readonly #roots = {
    module: new Map<string, OpenNode>(),
    global: new Map<string, OpenNode>(),
    element: new Map<string, OpenNode>(),
    export: new Map<string, OpenNode>(),
    object: new Map<string, OpenNode>(),
    schema: new Map<string, OpenNode>(),
  };
  readonly #sinkMethods = new Map<string, Set<string> | null>();
  readonly #clientMethods = new Map<string, Set<string>>();
  readonly #provisions = new Map<string, Set<string>>();
  readonly #registrations = new Map<string, Set<string>>();
  readonly #sinkProperties = new Set<string>();
  readonly trie: Trie = {
    modules: this.#roots.module,
    globals: this.#roots.global,
    elements: this.#roots.element,
    exports: this.#roots.export,
    objects: this.#roots.object,
    schemas: this.#roots.schema,
    provisions: this.#provisions,
    registrations: this.#registrations,
    sinkMethods: this.#sinkMethods,
    clientMethods: this.#clientMethods,
    sinkProperties: this.#sinkProperties,
  };

  add(path: PathPattern, subject: Subject): void {
    let node = this.#child(this.#roots[path.root.kind], rootName(path.root, subject.rule));
    const passed = [node];
    for (const step of path.steps) {
      node = this.#next(node, step, filesOf(subject));
      passed.push(node);
    }
    const method = path.steps.at(-2);
    if (subject.kind === 'sink' && method?.kind === 'member') this.#addMethod(method.name, path);
    const last = path.steps.at(-1);
    if (subject.kind === 'sink' && last?.kind === 'assign') this.#sinkProperties.add(last.name);
    const called = method?.kind === 'member' ? method.name : rootName(path.root, subject.rule);
    if (subject.kind === 'function' && subject.function.returns === 'registered') {
      this.#registrations.set(subject.rule.id, new Set([...(this.#registrations.get(subject.rule.id) ?? []), called]));
    }
    if (subject.kind === 'function' && subject.function.returns === 'provision' && path.root.kind === 'module')
      this.#provisions.set(called, (this.#provisions.get(called) ?? new Set()).add(path.root.specifier));
    const args = path.steps.flatMap(argsOf);
    node.ends.push({ ...subject, path, args, functions: functionsIn(args), receiver: passed.at(-3) ?? null });
  }

  /** A type that a package exports, for what one of its functions gives: `new T` stands where that call does. */
  addType({ name, path }: NamedType, rule: Rule): void {
    let node = this.#child(this.#roots.module, rootName(path.root, rule));
    const type = this.#child(node.members, name);
    for (const step of path.steps) node = this.#next(node, step, undefined);
    type.construct ??= node;
  }

  #addMethod(name: string, { root, steps }: PathPattern): void {
    if (root.kind !== 'module') {
      this.#sinkMethods.set(name, null);
      return;
    }
    const specifier = root.specifier.replace(/^node:/, '');
    const known = this.#sinkMethods.get(name);
    if (known !== null) this.#sinkMethods.set(name, (known ?? new Set()).add(specifier));
    const isClient = steps.slice(0, -2).some(({ kind }) => kind === 'call' || kind === 'construct');
    if (!isClient) return;
    const packages = this.#clientMethods.get(name) ?? new Set();
    this.#clientMethods.set(name, packages.add(specifier));
  }

  #next(node: OpenNode, step: Step, files: readonly string[] | undefined): OpenNode {
    switch (step.kind) {
      case 'member':
        return this.#child(node.members, step.name);
      case 'any-member':
        return (node.anyMember ??= this.#fresh());
      case 'assign':
        return this.#child(node.assigns, step.name);
      case 'exported':
        return node;
      case 'handed':
        return this.#handed(node, step, files);
      default:
        return (node[step.kind] ??= this.#fresh());
    }
  }

  #handed(
    node: OpenNode,
    { to, parameter }: Extract<Step, { kind: 'handed' }>,
    files: readonly string[] | undefined,
  ): OpenNode {
    const key = JSON.stringify([to, parameter]);
    const at = node.handed.findIndex((one) => JSON.stringify([one.to, one.parameter]) === key);
    const known = node.handed[at];
    const fresh = known?.node ?? this.#fresh();
    const all = known?.files && files ? [...new Set([...known.files, ...files])] : files;
    node.handed.splice(known ? at : node.handed.length, known ? 1 : 0, { to, parameter, files: all, node: fresh });
    return fresh;
  }

  #child(map: Map<string, OpenNode>, key: string): OpenNode {
    const known = map.get(key);
    if (known) return known;
    const fresh = this.#fresh();
    map.set(key, fresh);
    return fresh;
  }

  #fresh(): OpenNode {
    this.#count += 1;
    return {
      id: this.#count,
      members: new Map(),
      anyMember: null,
      call: null,
      construct: null,
      markup: null,
      assigns: new Map(),
      handed: [],
      ends: [],
    };
  }
}

/** The files of a rule about exports. */
function filesOf(subject: Subject): readonly string[] | undefined {
  switch (subject.kind) {
    case 'sink':
      return subject.sink.files;
    case 'function':
      return subject.function.files;
    case 'called':
      return subject.called.files;
  }
}

/** `node:http` and `http` are one module. */
function rootName(root: Root, rule: Rule): string {
  switch (root.kind) {
    case 'module':
      return root.specifier.replace(/^node:/, '');
    case 'global':
    case 'export':
      return root.name;
    case 'element':
      return root.tag;
    case 'object':
      return root.keys;
    case 'schema':
      return rule.id;
  }
}

function argsOf(step: Step): readonly (readonly ArgPattern[])[] {
  switch (step.kind) {
    case 'call':
    case 'construct':
      return [step.args];
    case 'markup':
      return [[step.attributes]];
    case 'assign':
    case 'exported':
      return [[step.value]];
    default:
      return [];
  }
}

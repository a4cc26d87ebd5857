/**
 * All paths of all rules in one trie. A position in it is a value of the evaluator ("api"), so following an SDK handle through
 * constants, fields, parameters and files needs no matcher of its own.
 */
import type { CallNames } from './call-names.ts';
import type { Command } from './command.ts';
import { customFetchesIn, functionsIn, type FunctionArgument } from './function-arguments.ts';
import type { ArgPath, ArgPattern, PathPattern, Root, Step } from './pattern.ts';
import type { RuleIndex } from './rule-index.ts';
import { argsOf, endingOf, filesOf, type Ending, type Subject } from './path-endings.ts';
import type { Rule, RulePath } from './rule.ts';

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

/** A parameter of a function that a call is handed, as a position of its own. */
export interface HandedNode {
  readonly to: ArgPath;
  readonly parameter: number;
  /** Set when what is handed over is an export of certain files. */
  readonly files: readonly string[] | undefined;
  readonly node: ApiNode;
}

/** A call of a method that is handed it. */
export interface PassedNode {
  readonly method: string;
  readonly position: number;
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
  readonly passed: readonly PassedNode[];
  /** Whether it is a type that no class stands behind: it says what a client is, not which. */
  readonly ends: readonly PathEnd[];
}

/** The positions at which paths begin, of one kind, by name. */
export interface Roots {
  readonly keys: () => readonly string[];
  readonly get: (key: string) => ApiNode | null;
}

/** The positions of all rules. */
export interface Positions {
  readonly modules: Roots;
  readonly globals: Roots;
  readonly elements: Roots;
  /** What files export for their framework, by the name of the export. */
  readonly exports: Roots;
  /** Object literals, by the keys that tell them. */
  readonly objects: Roots;
  /** What the schemas that a rule makes can do, by the rule. */
  readonly schemas: Roots;
  /** What a program connects to when it is started, by its name. */
  readonly commands: (program: string) => readonly Command[];
}

export interface Trie extends Positions {
  readonly names: CallNames;
}

interface OpenNode {
  readonly id: number;
  members: Map<string, OpenNode>;
  anyMember: OpenNode | null;
  call: OpenNode | null;
  construct: OpenNode | null;
  markup: OpenNode | null;
  assigns: Map<string, OpenNode>;
  passed: (PassedNode & { readonly node: OpenNode })[];
  handed: (HandedNode & { readonly node: OpenNode })[];
  ends: PathEnd[];
}

/** Builds the trie of an index; what stands under a root is built when somebody gets there. */
export function createPositions(index: RuleIndex): Positions {
  const builder = new TrieBuilder(index);
  return {
    modules: builder.roots('module'),
    globals: builder.roots('global'),
    elements: builder.roots('element'),
    exports: builder.roots('export'),
    objects: builder.roots('object'),
    schemas: builder.roots('schema'),
    commands: (program) => (index.programs.get(program) ?? []).flatMap((id) => commandsFor(program, index.rule(id))),
  };
}

function commandsFor(program: string, rule: Rule | null): readonly Command[] {
  return (rule?.commands ?? []).filter(({ patterns }) => patterns.some((one) => one.program === program));
}

class TrieBuilder {
  readonly #index: RuleIndex;
  #count = 0;

  constructor(index: RuleIndex) {
    this.#index = index;
  }

  roots(kind: Root['kind']): Roots {
    const known = new Map<string, ApiNode | null>();
    return {
      keys: () => this.#index.roots(kind),
      get: (key) => {
        const cached = known.get(key);
        if (cached !== undefined) return cached;
        const paths = this.#index.paths(kind, key);
        const node = paths.length === 0 ? null : this.#root(paths, kind);
        known.set(key, node);
        return node;
      },
    };
  }

  #root(paths: readonly RulePath[], kind: Root['kind']): ApiNode {
    const root = this.#fresh();
    // What is imported by default and what as a whole stand in for each other, as CommonJS interop has it.
    if (kind === 'module') root.members.set('default', root);
    for (const { rule: id, target, path } of paths) {
      const rule = this.#index.rule(id);
      if (rule === null || target.kind === 'type') continue;
      if (target.kind === 'import') path.steps.reduce((node, step) => this.#next(node, step, undefined), root);
      else this.#add(root, path, { rule, ...endingOf(rule, target) });
    }
    for (const { target, path } of paths) if (target.kind === 'type') this.#addType(root, target.name, path);
    return root;
  }

  #add(root: OpenNode, path: PathPattern, subject: Subject): void {
    let node = root;
    const passed = [node];
    for (const step of path.steps) {
      node = this.#next(node, step, filesOf(subject));
      passed.push(node);
    }
    const args = path.steps.flatMap(argsOf);
    const isClient = subject.kind === 'sink' && path.root.kind === 'module';
    const functions = isClient ? [...functionsIn(args), ...customFetchesIn(args)] : functionsIn(args);
    node.ends.push({ ...subject, path, args, functions, receiver: passed.at(-3) ?? null });
  }

  /** A type that a package exports, for what one of its functions gives: `new T` stands where that call does. */
  #addType(root: OpenNode, name: string, path: PathPattern): void {
    let node = root;
    const type = this.#child(root.members, name);
    for (const step of path.steps) node = this.#next(node, step, undefined);
    type.construct ??= node;
  }

  #next(node: OpenNode, step: Step, files: readonly string[] | undefined): OpenNode {
    switch (step.kind) {
      case 'member':
        return this.#child(node.members, step.name);
      case 'any-member':
        return (node.anyMember ??= this.#fresh());
      case 'assign':
        return this.#child(node.assigns, step.name);
      case 'passed':
        return this.#passed(node, step);
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

  #passed(node: OpenNode, { method, position }: Extract<Step, { kind: 'passed' }>): OpenNode {
    const known = node.passed.find((one) => one.method === method && one.position === position);
    if (known) return known.node;
    const fresh = this.#fresh();
    node.passed.push({ method, position, node: fresh });
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
      passed: [],
      ends: [],
    };
  }
}

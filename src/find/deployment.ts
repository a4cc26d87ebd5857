/**
 * What the configuration of the repository says of where the program runs: the values that variables of the environment get
 * (`.env.example`, compose files, manifests), and the machines that stand beside it. Rules say where that is written.
 */
import { isData } from '../discover/source-file.ts';
import { EXPORT_EQUALS } from '../lower/module.ts';
import { terminalName } from '../link/names.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import type { Returns } from '../rules/vocabulary.ts';
import type { PathEnd, Trie } from '../rules/trie.ts';
import { capturesAt } from '../values/captures.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { apiInvoke } from '../values/operations/api.ts';
import { allItems } from '../values/operations/collections.ts';
import { contentsOf } from '../values/operations/contents.ts';
import { memberOf } from '../values/operations/members.ts';
import { closedText, fromParts, toText } from '../values/text.ts';
import { join, offsetOf, type Trail } from '../values/trail.ts';
import { optionsOf, type Applied, type Part, type Ref, type TextValue, type Value } from '../values/value.ts';
import { contained, type Containing } from './contained.ts';
import { configurations } from './exports.ts';
import { keyPathOf } from './key-path.ts';
import { isReadFrom } from './read-from.ts';
import type { Outcome } from './target.ts';

/** A value that a file gives to a variable. */
export interface Assignment {
  readonly name: string;
  readonly value: TextValue;
  readonly module: LinkedModule;
  /** Where it is written: the keys above it, and an offset in the file. */
  readonly symbol: string;
  readonly offset: number;
}

export interface Deployment {
  /** What a text that names variables becomes with the values that each file gives them all, for a component. */
  readonly filled: (value: TextValue, names: readonly string[], component: string) => readonly Filled[];
  /** Whether a host is a machine of the same deployment: a service of a compose file. */
  readonly isInternal: (host: string) => boolean;
}

/** A text with values in the place of variables, and what gave them. */
export interface Filled {
  readonly value: TextValue;
  readonly from: readonly Assignment[];
}

/** Reads what the modules of a program declare. */
export function createDeployment(
  program: Program,
  trie: Trie,
  evaluation: Evaluation,
  containing: Containing,
): Deployment {
  const reading: Reading = { program, trie, evaluation, containing };
  const files = assignedIn([...declaredBy('variables', reading), ...declaredInCode(reading)], reading);
  const internal = new Set(declaredBy('machines', reading).flatMap(({ value }) => namesOf(value, evaluation)));
  return {
    isInternal: (host) => internal.has(host) || CLUSTER.test(host),
    filled: (value, names, component) =>
      files
        .filter(({ module }) => isFor(module, component))
        .flatMap(({ assignments }) => fill(value, names, assignments) ?? []),
  };
}

interface Reading {
  readonly program: Program;
  readonly trie: Trie;
  readonly evaluation: Evaluation;
  readonly containing: Containing;
}

interface Assigning {
  readonly module: LinkedModule;
  readonly assignments: readonly Assignment[];
}

/** What each file assigns; one may be several documents, and say it in several places. */
function assignedIn(declared: readonly Declared[], { evaluation, containing }: Reading): readonly Assigning[] {
  const files = new Map<string, Assigning>();
  for (const { module, value } of declared) {
    const known = files.get(module.path)?.assignments ?? [];
    const found = contained({ module, at: 0 }, containing, () => assignmentsIn(value, module, evaluation), []);
    files.set(module.path, { module, assignments: [...known, ...found] });
  }
  // Whatever the order in which files were listed.
  return [...files.values()].toSorted((a, b) => (a.module.path < b.module.path ? -1 : 1));
}

/** Names that the name server of a Kubernetes cluster knows. */
const CLUSTER = /\.svc(?:\.cluster\.local)?$/;

/** A connection to a machine of the same deployment is no way out of it. */
export function withoutMachines(outcome: Outcome, { isInternal }: Deployment): Outcome {
  if (outcome.kind !== 'external') return outcome;
  const hosts = outcome.hosts.filter(({ host }) => !isInternal(host));
  return hosts.length === 0 ? { kind: 'loopback', hosts: outcome.hosts, isInternal: true } : { ...outcome, hosts };
}

/** A file speaks for its own package and, at the root, for all; infrastructure in a package of its own for those that it deploys. */
function isFor({ file }: LinkedModule, component: string): boolean {
  const own = file.component;
  return !isData(file.kind) || own === '.' || own === component || component.startsWith(`${own}/`);
}

/** What code says that makes the infrastructure: `new lambda.Function(this, 'Api', { environment: { API_URL } })`. */
function declaredInCode({ program, trie, evaluation, containing }: Reading): readonly Declared[] {
  const { assignments } = trie.names;
  if (assignments.size === 0) return [];
  return program.modules
    .filter(({ file }) => file.surface !== 'test')
    .flatMap((module) =>
      module.calls.flatMap(({ call }) => {
        const expr = module.expressions[call];
        const name = expr?.kind === 'call' ? terminalName(module, expr.callee) : null;
        if (name === null || !assignments.has(name)) return [];
        const at: Ref = { module, expr: call, frame: null };
        return contained({ module, at: call }, containing, () => declaredAt(at, evaluation), []);
      }),
    );
}

function declaredAt(at: Ref, evaluation: Evaluation): readonly Declared[] {
  const expr = at.module.expressions[at.expr];
  if (expr?.kind !== 'call') return [];
  return optionsOf(evaluation.ask({ ...at, expr: expr.callee })).flatMap((callee) => {
    const api = callee.kind === 'api' ? apiInvoke(callee, expr.construct ? 'construct' : 'call', at) : null;
    return (api?.node.ends ?? []).flatMap((end) => {
      if (!api || end.kind !== 'function' || end.function.returns !== 'variables') return [];
      const captures = capturesAt(end, api.applied, evaluation);
      const value = captures?.get('value')?.value;
      const name = captures?.get('name')?.value;
      if (!value) return [];
      const key = name ? closedText(name) : null;
      if (name && key === null) return [];
      const fields: Value = { kind: 'fields', fields: new Map([[key ?? '', value]]), open: false };
      return [{ module: at.module, value: key === null ? value : fields }];
    });
  });
}

interface Declared {
  readonly module: LinkedModule;
  readonly value: Value;
}

function declaredBy(
  returns: Extract<Returns, 'variables' | 'machines'>,
  { program, trie, evaluation, containing }: Reading,
): readonly Declared[] {
  return program.modules.flatMap((module) =>
    module.exports.flatMap(({ name, value }) => {
      const node = trie.exports.get(name === EXPORT_EQUALS ? 'default' : name);
      const ends = (node?.ends ?? []).filter(
        (end) => end.kind === 'function' && end.function.returns === returns && isReadFrom(end.function, module),
      );
      if (ends.length === 0) return [];
      const declared = (): readonly Declared[] =>
        configurations(module, value, { evaluation }).flatMap((expr) =>
          declaredAs(ends, { module, expr, frame: null }, evaluation),
        );
      return contained({ module, at: value }, containing, declared, []);
    }),
  );
}

function declaredAs(ends: readonly PathEnd[], at: Ref, evaluation: Evaluation): readonly Declared[] {
  const applied: Applied = { ...at, as: 'value' };
  return ends.flatMap((end) => {
    const captured = capturesAt(end, [applied], evaluation)?.get('value');
    const values = captured?.explicit === true ? [captured.value, ...(captured.more ?? [])] : [];
    return values.map((value) => ({ module: at.module, value }));
  });
}

/** `{ NAME: value }`, `{ NAME: { value } }`, `['NAME=value']`, `[{ name, value }]`. */
function assignmentsIn(value: Value, module: LinkedModule, evaluation: Evaluation): readonly Assignment[] {
  return optionsOf(value).flatMap((option) => {
    if (option.kind === 'list')
      return allItems(option, evaluation).flatMap((item) => assignmentOf(item, module, evaluation));
    return [...contentsOf(option, evaluation).fields].flatMap(([name, one]) =>
      assign(name, one.kind === 'record' ? memberOf(one, 'value', evaluation) : one, module),
    );
  });
}

function assignmentOf(item: Value, module: LinkedModule, evaluation: Evaluation): readonly Assignment[] {
  return optionsOf(item).flatMap((option) => {
    if (option.kind === 'text') {
      const [first, ...rest] = option.parts;
      const [, name = '', begin = ''] = /^([\w.-]+)=([^]*)$/.exec(first?.kind === 'text' ? first.text : '') ?? [];
      if (name === '') return [];
      return assign(name, fromParts([{ kind: 'text', text: begin }, ...rest], option.trail), module);
    }
    const names = ['name', 'key'].map((key) => memberOf(option, key, evaluation));
    const name = names.filter(({ kind }) => kind === 'text').map(closedText)[0] ?? null;
    return name !== null ? assign(name, memberOf(option, 'value', evaluation), module) : [];
  });
}

function assign(name: string, value: Value, module: LinkedModule): readonly Assignment[] {
  return optionsOf(value)
    .filter(({ kind }) => kind === 'text' || kind === 'constant')
    .map(toText)
    .filter(({ parts }) => parts.some((part) => part.kind === 'text'))
    .map((text) => ({
      name,
      value: text,
      module,
      symbol: keyPathOf(text.trail, module)?.symbol ?? name,
      offset: offsetIn(text.trail, module),
    }));
}

/** Where a value stands in its file; its beginning where nothing says. */
function offsetIn(trail: Trail | null, module: LinkedModule): number {
  if (trail === null) return 0;
  if (trail.kind === 'join') return offsetIn(trail.left, module) || offsetIn(trail.right, module);
  return trail.module === module ? offsetOf(trail) : offsetIn(trail.from, module);
}

/** The text with the values of one file; none where that does not say all of the names. */
function fill(
  value: TextValue,
  names: readonly string[],
  assignments: readonly Assignment[],
): readonly Filled[] | null {
  const used = names.map((name) => assignments.filter((one) => one.name === name));
  if (names.length === 0 || used.some((one) => one.length === 0)) return null;
  // The same variable may stand with each of several services.
  const most = Math.max(...used.map(({ length }) => length));
  return Array.from({ length: Math.min(most, LIMITS.fields) }, (_, index) => {
    const from = used.map((one) => one[Math.min(index, one.length - 1)]).filter((one) => one !== undefined);
    return { value: substituted(value, [...from, ...assignments], 0), from };
  });
}

/** Variables may be given by others of the same file. */
const NESTED = 4;

function substituted(value: TextValue, assignments: readonly Assignment[], depth: number): TextValue {
  let { trail } = value;
  const parts = value.parts.flatMap((part): readonly Part[] => {
    const found = part.kind === 'hole' && part.hole.kind === 'env' ? named(part.hole.name, assignments) : undefined;
    if (!found || depth >= NESTED) return [part];
    const inner = substituted(found.value, assignments, depth + 1);
    trail = join(trail, inner.trail);
    return inner.parts;
  });
  return fromParts(parts, trail);
}

function named(name: string, assignments: readonly Assignment[]): Assignment | undefined {
  return assignments.find((one) => one.name === name);
}

/** The names of machines: a text, or the keys of an object. */
function namesOf(value: Value, evaluation: Evaluation): readonly string[] {
  return optionsOf(value).flatMap((option) => {
    const written = closedText(option);
    return written === null ? [...contentsOf(option, evaluation).fields.keys()] : [written];
  });
}

/** Moving through the rules' trie: members, calls, and the functions that pass a value through. */
import { packageAround } from '../../lower/package-names.ts';
import type { ConstantValue, ImportedPath } from '../../rules/constants.ts';
import type { Returns } from '../../rules/vocabulary.ts';
import type { ApiNode, PathEnd, Trie } from '../../rules/trie.ts';
import { argumentAt } from '../arguments.ts';
import { literalsMatched } from '../captures.ts';
import type { Evaluation } from '../evaluation.ts';
import { PROMISE_METHODS, memberOf } from './members.ts';
import { returned, type FunctionEnd } from './pass-through.ts';
import { choice, closedText } from '../text.ts';
import type { SchemaValue } from '../described.ts';
import {
  argumentsAt,
  constant,
  hole,
  text,
  type ApiValue,
  type Applied,
  type FrameArguments,
  type HoleValue,
  type Ref,
  type Value,
} from '../value.ts';

/** How a value is used: called, constructed, or as an element. */
export type Invocation = 'call' | 'construct' | 'markup';

/**
 * An api value, or what the pass-through function at its position returns. Where longer paths go on from there
 * (`astro:env/server` and its `getSecret`), the value stays open to them.
 */
export function arrive(api: ApiValue, evaluation: Evaluation): Value {
  const { members, ends } = api.node;
  if (members.size === 0 || isConstant(api.node)) return settle(api, evaluation);
  // An environment may be handed on as a whole, and keeps what is known of its members.
  const isGlobalEnvironment =
    api.applied.length === 0 && ends.some((end) => end.path.root.kind === 'global' && isEnvironment(end));
  return isGlobalEnvironment ? { kind: 'environment', node: api.node } : api;
}

/** A constant whose members are all that can be had of it: a class has more. */
function isConstant({ ends, call, construct, markup }: ApiNode): boolean {
  return ends.some(({ kind }) => kind === 'constant') && !call && !construct && !markup;
}

function isEnvironment(end: PathEnd): boolean {
  return end.kind === 'function' && end.function.returns === 'environment';
}

/** What gives nothing itself: it is read by another call. */
const SAYS_ELSEWHERE: ReadonlySet<Returns> = new Set<Returns>([
  'registered',
  'provision',
  'told',
  'merged',
  'selves',
  'variables',
  'defined',
  'machines',
]);

/** What the pass-through function at an api value's position returns; the value itself when there is none. */
export function settle(api: ApiValue, evaluation: Evaluation): Value {
  const known = api.node.ends.find((end) => end.kind === 'constant');
  if (known?.kind === 'constant') return valueOf(known.value);
  const functions = api.node.ends.flatMap((end) =>
    end.kind === 'function' && !SAYS_ELSEWHERE.has(end.function.returns) ? [end] : [],
  );
  if (functions.length === 0) return api;
  const results = mostLiteral(functions, api, evaluation).flatMap((end) => returned(end, api, evaluation) ?? []);
  return results.length === 0 ? hole('unknown-call') : choice(results);
}

function valueOf(value: ConstantValue): Value {
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object') return constant(value);
  const fields = Object.entries(value).map(([name, member]) => [name, valueOf(member)] as const);
  return { kind: 'fields', fields: new Map(fields), open: false };
}

/** Whether a value is what a package exports under these members. */
export function isExport(value: Value, { specifier, members }: ImportedPath, { trie }: Evaluation): boolean {
  let node = trie.modules.get(specifier.replace(/^node:/, ''));
  for (const member of members) node = node?.members.get(member) ?? null;
  if (value.kind !== 'api' || node === null) return false;
  return value.node === node || value.node.members.get('default') === node;
}

/** What an entry of a package that no rule names (`better-auth/minimal`) exports under a name that rules know of the package itself. */
export function exportAround({ hole }: HoleValue, name: string, evaluation: Evaluation): Value | null {
  if (hole.kind !== 'unknown' || hole.reason !== 'unknown-package' || name === 'default') return null;
  const around = packageAround(hole.detail ?? '');
  const node = around === null ? null : (evaluation.trie.modules.get(around)?.members.get(name) ?? null);
  return node === null ? null : arrive({ kind: 'api', node, applied: [] }, evaluation);
}

/** A snippet that names a literal wins over one that does not. */
function mostLiteral(ends: readonly FunctionEnd[], api: ApiValue, evaluation: Evaluation): readonly FunctionEnd[] {
  if (ends.length < 2) return ends;
  const counted = ends.map((end) => ({ end, literals: literalsMatched(end, api.applied, evaluation) ?? -1 }));
  const most = Math.max(...counted.map(({ literals }) => literals));
  return counted.flatMap(({ end, literals }) => (literals === most ? [end] : []));
}

/** A member of an api value. */
export function apiMember(api: ApiValue, name: string, evaluation: Evaluation): Value {
  const next = memberNode(api.node, name);
  if (next)
    return arrive(
      next === api.node.anyMember ? { ...api, node: next, named: name } : { ...api, node: next },
      evaluation,
    );
  const settled = settle(api, evaluation);
  if (settled.kind !== 'api') return memberOf(settled, name, evaluation);
  // What a transpiler reads of a package whose module is one thing: `client_1.default`.
  if (name === 'default') return api;
  if (BORROWING.has(name) && api.node.call) return { kind: 'builtin', name, receiver: api };
  // A package that is imported when it is needed (`import('react-leaflet').then((one) => one.TileLayer)`), and what a client promises.
  if (PROMISE_METHODS.has(name)) return { kind: 'builtin', name, receiver: api };
  return api.applied.length > 0 ? answerOf(api, name) : hole('unknown-member', name);
}

/** The members of an api value that connect when they are called: `axios[method](url)` may be any of them. */
export function connectingMembers(api: ApiValue): readonly ApiValue[] {
  const { members, anyMember } = api.node;
  const nodes = [...members.values(), ...(anyMember ? [anyMember] : [])];
  const isConnecting = (node: ApiNode): boolean => node.call?.ends.some(({ kind }) => kind === 'sink') ?? false;
  return nodes.flatMap((node) => (node !== api.node && isConnecting(node) ? [{ ...api, node }] : []));
}

/** Whether a method of a client gave it and nothing goes on from there: it is data, such as the address of a file. */
export function isAnswer({ node, applied }: ApiValue): boolean {
  const { members, anyMember, call, construct, handed, passed } = node;
  const goesOn = members.size > 0 || anyMember || call || construct || handed.length > 0 || passed.length > 0;
  return !goesOn && applied.at(-1)?.as === 'call' && node.ends.some(isAnswering);
}

/** `client.method()`, `new Client().method()`: what a package exports as a function may make a client, and so may a method of a database's. */
function isAnswering(end: PathEnd): boolean {
  if (end.kind !== 'sink' || end.sink.answers === 'database') return false;
  const { steps } = end.path;
  return steps.length > 2 && steps.at(-1)?.kind === 'call' && steps.at(-2)?.kind === 'member';
}

/** What a client gives where no rule goes on. */
export function answerOf({ node }: ApiValue, name?: string): Value {
  const isDatabase = node.ends.some((end) => end.kind === 'sink' && end.sink.answers === 'database');
  return isDatabase ? hole('database') : hole('api-result', name);
}

/** A method of a schema, as the rule says that made it. */
export function schemaMethod(schema: SchemaValue, name: string, evaluation: Evaluation): Value {
  const node = schema.methods && memberNode(schema.methods, name);
  return node ? arrive({ kind: 'api', node, applied: [], self: schema }, evaluation) : hole('unknown-member', name);
}

/** A schema that is itself called: `const env = Env(process.env)`. */
export function schemaCall(schema: SchemaValue, ref: Ref, evaluation: Evaluation): Value {
  const node = schema.methods?.call;
  const applied = [{ ...ref, as: 'call' as const }];
  return node ? arrive({ kind: 'api', node, applied, self: schema }, evaluation) : hole('unknown-call');
}

/** Methods of functions that call them, or give them arguments ahead. */
const BORROWING: ReadonlySet<string> = new Set(['bind', 'call', 'apply']);

/** An api value called, constructed or used as an element; null when no rule goes on from there. */
export function apiInvoke(api: ApiValue, kind: Invocation, ref: Ref, given?: FrameArguments): ApiValue | null {
  const node = api.node[kind];
  const { bound, named, ...own } = api;
  const args = given ?? (bound && argumentsAt(ref, bound));
  const call: Applied = { ...ref, as: 'call', ...(args ? { args } : {}), ...(named === undefined ? {} : { named }) };
  return node && { ...own, node, applied: [...api.applied, call] };
}

/** An api value that is called by another function: `fetch.call(null, url)`, `fetch.apply(null, args)`, `Reflect.apply(fetch, null, args)`. */
export function borrowedApi(callee: Value, ref: Ref, evaluation: Evaluation): ApiValue | null {
  if (callee.kind !== 'builtin') return null;
  const { receiver, name } = callee;
  if (receiver?.kind === 'api') {
    const bound = receiver.bound ?? [];
    if (name === 'call') return apiInvoke(receiver, 'call', ref, argumentsAt(ref, bound, 1));
    if (name !== 'apply') return null;
    return apiInvoke(receiver, 'call', ref, { kind: 'list', list: { call: ref, position: 1 }, bound });
  }
  const target = receiver === null && name === 'Reflect.apply' ? argumentAt(ref, 0, evaluation) : null;
  if (target?.kind !== 'api') return null;
  return apiInvoke(target, 'call', ref, { kind: 'list', list: { call: ref, position: 2 }, bound: target.bound ?? [] });
}

/** As `apiInvoke`; a text that stands where an element's tag does is an element of the platform. */
export function invokedAs(value: Value, kind: Invocation, ref: Ref, { trie }: Evaluation): ApiValue | null {
  if (value.kind === 'api') return apiInvoke(value, kind, ref);
  const tag = kind === 'markup' ? closedText(value) : null;
  return tag === null ? null : elementApi(tag, ref, trie);
}

/** What the rules say of an element of the platform. */
export function elementApi(tag: string, ref: Ref, trie: Trie): ApiValue | null {
  const node = trie.elements.get(tag)?.markup;
  return node ? { kind: 'api', node, applied: [{ ...ref, as: 'call' }] } : null;
}

function memberNode(node: ApiNode, name: string): ApiNode | null {
  return node.members.get(name) ?? (name === 'default' ? null : node.anyMember);
}

/** Moving through the rules' trie: members, calls, and the functions that pass a value through. */
import type { ApiNode, PathEnd } from '../../rules/trie.ts';
import { argumentsOf } from '../arguments.ts';
import { capturesAt, type Captures } from '../captures.ts';
import type { Evaluation } from '../evaluation.ts';
import { anyMember, memberOf } from './members.ts';
import { NESTS, described, fieldsOfSchema, parseWith } from './schemas.ts';
import { choice, closedText, mapOptions } from '../text.ts';
import { appendPath, joinUrl } from '../url-text.ts';
import { UNDEFINED, hole, text, type ApiValue, type Ref, type SchemaValue, type Value } from '../value.ts';

type Invocation = 'call' | 'construct' | 'markup';

/**
 * An api value, or what the pass-through function at its position returns. Where longer paths go on from there
 * (`astro:env/server` and its `getSecret`), the value stays open to them.
 */
export function arrive(api: ApiValue, evaluation: Evaluation): Value {
  return api.node.members.size > 0 ? api : settle(api, evaluation);
}

/** What the pass-through function at an api value's position returns; the value itself when there is none. */
function settle(api: ApiValue, evaluation: Evaluation): Value {
  const functions = api.node.ends.filter((end) => end.kind === 'function');
  if (functions.length === 0) return api;
  const results = functions.flatMap((end) => returned(end, api, evaluation) ?? []);
  return results.length === 0 ? hole('unknown-call') : choice(results);
}

/** A member of an api value. The namespace and the default export of a package stand in for each other, as CommonJS interop has it. */
export function apiMember(api: ApiValue, name: string, evaluation: Evaluation): Value {
  const next = memberNode(api.node, name);
  if (next) return arrive({ ...api, node: next }, evaluation);
  const settled = settle(api, evaluation);
  if (settled.kind !== 'api') return memberOf(settled, name, evaluation);
  if (name === 'default') return api;
  return api.applied.length === 0 ? hole('unknown-member', name) : hole('api-result', name);
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

/** An api value called, constructed or used as an element; null when no rule goes on from there. */
export function apiInvoke(api: ApiValue, kind: Invocation, ref: Ref): ApiValue | null {
  const node = api.node[kind] ?? api.node.members.get('default')?.[kind] ?? null;
  return node && { ...api, node, applied: [...api.applied, { ...ref, as: 'call' }] };
}

function memberNode(node: ApiNode, name: string): ApiNode | null {
  const whole = node.members.get('default');
  return (
    node.members.get(name) ??
    whole?.members.get(name) ??
    (name === 'default' ? null : (node.anyMember ?? whole?.anyMember ?? null))
  );
}

function returned(end: PathEnd, api: ApiValue, evaluation: Evaluation): Value | null {
  if (end.kind !== 'function') return null;
  const captures = capturesAt(end, api.applied, evaluation);
  if (captures === null) return null;
  const of = (role: 'value' | 'url' | 'base' | 'name' | 'fallback'): Value | null => captures.get(role)?.value ?? null;
  switch (end.function.returns) {
    case 'value':
      return of('value') ?? hole('unknown-call');
    case 'url':
      return joined(of('url'), of('base'));
    case 'any':
      return anyArgument(api, evaluation);
    case 'join':
      return joinedPaths(api, evaluation);
    case 'environment':
      return checkedEnvironment(end, api, captures, evaluation);
    case 'schema':
      return schemaFrom(end, api, captures, evaluation);
    case 'parsed':
      return parsedBy(end, api, captures, evaluation);
    case 'fields':
      return api.self ? fieldsOfSchema(api.self, evaluation) : hole('unknown-member');
    case 'env':
      return variable(of('name'), of('fallback'));
    case 'page':
      return text('');
    case 'local':
      return text('blob:');
    case 'unknown':
      return hole('unknown-call');
  }
}

type FunctionEnd = Extract<PathEnd, { kind: 'function' }>;

function schemaFrom(end: FunctionEnd, api: ApiValue, captures: Captures, evaluation: Evaluation): SchemaValue {
  const keys = end.function.keys ?? api.self?.keys ?? {};
  const methods = evaluation.trie.schemas.get(end.rule.id) ?? null;
  const says = new Map(
    [...captures].map(([role, { value }]) => [
      role,
      NESTS.has(role) ? described(value, keys, methods, evaluation) : value,
    ]),
  );
  if (api.self && !says.has('schema')) says.set('schema', api.self);
  return { kind: 'schema', says, keys, methods };
}

/** What is handed to a schema is not part of it. */
function parserFrom(end: FunctionEnd, api: ApiValue, captures: Captures, evaluation: Evaluation): SchemaValue {
  const schema = schemaFrom(end, api, captures, evaluation);
  return {
    ...schema,
    says: new Map([...schema.says].filter(([capture]) => capture !== 'value' && capture !== 'path')),
  };
}

/** What the schema makes of the value; `$path` names a member of that. */
function parsedBy(end: FunctionEnd, api: ApiValue, captures: Captures, evaluation: Evaluation): Value {
  const ref = api.applied.at(-1);
  if (!ref) return hole('unknown-call');
  const input = captures.get('value')?.value ?? UNDEFINED;
  const whole = parseWith(parserFrom(end, api, captures, evaluation), input, ref, evaluation);
  const path = captures.get('path');
  return path ? memberAt(whole, path.value, evaluation) : whole;
}

/** The environment; where the members have schemas or names of their own, through those. */
function checkedEnvironment(end: FunctionEnd, api: ApiValue, captures: Captures, evaluation: Evaluation): Value {
  const ref = api.applied.at(-1);
  const environment: Value = { kind: 'environment' };
  if (!ref || captures.size === 0) return environment;
  const schema = parserFrom(end, api, captures, evaluation);
  return mapOptions(captures.get('value')?.value ?? environment, (input) => ({
    kind: 'parsed',
    schema,
    input: input.kind === 'hole' ? environment : input,
    otherwise: environment,
    ref,
  }));
}

/** `'database.host'`, `'database:host'`: a member of a member. */
function memberAt(value: Value, path: Value, evaluation: Evaluation): Value {
  return mapOptions(path, (one) => {
    const closed = closedText(one);
    if (closed === null) return anyMember(value, evaluation);
    return closed.split(/[.:]/).reduce((object, name) => memberOf(object, name, evaluation), value);
  });
}

function joined(url: Value | null, base: Value | null): Value {
  if (!url) return base ?? hole('unknown-call');
  const isAbsent = !base || (base.kind === 'constant' && base.value === undefined);
  return isAbsent ? url : joinUrl(url, base);
}

/** `join('https://a.com', 'v1', path)`: all arguments of the call, with one slash between. */
function joinedPaths(api: ApiValue, evaluation: Evaluation): Value {
  const call = api.applied.at(-1);
  const expr = call?.module.expressions[call.expr];
  if (!call || expr?.kind !== 'call') return hole('unknown-call');
  const values = expr.args.map(({ value, spread }) =>
    spread ? hole('element') : evaluation.evaluate({ ...call, expr: value }),
  );
  const [first, ...rest] = values.flatMap((value) => (value.kind === 'list' ? value.items : [value]));
  return rest.reduce((base, path) => appendPath(base, path), first ?? text(''));
}

/** `merge({}, base, overrides)`: each argument may be where a field comes from. */
function anyArgument(api: ApiValue, evaluation: Evaluation): Value {
  const call = api.applied.at(-1);
  return call ? choice(argumentsOf(call, evaluation)) : hole('unknown-call');
}

function variable(name: Value | null, fallback: Value | null): Value {
  const closed = name ? closedText(name) : null;
  if (closed === null) return hole('unknown-environment');
  const env: Value = { kind: 'text', parts: [{ kind: 'hole', hole: { kind: 'env', name: closed } }], trail: null };
  const none = !fallback || (fallback.kind === 'constant' && fallback.value === undefined) || fallback.kind === 'hole';
  return none ? env : choice([env, fallback]);
}

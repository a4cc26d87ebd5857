/** Moving through the rules' trie: members, calls, and the functions that pass a value through. */
import type { ApiNode, PathEnd } from '../../rules/trie.ts';
import { capturesAt } from '../captures.ts';
import type { Evaluation } from '../evaluation.ts';
import { memberOf } from './members.ts';
import { choice, closedText } from '../text.ts';
import { appendPath, joinUrl } from '../url-text.ts';
import { hole, text, type ApiValue, type Ref, type Value } from '../value.ts';

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

/** An api value called, constructed or used as an element; null when no rule goes on from there. */
export function apiInvoke(api: ApiValue, kind: Invocation, ref: Ref): ApiValue | null {
  const node = api.node[kind] ?? api.node.members.get('default')?.[kind] ?? null;
  return node && { kind: 'api', node, applied: [...api.applied, { ...ref, as: 'call' }] };
}

function memberNode(node: ApiNode, name: string): ApiNode | null {
  return (
    node.members.get(name) ??
    node.members.get('default')?.members.get(name) ??
    (name === 'default' ? null : node.anyMember)
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
    case 'join':
      return joinedPaths(api, evaluation);
    case 'environment':
      return { kind: 'environment' };
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

function variable(name: Value | null, fallback: Value | null): Value {
  const closed = name ? closedText(name) : null;
  if (closed === null) return hole('unknown-environment');
  const env: Value = { kind: 'text', parts: [{ kind: 'hole', hole: { kind: 'env', name: closed } }], trail: null };
  const none = !fallback || (fallback.kind === 'constant' && fallback.value === undefined) || fallback.kind === 'hole';
  return none ? env : choice([env, fallback]);
}

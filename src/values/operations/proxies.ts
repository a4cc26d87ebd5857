/** `new Proxy(target, handler)`: a member is what the handler's `get` gives for it (ECMA-262, section 10.5). */
import type { Evaluation } from '../evaluation.ts';
import { choice, closedText, mapOptions } from '../text.ts';
import type { ProxyValue } from '../described.ts';
import { UNDEFINED, hole, optionsOf, text, type Value } from '../value.ts';
import { callWith, type BuiltinCall } from './builtins.ts';
import { memberOf } from './members.ts';

/** The proxy that a construction makes; without a `get` it is its target. */
export function proxyFrom({ args: [target, handler], ref, evaluation }: BuiltinCall): Value {
  const get = handler ? memberOf(handler, 'get', evaluation) : UNDEFINED;
  return mapOptions(target ?? UNDEFINED, (one) =>
    get.kind === 'closure' ? { kind: 'proxy', target: one, get, ref } : one,
  );
}

/** A member of a proxy. Handlers decide by what the target has; where it has a method of that name, that is what they hand on. */
export function proxyMember({ target, get, ref }: ProxyValue, name: string, evaluation: Evaluation): Value {
  const own = memberOf(target, name, evaluation);
  if (own.kind === 'closure' && own.self !== null) return own;
  const found = callWith(get, [target, text(name), UNDEFINED], { args: [], ref, evaluation });
  const known = optionsOf(found).filter((option) => !isLacking(option, name));
  return known.length > 0 ? choice(known) : found;
}

/** `Reflect.get(target, name)`. */
export function reflectGet({ args: [target, name], evaluation }: BuiltinCall): Value {
  return mapOptions(name ?? UNDEFINED, (one) => {
    const closed = closedText(one);
    return closed === null || !target ? hole('unknown-member') : memberOf(target, closed, evaluation);
  });
}

/** What the target gives for a member that it does not have. */
function isLacking(value: Value, name: string): boolean {
  if (value.kind === 'constant') return value.value === undefined;
  return value.kind === 'hole' && value.hole.kind === 'unknown' && value.hole.detail === name;
}

/** `URLSearchParams`, and URLs that are given in pieces (`url.format`). */
import { remnant } from '../codec.ts';
import { plainOf } from '../plain.ts';
import { closedText, concatenate, fromParts, mapOptions } from '../text.ts';
import { hole, optionsOf, text, type TextValue, type Value } from '../value.ts';
import type { Evaluation } from '../evaluation.ts';
import type { BuiltinCall } from './builtins.ts';
import { memberOf } from './members.ts';

/** `new URLSearchParams(…)` as its text. What is appended later is not followed, so the end is open. */
export function searchParameters({ args: [init], evaluation }: BuiltinCall): Value {
  const plain = init ? plainOf(init, evaluation) : { value: '' };
  const written = plain && serialized(plain.value);
  const later = hole('unknown-call');
  if (written === null) return init?.kind === 'text' ? concatenate([init, later]) : later;
  return concatenate([text(written), later]);
}

/** `params.get(name)`; one that is not there may have been set later. */
export function searchParameter(params: TextValue, name: Value | undefined, method: string): Value {
  const [first] = params.parts;
  const key = name ? closedText(name) : null;
  const known = first?.kind === 'text' ? first.text : '';
  const found = key === null || params.parts.length > 2 ? null : new URLSearchParams(known).get(key);
  if (found === null || method === 'getAll') return remnant(params) ?? hole('unknown-call');
  return { ...text(found), trail: params.trail };
}

/** `url.format(…)`: a URL or text is itself; an object names the pieces. https://nodejs.org/docs/latest-v20.x/api/url.html#urlformaturlobject */
export function formatUrl(value: Value, evaluation: Evaluation): Value {
  return mapOptions(value, (one) => {
    if (one.kind !== 'record' && one.kind !== 'fields') return one;
    const of = (name: string): Value | null => pieceOf(one, name, evaluation);
    const host = of('host') ?? hostAndPort(of('hostname'), of('port'));
    const protocol = of('protocol');
    const auth = of('auth');
    return concatenate([
      protocol === null ? text('') : withColon(protocol),
      host === null ? text('') : text('//'),
      ...(auth === null ? [] : [auth, text('@')]),
      host ?? text(''),
      withSlash(of('pathname'), host !== null),
      of('search') ?? text(''),
    ]);
  });
}

function serialized(plain: unknown): string | null {
  if (typeof plain === 'string') return new URLSearchParams(plain).toString();
  if (typeof plain !== 'object' || plain === null) return null;
  const entries: readonly unknown[] = Array.isArray(plain) ? plain : Object.entries(plain);
  const pairs = entries.map((entry) => (Array.isArray(entry) ? entry.map(String) : []));
  if (pairs.some((pair) => pair.length !== 2)) return null;
  return new URLSearchParams(pairs.map(([key = '', value = '']): [string, string] => [key, value])).toString();
}

/** A piece that is given; null when it is not, or empty. */
function pieceOf(object: Value, name: string, evaluation: Evaluation): Value | null {
  const found = memberOf(object, name, evaluation);
  const given = optionsOf(found).filter((one) => one.kind !== 'constant' || typeof one.value === 'number');
  const isEmpty = found.kind === 'text' && found.parts.length === 0;
  return given.length === 0 || isEmpty ? null : found;
}

function hostAndPort(hostname: Value | null, port: Value | null): Value | null {
  if (hostname === null) return null;
  const host = mapOptions(hostname, (one) => ((closedText(one) ?? '').includes(':') ? bracketed(one) : one));
  return port === null ? host : concatenate([host, text(':'), port]);
}

/** An IPv6 address stands in brackets, once. */
function bracketed(host: Value): Value {
  const closed = closedText(host) ?? '';
  return closed.startsWith('[') ? host : text(`[${closed}]`);
}

function withColon(protocol: Value): Value {
  return mapOptions(protocol, (one) => {
    const closed = closedText(one);
    return concatenate([one, text(closed?.endsWith(':') ? '' : ':')]);
  });
}

function withSlash(path: Value | null, hasHost: boolean): Value {
  if (path === null) return text('');
  return mapOptions(path, (one) => {
    const [first] = one.kind === 'text' ? one.parts : [];
    const isRooted = first?.kind === 'text' && first.text.startsWith('/');
    return isRooted || !hasHost ? one : concatenate([text('/'), fromParts(one.kind === 'text' ? one.parts : [], null)]);
  });
}

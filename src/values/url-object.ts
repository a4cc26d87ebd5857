/** `URL` objects as their text: what their properties are, what writing one gives, and how a reference is resolved against a base. */
import { isPageAddress, remnant } from './codec.ts';
import { valueOfPlain } from './plain.ts';
import { isPage } from './reasons.ts';
import { closedText, concatenate, fromParts, mapOptions } from './text.ts';
import { colonSlashes, hostOf, needsSlash, splitUrl, withoutColon, withoutPort, type UrlParts } from './url-text.ts';
import { constant, hole, text, type Hole, type Part, type TextValue, type Value } from './value.ts';

/** `new URL(path, base)`: real where both are known, else the path when it is absolute, else the base's origin with the path. */
export function joinUrl(path: Value, base: Value): Value {
  return mapOptions(path, (one) => mapOptions(base, (other) => joinOne(one, other)));
}

/** `new URL(text)`: a known URL as the standard writes it; anything else as it is. */
export function parseUrl(value: Value): Value {
  return mapOptions(value, (one) => {
    const closed = one.kind === 'text' ? closedText(one) : null;
    const url = closed === null ? null : parsed(closed);
    return url && one.kind === 'text' ? { ...text(url.href), trail: one.trail } : one;
  });
}

/** The value of a property of a `URL` object, or of what `url.parse` gives; null when it has no such property. */
export function urlMember(url: TextValue, name: string): Value | null {
  const property = PROPERTIES.get(name);
  if (!property) return null;
  const closed = closedText(url);
  const real = closed === null ? null : parsed(closed);
  if (real) return valueOfPlain(property.of(real), url.trail);
  const split = splitUrl(url.parts);
  const part = split && property.open ? property.open(split) : null;
  if (part) return fromParts(part, url.trail);
  if (property.open) return url;
  // What stands behind the page's own path is typed by whoever opens it.
  return isPageAddress(url) ? hole('request-input') : remnant(url);
}

/** The pieces of a URL as fields, as `Object.assign({}, url.parse(text))` has them; null when it is none. */
export function urlFields(url: TextValue): ReadonlyMap<string, Value> | null {
  if (!splitUrl(url.parts) && url.parts.every((part) => part.kind === 'text')) return null;
  const names = ['href', 'protocol', 'host', 'hostname', 'port', 'path', 'pathname', 'auth'];
  return new Map(names.flatMap((name) => [[name, urlMember(url, name) ?? constant(undefined)] as const]));
}

/** A URL after `url.hostname = x`; properties that do not move it (`pathname`, `search` …) leave it as it is. */
export function replaceUrlPart(url: Value, property: string, written: () => Value): Value {
  if (url.kind === 'hole' && property === 'href') return written();
  if (url.kind === 'hole') return property === 'host' || property === 'hostname' ? unknownAt(written(), url) : url;
  if (url.kind !== 'text' || !MOVING.some((name) => name === property)) return url;
  return mapOptions(written(), (value) => {
    // Nobody means to write "undefined" into an address.
    if (value.kind === 'constant' && value.value == null) return url;
    return property === 'href' ? value : replaceOne(url, property, value);
  });
}

/** A URL that is not known, but for its host. */
function unknownAt(host: Value, url: Value): Value {
  return concatenate([url, text('://'), host, text('/'), url]);
}

/** Properties that decide where a URL goes. */
export const MOVING = ['href', 'protocol', 'host', 'hostname', 'port'] as const;

interface UrlProperty {
  readonly of: (url: URL) => unknown;
  /** The property of text with holes; without it, some part of the text. */
  readonly open?: (split: UrlParts) => readonly Part[];
}

const colon: Part = { kind: 'text', text: ':' };

const PROPERTIES: ReadonlyMap<string, UrlProperty> = new Map<string, UrlProperty>([
  ['href', { of: ({ href }) => href, open: (split) => [...split.scheme, colonSlashes(split), ...split.authority, ...split.rest] }],
  ['origin', { of: originOf, open: (split) => [...split.scheme, colonSlashes(split), ...hostOf(split.authority)] }],
  ['host', { of: ({ host }) => host, open: (split) => hostOf(split.authority) }],
  ['hostname', { of: ({ hostname }) => hostname, open: (split) => withoutPort(hostOf(split.authority)) }],
  ['protocol', { of: ({ protocol }) => protocol, open: (split) => [...split.scheme, colon] }],
  ['pathname', { of: ({ pathname }) => pathname, open: pathOf }],
  ['port', { of: ({ port }) => port }],
  ['search', { of: ({ search }) => search }],
  ['searchParams', { of: ({ search }) => search }],
  ['hash', { of: ({ hash }) => hash }],
  ['username', { of: ({ username }) => username }],
  ['password', { of: ({ password }) => password }],
  ['auth', { of: ({ username, password }) => (password === '' ? username : `${username}:${password}`) }],
  ['path', { of: ({ pathname, search }) => pathname + search }],
]); // prettier-ignore

/** What stands unknown straight behind a host is taken for the path. */
function pathOf({ authority, rest }: UrlParts): readonly Part[] {
  const last = authority.at(-1);
  return rest.length === 0 && authority.length > 1 && last?.kind === 'hole' ? [last] : rest;
}

function parsed(written: string, base?: string): URL | null {
  try {
    return new URL(written, base);
  } catch {
    // No URL by itself: a path, or text that was never meant to be one.
    return null;
  }
}

/** Schemes that the standard does not know have no origin, but what stands before the path names the host all the same. */
function originOf({ origin, protocol, host }: URL): string {
  return origin === 'null' && host !== '' ? `${protocol}//${host}` : origin;
}

function replaceOne(url: TextValue, property: string, value: Value): Value {
  const closed = closedText(url);
  const given = closedText(value);
  const real = closed === null || given === null ? null : parsed(closed);
  if (real && given !== null && Reflect.set(real, property, given)) return { ...text(real.href), trail: url.trail };
  const split = splitUrl(url.parts);
  if (split) return writtenInto(split, property, value);
  const isUnknown = url.parts[0]?.kind === 'hole' && (property === 'host' || property === 'hostname');
  return isUnknown ? unknownAt(value, url) : url;
}

function writtenInto(split: UrlParts, property: string, value: Value): Value {
  const of = (parts: readonly Part[]): TextValue => fromParts(parts, null);
  const slashes = of([colonSlashes(split)]);
  const scheme = of(split.scheme);
  const rest = of(split.rest);
  const whole = hostOf(split.authority);
  const host = withoutPort(whole);
  const port = of(whole.slice(host.length)).parts.length > 0 ? '' : portBehind(whole);
  switch (property) {
    case 'protocol':
      return concatenate([schemeOf(value), slashes, of(split.authority), rest]);
    case 'port':
      return concatenate([scheme, slashes, of(host), text(':'), value, rest]);
    default:
      return concatenate([scheme, slashes, value, text(hasPort(value) ? '' : port), rest]);
  }
}

function schemeOf(value: Value): Value {
  return value.kind === 'text' ? fromParts(withoutColon(value.parts), value.trail) : value;
}

/** `:8080` at the end of a host, which stays when only the name is written. */
function portBehind(host: readonly Part[]): string {
  const last = host.at(-1);
  return last?.kind === 'text' ? (/:\d+$/.exec(last.text)?.[0] ?? '') : '';
}

function hasPort(value: Value): boolean {
  return value.kind !== 'text' || portBehind(value.parts) !== '';
}

function joinOne(path: Value, base: Value): Value {
  const real = joinClosed(path, base);
  if (real) return real;
  if (path.kind !== 'text') return path.kind === 'hole' ? joinHole(path, base) : path;
  const [first] = path.parts;
  if ((base.kind !== 'text' && base.kind !== 'hole') || isOwn(base)) return path;
  if (first?.kind === 'text' && (splitUrl(path.parts)?.scheme.length ?? 0) > 0) return path;
  if (first?.kind === 'text' && /^[a-z][a-z0-9+.-]*:/i.test(first.text)) return path;
  if (first?.kind === 'hole') return joinHole(path, base);
  const split = base.kind === 'text' ? splitUrl(base.parts) : null;
  if (!split) return concatenate([base, needsSlash(base, path) ? text('/') : text(''), path]);
  const origin = fromParts([...split.scheme, colonSlashes(split), ...split.authority], base.trail);
  if (first && /^[\\/]{2}/.test(first.text)) return concatenate([fromParts([...split.scheme, colon], null), path]);
  return concatenate([origin, first && /^[\\/]/.test(first.text) ? text('') : folderOf(split.rest), path]);
}

/** The address of the module itself: what is resolved against it comes along with it. */
function isOwn(base: Value): boolean {
  return closedText(base) === 'blob:';
}

function joinClosed(path: Value, base: Value): Value | null {
  const reference = path.kind === 'text' ? closedText(path) : null;
  const against = base.kind === 'text' ? closedText(base) : null;
  const url = reference === null || against === null ? null : parsed(reference, against);
  return url && path.kind === 'text' && base.kind === 'text'
    ? { ...text(url.href), trail: concatenateTrails(path, base) }
    : null;
}

/** Where a resolved URL came from: both of its parts. */
function concatenateTrails(path: TextValue, base: TextValue): TextValue['trail'] {
  const both = concatenate([base, path]);
  return both.kind === 'text' ? both.trail : null;
}

/** The path of a base up to its last slash, where it is known. */
function folderOf(rest: readonly Part[]): Value {
  const [only, ...more] = rest;
  const path = only?.kind === 'text' && more.length === 0 ? only.text.replace(/[?#].*$/s, '') : '/';
  return text(path.slice(0, path.lastIndexOf('/') + 1) || '/');
}

/**
 * An unknown path over a known base is taken for a path, for that is what the two-argument form is for; callers are asked whether they give an
 * address. A variable over the page's own address decides itself: `new URL(process.env.NEXT_PUBLIC_API_URL, window.location.origin)`.
 */
function joinHole(path: Value, base: Value): Value {
  if (holeAtStart(path)?.kind === 'env' && isPageHole(base)) return path;
  return concatenate([base, text('/'), replacing(path)]);
}

/** The page's address, as a whole or by its parts. */
function isPageHole(base: Value): boolean {
  const hole = holeAtStart(base);
  if (hole !== null) return isPage(hole);
  const [host] = base.kind === 'text' ? hostOf(splitUrl(base.parts)?.authority ?? []) : [];
  return host?.kind === 'hole' && isPage(host.hole);
}

function holeAtStart(value: Value): Hole | null {
  if (value.kind === 'hole') return value.hole;
  const [first] = value.kind === 'text' ? value.parts : [];
  return first?.kind === 'hole' ? first.hole : null;
}

function replacing(path: Value): Value {
  if (path.kind === 'hole') {
    return path.hole.kind === 'parameter' ? { ...path, hole: { ...path.hole, replaces: true } } : path;
  }
  const [first, ...rest] = path.kind === 'text' ? path.parts : [];
  if (path.kind !== 'text' || first?.kind !== 'hole' || first.hole.kind !== 'parameter') return path;
  return { ...path, parts: [{ kind: 'hole', hole: { ...first.hole, replaces: true } }, ...rest] };
}

/** Text as a URL, with holes: where its parts begin and end, and what joining two gives (WHATWG URL, section 4). */
import { concatenate, fromParts, mapOptions } from './text.ts';
import { optionsOf, text, type Part, type TextValue, type Value } from './value.ts';

/** The parts of an absolute or protocol-relative URL; `rest` begins with `/`, `?`, `#`, `\` or a hole. */
export interface UrlParts {
  readonly scheme: readonly Part[];
  /** With user info and port. */
  readonly authority: readonly Part[];
  readonly rest: readonly Part[];
}

/** Splits text that has an authority; null when it has none, or starts with a hole that may hold all of it. */
export function splitUrl(parts: readonly Part[]): UrlParts | null {
  const marker = findText(parts, '//');
  if (!marker) return null;
  const before = slice(parts, { part: 0, offset: 0 }, marker);
  if (!isScheme(before)) return null;
  const start = { part: marker.part, offset: marker.offset + 2 };
  const end = authorityEnd(parts, start);
  return { scheme: withoutColon(before), authority: slice(parts, start, end), rest: slice(parts, end, endOf(parts)) };
}

/** `new URL(path, base)`: the path when it is absolute, else the base's origin with the path. */
export function joinUrl(path: Value, base: Value): Value {
  return mapOptions(path, (one) => mapOptions(base, (other) => joinOne(one, other)));
}

/** `base + '/' + path`, as clients with a base URL do it; an absolute path stands alone. */
export function appendPath(base: Value, path: Value): Value {
  return mapOptions(path, (one) => {
    if (one.kind !== 'text') return base;
    if (splitUrl(one.parts)) return one;
    return concatenate([base, needsSlash(base, one) ? text('/') : text(''), one]);
  });
}

/** The value of a property of a `URL` object, or null when it has no such property. */
export function urlMember(url: TextValue, name: string): Value | null {
  const split = splitUrl(url.parts);
  const of = (parts: readonly Part[]): TextValue => fromParts(parts, url.trail);
  switch (name) {
    case 'href':
      return url;
    case 'origin':
      return split ? of([...split.scheme, colonSlashes(split), ...split.authority]) : url;
    case 'host':
      return split ? of(hostOf(split.authority)) : url;
    case 'hostname':
      return split ? of(withoutPort(hostOf(split.authority))) : url;
    case 'protocol':
      return split ? of([...split.scheme, { kind: 'text', text: ':' }]) : url;
    case 'pathname':
      return split ? of(split.rest) : url;
    default:
      return null;
  }
}

/** A URL after `url.hostname = x`; properties that do not move it (`pathname`, `search` …) leave it as it is. */
export function replaceUrlPart(url: Value, property: string, written: () => Value): Value {
  if (property === 'href' && (url.kind === 'text' || url.kind === 'hole')) return written();
  if (url.kind === 'hole') return property === 'host' || property === 'hostname' ? unknownAt(written(), url) : url;
  if (url.kind !== 'text') return url;
  const split = splitUrl(url.parts);
  if (!split || !['host', 'hostname', 'protocol', 'port'].includes(property)) return url;
  const of = (parts: readonly Part[]): TextValue => fromParts(parts, null);
  const slashes = of([colonSlashes(split)]);
  const scheme = of(split.scheme);
  const rest = of(split.rest);
  const host = of(withoutPort(hostOf(split.authority)));
  switch (property) {
    case 'protocol':
      return concatenate([mapOptions(written(), withoutTrailingColon), slashes, of(split.authority), rest]);
    case 'port':
      return concatenate([scheme, slashes, host, text(':'), written(), rest]);
    default:
      return concatenate([scheme, slashes, written(), rest]);
  }
}

/** A URL of which nothing is known but the host that was written to it. */
function unknownAt(host: Value, url: Value): Value {
  return concatenate([url, text('://'), host, text('/'), url]);
}

interface Cursor {
  readonly part: number;
  readonly offset: number;
}

function joinOne(path: Value, base: Value): Value {
  if (path.kind !== 'text') return path.kind === 'hole' ? joinHole(path, base) : path;
  const [first] = path.parts;
  if (base.kind !== 'text') return path;
  if (first?.kind === 'text' && /^[a-z][a-z0-9+.-]*:/i.test(first.text)) return path;
  if (first?.kind === 'hole') return joinHole(path, base);
  const split = splitUrl(base.parts);
  if (!split) return concatenate([base, needsSlash(base, path) ? text('/') : text(''), path]);
  const origin = fromParts([...split.scheme, colonSlashes(split), ...split.authority], base.trail);
  if (first?.text.startsWith('//'))
    return concatenate([fromParts([...split.scheme, { kind: 'text', text: ':' }], null), path]);
  return concatenate([origin, first?.text.startsWith('/') ? text('') : folderOf(split.rest), path]);
}

/** The path of a base up to its last slash, where it is known. */
function folderOf(rest: readonly Part[]): Value {
  const [only, ...more] = rest;
  const path = only?.kind === 'text' && more.length === 0 ? only.text.replace(/[?#].*$/s, '') : '/';
  return text(path.slice(0, path.lastIndexOf('/') + 1) || '/');
}

/** An unknown path over a known base is taken for a path: that is what the two-argument form is for. */
function joinHole(path: Value, base: Value): Value {
  return concatenate([base, text('/'), path]);
}

function needsSlash(base: Value, path: TextValue): boolean {
  const [first] = path.parts;
  if (!first || (first.kind === 'text' && /^[/?#]/.test(first.text))) return false;
  const last = optionsOf(base)
    .flatMap((option) => (option.kind === 'text' ? [option.parts.at(-1)] : []))
    .at(0);
  return !(last?.kind === 'text' && last.text.endsWith('/'));
}

function colonSlashes(split: UrlParts): Part {
  return { kind: 'text', text: split.scheme.length > 0 ? '://' : '//' };
}

function withoutColon(parts: readonly Part[]): readonly Part[] {
  const last = parts.at(-1);
  if (last?.kind !== 'text') return parts;
  return [...parts.slice(0, -1), { kind: 'text', text: last.text.replace(/:$/, '').toLowerCase() } as const].filter(
    (part) => part.kind === 'hole' || part.text !== '',
  );
}

function withoutTrailingColon(value: Value): Value {
  if (value.kind !== 'text') return value;
  return fromParts(withoutColon(value.parts), value.trail);
}

/** `https:`, `http{?}:`, `{?}:`, `{?}` or nothing: what may stand before `//`. */
function isScheme(parts: readonly Part[]): boolean {
  const written = parts
    .map((part) => (part.kind === 'text' ? part.text : 'x'))
    .join('')
    .trim();
  if (written === '') return true;
  return /^[a-z][a-z0-9+.-]*:$/i.test(written) || (parts.length === 1 && parts[0]?.kind === 'hole');
}

function authorityEnd(parts: readonly Part[], start: Cursor): Cursor {
  for (let part = start.part; part < parts.length; part += 1) {
    const current = parts[part];
    if (current?.kind !== 'text') continue;
    const from = part === start.part ? start.offset : 0;
    const found = current.text.slice(from).search(/[/?#\\]/);
    if (found >= 0) return { part, offset: from + found };
  }
  return endOf(parts);
}

/** Without user info: what follows the last `@`. */
export function hostOf(authority: readonly Part[]): readonly Part[] {
  const at = authority.findLastIndex((part) => part.kind === 'text' && part.text.includes('@'));
  const part = authority[at];
  if (part?.kind !== 'text') return authority;
  return slice(authority, { part: at, offset: part.text.lastIndexOf('@') + 1 }, endOf(authority));
}

function withoutPort(host: readonly Part[]): readonly Part[] {
  const at = host.findLastIndex((part) => part.kind === 'text' && /:\d*$/.test(part.text));
  const part = host[at];
  if (part?.kind !== 'text') return host;
  return slice(host, { part: 0, offset: 0 }, { part: at, offset: part.text.lastIndexOf(':') });
}

function findText(parts: readonly Part[], wanted: string): Cursor | null {
  for (const [part, current] of parts.entries()) {
    if (current.kind !== 'text') continue;
    const offset = current.text.indexOf(wanted);
    if (offset >= 0) return { part, offset };
  }
  return null;
}

function endOf(parts: readonly Part[]): Cursor {
  return { part: parts.length, offset: 0 };
}

function slice(parts: readonly Part[], from: Cursor, to: Cursor): readonly Part[] {
  return parts
    .flatMap((part, index): readonly Part[] => {
      if (index < from.part || index > to.part || (index === to.part && to.offset === 0)) return [];
      if (part.kind === 'hole') return [part];
      const begin = index === from.part ? from.offset : 0;
      const end = index === to.part ? to.offset : part.text.length;
      return [{ kind: 'text', text: part.text.slice(begin, end) }];
    })
    .filter((part) => part.kind === 'hole' || part.text !== '');
}

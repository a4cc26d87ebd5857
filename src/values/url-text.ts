/** Text as a URL, with holes: where its parts begin and end, and what joining two gives (WHATWG URL, section 4). */
import { posix } from 'node:path';
import { closedText, concatenate, mapOptions } from './text.ts';
import { optionsOf, text, type Part, type TextValue, type Value } from './value.ts';

/** The parts of an absolute or protocol-relative URL; `rest` begins with `/`, `?`, `#`, `\` or a hole. */
export interface UrlParts {
  readonly scheme: readonly Part[];
  /** With user info and port. */
  readonly authority: readonly Part[];
  readonly rest: readonly Part[];
}

/** Splits text that has an authority; null when it has none, or starts with a hole that may hold all of it. */
export function splitUrl(written: readonly Part[]): UrlParts | null {
  const parts = normalized(written);
  const marker = findText(parts, '//');
  if (!marker) return null;
  const before = slice(parts, { part: 0, offset: 0 }, marker);
  if (!isScheme(before)) return null;
  const start = { part: marker.part, offset: marker.offset + 2 };
  const end = authorityEnd(parts, start);
  const authority = slice(parts, start, end);
  if (isSchemeAlone(authority) || (isOpenScheme(before) && !isAddress(authority))) return null;
  return { scheme: withoutColon(before), authority, rest: slice(parts, end, endOf(parts)) };
}

/** `base + '/' + path`, as clients with a base URL do it; an absolute path stands alone. */
export function appendPath(base: Value, path: Value): Value {
  return mapOptions(path, (one) => {
    if (one.kind !== 'text') return base;
    if (splitUrl(one.parts)) return one;
    return concatenate([base, needsSlash(base, one) ? text('/') : text(''), one]);
  });
}

/** `path.join(base, path)`: real where both are known; else as a URL client would join them, which leaves the host where it was. */
export function joinPath(base: Value, path: Value): Value {
  return mapOptions(path, (one) =>
    mapOptions(base, (other) => {
      const known = [closedText(other), closedText(one)];
      const [first, second] = known;
      if (one.kind === 'hole' && isBelowFolder(other)) return concatenate([other, text('/'), one]);
      return first == null || second == null ? appendPath(other, one) : text(posix.join(first, second));
    }),
  );
}

/** Whether a path begins at a folder of the program: no host is lost with what is not known behind it. */
function isBelowFolder(path: Value): boolean {
  const [first] = path.kind === 'text' ? path.parts : [path];
  if (first === undefined) return false;
  if (first.kind === 'text') return /^\.{1,2}(?:\/|$)/.test(first.text);
  return first.kind === 'hole' && first.hole.kind === 'unknown' && first.hole.detail === '__dirname';
}

/**
 * The schemes whose URLs always have an authority, however many slashes of whichever kind are written before it. Three plain ones are
 * left: `wss://${location.host}/live` in the page's own address.
 */
const SPECIAL = /^(https?|wss?|ftp):(?!\/\/)[\\/]*(?=[^\\/])/i;

/** `https:/forgot`: a base that came out empty lost its slashes before a path was put behind it. A host has a dot or a port, or is this machine. */
const EMPTY_BASE = /^(?:https?|wss?):[\\/](?!localhost[\\/?#]|[\\/])[^.:@\\/?#]*[\\/?#]/i;

/** `https://https:/forgot`: the same, behind a scheme once more. */
function isSchemeAlone([first, ...rest]: readonly Part[]): boolean {
  return rest.length === 0 && first?.kind === 'text' && /^(?:https?|wss?):$/i.test(first.text);
}

/** `stun:host`, `turn:host:port?transport=udp` (RFC 7064, RFC 7065). */
const ICE = /^(stuns?|turns?):(?!\/\/)/i;

/** `git@github.com:acme/app.git`: a path behind a host, as ssh and Git write it (git-clone(1), "GIT URLS"). */
const SCP = /^([\w.-]+@[\w-]+(?:\.[\w-]+)*):(?!\/\/|\d+(?:\/|$))/;

/** `shop@https://shop.example.com/remoteEntry.js`: a remote of module federation, its name before its address. */
const NAMED = /^[\w$-]+@(?=https?:\/\/)/i;

/** `https://https://api.example.com`: a helper put a scheme before what has one; nobody means a host of that name. */
const SCHEME_TWICE = /^(?:https?|wss?):\/\/(?=(?:https?|wss?):\/\/)/i;

/** A URL as the standard reads it: without tabs and line breaks, `https:/host` and `\\\\host` with two slashes. */
function normalized(parts: readonly Part[]): readonly Part[] {
  const [first, ...rest] = parts;
  if (first?.kind !== 'text') return parts;
  const text = first.text
    .replaceAll(/[\t\n\r]/g, '')
    .replace(/^[\0- ]+/, '')
    .replace(NAMED, '')
    .replace(SCHEME_TWICE, '')
    .replace(ICE, '$1://')
    .replace(SCP, 'ssh://$1/');
  if (EMPTY_BASE.test(rest.length > 0 ? text : `${text}/`)) return parts;
  const isCut = rest.length > 0 && /^(https?|wss?|ftp):[\\/]*$/i.test(text);
  const written = isCut ? text.replace(/:[\\/]*$/, '://') : text.replace(SPECIAL, '$1://').replace(/^[\\/]{2,}/, '//');
  return written === first.text ? parts : [{ kind: 'text', text: written }, ...rest];
}

interface Cursor {
  readonly part: number;
  readonly offset: number;
}

/** Whether a slash is missing between a base and a path. */
export function needsSlash(base: Value, path: TextValue): boolean {
  const [first] = path.parts;
  if (!first || (first.kind === 'text' && /^[/?#]/.test(first.text))) return false;
  const last = optionsOf(base)
    .flatMap((option) => (option.kind === 'text' ? [option.parts.at(-1)] : []))
    .at(0);
  return !(last?.kind === 'text' && last.text.endsWith('/'));
}

/** What stands between the scheme of a URL and its authority. */
export function colonSlashes(split: UrlParts): Part {
  return { kind: 'text', text: split.scheme.length > 0 ? '://' : '//' };
}

/** The scheme without the colon behind it, in lower case. */
export function withoutColon(parts: readonly Part[]): readonly Part[] {
  const last = parts.at(-1);
  if (last?.kind !== 'text') return parts;
  return [...parts.slice(0, -1), { kind: 'text', text: last.text.replace(/:$/, '').toLowerCase() } as const].filter(
    (part) => part.kind === 'hole' || part.text !== '',
  );
}

/** Nothing but a hole: a scheme with its colon, or a base whose last slash met the first one of a path. */
function isOpenScheme(parts: readonly Part[]): boolean {
  return parts.length === 1 && parts[0]?.kind === 'hole';
}

/** Whether what stands behind an unknown and two slashes looks like a host: it has a dot, a port or an unknown part. */
function isAddress(authority: readonly Part[]): boolean {
  return authority.some((part) => part.kind === 'hole' || /[.:]|^localhost$/.test(part.text));
}

/** `https:`, `http{?}:`, `{?}:`, `{?}` or nothing: what may stand before `//`. */
function isScheme(parts: readonly Part[]): boolean {
  const written = parts
    .map((part) => (part.kind === 'text' ? part.text : 'x'))
    .join('')
    .trim();
  if (written === '') return true;
  return /^[a-z][a-z0-9+.-]*:$/i.test(written) || isOpenScheme(parts);
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

/** A host without its port. */
export function withoutPort(host: readonly Part[]): readonly Part[] {
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

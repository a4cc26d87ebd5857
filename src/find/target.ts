/** A composed value, read as what a connection is opened to. */
import type { HostPort } from '../identify/destination.ts';
import { hostOf, splitUrl } from '../values/url-text.ts';
import { createCodec } from '../values/codec.ts';
import { decidingParts, isLoopback, readHost, splitHosts, withoutPlaceholders } from './host.ts';
import { isPage } from '../values/reasons.ts';
import type { Hole, ParameterHole, Part, TextValue, Value } from '../values/value.ts';
import { portOfScheme } from '../identify/ports.ts';

/** What a target says. Names are of environment variables. */
export type Outcome =
  | {
      readonly kind: 'external';
      readonly hosts: readonly HostPort[];
      readonly scheme: string | null;
      readonly env: readonly string[];
    }
  | { readonly kind: 'env'; readonly env: readonly string[]; readonly scheme: string | null }
  | { readonly kind: 'dynamic'; readonly hole: Hole }
  | { readonly kind: 'same-origin' }
  /** This machine, or one of the same deployment. */
  | { readonly kind: 'loopback'; readonly hosts: readonly HostPort[]; readonly isInternal?: true }
  /** `data:`, `blob:`, `mailto:`: no connection. */
  | { readonly kind: 'none' };

export interface TargetDefaults {
  readonly scheme?: string | undefined;
  readonly port?: number | undefined;
}

/** Reads one alternative of a composed value. */
export function readTarget(value: Value, defaults: TargetDefaults): Outcome {
  if (value.kind === 'hole') return readWithoutAuthority([{ kind: 'hole', hole: value.hole }]);
  if (value.kind === 'constant') return { kind: 'none' };
  if (value.kind !== 'text') return { kind: 'dynamic', hole: { kind: 'unknown', reason: 'unknown-call' } };
  const parts = trimStart(value);
  const split = splitUrl(parts);
  if (!split) return readWithoutAuthority(parts);
  if (isOfPage(split.authority)) return { kind: 'same-origin' };
  const isDefault = split.scheme.every((part) => part.kind === 'hole' && isPage(part.hole));
  const scheme = closed(split.scheme) ?? (isDefault ? (defaults.scheme ?? 'https') : null);
  if (scheme !== null && NOT_NETWORK.has(scheme)) return { kind: 'none' };
  const authority = (/^(?:postgres|cockroach)/.test(scheme ?? '') ? hostsOfQuery(split.rest) : null) ?? split.authority;
  if (isSocket(authority) || isNoHost(authority)) return { kind: 'none' };
  if (scheme !== null && isOwnProtocol(scheme, authority, defaults)) return { kind: 'none' };
  return readAuthority(authority, split.rest, scheme, defaults.port);
}

/** The parameters that decide where a target goes, if any: their callers must be asked. */
export function openParameters(value: Value): readonly ParameterHole[] {
  const inPath = value.kind === 'text' ? value.parts.flatMap((part) => (part.kind === 'hole' ? part.hole : [])) : [];
  return [
    ...decidingHoles(value).filter((hole) => hole.kind === 'parameter'),
    ...inPath.filter((hole) => hole.kind === 'parameter').filter(({ replaces }) => replaces === true),
  ];
}

/** Whether something unknown decides where a target goes; a variable is known by its name. */
export function isOpen(value: Value): boolean {
  return decidingHoles(value).some(({ kind }) => kind !== 'env');
}

/** What is unknown of where a target goes. */
export function decidingHoles(value: Value): readonly Hole[] {
  if (value.kind === 'hole') return [value.hole];
  if (value.kind !== 'text') return [];
  const parts = trimStart(value);
  const split = splitUrl(parts);
  if (split && isOfPage(split.authority)) return [];
  const deciding = split ? [...split.scheme, ...decidingParts(hostOf(split.authority))] : parts.slice(0, 1);
  return deciding.flatMap((part) => (part.kind === 'hole' && !isPage(part.hole) ? [part.hole] : []));
}

/** Schemes that open no connection to another machine. */
const NOT_NETWORK = new Set([
  'file',
  'chrome-extension',
  'moz-extension',
  'chrome',
  'resource',
  'app',
  'asset',
  'capacitor',
  'content',
  'ms-appdata',
  'ms-appx',
  'tauri',
  // Names that a library resolves with its own service, whose rule says so.
  'mapbox',
  'vscode-webview',
  'about',
  'javascript',
  'sqlite',
  'unix',
  'http+unix',
  'https+unix',
  'redis+unix',
  'redis+socket',
  'npipe',
]);

/** A protocol that a desktop program serves itself, handed to a client of the web: `new EventSource('acme-events://v1/teams')`. */
function isOwnProtocol(scheme: string, authority: readonly Part[], defaults: TargetDefaults): boolean {
  const isOfWeb = /^(?:https?|wss?)$/.test(defaults.scheme ?? 'https');
  // Schemes of databases and brokers have no hyphen, and a configuration names them without a client.
  return isOfWeb && scheme.includes('-') && portOfScheme(scheme) === null && /^[\w-]+$/.test(closed(authority) ?? '');
}

/** A socket of this machine where a host should be: `http://unix:/var/run/docker.sock`, `mongodb://%2Ftmp%2Fmongodb.sock`. */
function isSocket(authority: readonly Part[]): boolean {
  const [first] = hostOf(authority);
  return first?.kind === 'text' && (/^unix:$/i.test(first.text) || /^(?:%2f|\/)/i.test(first.text));
}

/** What no name server knows: a separator where another belongs (`https://a.com&page=2`), or a word that asks for a name (`your_domain`). */
function isNoHost(authority: readonly Part[]): boolean {
  const host = hostOf(authority);
  const [only, ...others] = host;
  if (only?.kind === 'text' && others.length === 0 && /^your[-_][\w-]+$/i.test(only.text)) return true;
  return host.some((part) => part.kind === 'text' && /[&=]/.test(withoutPlaceholders(part.text)));
}

/** The page's own host, with or without a port: what is before a name is another host. */
function isOfPage(authority: readonly Part[]): boolean {
  const [first, second] = hostOf(authority);
  if (first?.kind !== 'hole' || !isPage(first.hole)) return false;
  return second?.kind !== 'text' || !/^[\w.-]/.test(second.text);
}

/** `postgres:///db?host=a,b`: the hosts that the query names; null when it names none. */
function hostsOfQuery(rest: readonly Part[]): readonly Part[] | null {
  const codec = createCodec();
  const found = /[?&]host=([^&#]*)/.exec(codec.write(rest) ?? '')?.[1];
  return found === undefined ? null : codec.read(found, null).parts;
}

/** No authority: relative, another kind of URL (`data:`), or a start that is unknown. */
function readWithoutAuthority(parts: readonly Part[]): Outcome {
  const [first] = parts;
  if (!first) return { kind: 'same-origin' };
  if (first.kind === 'text')
    return /^[a-z][a-z0-9+.-]*:/i.test(first.text) ? { kind: 'none' } : { kind: 'same-origin' };
  if (isPage(first.hole)) return { kind: 'same-origin' };
  const env = envNames(parts.slice(0, 1));
  return env.length > 0 ? { kind: 'env', env, scheme: null } : { kind: 'dynamic', hole: first.hole };
}

function readAuthority(
  authority: readonly Part[],
  rest: readonly Part[],
  scheme: string | null,
  defaultPort: number | undefined,
): Outcome {
  const own = scheme === null ? null : (defaultPort ?? portOfScheme(scheme));
  const hosts = splitHosts(hostOf(authority)).map((parts) => readHost(parts, own));
  // A port names no host.
  const [begin] = hostOf(authority);
  if (begin?.kind === 'text' && /^:(?:\d|$)/.test(begin.text)) {
    return { kind: 'dynamic', hole: { kind: 'unknown', reason: 'uninitialised' } };
  }
  // User info names no host: what it reads is a secret.
  const env = envNames(hostOf(authority));
  const unknown = hostOf(authority).find((part) => part.kind === 'hole');
  const firstUnknown = hosts.find((host) => host === null);
  if (hosts.length === 0 || firstUnknown !== undefined) {
    if (env.length > 0) return { kind: 'env', env, scheme };
    if (unknown?.kind === 'hole') return { kind: 'dynamic', hole: unknown.hole };
    if (authority.some((part) => part.kind === 'text' && part.text.includes('*'))) {
      return { kind: 'dynamic', hole: { kind: 'unknown', reason: 'any-host' } };
    }
    // `https:///path` and the like name no host; what is not known may hold one where it comes first.
    const [first, second] = rest;
    const next = first?.kind === 'text' && /^\/+$/.test(first.text) ? second : first;
    return next?.kind === 'hole' ? { kind: 'dynamic', hole: next.hole } : { kind: 'none' };
  }
  const known = hosts.flatMap((host) => (host ? [host] : []));
  if (known.every(({ host }) => isLoopback(host))) return { kind: 'loopback', hosts: known };
  return { kind: 'external', hosts: known.filter(({ host }) => !isLoopback(host)), scheme, env };
}

function envNames(parts: readonly Part[]): readonly string[] {
  return [
    ...new Set(parts.flatMap((part) => (part.kind === 'hole' && part.hole.kind === 'env' ? [part.hole.name] : []))),
  ];
}

function closed(parts: readonly Part[]): string | null {
  const [only, ...rest] = parts;
  return only?.kind === 'text' && rest.length === 0 ? only.text : null;
}

/** Without blanks, and without the name that a remote of module federation, or a user of ssh, has before an address that is not known. */
function trimStart(value: TextValue): readonly Part[] {
  const [first, ...rest] = value.parts;
  if (first?.kind === 'text' && rest[0]?.kind === 'hole' && /^\s*[\w$-]+@$/.test(first.text)) return rest;
  return first?.kind === 'text' ? [{ kind: 'text', text: first.text.trimStart() }, ...rest] : value.parts;
}

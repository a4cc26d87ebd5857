/**
 * Host patterns, as people write them and as the code is found to reach them.
 * `*` is one label or part of one; a leading `**.` is one or more labels; a port stands only where it is not the scheme's own.
 */
import { domainToASCII } from 'node:url';
import type { HostPort } from '../identify/destination.ts';
import { coversLabel, overlapsLabel } from './label.ts';
import { isOwnPort } from '../identify/ports.ts';

/** Labels from left to right, in ASCII and lower case; an IPv6 address is one label in brackets. */
export interface HostLabels {
  /** Starts with `**.`: one or more labels come before these. */
  readonly deep: boolean;
  readonly labels: readonly string[];
}

/** A pattern as declared; `own`: the port that the scheme or driver uses by itself. */
export interface HostPattern extends HostLabels {
  readonly port: number | 'own' | 'any';
}

/** A host as found, with the scheme that says which ports need no word; port null: unknown. */
export interface FoundHost extends HostLabels {
  readonly port: number | null;
  readonly scheme: string | null;
}

/** A pattern, or why the text is not one. */
export type PatternResult =
  { readonly kind: 'pattern'; readonly pattern: HostPattern } | { readonly kind: 'bad'; readonly fault: string };

/** Reads `host`, `host:port` or `host:*`; says what is wrong if it is none of these. */
export function parsePattern(text: string): PatternResult {
  const fault = shapeFault(text);
  if (fault !== null) return { kind: 'bad', fault };
  const { host, port } = splitPort(text);
  const number = portOf(port);
  if (number === null)
    return { kind: 'bad', fault: `"${text}" has the port "${port}"; write 1 to 65535, or "*" for any` };
  const labels = labelsOf(host);
  return labels === null
    ? { kind: 'bad', fault: `"${text}" is not a host name; write it like "api.example.com"` }
    : { kind: 'pattern', pattern: { ...labels, port: number } };
}

/** Reads a host that the analysis found; what is no host name is kept as it is and matches only itself. */
export function foundHost(found: HostPort, scheme: string | null): FoundHost {
  const labels = labelsOf(found.host) ?? { deep: false, labels: [found.host] };
  return { ...labels, port: found.port, scheme };
}

/** Writes a found host as it would stand in the manifest, with its port only where it has to be said. */
export function hostText(found: HostPort, scheme: string | null): string {
  const { deep, labels } = foundHost(found, scheme);
  const host = (deep ? '**.' : '') + labels.join('.');
  return found.port === null || isOwnPort(scheme, found.port) ? host : `${host}:${found.port}`;
}

/** Splits a host as text, `host` or `host:port`, into its parts. */
export function hostPortOf(text: string): HostPort {
  const { host, port } = splitPort(text);
  const number = portOf(port);
  return { host, port: typeof number === 'number' ? number : null };
}

/** Writes a declared pattern in its one canonical form. */
export function patternText(pattern: HostPattern): string {
  const host = (pattern.deep ? '**.' : '') + pattern.labels.join('.');
  if (pattern.port === 'own') return host;
  return `${host}:${pattern.port === 'any' ? '*' : pattern.port}`;
}

/**
 * Decides whether everything that the found host can be is declared by the pattern.
 * An unknown port is covered by a pattern without one: nothing in the code says another.
 */
export function covers(declared: HostPattern, found: FoundHost): boolean {
  return coversPort(declared.port, found) && coversLabels(declared, found);
}

/** Decides whether one declared pattern says all that another does, so that the other need not stand beside it. */
export function includesPattern(declared: HostPattern, other: HostPattern): boolean {
  return (declared.port === 'any' || declared.port === other.port) && coversLabels(declared, other);
}

/** Decides whether the found host can be something that the pattern declares. */
export function overlaps(declared: HostPattern, found: FoundHost): boolean {
  return (found.port === null || coversPort(declared.port, found)) && overlapsLabels(declared, found);
}

/** Like `covers`, whatever the ports. */
export function coversLabels(declared: HostLabels, found: HostLabels): boolean {
  if (declared.deep) {
    if (found.labels.length + (found.deep ? 1 : 0) <= declared.labels.length) return false;
  } else if (found.deep || found.labels.length !== declared.labels.length) {
    return false;
  }
  return everyPair(declared, found, coversLabel);
}

/** The host itself, if it is one and not a pattern of several: what can be looked up by name. */
export function exactName({ deep, labels }: HostLabels): string | null {
  const name = labels.join('.');
  return deep || name.includes('*') ? null : name;
}

/** Decides whether this machine is meant: localhost, 127.0.0.0/8, ::1 or the unspecified address. */
export function isLoopback(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.[\d*]+){3}|0\.0\.0\.0|\[?::1?\]?)\.?$/i.test(host);
}

function overlapsLabels(first: HostLabels, second: HostLabels): boolean {
  const [long, short] = first.labels.length >= second.labels.length ? [first, second] : [second, first];
  if (long.labels.length > short.labels.length ? !short.deep : first.deep !== second.deep) return false;
  return everyPair(first, second, overlapsLabel);
}

/** Compares the labels of two hosts side by side, from the right, where most hosts are alike, to where one of them ends. */
function everyPair(first: HostLabels, second: HostLabels, holds: (mine: string, theirs: string) => boolean): boolean {
  const count = Math.min(first.labels.length, second.labels.length);
  for (let back = 1; back <= count; back++) {
    if (!holds(first.labels.at(-back) ?? '', second.labels.at(-back) ?? '')) return false;
  }
  return true;
}

function coversPort(declared: HostPattern['port'], found: FoundHost): boolean {
  if (declared === 'any') return true;
  if (declared !== 'own') return declared === found.port;
  return found.port === null || isOwnPort(found.scheme, found.port);
}

function shapeFault(text: string): string | null {
  if (/\s/.test(text) || text === '') return `"${text}" is not a host: it has spaces or is empty`;
  const url = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/@]*@)?([^/?#]+)/i.exec(text) ?? /^([^/@]+)\//.exec(text);
  if (url !== null) return `"${text}" is a URL; write the host only: "${url[1]}"`;
  return /[/@?#]/.test(text) ? `"${text}" is not a host; write it like "api.example.com"` : null;
}

function splitPort(text: string): { readonly host: string; readonly port: string | null } {
  const bracketed = /^(\[[^\]]*\])(?::(.*))?$/.exec(text);
  if (bracketed !== null) return { host: bracketed[1] ?? '', port: bracketed[2] ?? null };
  const colon = text.indexOf(':');
  // Two colons and no brackets: an IPv6 address, which cannot carry a port in this form.
  if (colon < 0 || text.includes(':', colon + 1)) return { host: text, port: null };
  return { host: text.slice(0, colon), port: text.slice(colon + 1) };
}

function portOf(text: string | null): HostPattern['port'] | null {
  if (text === null) return 'own';
  if (text === '*') return 'any';
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= 65_535 ? number : null;
}

function labelsOf(host: string): HostLabels | null {
  if (host.includes(':')) return addressOf(host);
  const name = host.toLowerCase().replace(/\.$/, '');
  const deep = name.startsWith('**.');
  const labels = (deep ? name.slice(3) : name).split('.').map(labelOf);
  return labels.includes('') ? null : { deep, labels };
}

/** One label in ASCII; empty if it is none. Label by label, since `domainToASCII` would read `127.1` as an address. */
function labelOf(label: string): string {
  const foreign = /[\u0080-\uFFFF]/.test(label);
  const ascii = foreign && !label.includes('*') ? domainToASCII(label) : label;
  return ascii.length <= 63 && !ascii.includes('**') && /^[a-z0-9_*]([a-z0-9_*-]*[a-z0-9_*])?$/.test(ascii)
    ? ascii
    : '';
}

function addressOf(host: string): HostLabels | null {
  const bare = /^\[([^\]]*)\]$/.exec(host)?.[1] ?? host;
  return URL.canParse(`http://[${bare}]`) ? { deep: false, labels: [new URL(`http://[${bare}]`).hostname] } : null;
}

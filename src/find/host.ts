/** Host names: one as a connection sees it, and the several of a connection string. */
import { getDomain, parse } from 'tldts';
import type { HostPort } from '../identify/destination.ts';
import type { Part } from '../values/value.ts';

/** Whether a host is this machine. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

const LOOPBACK =
  /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0|\[::\]|\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\])$/;

/** A host pattern, or null when the unknown part reaches into the registrable domain. */
export function readHost(parts: readonly Part[], ownPort: number | null): HostPort | null {
  const pattern = decidingParts(parts)
    .map((part) => (part.kind === 'text' ? unfilled(part.text) : '*'))
    .join('')
    .replaceAll(NAMED_PART, '*')
    .replaceAll(EMPTY_LABEL, '*');
  const [, rawHost = '', port] = /^(\[[^\]]*\]|[^:]*)(?::([\d*]*))?$/.exec(pattern) ?? [];
  const host = asciiHost(rawHost.replaceAll(/\*+/g, '*').toLowerCase()).replace(/\.$/, '');
  if (host === '' || !/^[\w\-.*[\]:%\u0080-\uFFFF]+$/.test(host)) return null;
  if (host.includes('*') && !hasKnownDomain(host)) return null;
  return { host, port: port === undefined || port === '' ? ownPort : /^\d+$/.test(port) ? Number(port) : null };
}

/** Whether a text without a scheme begins with a host: one with a port, or a name of the public name space. */
export function beginsWithHost(parts: readonly Part[]): boolean {
  const [first, second] = parts;
  // What is not known may be all of it, unless more of a name follows.
  if (first?.kind !== 'text' && !(second?.kind === 'text' && second.text.startsWith('.'))) return false;
  const written = parts.map((part) => (part.kind === 'text' ? part.text : 'x')).join('');
  const [, host = '', port] = /^([a-z\d][\w-]*(?:\.[\w-]+)*)(:\d{2,5})?(?=[/?#]|$)/i.exec(written.trimStart()) ?? [];
  return host !== '' && (port !== undefined || (host.includes('.') && parse(host).isIcann === true));
}

/** What is unknown straight after a complete host is the beginning of the path: `https://api.example.com${path}${query}`. */
export function decidingParts(host: readonly Part[]): readonly Part[] {
  const lastKnown = host.findLastIndex(({ kind }) => kind === 'text');
  if (lastKnown < 0 || lastKnown === host.length - 1) return host;
  const before = host.slice(0, lastKnown + 1);
  const written = before.map((part) => (part.kind === 'text' ? part.text : '*')).join('');
  const isComplete =
    getDomain(written.replace(/:\d+$/, '')) !== null || /^(localhost|[\d.]+|\[[^\]]+\])(:\d+)?$/.test(written);
  return isComplete && !written.endsWith('.') && !written.endsWith('-') ? before : host;
}

/** `a:1,b:2` in a connection string names several hosts. */
export function splitHosts(parts: readonly Part[]): readonly (readonly Part[])[] {
  const hosts: Part[][] = [[]];
  for (const part of parts) {
    if (part.kind === 'hole') {
      hosts.at(-1)?.push(part);
      continue;
    }
    for (const [index, piece] of part.text.split(',').entries()) {
      if (index > 0) hosts.push([]);
      if (piece.trim() !== '') hosts.at(-1)?.push({ kind: 'text', text: piece.trim() });
    }
  }
  return hosts.filter((host) => host.length > 0);
}

/** A placeholder that nothing fills, as far as is seen: `{tenant}`, `<account>`. */
function unfilled(written: string): string {
  return written.replaceAll(PLACEHOLDER, '*');
}

/** A text without what somebody is to fill in. */
export function withoutPlaceholders(written: string): string {
  return written.replaceAll(PLACEHOLDER, '');
}

const PLACEHOLDER = /\$?\{\{?[^{}]*\}?\}|<[^<>]*>/g;

/** A part of a host that a route names: `:tenant.example.com`. A port is no name. */
const NAMED_PART = /(?<=^|[.-]):[a-z_]\w*/gi;

/** Between two dots, or before the first, a name is to be filled in: `bedrock-runtime..amazonaws.com` of a region that is empty at first. */
const EMPTY_LABEL = /(?:^|(?<=\.))(?=\.)/g;

/** The host as the standard writes it: ASCII labels, decoded percent signs, the usual form of an address in numbers. */
function asciiHost(host: string): string {
  if (/[/\\?#@]/.test(host)) return host;
  if (/^[a-z\d.*-]*[a-z*-]$/.test(host) && !/(?:^|\.)0x/.test(host)) return host;
  try {
    return new URL(`http://${host}`).hostname || host;
  } catch {
    // A name that only its driver understands.
    return host;
  }
}

/** `*.example.com`, `api-*.example.com`: two labels or more at the end must be known, and be more than a public suffix. */
function hasKnownDomain(host: string): boolean {
  const labels = host.split('.');
  const lastUnknown = labels.findLastIndex((label) => label.includes('*'));
  const known = labels.slice(lastUnknown + 1).join('.');
  // `https://${source}.min.js`: what is unknown has a host and a path, and the rest is the name of a file.
  if (FILE_NAME.test(known) && parse(known).isIcann !== true) return false;
  return (
    getDomain(`x.${known}`, { allowPrivateDomains: false }) === known ||
    (getDomain(known) !== null && known.includes('.'))
  );
}

const FILE_NAME =
  /\.(?:[cm]?js|css|json|map|wasm|html?|xml|txt|php|png|jpe?g|gif|svg|webp|avif|ico|woff2?|mp[34]|pdf)$/;

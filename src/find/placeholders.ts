/** What documentation writes where a host should be: `your-endpoint-here`, `https://example.com`, `<project>.supabase.co`. */
import { parse } from 'tldts';
import type { HostPort } from '../identify/destination.ts';

/**
 * The host that a documented value names, with `*` for the labels that somebody has to fill in; null where it names none that is
 * reached from outside: a placeholder, a reserved name (RFC 2606, RFC 6761, RFC 6762), a name or address of a private network.
 */
export function documentedHost({ host, port }: HostPort): HostPort | null {
  if (isPrivate(host)) return null;
  const { domain, isIcann, isIp, subdomain } = parse(host.replaceAll('*', 'x'), { allowPrivateDomains: false });
  if (isIp === true) return { host, port };
  if (domain === null || isIcann !== true || isPlaceholder(domain.split('.')[0] ?? '') || RESERVED.test(domain))
    return null;
  const labels = host.split('.');
  const own = subdomain ? labels.slice(0, subdomain.split('.').length) : [];
  const filled = own.map((label) => (isPlaceholder(label) ? '*' : label));
  return { host: [...filled, ...labels.slice(own.length)].join('.'), port };
}

const RESERVED = /^(?:example|domain|yourdomain|mydomain|company|yourcompany|hostname|placeholder)\.[a-z.]+$/;

/** Networks of RFC 1918 and RFC 4193, link-local addresses, and names that only a private name server knows. */
const PRIVATE =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[f[cd])|^[^.]+$|\.(?:local|internal|localdomain|lan|svc|cluster\.local|home\.arpa|test|example|invalid)$/;

function isPrivate(host: string): boolean {
  return PRIVATE.test(host);
}

/** A label that tells the reader to write something else there. */
function isPlaceholder(label: string): boolean {
  return PLACEHOLDER.test(label);
}

const PLACEHOLDER =
  /^(?:your|my-?(?:project|domain|host|endpoint|app|company|org|tenant|account|resource|instance|server|site)|insert|change-?me|replace|placeholder|todo|x{3,}|abc\d*|foo|bar|some-|any-|project-?(?:id|ref|name)?$|account-?(?:id|name)|tenant(?:-?id)?$|resource-?name|resource$|name$|subdomain$|instance-?(?:id|name)|region$|\*$)|-here$|placeholder|example|x{4,}/;

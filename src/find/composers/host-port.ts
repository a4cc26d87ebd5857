/** `host-port`: host, port and protocol given one by one; a URL in their place counts as one. */
import { choice, closedText, concatenate, fromParts, mapOptions } from '../../values/text.ts';
import { splitUrl } from '../../values/url-text.ts';
import { optionsOf, text, type Value } from '../../values/value.ts';
import type { Compose } from './compose.ts';

export const fromHostPort: Compose = (roles, sink) => {
  const whole = roles.get('connection') ?? roles.get('url') ?? roles.get('base');
  if (whole !== null) return withScheme(whole, text(sink.scheme ?? 'https'));
  const host = roles.get('host');
  if (host === null) return null;
  const protocol = roles.get('protocol');
  const scheme = protocol === null || isUnusable(protocol) ? text(sink.scheme ?? 'https') : withoutColon(protocol);
  const port = roles.get('port');
  const suffix = port === null || isUnusable(port) || isEmpty(port) ? text('') : concatenate([text(':'), port]);
  return mapOptions(host, (one) => {
    if (one.kind === 'constant' || one.kind === 'builtin') return one;
    const address = bracketed(one);
    return concatenate([withScheme(address, scheme), hasPort(address) ? text('') : suffix]);
  });
};

/** Puts a scheme before what has none. */
export function withScheme(value: Value, scheme: Value): Value {
  const isFile = closedText(scheme) === 'file';
  return choice(
    optionsOf(value).map((one) => {
      if (one.kind === 'list') return withScheme(choice(one.items), scheme);
      if (one.kind !== 'text' && one.kind !== 'hole') return one;
      const parts = one.kind === 'text' ? one.parts : [];
      // What is a file where it names no scheme is one whatever folder it begins with.
      if (isFile && !splitUrl(parts)) return text('file:///');
      const [first] = parts;
      // gRPC names its resolver first: `dns:///api.example.com:443`.
      const resolver = first?.kind === 'text' ? /^(?:dns|ipv4|ipv6|xds):\/{0,3}/.exec(first.text) : null;
      if (first?.kind === 'text' && resolver) {
        const bare = fromParts([{ kind: 'text', text: first.text.slice(resolver[0].length) }, ...parts.slice(1)], null);
        return concatenate([scheme, text('://'), bare]);
      }
      if (splitUrl(parts) || first?.kind === 'hole' || one.kind === 'hole') return one;
      // A path is a Unix socket: `/var/run/redis.sock`.
      if (first?.text.startsWith('/')) return text(`file://${first.text}`);
      return concatenate([scheme, text('://'), one]);
    }),
  );
}

function isEmpty(value: Value): boolean {
  return value.kind === 'text' && value.parts.length === 0;
}

/** An IPv6 address stands in brackets where a port may follow. */
function bracketed(host: Value): Value {
  const closed = host.kind === 'text' ? (closedText(host) ?? '') : '';
  return /^[\da-f]*:[\da-f]*:[\da-f:.]*$/i.test(closed) ? text(`[${closed}]`) : host;
}

function hasPort(host: Value): boolean {
  if (host.kind !== 'text') return true;
  if (host.parts[0]?.kind === 'hole') return true;
  if ((closedText(host) ?? '').endsWith(']')) return false;
  return /:\d+$/.test(closedText(host) ?? '') || splitUrl(host.parts) !== null;
}

function isUnusable(value: Value): boolean {
  return value.kind === 'hole' || (value.kind === 'constant' && typeof value.value !== 'number');
}

function withoutColon(value: Value): Value {
  return mapOptions(value, (one) => {
    const closed = closedText(one);
    return closed === null ? one : text(closed.replace(/:\/{0,2}$/, ''));
  });
}

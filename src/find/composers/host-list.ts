/** `host-list`: brokers and contact points, as `host:port`, URLs, or objects with `host` and `port`. */
import { fieldsOf } from '../../values/operations/contents.ts';
import { memberOf } from '../../values/operations/members.ts';
import { createCodec } from '../../values/codec.ts';
import { choice, concatenate } from '../../values/text.ts';
import { NEVER, hole, optionsOf, text, type Value } from '../../values/value.ts';
import type { Compose, Roles } from './compose.ts';
import { fromHostPort, withScheme } from './host-port.ts';

export const fromHostList: Compose = (roles, sink) => {
  const hosts = roles.get('hosts');
  if (hosts === null) return fromHostPort(roles, sink);
  const scheme = text(sink.scheme ?? 'tcp');
  const values = optionsOf(hosts).flatMap((value) =>
    serversOf(value, roles).map((item) => withScheme(endpoint(item, roles), scheme)),
  );
  // A list that is written down, and empty, names nobody.
  if (values.length === 0) return hosts.kind === 'list' && !hosts.open && !hosts.rest ? NEVER : hole('element');
  return choice(values);
};

/** What a value names; of an object without a host of its own, its keys: `{ 'a.acme.com:11211': 2 }` has a weight for each server. */
function serversOf(value: Value, roles: Roles): readonly Value[] {
  if (value.kind !== 'record' && value.kind !== 'fields') return items(value);
  const keys = [...(fieldsOf(value, roles.evaluation)?.keys() ?? [])];
  return keys.length > 0 && keys.every((key) => HOST_AND_PORT.test(key)) ? keys.map((key) => text(key)) : [value];
}

const HOST_AND_PORT = /^[\w.-]+:\d+$|^\[[\da-f:]+\]:\d+$/i;

/** The items of a list, of a text (`a:1,b:2`, addresses apart by blanks), or the value itself; of an environment variable, that variable. */
function items(value: Value): readonly Value[] {
  if (value.kind === 'list') {
    const known = value.items.flatMap(optionsOf).flatMap(items);
    const others = value.rest ? optionsOf(value.rest) : known.length > 0 || !value.open ? [] : [hole('element')];
    return [...known, ...others];
  }
  if (value.kind !== 'text') return [value];
  const codec = createCodec();
  const pieces =
    codec
      .write(value.parts)
      ?.trim()
      .split(/\s*[,;]\s*|\s+/) ?? [];
  return pieces.length < 2 ? [value] : pieces.map((piece) => codec.read(piece, value.trail));
}

function endpoint(item: Value, roles: Roles): Value {
  if (item.kind !== 'record' && item.kind !== 'fields') return item;
  const of = (key: string): Value => memberOf(item, key, roles.evaluation);
  const host = [of('host'), of('hostname'), of('url'), of('node')].find((value) => value.kind !== 'constant');
  if (!host) return hole('unknown-member');
  const port = of('port');
  const isPort =
    (port.kind === 'text' && port.parts.length > 0) || (port.kind === 'constant' && typeof port.value === 'number');
  return isPort ? concatenate([host, text(':'), port]) : host;
}

/**
 * `connection-string`: a URL (`postgres://…`, several hosts in one), Azure's `Endpoint=sb://…;` and `AccountName=…;`, ADO.NET's
 * `Server=tcp:host,1433;`, or host:port.
 * https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string
 */
import { mapOptions } from '../../values/text.ts';
import { text, type TextValue, type Value } from '../../values/value.ts';
import type { Compose } from './compose.ts';
import { fromHostPort, withScheme } from './host-port.ts';

export const fromConnectionString: Compose = (roles, sink) => {
  const connection = roles.get('connection') ?? roles.get('url') ?? roles.get('base');
  if (connection === null) return fromHostPort(roles, sink);
  const scheme = sink.scheme ?? 'tcp';
  return mapOptions(connection, (one) => {
    const keyed = one.kind === 'text' ? keyedEndpoint(written(one), scheme, sink.defaults ?? []) : null;
    return keyed === null ? withScheme(one, text(scheme)) : keyed;
  });
};

/** Stands for what is unknown inside a string that is taken apart; no host holds it. */
const UNKNOWN = '\uFFFC';

function written(value: TextValue): string {
  return value.parts.map((part) => (part.kind === 'text' ? part.text : UNKNOWN)).join('');
}

/** The endpoint of a `key=value;` string, or null when the text is not of that form. */
function keyedEndpoint(closed: string, scheme: string, defaults: readonly string[]): Value | null {
  const fields = new Map(
    [...closed.matchAll(/([\w ]+)=([^;]*)/g)]
      .filter(([pair]) => !pair.includes(UNKNOWN))
      .map(([, key = '', value = '']) => [key.trim().toLowerCase(), value] as const),
  );
  if (closed.includes('://') && !closed.includes(';')) return null;
  const endpoint =
    fields.get('endpoint') ??
    fields.get('blobendpoint') ??
    fields.get('accountendpoint') ??
    fields.get('ingestionendpoint');
  if (endpoint) return text(endpoint);
  const account = fields.get('accountname');
  if (account) return text(accountEndpoint(account, fields.get('endpointsuffix'), defaults));
  const server = fields.get('server') ?? fields.get('data source') ?? fields.get('host');
  if (!server) return null;
  const [host = server, port] = server.replace(/^tcp:/, '').split(/[,:]/);
  const given = port ?? fields.get('port');
  return text(`${scheme}://${host}${given ? `:${given}` : ''}`);
}

/** The rule's default says which subdomain of the account it is: blob, queue, table … */
function accountEndpoint(account: string, suffix: string | undefined, defaults: readonly string[]): string {
  const template = defaults.find((target) => target.includes('{account}')) ?? 'https://{account}.blob.core.windows.net';
  const endpoint = template.replace('{account}', account);
  return suffix === undefined ? endpoint : endpoint.replace('core.windows.net', suffix);
}

/**
 * `connection-string`: a URL (`postgres://…`, several hosts in one), Azure's `Endpoint=sb://…;` and `AccountName=…;`, ADO.NET's
 * `Server=tcp:host,1433;`, Oracle's descriptors, or host:port.
 * https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string
 * https://docs.oracle.com/en/database/oracle/oracle-database/23/netrf/local-naming-parameters-in-tns-ora-file.html
 */
import { createCodec, type Codec } from '../../values/codec.ts';
import { choice, closedText, mapOptions } from '../../values/text.ts';
import { text, type TextValue, type Value } from '../../values/value.ts';
import type { Compose } from './compose.ts';
import { fromHostPort, withScheme } from './host-port.ts';
import { eachHost, listedIn } from './several.ts';

export const fromConnectionString: Compose = (roles, sink) => {
  const connection = roles.get('connection') ?? roles.get('url') ?? roles.get('base');
  if (connection === null) return fromHostPort(roles, sink);
  const scheme = isFileDialect(roles.get('protocol')) ? 'file' : (sink.scheme ?? 'tcp');
  return mapOptions(connection, (one) =>
    one.kind === 'text' ? endpointsIn(one, scheme, sink.defaults ?? []) : withScheme(one, text(scheme)),
  );
};

/** SQLite is a file unless its address names a scheme, as that of libSQL does. */
function isFileDialect(protocol: Value | null): boolean {
  return protocol !== null && /^(?:better-)?sqlite3?$|^sqljs$/.test(closedText(protocol) ?? '');
}

function endpointsIn(value: TextValue, scheme: string, defaults: readonly string[]): Value {
  const codec = createCodec();
  const written = codec.write(value.parts)?.trim();
  if (written === undefined) return withScheme(value, text(scheme));
  const described = descriptorHosts(written, scheme);
  const found = described.length > 0 ? described : keyedEndpoint(written, scheme, defaults);
  if (found !== null) return choice(found.map((one) => codec.read(one, value.trail)));
  return choice(
    listedIn(urlIn(written, value, codec)).flatMap((one) => {
      const whole = withScheme(one, text(scheme));
      return whole.kind === 'text' ? eachHost(whole) : [whole];
    }),
  );
}

/** The URL of JDBC's form, `jdbc:sqlserver://host:1433;databaseName=x`; any other as it is. */
function urlIn(written: string, value: TextValue, codec: Codec): TextValue {
  const url = written.replace(/^jdbc:(?:oracle:thin:@(?:\/\/)?)?/i, '').replace(/^(\w+:\/\/[^/?#;]*);.*$/s, '$1');
  return url === written ? value : codec.read(url, value.trail);
}

/** `(ADDRESS=(PROTOCOL=TCP)(HOST=a)(PORT=1521))`, once or more often. */
function descriptorHosts(written: string, scheme: string): readonly string[] {
  if (!/\(\s*(?:DESCRIPTION|ADDRESS)/i.test(written)) return [];
  return [...written.matchAll(/\(\s*HOST\s*=\s*([^()\s]+)\s*\)(?:\s*\(\s*PORT\s*=\s*(\d+)\s*\))?/gi)].map(
    ([, host = '', port]) => `${scheme}://${host}${port === undefined ? '' : `:${port}`}`,
  );
}

const FIELD = /([\w ]+?)\s*=\s*("[^"]*"|'[^']*'|\{[^}]*\}|[^;]*)/g;

/** The endpoints of a `key=value;` string, or null when the text is not of that form. */
function keyedEndpoint(written: string, scheme: string, defaults: readonly string[]): readonly string[] | null {
  if (written.includes('://') && !/^[\w ]+=/.test(written)) return null;
  const fields = new Map(
    [...written.matchAll(FIELD)].map(
      ([, key = '', value = '']) => [key.trim().toLowerCase(), unquoted(value)] as const,
    ),
  );
  const of = (names: readonly string[]): string | undefined =>
    names.map((name) => fields.get(name)).find((value) => value !== undefined && value !== '');
  const endpoint = of(['endpoint', 'blobendpoint', 'accountendpoint', 'ingestionendpoint']);
  if (endpoint !== undefined) return [endpoint];
  const account = of(['accountname']);
  if (account !== undefined) return [accountEndpoint(account, of(['endpointsuffix']), defaults)];
  const servers = [of(SERVER_KEYS), of(['failover partner'])].filter((server) => server !== undefined);
  return servers.length === 0 ? null : servers.map((server) => serverEndpoint(server, of(['port']), scheme));
}

/** What ADO.NET, ODBC and libpq call the machine. */
const SERVER_KEYS = ['server', 'data source', 'addr', 'address', 'network address', 'host', 'hostname'];

function unquoted(value: string): string {
  return value.trim().replace(/^(["'{])(.*)["'}]$/s, '$2');
}

/** `tcp:host\\INSTANCE,1433`: the instance is a name on that host. */
function serverEndpoint(server: string, port: string | undefined, scheme: string): string {
  const [host = server, given = port] = server.replace(/^(?:tcp|np|lpc):/i, '').split(/[,:]/);
  return `${scheme}://${host.replace(/\\.*$/, '').trim()}${given === undefined ? '' : `:${given.trim()}`}`;
}

/** The rule's default says which subdomain of the account it is: blob, queue, table … */
function accountEndpoint(account: string, suffix: string | undefined, defaults: readonly string[]): string {
  const template = defaults.find((target) => target.includes('{account}')) ?? 'https://{account}.blob.core.windows.net';
  const endpoint = template.replace('{account}', account);
  return suffix === undefined ? endpoint : endpoint.replace('core.windows.net', suffix);
}

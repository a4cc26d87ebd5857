/** Destinations as a scan gives them, with everything that a test does not care about filled in. */
import type { Destination, HostPort, Site } from '../../src/identify/destination.ts';

/** A site in `src/a.ts`, on the server, in the root package. */
export function site(parts: Partial<Site> = {}): Site {
  return {
    file: 'src/a.ts',
    line: 1,
    column: 1,
    symbol: 'run',
    rule: 'clients/fetch',
    api: 'fetch()',
    how: 'literal',
    target: '',
    surface: 'server',
    component: '.',
    hosts: [],
    env: [],
    scheme: 'https',
    trail: [],
    ...parts,
  };
}

/** A destination that adds up its sites; the verdict follows from what they have. */
export function destination(id: string, sites: readonly Site[], parts: Partial<Destination> = {}): Destination {
  const hosts = [...new Set(sites.flatMap((one) => one.hosts.map(({ host }) => host)))].toSorted();
  const env = [...new Set(sites.flatMap((one) => one.env))].toSorted();
  return {
    id,
    verdict: hosts.length > 0 ? 'external' : env.length > 0 ? 'env' : 'dynamic',
    hosts,
    ports: [],
    schemes: [],
    service: null,
    name: id,
    category: null,
    sdk: null,
    env,
    credentials: [],
    surfaces: [],
    components: [],
    sites,
    ...parts,
  };
}

/** Hosts as `host` or `host:port`; without a port, that of https. */
export function hosts(...names: readonly string[]): readonly HostPort[] {
  return names.map((name) => {
    const [host = '', port] = name.split(':');
    return { host, port: port === undefined ? 443 : Number(port) };
  });
}

/** A destination that one fetch reaches. */
export function fetched(host: string, parts: Partial<Site> = {}): Destination {
  return destination(host.replace(/:.*/, ''), [site({ hosts: hosts(host), ...parts })]);
}

export const OPENAI = destination(
  'openai',
  [site({ hosts: hosts('api.openai.com'), file: 'lib/models.ts', line: 12, column: 5, symbol: 'getModel' })],
  { service: 'openai', name: 'OpenAI', sdk: 'openai', env: ['OPENAI_BASE_URL'], credentials: ['OPENAI_API_KEY'] },
);

export const WEBHOOK = destination(
  'dynamic:src/webhooks/deliver.ts#deliver',
  [site({ file: 'src/webhooks/deliver.ts', symbol: 'deliver', line: 9, scheme: null })],
  { name: 'unknown', reason: 'parameter "url"' },
);

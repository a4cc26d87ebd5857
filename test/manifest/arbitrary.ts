/** Any destinations at all, also such as no scan should give. */
import fc from 'fast-check';
import { SURFACES } from '../../src/identify/destination.ts';
import { destination, site } from './found.ts';

const part = fc.constantFrom('api', 'www', '*', 'a-*', 'eu', 'example', 'co', 'uk', 'com', 'localhost', 'x_y');
const found = fc.record(
  {
    hosts: fc.array(
      fc.record({
        host: fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.')),
        port: fc.constantFrom(null, 443, 80, 8443),
      }),
      { maxLength: 3 },
    ),
    env: fc.uniqueArray(fc.constantFrom('API_URL', 'B', 'C_HOST'), { maxLength: 2 }),
    scheme: fc.constantFrom(null, 'https', 'http', 'ws', 'postgres'),
    surface: fc.constantFrom(...SURFACES),
    component: fc.constantFrom('.', 'apps/a', 'apps/b'),
    file: fc.constantFrom('src/a.ts', 'src/[id]/b.ts', 'c.ts'),
    symbol: fc.constantFrom('run', 'Client.#send', 'module'),
    target: fc.constantFrom('', 'http://{env:B}/x'),
    loads: fc.constant('media' as const),
    through: fc.constant([{ file: 'lib/fetch.ts', symbol: 'send' }]),
  },
  { requiredKeys: ['hosts', 'env', 'scheme', 'surface', 'component', 'file', 'symbol', 'target'] },
);
export const destinations = fc.array(
  fc
    .tuple(
      fc.constantFrom('openai', 'env:API_URL', '*.example.com', 'a.example.com', 'dynamic:src/a.ts#run', 'x'),
      fc.array(found, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('external', 'env', 'dynamic', 'loopback', 'same-origin'),
      fc.constantFrom(null, 'openai', 'other'),
      fc.option(fc.record({ file: fc.constantFrom('src/a.ts', 'd.ts'), symbol: fc.constantFrom('run', 'caller') })),
    )
    .map(([id, sites, verdict, service, place]) =>
      // Where something unknown enters is told of what is not known.
      destination(id, sites.map(site), {
        verdict,
        service,
        ...(verdict === 'dynamic' && place !== null ? { place } : {}),
      }),
    ),
  { maxLength: 6 },
);

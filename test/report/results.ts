/** Results as commands come to them, from destinations and the text of a manifest. */
import type { PolicyChange } from '../../src/changes/change.ts';
import { compare } from '../../src/drift/compare.ts';
import type { Destination, Problem } from '../../src/identify/destination.ts';
import { parseManifest } from '../../src/manifest/parse.ts';
import type { Comparison, Paths, Result } from '../../src/report/result.ts';
import { destination, fetched, hosts, OPENAI, site, WEBHOOK } from '../manifest/found.ts';

/** What a test may want other than usual. */
export interface Options {
  readonly strict?: boolean;
  readonly warnOnly?: boolean;
  readonly problems?: readonly Problem[];
  readonly paths?: Paths;
  readonly since?: Comparison['since'];
}

export const ROOT_PATHS: Paths = { folder: '', manifest: { name: 'egress.yaml', path: 'egress.yaml' } };

/** The inventory of some destinations. */
export function scanned(destinations: readonly Destination[], options: Options = {}): Result {
  const sites = destinations.reduce((sum, one) => sum + one.sites.length, 0);
  return {
    mode: 'scan',
    version: '0.1.0',
    summary: { files: 412, parsed: 40, sites, destinations: destinations.length, dynamic: 0 },
    destinations,
    problems: options.problems ?? [],
    comparison: null,
    paths: options.paths ?? ROOT_PATHS,
    lines: (file, from) => (file === 'egress.yaml' ? ['  - { id: a }'] : [`  return client(${from});`]),
    ready: (command) => command,
  };
}

/** Destinations held against a manifest, on 2026-11-21. */
export function compared(destinations: readonly Destination[], yaml: string, options: Options = {}): Result {
  const parsed = parseManifest(`version: 1\n${yaml}`, 'egress.yaml');
  if (parsed.kind === 'problems') throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  const { manifest } = parsed;
  const { strict = false, warnOnly = false, since = null } = options;
  return {
    ...scanned(destinations, options),
    mode: 'check',
    comparison: {
      drift: compare(destinations, manifest, { asOf: '2026-11-21' }),
      declared: { destinations: manifest.destinations.length, dynamic: manifest.dynamic.length },
      surfaces: manifest.policy.surfaces,
      strict,
      warnOnly,
      since,
    },
  };
}

/** A file that does not parse, and a warning. */
export const PROBLEMS: readonly Problem[] = [
  {
    code: 'parse',
    severity: 'error',
    message: 'src/broken.ts:3:7 Unexpected token',
    hint: 'Fix the syntax, or ignore the file.',
    file: 'src/broken.ts',
    line: 3,
    column: 7,
  },
  {
    code: 'large-file',
    severity: 'warning',
    message: 'src/big.ts is large',
    hint: null,
    file: 'src/big.ts',
    line: null,
    column: null,
  },
];

/** A service with a trail over three files. */
export const SEGMENT = destination(
  'segment',
  [
    site({
      file: 'src/track.ts',
      line: 18,
      column: 10,
      hosts: hosts('api.segment.io'),
      target: 'https://api.segment.io/v1/track',
      trail: [
        { file: 'src/track.ts', line: 18, text: 'return client(18);' },
        { file: 'src/track.ts', line: 1, text: `import { BASE } from './config'` },
        { file: 'src/config.ts', line: 4, text: `export const BASE = 'https://api.segment.io';` },
      ],
    }),
    site({ file: 'src/track.ts', line: 40, column: 3, hosts: hosts('api.segment.io') }),
    site({ file: 'app/[locale]/page.tsx', line: 2, column: 3, hosts: hosts('cdn.segment.com') }),
  ],
  { service: 'segment', name: 'Twilio Segment', category: 'analytics', surfaces: ['server'], components: ['.'] },
);

/** Every kind of drift at once. */
export const EVERY_KIND = compared(
  [
    SEGMENT,
    WEBHOOK,
    OPENAI,
    fetched('tunnel.ngrok.app', { file: 'src/tunnel.ts' }),
    destination('old.example.com', [
      site({ file: 'src/plain.ts', hosts: hosts('old.example.com:80'), scheme: 'http' }),
    ]),
    destination('mail', [site({ file: 'src/mail.ts', hosts: hosts('mail.example.com') })]),
  ],
  `policy: { require: [owner] }
destinations:
  - { id: openai, hosts: [api.openai.com], surfaces: [browser] }
  - { id: gone, hosts: [gone.example.com], owner: me }
  - { id: mail, hosts: [mail.example.com], owner: '@acme/mail', review: { until: 2026-11-01 } }
  - { id: plain, hosts: ['old.example.com:80'], owner: me }
deny:
  - { hosts: ['**.ngrok.app'], reason: 'No tunnels | in \`production\` code, ask @acme/security' }
`,
  { problems: PROBLEMS },
);

const ADDED: PolicyChange = {
  kind: 'added',
  file: 'egress.yaml',
  entry: 'segment',
  effect: 'wider',
  details: [
    { field: 'hosts', effect: 'wider', removed: [], added: ['api.segment.io'] },
    { field: 'owner', effect: 'other', removed: [], added: ['@acme/web'] },
  ],
  isReviewed: false,
  at: { line: 3, column: 5 },
};
const REMOVED: PolicyChange = {
  kind: 'removed',
  file: 'egress.yaml',
  entry: 'old',
  effect: 'narrower',
  details: [],
  isReviewed: false,
  at: null,
};

/** A change that adds a call and its own entry, and takes another entry out. */
export const SINCE: NonNullable<Comparison['since']> = {
  before: 'origin/main',
  commit: null,
  drift: [],
  changes: {
    code: [
      {
        kind: 'new',
        destination: 'segment',
        name: 'Twilio Segment',
        service: 'segment',
        sdk: null,
        hosts: ['api.segment.io'],
        env: [],
        dynamic: [],
        surfaces: ['server'],
        components: ['.'],
        sites: [{ file: 'src/track.ts', line: 40, column: 3, symbol: 'run' }],
        details: [],
      },
    ],
    policy: [ADDED, REMOVED],
  },
  unapproved: [],
};

/** The same where the manifest is frozen. */
export const FROZEN: NonNullable<Comparison['since']> = { ...SINCE, unapproved: [ADDED] };

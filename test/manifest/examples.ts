/** Manifests that several tests use. */
import type { Manifest } from '../../src/manifest/manifest.ts';
import { parseManifest } from '../../src/manifest/parse.ts';

/** The example of the format's contract, with its comments. */
export const CONTRACT = `# yaml-language-server: $schema=./node_modules/sallyport/schema/egress.schema.json
version: 1
application: acme-assistant
policy:
  surfaces: [server, browser, build]   # these gate; the others are only inventoried
  require: [owner, purpose]            # an entry without them counts as unreviewed
  cleartext: deny                      # http:, ws:, ftp: … to anything but loopback
  stale: warn
  unreviewed: warn
destinations:
  - id: openai
    service: openai                    # who it is: a catalogue id or any text
    hosts: [api.openai.com]            # what may be reached
    env: [OPENAI_BASE_URL]             # what may configure it
    credentials: [OPENAI_API_KEY]      # names only, never values
    schemes: [https]
    surfaces: [server]                 # default: any gated surface
    components: [apps/api]             # who may use it; default: anyone
    purpose: Chat completions for the support assistant
    owner: "@acme/ai-platform"
    data: [prompts, customer-content]
    retention: 30 days; zero-retention addendum of 2026-02-11
    region: us
    review: { by: "@acme/security", on: 2026-11-01, until: 2027-05-01 }
dynamic:
  - at: src/webhooks/deliver.ts#deliver   # file#enclosing symbol (glob allowed), never a line
    reason: customers configure their own webhook URL; leaves through the webhook proxy
    owner: "@acme/integrations"
deny:
  - hosts: ["**.ngrok.app"]
    reason: tunnels
ignore:
  - path: examples/**
    reason: not shipped
`;

/** Parses a manifest that must be right. */
export function manifestOf(text: string): Manifest {
  const result = parseManifest(text, 'egress.yaml');
  if (result.kind === 'problems') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.manifest;
}

/**
 * The form of a rule file: the one source of the types used by the program, of the JSON Schema for editors
 * (schema/rule.schema.json) and of the check that `npm test` and `sallyport rules lint` run.
 *
 * zod is imported when rules are validated, never when they are used: the program reads the compiled bundle.
 */
import { z } from 'zod';

/** Who a service is to an auditor. */
export const CATEGORIES = [
  'model-inference',
  'embedding',
  'vector-store',
  'sandbox',
  'storage',
  'database',
  'cache',
  'queue',
  'identity',
  'payments',
  'mail',
  'messaging',
  'observability',
  'analytics',
  'feature-flags',
  'search',
  'media',
  'maps',
  'cdn',
  'code-hosting',
  'ci',
  'crm',
  'other',
] as const;

/** How the captured roles of a sink make one target; each has a file in src/find/composers. */
export const COMPOSERS = ['url', 'host-port', 'connection-string', 'host-list', 'srcset'] as const;

/** What a `$capture` in a snippet can stand for. */
export const ROLES = [
  'url', // an absolute or relative URL
  'base', // what a relative URL is joined to
  'path', // appended to the base, never a URL of its own
  'host', // a host name, or host:port
  'port',
  'protocol', // http, https:, wss …
  'connection', // a connection string
  'hosts', // a list of host:port, or of objects with host and port
  'region', // fills {region} in the default targets; so do account, project and name
  'account',
  'project',
  'name',
  'credential', // only the environment variables that it reads matter, never its value
] as const;

/** What a pass-through function returns, in terms of its captures. */
export const RETURNS = [
  'value', // $value itself
  'url', // $url joined to $base
  'join', // $path arguments joined as a path
  'environment', // an object whose members are environment variables
  'env', // the environment variable named $name, else $fallback
  'page', // the origin of the page, or a part of its address: what is appended stays same-origin
  'local', // an address inside the page or process: blob:, data:
  'unknown', // something that can never be a destination
] as const;

const snippet = z
  .string()
  .min(1)
  .describe('Real code, e.g. "import OpenAI from \'openai\'; new OpenAI({ baseURL: $base })".');
const source = z
  .string()
  .min(8)
  .describe('Where the facts come from: SDK source file with package version, or a documentation page.');
const target = z
  .string()
  .regex(/^([a-z][a-z0-9+.-]*:)?\/\/\S+$/)
  .describe('A URL; "*" for an unknown label, {region}, {account}, {project} or {name} for a captured role.');
const envName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);

export const sinkSchema = z.strictObject({
  match: z.union([snippet, z.array(snippet).min(1)]),
  where: z
    .record(z.string(), z.array(z.string()).min(1))
    .optional()
    .describe('The values of a $name that stands for a member, e.g. { "method": ["get", "post"] }.'),
  versions: z.string().optional().describe('A semver range of the package that the snippet imports.'),
  compose: z.enum(COMPOSERS).optional().describe('Default: url.'),
  scheme: z.string().optional().describe('The scheme of a target that names none, e.g. "postgres".'),
  port: z
    .int()
    .min(1)
    .max(65535)
    .optional()
    .describe("The port of a target that names none, when it is not the scheme's own."),
  require: z.array(z.enum(ROLES)).optional().describe('Roles without which there is no connection here.'),
  explicit: z
    .boolean()
    .optional()
    .describe('The role must be written out: unknown options or spread properties alone are no connection.'),
  defaults: z.array(target).optional().describe('What is reached when no role names a destination.'),
  also: z.array(target).optional().describe('What is reached besides, whatever the roles say.'),
  env: z.array(envName).optional().describe('Environment variables from which the SDK itself reads the endpoint.'),
  credentials: z.array(envName).optional().describe('Environment variables from which the SDK itself reads a secret.'),
  files: z
    .array(z.string().min(1))
    .optional()
    .describe('Globs of the files whose exports the framework reads; only for snippets that end in an export.'),
  surface: z
    .enum(['server', 'browser', 'build'])
    .optional()
    .describe('Where this runs, when the API itself decides it.'),
  source: source.optional().describe("When it differs from the rule's."),
});

export const exampleSchema = z.strictObject({
  code: z.string().min(1).describe('A module. It is scanned as server.ts (server.tsx when it holds JSX).'),
  reaches: z.array(z.string()).describe('The host patterns that must be found, exactly. Empty: nothing must be found.'),
  env: z.array(envName).optional().describe('The endpoint variables that must be found.'),
  file: z.string().optional().describe('The path of the module, when the rule is about certain files.'),
  version: z.string().optional().describe('The version of the package in use; without it, every sink applies.'),
  dynamic: z.boolean().optional().describe('The site must come out as dynamic.'),
});

const common = {
  $schema: z.string().optional(),
  name: z.string().min(1),
  packages: z.array(z.string()).optional().describe('npm packages whose APIs the snippets name.'),
  documentation: z.url().optional(),
  source,
  notes: z.string().optional(),
};

export const serviceSchema = z.strictObject({
  ...common,
  vendor: z.string().min(1).describe('The legal name of the company, or "unknown", or "self-hosted".'),
  category: z.enum(CATEGORIES),
  hosts: z
    .array(z.string())
    .describe(
      'Host patterns that belong to this service. "*" one label or part of one, "**." one or more leading labels.',
    ),
  stores: z.enum(['stateful', 'ephemeral', 'unknown']).optional().describe('Whether it keeps data by design.'),
  sinks: z.array(sinkSchema),
  examples: z.array(exampleSchema),
});

export const clientSchema = z.strictObject({
  ...common,
  sinks: z.array(sinkSchema).min(1),
  examples: z.array(exampleSchema).min(2),
});

export const functionSchema = z.strictObject({
  ...common,
  functions: z
    .array(
      z.strictObject({
        match: z.union([snippet, z.array(snippet).min(1)]),
        returns: z.enum(RETURNS),
        where: z.record(z.string(), z.array(z.string()).min(1)).optional(),
      }),
    )
    .min(1),
  examples: z.array(exampleSchema).min(1),
});

export type Category = (typeof CATEGORIES)[number];
export type Role = (typeof ROLES)[number];
export type Returns = (typeof RETURNS)[number];
export type SinkRule = z.infer<typeof sinkSchema>;
export type ServiceRule = z.infer<typeof serviceSchema>;
export type ClientRule = z.infer<typeof clientSchema>;
export type FunctionRule = z.infer<typeof functionSchema>;

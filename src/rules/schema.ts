/**
 * The form of a rule file: the one source of the types used by the program, of the JSON Schemas for editors
 * (schema/rule-*.schema.json), of the order of keys, and of the check that `npm test` and `sallyport rules lint` run.
 *
 * zod is imported when rules are validated, never when they are used: the program reads the compiled bundle.
 */
import { z } from 'zod';
import { envName, files, match, snippet, source, target, where } from './schema-parts.ts';

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
  'any', // one of the arguments, or what merging them gives
  'join', // $path arguments joined as a path
  'path', // the same by node:path, which makes one slash of two: https:/host, which is still a URL of that host
  'format', // the URL that $value is, or names in pieces: { protocol, hostname, port, pathname }
  'environment', // an object whose members are environment variables
  'env', // the environment variable named $name, else $fallback
  'page', // the origin of the page, or a part of its address: what is appended stays same-origin
  'local', // an address inside the page or process: blob:, data:
  'instance', // an instance of the class $value
  'ref', // an object whose `value` is $value, to which others may write
  'unref', // what such an object holds; anything else is itself
  'receiver', // what the method is called on
  'element', // the element of the platform that the member names: styled.img
  'input', // what somebody outside sends: a request
  'function', // a function, or functions in a list: no address
  'cli', // what is typed on the command line
  'stored', // what a database holds
  'unknown', // something that can never be a destination
  'schema', // a schema, of which the captures say what it makes of what it is given
  'parsed', // what $schema, or one of the captured $fields, makes of $value
  'fields', // the schemas of the members of $schema
  'called', // what $value gives when it is called
  'file', // the data of the file of the repository that $path names
  'registered', // nothing: what is captured is part of the settings that the rule reads elsewhere
  'provision', // nothing: what is captured is what asking for $token gives
  'provided', // what is provided for $token, else an instance of the class that it is
  'carried', // an object with a member for each token under which the rule provides something
  'brought', // the same in what somebody outside sends: a request to which handlers add something
  'setting', // the setting at $path, or at $name and else the variable of that name; without either, all settings
] as const;

/** What a `$capture` of a function can stand for besides roles. */
export const FUNCTION_CAPTURES = [
  'value', // what passes through
  'fallback', // what stands in its place when there is none
  'fallbacks', // an object or list of such, one of which holds
  'schema', // what this one is built on; as the root of a snippet, any schema that the rule makes
  'fields', // an object: each member has a schema of its own
  'also', // another object or schema that lends its members
  'items', // the schema of each item of a list, or of each member whatever its name
  'member', // the name of the one member that $items is about
  'values', // the texts that are allowed
  'options', // schemas of which one applies, after $schema
  'transform', // a function that is called with the value and gives another
  'next', // the schema to which the value goes on
  'key', // what a function that is called asks for; a falsy one asks for nothing
  'argument', // what a function that is called is given
  'token', // what something is provided under, and asked for by
  'factory', // a function that makes what is provided, of what is provided for each of $inject
  'inject', // the tokens of the factory's arguments
  'class', // the class of which an instance is provided
  'alias', // another token whose value is provided
  'channel', // the name under which a function waits, and is called
] as const;

export const sinkSchema = z.strictObject({
  match,
  where,
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
  answers: z
    .literal('database')
    .optional()
    .describe('What the client answers, where that is why a destination is not known: what a database holds.'),
  files,
  surface: z
    .enum(['server', 'browser', 'build'])
    .optional()
    .describe('Where this runs, when the API itself decides it.'),
  source: source.optional().describe("When it differs from the rule's."),
});

const scalar = z.union([z.string(), z.number(), z.boolean()]);

export const constantSchema = z.strictObject({
  match: match.describe(
    'The constant as it is imported, e.g. "import { PlaidEnvironments } from \'plaid\'; PlaidEnvironments".',
  ),
  value: z
    .union([scalar, z.record(z.string(), z.union([scalar, z.record(z.string(), scalar)]))], {
      error: 'it is a text, a number, a boolean, or an object of them, two deep',
    })
    .describe('What it is; of an object or enumeration, all its members.'),
  source: source.optional().describe("When it differs from the rule's."),
});

const constants = z
  .array(constantSchema)
  .optional()
  .describe(
    'Constants that the packages export and that programs hand back to them: addresses, names of environments.',
  );

export const exampleSchema = z.strictObject({
  code: z.string().min(1).describe('A module. It is scanned as server.ts (server.tsx when it holds JSX).'),
  reaches: z.array(z.string()).describe('The host patterns that must be found, exactly. Empty: nothing must be found.'),
  env: z.array(envName).optional().describe('The endpoint variables that must be found.'),
  file: z.string().optional().describe('The path of the module, when the rule is about certain files.'),
  version: z.string().optional().describe('The version of the package in use; without it, every sink applies.'),
  dynamic: z.boolean().optional().describe('The site must come out as dynamic.'),
});

const name = z.string().min(1).describe('The name as its maker writes it.');
const about = {
  packages: z
    .array(z.string().min(1))
    .optional()
    .describe('npm packages: every one that a snippet imports, sorted; any other is spoken of in the notes.'),
  documentation: z.url().optional().describe('Where the maker describes it.'),
  source,
  notes: z.string().min(1).optional().describe('What a reader of reports, or the next author, has to know.'),
};
const schemaReference = z.string().optional().describe('The JSON Schema, for editors.');

export const serviceSchema = z.strictObject({
  $schema: schemaReference,
  name,
  vendor: z.string().min(1).describe('The legal name of the company, or "unknown", or "self-hosted".'),
  vendorSource: source
    .optional()
    .describe('Where the legal name stands: a page of its terms, or a licence file with package and version.'),
  category: z.enum(CATEGORIES).describe('What it is to an auditor.'),
  hosts: z
    .array(z.string())
    .describe(
      'Host patterns that belong to this service. "*" one label or part of one, "**." one or more leading labels.',
    ),
  stores: z.enum(['stateful', 'ephemeral', 'unknown']).optional().describe('Whether it keeps data by design.'),
  homepage: z.url().optional().describe('The page on which its maker presents it.'),
  terms: z
    .url()
    .optional()
    .describe('A stable page with its data-processing terms or its sub-processors, where one was found.'),
  ...about,
  sinks: z.array(sinkSchema).describe('Where its SDKs describe a connection; empty when it has no SDK that connects.'),
  constants,
  examples: z.array(exampleSchema).describe('Code that the test run scans.'),
});

export const typeSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z_$][\w$]*$/)
    .describe('The name under which the package exports the type.'),
  of: snippet.describe(
    'The one call that gives what the type is for, e.g. "import axios from \'axios\'; axios.create()".',
  ),
});

export const clientSchema = z.strictObject({
  $schema: schemaReference,
  name,
  ...about,
  sinks: z.array(sinkSchema).min(1).describe('Where a connection is described.'),
  constants,
  types: z.array(typeSchema).optional().describe('Types that are no classes, by which code names a ready client.'),
  examples: z.array(exampleSchema).min(2).describe('Code that the test run scans.'),
});

export const passThroughSchema = z.strictObject({
  imports: z
    .array(snippet)
    .min(1)
    .optional()
    .describe('Import statements; every snippet of "match" is written after each of them.'),
  match,
  where,
  returns: z.enum(RETURNS).describe('What comes out, in terms of what is captured.'),
  keys: z
    .record(z.string(), z.enum([...FUNCTION_CAPTURES, 'name']))
    .optional()
    .describe('Where a schema is a plain object: what its keys stand for, e.g. { "default": "fallback" }.'),
  files,
  variables: z
    .string()
    .optional()
    .describe(
      'What begins the names of the variables that override settings, their path in capitals behind it: "NUXT_".',
    ),
  namedBy: z
    .array(z.string().min(1))
    .optional()
    .describe('Globs of the files whose texts are the names of the variables that hold settings.'),
});

export const calledSchema = z.strictObject({
  match: match.describe('Where a function is handed over: its parameters say what the library calls it with.'),
  where,
  from: match
    .optional()
    .describe(
      'Where the captures of the parameters come from, when it is another call. A $channel of both must agree.',
    ),
  versions: z.string().optional().describe('A semver range of the package that the snippet imports.'),
  files,
});

export const functionSchema = z.strictObject({
  $schema: schemaReference,
  name,
  ...about,
  functions: z.array(passThroughSchema).min(1).optional().describe('Calls and members through which a value passes.'),
  calls: z.array(calledSchema).min(1).optional().describe('Functions of the program that the package calls.'),
  examples: z.array(exampleSchema).min(1).describe('Code that the test run scans.'),
});

export type Category = (typeof CATEGORIES)[number];
export type Role = (typeof ROLES)[number];
export type FunctionCapture = (typeof FUNCTION_CAPTURES)[number];
export type Returns = (typeof RETURNS)[number];
export type CalledRule = z.infer<typeof calledSchema>;
export type ConstantRule = z.infer<typeof constantSchema>;
export type TypeRule = z.infer<typeof typeSchema>;
export type ExampleRule = z.infer<typeof exampleSchema>;
export type SinkRule = z.infer<typeof sinkSchema>;
export type ServiceRule = z.infer<typeof serviceSchema>;
export type ClientRule = z.infer<typeof clientSchema>;
export type FunctionRule = z.infer<typeof functionSchema>;

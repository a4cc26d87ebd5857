/**
 * The form of a rule file: the one source of the types used by the program, of the JSON Schemas for editors
 * (schema/rule-*.schema.json), of the order of keys, and of the check that `npm test` and `sallyport rules lint` run.
 *
 * zod is imported when rules are validated, never when they are used: the program reads the compiled bundle.
 */
import { z } from 'zod';
import { commandSchema } from './command-schema.ts';
import { envName, files, holds, match, snippet, source, target, where } from './schema-parts.ts';
import { CATEGORIES, COMPOSERS, FUNCTION_CAPTURES, RETURNS, ROLES } from './vocabulary.ts';

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
  elsewhere: z
    .enum(['model', 'package'])
    .optional()
    .describe(
      'Where no role names a destination, a language model picks it while the program runs ("model"), or the package knows it ("package"): the site is dynamic.',
    ),
  settles: z
    .string()
    .optional()
    .describe(
      'What the call decides for the whole component, where all of `require` is given: "editor". Sinks that are `settledBy` it do not connect there by themselves.',
    ),
  settledBy: z
    .string()
    .optional()
    .describe('A sink with only defaults: the word of the sinks of the same rule that decide its address elsewhere.'),
  answers: z
    .literal('database')
    .optional()
    .describe('What the client answers, where that is why a destination is not known: what a database holds.'),
  loads: z
    .literal('media')
    .optional()
    .describe('What a page loads to show it and no more: pictures, video and sound, in no frame and with no script.'),
  relays: z
    .boolean()
    .optional()
    .describe(
      'A proxy, which carries what others ask: where it is not known, that is one unknown of the function that makes it, whoever hands it on.',
    ),
  files,
  holds,
  surface: z
    .enum(['server', 'browser', 'build', 'ci', 'script'])
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
  with: z
    .record(z.string(), z.string())
    .optional()
    .describe('Other files of the same repository, by path: code that reads what a configuration says.'),
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
  sinks: z.array(sinkSchema).describe('Where a connection is described; empty when the rule is about commands.'),
  commands: z.array(commandSchema).min(1).optional().describe('Programs that connect when they are started.'),
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
  holds,
  exports: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('With "exported": the names under which files export the functions whose results come out.'),
  fromFiles: z.array(z.string().min(1)).min(1).optional().describe('Globs of the files that export them.'),
  within: z
    .enum(['file', 'parents', 'anywhere'])
    .optional()
    .describe('Which of them are meant, seen from the file with the call.'),
  under: z.string().optional().describe('The member of what comes out that has the results; without it they are all.'),
  inside: z
    .string()
    .optional()
    .describe('With "exported": the member of each result that is meant, where it has that.'),
  by: z.string().optional().describe('With "gathered": the member of each that names it.'),
  notation: z.enum(['constant', 'snake']).optional().describe('With "cased": how the words are written.'),
  digits: z.literal('apart').optional().describe('With "cased": digits are words of their own.'),
  targets: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('With "address": the origins at which the service keeps its files, * for what is not known.'),
  env: z.string().min(1).optional().describe('With "address": the variable from which the SDK takes the origin.'),
  telling: z
    .enum(['local', 'input'])
    .optional()
    .describe('With "told": what is held from then on, where no argument says it.'),
  ofOne: z
    .literal(true)
    .optional()
    .describe('What is told or merged is held by the first object that is made on the way, not the last.'),
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
  fromFiles: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Where "from" is an export: globs of the files that export it; "within" says which of them are meant.'),
  within: z
    .enum(['file', 'folder', 'above'])
    .optional()
    .describe(
      'Where "from" is an export: the same file, the folder of the function\'s file, or that and those above it. What all of them give counts together.',
    ),
  inline: z
    .literal(true)
    .optional()
    .describe('Only a function that is written in the call counts: other arguments are data, and are not evaluated.'),
  ofOne: z
    .literal(true)
    .optional()
    .describe('Both "match" and "from" are about one object: the first that is made on the way, or the $store.'),
  drafts: z
    .literal(true)
    .optional()
    .describe('What the function writes to what it is called with counts: it is a draft of what is kept.'),
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

export type CalledRule = z.infer<typeof calledSchema>;
export type PassThroughRule = z.infer<typeof passThroughSchema>;
export type ConstantRule = z.infer<typeof constantSchema>;
export type TypeRule = z.infer<typeof typeSchema>;
export type ExampleRule = z.infer<typeof exampleSchema>;
export type SinkRule = z.infer<typeof sinkSchema>;
export type ServiceRule = z.infer<typeof serviceSchema>;
export type ClientRule = z.infer<typeof clientSchema>;
export type FunctionRule = z.infer<typeof functionSchema>;

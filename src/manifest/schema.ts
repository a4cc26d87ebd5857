/**
 * What a person may write in `egress.yaml`: the one source of the check, of the types and of the JSON Schema for editors
 * (schema/egress.schema.json). What the program uses is another type: `Manifest` in manifest.ts.
 */
import { z } from 'zod';
import { LOADS, SURFACES } from '../identify/destination.ts';
import { dateFault } from './date.ts';
import { globFault } from './glob.ts';
import { hostFault } from './host-fault.ts';

/** Fields that `policy.require` may ask of an entry. */
export const REQUIRABLE = ['service', 'purpose', 'owner', 'data', 'retention', 'region', 'review'] as const;

/** What an id may look like: it stands in commands and reports, so it needs no quoting. */
export const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._:@*/-]*$/;

/** A scheme as the manifest writes it. */
export const SCHEME_PATTERN = /^[a-z][a-z0-9+.-]*$/;

const text = z.string().regex(/\S/, 'must be a text');
const word = z.string().regex(/^\S+$/, 'must be a name without spaces');
const surfaces = z.array(z.enum(SURFACES)).min(1);
const date = checked(dateFault).meta({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$` });
const glob = checked(globFault);
const scheme = z.string().regex(SCHEME_PATTERN, 'must be a scheme like https, in lower case and without a colon');

const policySchema = z.strictObject({
  surfaces: surfaces.optional().describe('These surfaces gate; the others are only inventoried.'),
  require: z.array(z.enum(REQUIRABLE)).optional().describe('An entry without one of these counts as unreviewed.'),
  cleartext: z
    .enum(['deny', 'warn', 'allow'])
    .optional()
    .describe('http, ws, ftp and telnet to anything but loopback, unless an entry lists that scheme.'),
  stale: z.enum(['warn', 'error', 'off']).optional().describe('Entries that nothing reaches any more.'),
  unreviewed: z.enum(['warn', 'error', 'off']).optional().describe('Entries that nobody has filled in.'),
  frozen: z.boolean().optional().describe('"sallyport accept" refuses to write: changes are made by hand.'),
});

const reviewSchema = z
  .strictObject({
    by: text.optional(),
    on: date.optional(),
    until: date.optional().describe('The last day on which this entry counts.'),
  })
  .describe('Who approved it, on which day, and for how long.');

const destinationSchema = z.strictObject({
  id: z
    .string()
    .regex(ID_PATTERN, 'must begin with a letter or digit and have only letters, digits and . _ : @ * / -')
    .describe('Unique in this file; entries are sorted by it.'),
  service: text.optional().describe('Who it is: an id of the catalogue, or any text.'),
  hosts: z
    .array(checked((host) => hostFault(host, 'destination')))
    .optional()
    .describe(
      'What may be reached. "*": one label or part of one; "**.": one or more leading labels; ":8443": that port; ":*": any.',
    ),
  env: z.array(word).optional().describe('Environment variables that may configure it.'),
  credentials: z.array(word).optional().describe('Names of credentials, never values.'),
  schemes: z.array(scheme).optional().describe('How it is reached; a cleartext scheme counts only when listed here.'),
  surfaces: surfaces.optional().describe('Where it may be reached from; default: any gated surface.'),
  components: z
    .array(glob)
    .min(1)
    .optional()
    .describe('Workspace packages that may use it (globs); default: any. Not in the manifest of a package.'),
  purpose: text.optional(),
  owner: text.optional(),
  data: z.array(text).optional().describe('Kinds of data that leave.'),
  retention: text.optional(),
  region: text.optional(),
  review: reviewSchema.optional(),
});

const dynamicSchema = z.strictObject({
  at: glob.describe('file#enclosing symbol, both globs; without "#", any symbol of the file.'),
  loads: z
    .enum(LOADS)
    .optional()
    .describe('All that it is for: "media", the pictures, video and sound that pages show; default: anything.'),
  through: glob
    .optional()
    .describe(
      'The function (file#symbol, both globs, from the root) that hands on the addresses it is for; default: any.',
    ),
  reason: text.describe('Why the destination cannot be known.'),
  owner: text.optional(),
  data: z.array(text).optional(),
  schemes: z.array(scheme).optional(),
  review: reviewSchema.optional(),
});

const denySchema = z.strictObject({
  hosts: z.array(checked((host) => hostFault(host, 'deny'))).min(1),
  reason: text,
});

const ignoreSchema = z.strictObject({
  path: glob.describe('Files (glob); a folder stands for everything in it.'),
  reason: text,
});

/** The form of `egress.yaml`: strict, so that a misspelt key is an error and not a gap in the policy. */
export const manifestSchema = z.strictObject({
  version: z.literal(1),
  application: text.optional().describe('The name of what is judged.'),
  policy: policySchema.optional(),
  destinations: z.array(destinationSchema).optional(),
  dynamic: z.array(dynamicSchema).optional(),
  deny: z.array(denySchema).optional(),
  ignore: z.array(ignoreSchema).optional(),
});

/** The keys of each kind of mapping, in the order in which they are written. */
export const KEY_ORDERS = {
  manifest: Object.keys(manifestSchema.shape),
  destinations: Object.keys(destinationSchema.shape),
  dynamic: Object.keys(dynamicSchema.shape),
  review: Object.keys(reviewSchema.shape),
} as const;

/** The manifest as written. */
export type ManifestFile = z.infer<typeof manifestSchema>;
/** An entry of `destinations` as written. */
export type DestinationInput = z.infer<typeof destinationSchema>;
/** An entry of `dynamic` as written. */
export type DynamicInput = z.infer<typeof dynamicSchema>;
/** The `policy` block as written. */
export type PolicyInput = z.infer<typeof policySchema>;

/** Gives the JSON Schema (draft 7, which YAML language servers understand) of the manifest, as plain data. */
export function manifestJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(manifestSchema, { target: 'draft-7', io: 'input' });
  return {
    $schema,
    $comment: 'Generated from src/manifest/schema.ts by `npm run schemas`; do not edit.',
    title: 'Sallyport manifest (egress.yaml)',
    ...schema,
  };
}

/** A text whose fault, if any, another function words: one error with what to do, in place of zod's own. */
function checked(fault: (value: string) => string | null) {
  return z.string().superRefine((value, context) => {
    const message = fault(value);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
}

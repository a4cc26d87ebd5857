/**
 * What `--format json` prints for `scan`, `explain` and `check`: the one source of its types, of the JSON Schema for those who
 * read it (schema/scan.schema.json) and of the tests. zod is loaded for the schema only, never to print a report.
 */
import { z } from 'zod';
import { CODE_CHANGE_KINDS } from '../changes/change.ts';
import { DRIFT_KINDS } from '../drift/drift.ts';
import { HOWS, SURFACES, VERDICTS } from '../identify/destination.ts';
import { CATEGORIES } from '../rules/vocabulary.ts';

const line = z.int().min(1).describe('Counts from 1.');
const column = z.int().min(1).describe('Counts from 1, in UTF-16 units.');
const file = z.string().describe('Relative to the scanned folder, with "/".');
const hosts = z.array(z.string()).describe('"*" stands for an unknown label or part of one.');
const count = z.int().min(0);
const severity = z.enum(['error', 'warning']);

const trailStepSchema = z.strictObject({ file, line, text: z.string().describe('The line of source, trimmed.') });

const siteSchema = z.strictObject({
  file,
  line,
  column,
  symbol: z
    .string()
    .describe('The enclosing function, method or variable, or the keys of a setting; "module" at the top of a file.'),
  rule: z.string().describe('The rule that found it, e.g. "services/openai".'),
  api: z.string().describe('The call as the rule writes it, or the key of a setting in a file of data.'),
  how: z.enum(HOWS).describe('The hardest step that was needed to learn the target.'),
  target: z.string().describe('As far as it is known; {env:NAME} stands for a variable, * for an unknown part.'),
  surface: z.enum(SURFACES),
  trail: z.array(trailStepSchema).describe('From the site back to where its value is written.'),
  comments: z
    .array(z.strictObject({ file, line, names: z.array(z.string()), reason: z.string() }))
    .optional()
    .describe('What comments declare here. They count if the manifest covers what they name.'),
});

const destinationSchema = z.strictObject({
  id: z.string().describe('A service id, a host pattern, env:NAME or dynamic:FILE#SYMBOL.'),
  verdict: z.enum(VERDICTS),
  hosts,
  ports: z.array(z.int()),
  schemes: z.array(z.string()),
  service: z.string().nullable().describe('Its id in the catalogue.'),
  name: z.string(),
  category: z.enum(CATEGORIES).nullable(),
  sdk: z.string().nullable().describe('The npm package that the sites use.'),
  env: z.array(z.string()).describe('Variables that may configure the endpoint.'),
  credentials: z.array(z.string()).describe('Names of variables that hold secrets; never values.'),
  surfaces: z.array(z.enum(SURFACES)),
  components: z.array(z.string()).describe('Folders of the workspace packages; "." for the root.'),
  sites: z.array(siteSchema),
  label: z
    .literal('internal')
    .optional()
    .describe('A machine of the same deployment: a service of a compose file, a name inside the cluster.'),
  reason: z.string().optional().describe('Why it is dynamic.'),
});

const problemSchema = z
  .strictObject({
    code: z.string(),
    severity: severity.describe('error: no verdict can be given, and the exit code is 2.'),
    message: z.string(),
    hint: z.string().nullable(),
    file: z.string().nullable(),
    line: line.nullable(),
    column: column.nullable(),
  })
  .describe('What could not be judged, or deserves a word.');

const driftSchema = z.strictObject({
  kind: z.enum(DRIFT_KINDS),
  severity,
  destination: z.string().nullable().describe('Its id; null where only the manifest is concerned.'),
  hosts,
  env: z.array(z.string()),
  service: z.string().nullable(),
  sdk: z.string().nullable(),
  sites: z.array(z.strictObject({ file, line, column, symbol: z.string() })),
  entry: z.string().optional().describe('The manifest entry that this is about.'),
  manifest: z.string().optional().describe('The manifest that has it, where that is one of a package.'),
  at: z.strictObject({ line, column }).optional().describe('Where that stands in the manifest.'),
  movedFrom: z.string().optional().describe('Of an undeclared place: the place (FILE#SYMBOL) that has its entry.'),
  new: z.boolean().optional().describe('check --base only: whether it came with this change.'),
  message: z.string(),
  fix: z.string().nullable().describe('A shell command that settles it.'),
});

const fieldChange = {
  field: z.string(),
  removed: z.array(z.string()),
  added: z.array(z.string()),
};
const effect = z
  .enum(['wider', 'narrower', 'other'])
  .describe('Whether the manifest allows more, or less, than before.');

const changesSchema = z.strictObject({
  code: z.array(
    z.strictObject({
      kind: z.enum(CODE_CHANGE_KINDS),
      destination: z.string(),
      name: z.string(),
      service: z.string().nullable(),
      sdk: z.string().nullable(),
      hosts,
      env: z.array(z.string()),
      dynamic: z.array(z.string()).describe('dynamic:FILE#SYMBOL.'),
      surfaces: z.array(z.enum(SURFACES)),
      components: z.array(z.string()),
      sites: z.array(z.strictObject({ file, line, column, symbol: z.string() })),
      details: z.array(z.strictObject(fieldChange)),
    }),
  ),
  policy: z.array(
    z.strictObject({
      kind: z.enum(['added', 'removed', 'changed']),
      manifest: z.string().describe('The file that it stands in.'),
      entry: z.string().describe('An id, dynamic:PLACE, deny:HOST, ignore:PATH or policy.'),
      effect,
      reviewed: z.boolean().describe('A review stands in it that was not there before.'),
      approved: z.boolean().describe('False: the manifest is frozen, and nobody has approved it.'),
      at: z.strictObject({ line, column }).optional().describe('Where it stands in the manifest.'),
      details: z.array(z.strictObject({ ...fieldChange, effect })),
    }),
  ),
});

const stateSchema = z.strictObject({
  name: z.string(),
  commit: z.string().nullable().describe('Null for the work tree and the index.'),
});

/** The document. */
export const documentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal('sallyport'), version: z.string() }),
  summary: z.strictObject({ files: count, parsed: count, sites: count, destinations: count, dynamic: count }),
  destinations: z.array(destinationSchema),
  problems: z.array(problemSchema),
  unreached: z
    .array(z.strictObject({ file, line, column, symbol: z.string(), rule: z.string(), api: z.string() }))
    .optional()
    .describe(
      'Connections to an address that a function is given, where nothing can call that function. No destinations.',
    ),
  leftOut: z
    .array(
      z.strictObject({
        reason: z.string().describe('For example "lock-file", "bundled", "translation", "ignored".'),
        count,
        examples: z.array(z.string()).describe('The first of the files.'),
      }),
    )
    .optional()
    .describe('scan --verbose only: what was not read, by reason.'),
  drift: z
    .array(driftSchema)
    .optional()
    .describe('check only: how code and manifest differ. Absent when there was no manifest to compare with.'),
  base: stateSchema.optional().describe('check --base only: what this is compared with.'),
  changes: changesSchema.optional().describe('check --base only: what is different since then.'),
});

/** What `diff` prints. */
const diffSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal('sallyport'), version: z.string() }),
  base: stateSchema,
  head: stateSchema,
  changes: changesSchema,
  problems: z.array(problemSchema),
});

/** What `--format json` prints. */
export type ScanDocument = z.infer<typeof documentSchema>;
/** What `diff --format json` prints. */
export type DiffDocument = z.infer<typeof diffSchema>;
/** What a change does, as it is printed. */
export type ChangesRow = z.infer<typeof changesSchema>;
/** A destination as it is printed. */
export type DestinationRow = z.infer<typeof destinationSchema>;
/** A drift as it is printed. */
export type DriftRow = z.infer<typeof driftSchema>;

/** Gives the JSON Schema (draft 2020-12) of the document, as plain data. */
export function scanJsonSchema(): Readonly<Record<string, unknown>> {
  return jsonSchemaOf(documentSchema, 'What sallyport prints with --format json');
}

/** Gives that of `diff`. */
export function diffJsonSchema(): Readonly<Record<string, unknown>> {
  return jsonSchemaOf(diffSchema, 'What sallyport diff prints with --format json');
}

function jsonSchemaOf(form: z.ZodType, title: string): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(form, { target: 'draft-2020-12' });
  const $comment = 'Generated from src/report/schema.ts by `npm run schemas`; do not edit.';
  return { $schema, $comment, title, ...schema };
}

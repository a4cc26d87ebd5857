/** What several parts of a rule file are made of. */
import { z } from 'zod';

/** Real code that says what is matched. */
export const snippet = z
  .string()
  .min(1)
  .describe('Real code, e.g. "import OpenAI from \'openai\'; new OpenAI({ baseURL: $base })".');
/** Where facts come from. */
export const source = z
  .string()
  .min(8)
  .describe('Where the facts come from: SDK source file with package version, or a documentation page.');
/** A URL that is reached. */
export const target = z
  .string()
  .regex(/^([a-z][a-z0-9+.-]*:)?\/\/\S+$/)
  .describe('A URL; "*" for an unknown label, {region}, {account}, {project} or {name} for a captured role.');
/** The name of a variable. */
export const envName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);

/** The ways in which something is written. */
export const match = z
  .union([snippet, z.array(snippet).min(1)])
  .describe('One snippet, or every form in which this is written.');
/** What a member of a snippet may be called. */
export const where = z
  .record(z.string(), z.array(z.string()).min(1))
  .optional()
  .describe('The values of a $name that stands for a member, e.g. { "method": ["get", "post"] }; else any member.');

/** The files that something is about. */
export const files = z
  .array(z.string().min(1))
  .optional()
  .describe(
    'Globs of the files whose exports the framework reads, for snippets of an export; of a function for settings, the files that hold them ("!" before a glob leaves out what it covers).',
  );
/** What stands in them. */
export const holds = z
  .array(z.string().min(1))
  .optional()
  .describe('Texts that all stand in such a file, where its name says too little: others are not read.');

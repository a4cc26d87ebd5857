/** The form of a command in a rule: a program that connects when it is started. */
import { z } from 'zod';
import { match, source, target } from './schema-parts.ts';

export const commandSchema = z.strictObject({
  run: match.describe(
    'A command line: the program, the words that tell what it does (alternatives with "|"), then $url, $connection, $host, $remote, $image, $package or _ ("..." behind the last for all that follow), and options with a value: "--registry $url".',
  ),
  values: z
    .array(z.string().regex(/^-/))
    .optional()
    .describe('Options with a value that is no operand; "-p?" for one whose value stands in the same word or nowhere.'),
  when: z.array(z.string().regex(/^-/)).optional().describe('Options of which one has to stand there.'),
  unless: z.array(z.string().regex(/^-/)).optional().describe('Options with which nothing is reached: "--local".'),
  scheme: z.string().optional().describe('The scheme of an address that names none, e.g. "https".'),
  elsewhere: z
    .literal(true)
    .optional()
    .describe('Where no operand names a destination, something outside of the repository does.'),
  defaults: z.array(target).optional().describe('What is reached when no operand names a destination.'),
  on: z
    .strictObject({ ubuntu: z.array(target).min(1).optional() })
    .optional()
    .describe(
      'What is reached instead of "defaults" on a machine whose distribution the file around the command tells.',
    ),
  also: z.array(target).optional().describe('What is reached besides, whatever the operands say.'),
  source: source.optional().describe("When it differs from the rule's."),
});

export type CommandRule = z.infer<typeof commandSchema>;

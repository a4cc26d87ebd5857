/** The options of `check` for a run of the Action, read by the same parser that the command line has. */
import { createProgram, type Actions } from '../cli/program.ts';
import type { RawOptions } from '../cli/settings.ts';
import { usage } from '../errors/commands.ts';
import { SallyportError } from '../errors/problem.ts';
import { CommanderError } from 'commander';

/** Parses the words after `sallyport check`. Throws SallyportError for what `check` does not take. */
export async function checkOptions(words: readonly string[], version: string): Promise<RawOptions> {
  const found: RawOptions[] = [];
  const take = async (raw: RawOptions) => {
    found.push(raw);
    return { exitCode: 0, report: '', messages: '' } as const;
  };
  const none = () => Promise.reject(new TypeError('no command but check'));
  const actions: Actions = {
    start: none,
    check: take,
    diff: none,
    init: none,
    scan: none,
    explain: none,
    accept: none,
    prune: none,
    merge: none,
    listRules: none,
    lintRules: none,
    testRules: none,
  };
  const program = createProgram(version, actions, () => {});
  const quiet = { writeOut: () => {}, writeErr: () => {}, outputError: () => {} };
  for (const command of [program, ...program.commands]) command.exitOverride().configureOutput(quiet);
  try {
    await program.parseAsync(['node', 'sallyport', 'check', ...words]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw new SallyportError([
      usage(`args: ${error.message.replace(/^error: /, '')}`, 'See `sallyport check --help`.'),
    ]);
  }
  return found[0] ?? {};
}

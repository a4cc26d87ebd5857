/** The command line: what was typed, to a command, to what is printed and the exit code. */
import { CommanderError, type Command } from 'commander';
import { internalError, usage } from '../errors/commands.ts';
import { SallyportError } from '../errors/problem.ts';
import type { Problem } from '../identify/destination.ts';
import { nearest } from '../document/near.ts';
import { FORMATS, type Format } from '../report/formats.ts';
import { PLAIN, type Style } from '../report/style.ts';
import { paintFor } from './color.ts';
import type { Host, OutputStream } from './host.ts';
import type { ExitCode, Outcome } from './outcome.ts';
import { createProgram, START, type Actions } from './program.ts';
import { openSession, type Session } from './session.ts';
import { PLAIN_FORMATS, type RawOptions } from './settings.ts';
import { readVersion } from './version.ts';

/** Runs one command; sets the exit code and never exits, so that a long report reaches its pipe whole. */
export async function run(host: Host): Promise<void> {
  survivesClosedPipes(host);
  const sessions: Session[] = [];
  try {
    host.exitCode = await runCommand(host, sessions);
  } catch (error) {
    host.exitCode = await reportFailure(error, host, sessions[0]?.err);
  }
}

/** `sessions` gets the one that the command opens, for the words about a failure after that. */
async function runCommand(host: Host, sessions: Session[]): Promise<ExitCode> {
  const version = readVersion();
  const results: Outcome[] = [];
  const open: Open = (raw, formats = PLAIN_FORMATS) => {
    const session = openSession(raw, host, version, formats);
    sessions.push(session);
    return session;
  };
  const program = createProgram(version, actionsOf(open), (outcome) => results.push(outcome));
  quieten(program, host);
  try {
    await program.parseAsync([...host.argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Not its own exit code, which for `help` is whatever the process has so far.
    if (PRINTED.includes(error.code)) return 0;
    throw new SallyportError([usageProblem(error, program)]);
  }
  const [outcome] = results;
  const [session] = sessions;
  if (outcome === undefined || session === undefined) throw new TypeError('the command came to nothing');
  await print(outcome, session, host);
  return outcome.exitCode;
}

/** What commander calls an error when help or version was asked for. */
const PRINTED: readonly string[] = ['commander.help', 'commander.helpDisplayed', 'commander.version'];

type Open = (raw: RawOptions, formats?: readonly Format[]) => Session;

/** Each command is loaded when it runs: `--help` and `--version` load none. */
function actionsOf(open: Open): Actions {
  return {
    start: async (raw) => (await import('./commands/start.ts')).start(open(raw, FORMATS), raw),
    check: async (raw) => (await import('./commands/check.ts')).check(open(raw, FORMATS), raw),
    diff: async (raw, names) => (await import('./commands/diff.ts')).diff(open(raw, FORMATS), raw, names),
    init: async (raw) => (await import('./commands/init.ts')).init(open(raw), raw),
    scan: async (raw) => (await import('./commands/scan.ts')).scanCommand(open(raw, FORMATS), raw),
    explain: async (raw, what) => (await import('./commands/explain.ts')).explain(open(raw), what),
    accept: async (raw, what) => (await import('./commands/accept.ts')).acceptCommand(open(raw), raw, what),
    merge: async (raw, files) => (await import('./commands/merge.ts')).mergeCommand(open(raw), files),
    listRules: async (raw, text) => (await import('./commands/rules.ts')).listRules(open(raw), text),
    lintRules: async (raw) => (await import('./commands/rules.ts')).lintRulesCommand(open(raw)),
    testRules: async (raw) => (await import('./commands/rules.ts')).testRules(open(raw)),
    prune: async (raw) => (await import('./commands/prune.ts')).pruneCommand(open(raw)),
  };
}

async function print({ report, messages, headline }: Outcome, { settings, err }: Session, host: Host): Promise<void> {
  if (settings.output === null) {
    if (report !== '') host.stdout.write(report);
  } else {
    const { writeText } = await import('./write-file.ts');
    writeText(settings.output.path, report, settings.output.name);
    const note = err.paint.dim(` (report in ${settings.output.name})`);
    if (headline !== undefined && !settings.quiet) host.stderr.write(`${headline}${note}\n`);
  }
  if (messages !== '') host.stderr.write(messages);
}

/** Help and version go to stdout as they are; errors come back as exceptions and are worded here. */
function quieten(program: Command, host: Host): void {
  const output = {
    writeOut: (text: string) => void host.stdout.write(text),
    writeErr: (text: string) => void host.stderr.write(text),
    outputError: () => {},
    getOutHelpWidth: () => Math.max(80, host.stdout.columns ?? 100),
  };
  const all = [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)];
  for (const command of all) command.exitOverride().configureOutput(output);
}

function usageProblem(error: CommanderError, program: Command): Problem {
  const [text = '', suggestion] = error.message.replace(/^error: /, '').split(/\n\(Did you mean /);
  const word = program.commands.find((command) => command.name() === START)?.args[0];
  if (word !== undefined && !word.startsWith('-')) return unknownCommand(word, program);
  const command = program.commands.find((one) => one.name() === program.args[0]);
  const help = command === undefined ? 'sallyport --help' : `sallyport ${command.name()} --help`;
  const hint = suggestion === undefined ? `See \`${help}\`.` : `Did you mean ${suggestion.replace(/\?\)$/, '?')}`;
  return usage(text, hint);
}

function unknownCommand(word: string, program: Command): Problem {
  const names = program.commands.map((command) => command.name()).filter((name) => name !== START);
  const near = nearest(word, names)[0] ?? names.find((name) => lettersOf(name) === lettersOf(word));
  const hint = near === undefined ? `The commands are ${names.join(', ')}.` : `Did you mean \`sallyport ${near}\`?`;
  return usage(`unknown command '${word}'`, hint);
}

/** Swapped letters are two edits away, and still the most common slip. */
function lettersOf(word: string): string {
  return [...word].toSorted().join('');
}

async function reportFailure(error: unknown, host: Host, style = earlyStyle(host)): Promise<ExitCode> {
  const { problemsText } = await import('../report/human/problems.ts');
  const isExpected = error instanceof SallyportError;
  const problems = isExpected ? error.problems : [internalError(messageOf(error), readVersion())];
  host.stderr.write(problemsText(problems, style, () => []));
  if (!isExpected && style.verbose && error instanceof Error) host.stderr.write(`${error.stack ?? ''}\n`);
  return 2;
}

/** How messages look while the options are not read yet, or cannot be. */
function earlyStyle(host: Host): Style {
  const has = (option: string) => host.argv.includes(option);
  const flag = has('--no-color') ? false : has('--color') ? true : null;
  return { ...PLAIN, paint: paintFor(host.stderr, host, flag), verbose: has('--verbose') };
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? '';
}

/** `sallyport scan | head` closes the pipe early: no reason to complain. */
function survivesClosedPipes(host: Host): void {
  const ignoreClosed = (stream: OutputStream) =>
    stream.on('error', (error) => {
      if (!('code' in error) || error.code !== 'EPIPE') host.exitCode = 2;
    });
  ignoreClosed(host.stdout);
  ignoreClosed(host.stderr);
}

/** The command line: what was typed, to a command, to what is printed and the exit code. */
import { CommanderError, type Command } from 'commander';
import { internalError, SallyportError, usage } from '../errors.ts';
import type { Problem } from '../identify/destination.ts';
import { nearest } from '../manifest/near.ts';
import { PLAIN } from '../report/style.ts';
import { paintFor } from './color.ts';
import type { Host, OutputStream } from './host.ts';
import type { ExitCode, Outcome } from './outcome.ts';
import { createProgram, START, type Actions } from './program.ts';
import { openSession, type Session } from './session.ts';
import type { RawOptions } from './settings.ts';
import { readVersion } from './version.ts';

/** Runs one command; sets the exit code and never exits, so that a long report reaches its pipe whole. */
export async function run(host: Host): Promise<void> {
  survivesClosedPipes(host);
  try {
    host.exitCode = await runCommand(host);
  } catch (error) {
    host.exitCode = await reportFailure(error, host);
  }
}

async function runCommand(host: Host): Promise<ExitCode> {
  const version = readVersion();
  const results: Outcome[] = [];
  const sessions: Session[] = [];
  const open = (raw: RawOptions): Session => {
    const session = openSession(raw, host, version);
    sessions.push(session);
    return session;
  };
  const program = createProgram(version, actionsOf(open), (outcome) => results.push(outcome));
  quieten(program, host);
  try {
    await program.parseAsync([...host.argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    throw new SallyportError([usageProblem(error, program)]);
  }
  const [outcome] = results;
  const [session] = sessions;
  if (outcome === undefined || session === undefined) throw new TypeError('the command came to nothing');
  await print(outcome, session, host);
  return outcome.exitCode;
}

/** Each command is loaded when it runs: `--help` and `--version` load none. */
function actionsOf(open: (raw: RawOptions) => Session): Actions {
  return {
    start: async (raw) => (await import('./commands/start.ts')).start(open(raw), raw),
    check: async (raw) => (await import('./commands/check.ts')).check(open(raw), raw),
    init: async (raw) => (await import('./commands/init.ts')).init(open(raw), raw),
    scan: async (raw) => (await import('./commands/scan.ts')).scanCommand(open(raw), raw),
    explain: async (raw, what) => (await import('./commands/explain.ts')).explain(open(raw), what),
    accept: async (raw, what) => (await import('./commands/accept.ts')).acceptCommand(open(raw), raw, what),
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
  for (const command of [program, ...program.commands]) command.exitOverride().configureOutput(output);
}

function usageProblem(error: CommanderError, program: Command): Problem {
  const [text = '', suggestion] = error.message.replace(/^error: /, '').split(/\n\(Did you mean /);
  const word = program.commands.find((command) => command.name() === START)?.args[0];
  if (word !== undefined && !word.startsWith('-')) return unknownCommand(word, program);
  const hint =
    suggestion === undefined ? 'See `sallyport --help`.' : `Did you mean ${suggestion.replace(/\?\)$/, '?')}`;
  return usage(text, hint);
}

function unknownCommand(word: string, program: Command): Problem {
  const names = program.commands.map((command) => command.name()).filter((name) => name !== START);
  const [near] = nearest(word, names);
  const hint = near === undefined ? `The commands are ${names.join(', ')}.` : `Did you mean \`sallyport ${near}\`?`;
  return usage(`unknown command '${word}'`, hint);
}

async function reportFailure(error: unknown, host: Host): Promise<ExitCode> {
  const { problemsText } = await import('../report/human/problems.ts');
  const isVerbose = host.argv.includes('--verbose');
  const isExpected = error instanceof SallyportError;
  const problems = isExpected ? error.problems : [internalError(messageOf(error), readVersion())];
  const flag = host.argv.includes('--no-color') ? false : host.argv.includes('--color') ? true : null;
  const style = { ...PLAIN, paint: paintFor(host.stderr, host, flag), verbose: isVerbose };
  host.stderr.write(problemsText(problems, style, () => []));
  if (!isExpected && isVerbose && error instanceof Error) host.stderr.write(`${error.stack ?? ''}\n`);
  return 2;
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? '';
}

/** `sallyport scan | head` closes the pipe early: no reason to complain. */
function survivesClosedPipes({ stdout, stderr }: Host): void {
  const ignoreClosed = (stream: OutputStream) =>
    stream.on('error', (error) => {
      if (!('code' in error) || error.code !== 'EPIPE') throw error;
    });
  ignoreClosed(stdout);
  ignoreClosed(stderr);
}

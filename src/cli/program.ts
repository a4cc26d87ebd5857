/** The commands and their options, as `--help` shows them. Nothing heavy is loaded before a command runs. */
import { Command, Help, Option } from 'commander';
import { FORMATS } from '../report/formats.ts';
import type { Outcome } from './outcome.ts';
import type { RawOptions } from './settings.ts';

/** What the commands do; each returns what is to be printed. */
export interface Actions {
  readonly start: (raw: RawOptions) => Promise<Outcome>;
  readonly check: (raw: RawOptions) => Promise<Outcome>;
  readonly diff: (raw: RawOptions, names: readonly string[]) => Promise<Outcome>;
  readonly init: (raw: RawOptions) => Promise<Outcome>;
  readonly scan: (raw: RawOptions) => Promise<Outcome>;
  readonly explain: (raw: RawOptions, selector: string) => Promise<Outcome>;
  readonly accept: (raw: RawOptions, selectors: readonly string[]) => Promise<Outcome>;
  readonly prune: (raw: RawOptions) => Promise<Outcome>;
  readonly merge: (raw: RawOptions, files: readonly string[]) => Promise<Outcome>;
  readonly listRules: (raw: RawOptions, text: string | null) => Promise<Outcome>;
  readonly lintRules: (raw: RawOptions) => Promise<Outcome>;
  readonly testRules: (raw: RawOptions) => Promise<Outcome>;
}

/** The name of the command that a bare `sallyport` runs; never shown. */
export const START = 'start';

/** Builds the parser; `finish` gets what the command that ran came to. */
export function createProgram(version: string, actions: Actions, finish: (outcome: Outcome) => void): Command {
  const program = new Command('sallyport')
    .description('Finds what a JS/TS repository can reach over the network, and compares it with egress.yaml.')
    .usage('[command] [options]')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help, or that of a command')
    .helpCommand(true)
    .configureHelp({ showGlobalOptions: true, visibleCommands: shownCommands, formatHelp: commandsFirst })
    .addHelpText('after', EXAMPLES);
  addCommonOptions(program);
  const ends = (run: () => Promise<Outcome>) => async () => finish(await run());
  addGate(program, actions, ends);
  addEvidence(program, actions, ends);
  addChanges(program, actions, ends);
  addRules(program, actions, ends);
  return program;
}

type Ends = (run: () => Promise<Outcome>) => () => Promise<void>;

const EXAMPLES = `
Examples:
  sallyport init                                        write egress.yaml from what the code reaches
  sallyport                                             compare the code with it (the same as check)
  sallyport explain api.openai.com                      how is it reached, and how do you know?
  sallyport explain lib/models.ts:12
  sallyport accept api.openai.com --reason "Chat completions for the support assistant"
  sallyport scan --format json --output inventory.json

Exit codes: 0 in sync, 1 drift, 2 could not judge.`;

function addCommonOptions(program: Command): void {
  program
    .option('--cwd <folder>', 'the folder to scan (default: the current one)')
    .option('--manifest <file>', 'the manifest (default: egress.yaml in the scanned folder)')
    .option('--format <format>', `human (default) or json; check, scan and diff also ${FORMATS.slice(2).join(', ')}`)
    .option('--output <file>', 'write the report to a file')
    .option('--surface <list>', 'only these: server, browser, build, test, script, ci')
    .option('--component <list>', 'only these workspace packages, by folder or name (globs)')
    .option('--no-cache', 'analyse everything again')
    .option('--no-types', 'do not ask TypeScript about types')
    .option('--threads <number>', 'scans made at once: two with --base and diff')
    .addOption(new Option('--quiet', 'only what fails').conflicts('verbose'))
    .option('--verbose', 'all sites, all warnings; timings on stderr')
    .option('--color', 'colour, also where there is no terminal')
    .option('--no-color', 'no colour (also NO_COLOR)');
}

function addGate(program: Command, actions: Actions, ends: Ends): void {
  const start = withGateOptions(program.command(START, { isDefault: true, hidden: true }).argument('[command...]'));
  start.action((words: readonly string[]) => {
    // The word that names no command lands here; main.ts says which was meant.
    if (words.length > 0) start.error(`unknown command '${words[0]}'`, { code: 'commander.unknownCommand' });
    return ends(() => actions.start(start.optsWithGlobals()))();
  });
  const check = withGateOptions(program.command('check')).description(
    'compare the code with the manifest; never writes',
  );
  check.action(ends(() => actions.check(check.optsWithGlobals())));
  const diff = program
    .command('diff')
    .description('what is new, changed and gone between two revisions, in code and in policy')
    .argument('[A]', 'a revision, A..B or A...B (default: HEAD)')
    .argument('[B]', 'a revision (default: the work tree)')
    .option('--staged', 'compare with the git index in place of the work tree');
  diff.action((a?: string, b?: string) =>
    ends(() =>
      actions.diff(
        diff.optsWithGlobals(),
        [a, b].filter((name) => name !== undefined),
      ),
    )(),
  );
}

function withGateOptions(command: Command): Command {
  return command
    .option('--staged', 'judge the git index: what the next commit will hold')
    .option('--base <revision>', 'say what is new since this branch left a revision, in code and in policy')
    .option('--frozen', 'with --base: fail when the manifest allows more than there and no review says so')
    .option('--strict', 'stale and unreviewed entries and unused comments fail too')
    .option('--warn-only', 'report drift and exit 0')
    .option('--as-of <date>', 'judge approvals on this day (default: today)');
}

function addEvidence(program: Command, actions: Actions, ends: Ends): void {
  const scan = program
    .command('scan')
    .description('list everything that is reached, with evidence')
    .option('--all', 'same-origin and loopback too');
  scan.action(ends(() => actions.scan(scan.optsWithGlobals())));
  const explain = program
    .command('explain')
    .description('every step from a site back to the constants, and the rule that found it')
    .argument('<what>', 'a HOST, env:NAME, dynamic:FILE#SYMBOL, FILE:LINE, or the id of a destination');
  explain.action((what: string) => ends(() => actions.explain(explain.optsWithGlobals(), what))());
}

function addChanges(program: Command, actions: Actions, ends: Ends): void {
  const init = program
    .command('init')
    .description('write the manifest from what the code reaches, entries unreviewed')
    .option('--force', 'overwrite the one that is there');
  init.action(ends(() => actions.init(init.optsWithGlobals())));
  const accept = program
    .command('accept')
    .description('declare what was found; on a terminal it asks for what is not said')
    .argument('[what...]', 'HOST, env:NAME or dynamic:FILE#SYMBOL')
    .option('--reason <text>', 'why it is needed (required, but for --all)')
    .option('--owner <name>', 'who answers for it')
    .option('--data <list>', 'kinds of data that leave, separated by commas', collected)
    .option('--until <date>', 'the last day on which it counts')
    .option('--id <id>', 'the entry to write it into, new or not')
    .option('--moved-from <place>', 'FILE#SYMBOL whose entry is now for the one place named')
    .option('--all', 'everything that is undeclared')
    .option('--patch', 'print a patch for `git apply` instead of writing')
    .option('--ci-write', 'write in CI too');
  accept.action((what: readonly string[]) => ends(() => actions.accept(accept.optsWithGlobals(), what))());
  const merge = program
    .command('merge')
    .description('merge driver of git: three versions of the manifest, entry by entry')
    .argument('<base>', 'the common ancestor (%O)')
    .argument('<ours>', 'our version (%A), which is written')
    .argument('<theirs>', 'their version (%B)')
    .argument('[path]', 'how messages call it (%P)');
  merge.action((base: string, ours: string, theirs: string, path?: string) => {
    const files = [base, ours, theirs, ...(path === undefined ? [] : [path])];
    return ends(() => actions.merge(merge.optsWithGlobals(), files))();
  });
  const prune = program.command('prune').description('remove from the manifest what nothing reaches any more');
  prune.action(ends(() => actions.prune(prune.optsWithGlobals())));
}

function addRules(program: Command, actions: Actions, ends: Ends): void {
  const rules = program.command('rules').description('the catalogue, and rules of your own in .sallyport/rules/');
  const list = rules
    .command('list', { isDefault: true })
    .description('all rules, or those about something')
    .argument('[text]', 'a part of an id, name, category, package or host');
  list.action((text?: string) => ends(() => actions.listRules(list.optsWithGlobals(), text ?? null))());
  const test = rules.command('test').description('run the examples of your own rules');
  test.action(ends(() => actions.testRules(test.optsWithGlobals())));
  const lint = rules.command('lint').description('say what is wrong with your own rules');
  lint.action(ends(() => actions.lintRules(lint.optsWithGlobals())));
}

function collected(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** The commands are what one looks for; the options that all of them have come after. */
function commandsFirst(command: Command, help: Help): string {
  const text = Help.prototype.formatHelp.call(help, command, help);
  return text.replace(/(Options:\n.*?\n\n)(Commands:\n.*)$/s, (_, options: string, commands: string) => {
    return `${commands.trimEnd()}\n\n${options.trimEnd()}\n`;
  });
}

function shownCommands(command: Command): Command[] {
  return command.commands.filter((one) => one.name() !== START).slice();
}

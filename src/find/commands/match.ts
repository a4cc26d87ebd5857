/** What a command connects to: its words against the commands that rules describe. */
import type { Command, CommandPattern, CommandRole, Machine } from '../../rules/command.ts';
import { closedText, fromParts } from '../../values/text.ts';
import { text, type TextValue } from '../../values/value.ts';
import { addressOf } from './addresses.ts';
import { readArguments, type Option } from './arguments.ts';
import type { Word } from './shell.ts';

/** The addresses that a command names or reaches by itself on a machine; empty when it is none that a rule knows. */
export function addressesOf(
  words: readonly Word[],
  known: (program: string) => readonly Command[],
  machine: Machine | null,
): readonly TextValue[] {
  const [program, ...args] = words;
  const path = program && written(program);
  if (path == null) return [];
  const name = path.slice(path.lastIndexOf('/') + 1);
  const own = known(name).flatMap((command) => reachedBy(command, name, args, machine));
  const started = startedBy(path, args);
  return started === null ? own : [...own, ...addressesOf(started, known, machine)];
}

/** Programs that start the one that follows, with the options that take a value. */
const STARTERS: Readonly<Record<string, readonly string[]>> = {
  sudo: ['-u', '-g', '-h', '-p', '-C'],
  env: ['-u', '-C'],
  exec: ['-a'],
  command: [],
  nohup: [],
  nice: ['-n'],
  time: ['-f', '-o'],
  timeout: ['-s', '-k'],
  xargs: ['-I', '-n', '-P', '-d', '-a', '-L'],
  npx: ['-p', '--package'],
  bunx: ['-p', '--package'],
  'cross-env': [],
  'cross-env-shell': [],
  retry: [],
};

/** Package managers that start a program of the project: behind one of these words, or by its name alone. */
const RUNNERS: Readonly<Record<string, { readonly words: readonly string[]; readonly byName: boolean }>> = {
  npm: { words: ['exec', 'x'], byName: false },
  pnpm: { words: ['exec', 'dlx'], byName: true },
  yarn: { words: ['exec', 'dlx', 'run'], byName: true },
  bun: { words: ['x', 'run'], byName: false },
};

/** The command that a program starts: `sudo -E env A=b curl …`; null for any that starts none. */
function startedBy(program: string, rest: readonly Word[]): readonly Word[] | null {
  if (Object.hasOwn(STARTERS, program)) return withoutVersion(behindOptions(rest, STARTERS[program] ?? []));
  const runner = Object.hasOwn(RUNNERS, program) ? RUNNERS[program] : undefined;
  if (runner === undefined) return null;
  const words = behindOptions(rest, RUNNER_VALUES);
  if (runner.words.includes(written(words[0] ?? []) ?? ''))
    return withoutVersion(behindOptions(words.slice(1), RUNNER_VALUES));
  return runner.byName ? words : null;
}

const RUNNER_VALUES = ['--filter', '-F', '--cwd', '--dir', '-C', '--package', '-p', '--workspace', '-w', '--prefix'];

function behindOptions(rest: readonly Word[], values: readonly string[]): readonly Word[] {
  let at = 0;
  for (; at < rest.length; at += 1) {
    const word = written(rest[at] ?? []);
    if (word !== null && values.includes(word)) at += 1;
    else if (word === null || !/^(?:-|[A-Za-z_]\w*=|\d+[smhd]?$)/.test(word)) break;
  }
  return rest.slice(at);
}

/** `npx playwright@1.50 install` starts playwright. */
function withoutVersion([first, ...rest]: readonly Word[]): readonly Word[] {
  if (first === undefined) return [];
  const [, name] = /^(@?[^@]+)@[^@]*$/.exec(written(first) ?? '') ?? [];
  return [name === undefined ? first : [{ kind: 'text', text: name }], ...rest];
}

function reachedBy(
  command: Command,
  program: string,
  args: readonly Word[],
  machine: Machine | null,
): readonly TextValue[] {
  const matches = command.patterns
    .filter((pattern) => pattern.program === program)
    .map((pattern) => match(pattern, command, args))
    .filter((found) => found !== null);
  const [first] = matches;
  if (!first) return [];
  const here = machine === null ? undefined : command.on?.[machine];
  const defaults = first.length === 0 ? (here ?? command.defaults ?? []) : [];
  const unnamed = first.length === 0 && command.elsewhere ? [ELSEWHERE] : [];
  return [...first, ...unnamed, ...[...defaults, ...(command.also ?? [])].map((target) => text(target))];
}

/** The remote of a working copy, the cluster of a configuration at home. */
const ELSEWHERE = fromParts([{ kind: 'hole', hole: { kind: 'unknown', reason: 'elsewhere' } }], null);

/** The addresses that the arguments name; null when it is another command. */
function match(pattern: CommandPattern, command: Command, args: readonly Word[]): readonly TextValue[] | null {
  const { options, operands } = readArguments(
    args,
    (option) => {
      if (Object.hasOwn(pattern.options, option) || command.values?.includes(option) === true) return 'yes';
      return command.values?.includes(`${option}?`) === true ? 'optional' : 'no';
    },
    hasLetters(pattern, command),
  );
  const isThis = pattern.words.every((words, index) => words.includes(written(operands[index] ?? []) ?? ''));
  if (!isThis || !isMeant(command, options)) return null;
  const given = options.map(({ name, value }) => addressIn(pattern.options[name] ?? null, value, command.scheme));
  const named = operands.slice(pattern.words.length);
  const meant = pattern.operands.flatMap(({ role, isRest }, index) =>
    named.slice(index, isRest ? undefined : index + 1).map((word) => addressIn(role, word, command.scheme)),
  );
  return [...given, ...meant].filter((address) => address !== null);
}

function isMeant({ when, unless = [] }: Command, options: readonly Option[]): boolean {
  return (
    (when === undefined || options.some(({ name }) => when.includes(name))) &&
    !options.some(({ name }) => unless.includes(name))
  );
}

/** A program with names behind one dash (`ffmpeg -vf`) has no letters that stand together. */
function hasLetters(pattern: CommandPattern, { values = [], when = [], unless = [] }: Command): boolean {
  return ![...Object.keys(pattern.options), ...values, ...when, ...unless].some((one) => /^-[^-][^?]/.test(one));
}

function addressIn(role: CommandRole | null, word: Word | null, scheme: string | undefined): TextValue | null {
  return role === null || word === null ? null : addressOf(role, word, scheme);
}

/** The text of a word when all of it is known. */
function written(word: Word): string | null {
  return closedText(fromParts(word, null));
}

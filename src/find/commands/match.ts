/** What a command connects to: its words against the commands that rules describe. */
import type { Command, CommandPattern, CommandRole } from '../../rules/command.ts';
import { closedText, fromParts } from '../../values/text.ts';
import { splitUrl } from '../../values/url-text.ts';
import { text, type Part, type TextValue } from '../../values/value.ts';
import { registryOf } from '../composers/image.ts';
import type { Word } from './shell.ts';

/** The addresses that a command names or reaches by itself; empty when it is none that a rule knows. */
export function addressesOf(
  words: readonly Word[],
  known: (program: string) => readonly Command[],
): readonly TextValue[] {
  const [program, ...args] = words;
  const path = program && written(program);
  if (path == null) return [];
  const name = path.slice(path.lastIndexOf('/') + 1);
  const own = known(name).flatMap((command) => reachedBy(command, name, args));
  const started = startedBy(path, args);
  return started === null ? own : [...own, ...addressesOf(started, known)];
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

function reachedBy(command: Command, program: string, args: readonly Word[]): readonly TextValue[] {
  if (!isMeant(command, args)) return [];
  const matches = command.patterns
    .filter((pattern) => pattern.program === program)
    .map((pattern) => match(pattern, command, args))
    .filter((found) => found !== null);
  const [first] = matches;
  if (!first) return [];
  const defaults = first.length === 0 ? (command.defaults ?? []) : [];
  const unnamed = first.length === 0 && command.elsewhere ? [ELSEWHERE] : [];
  return [...first, ...unnamed, ...[...defaults, ...(command.also ?? [])].map((target) => text(target))];
}

/** The remote of a working copy, the cluster of a configuration at home. */
const ELSEWHERE = fromParts([{ kind: 'hole', hole: { kind: 'unknown', reason: 'elsewhere' } }], null);

function isMeant({ when, unless = [] }: Command, args: readonly Word[]): boolean {
  const options = args.flatMap((word) => optionOf(word)?.name ?? []);
  return (
    (when === undefined || options.some((one) => when.includes(one))) && !options.some((one) => unless.includes(one))
  );
}

/** The addresses of the operands; null when it is another command. */
function match(pattern: CommandPattern, command: Command, args: readonly Word[]): readonly TextValue[] | null {
  const found: TextValue[] = [];
  const operands: Word[] = [];
  const add = (role: CommandRole | null, word: Word): void => {
    const address = role === null ? null : addressOf(role, word, command.scheme);
    if (address) found.push(address);
  };
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? [];
    const option = optionOf(word);
    if (option === null) operands.push(word);
    else if (Object.hasOwn(pattern.options, option.name)) {
      if (option.value === null) index += 1;
      add(pattern.options[option.name] ?? null, option.value ?? args[index] ?? []);
    } else if (option.value === null && command.values?.includes(option.name) === true) index += 1;
  }
  const isThis = pattern.words.every((words, index) => words.includes(written(operands[index] ?? []) ?? ''));
  if (!isThis) return null;
  const named = operands.slice(pattern.words.length);
  for (const [index, { role, isRest }] of pattern.operands.entries()) {
    for (const word of isRest ? named.slice(index) : named.slice(index, index + 1)) add(role, word);
  }
  return found;
}

interface Option {
  readonly name: string;
  /** Behind `=`; null where it may be the next word. */
  readonly value: Word | null;
}

function optionOf([first, ...rest]: Word): Option | null {
  if (first?.kind !== 'text' || !/^-[^\s]/.test(first.text)) return null;
  const [, name = first.text, value] = /^(--[^=]+)=([^]*)$/.exec(first.text) ?? [];
  return { name, value: value === undefined ? null : [{ kind: 'text', text: value }, ...rest] };
}

function addressOf(role: CommandRole, word: Word, scheme: string | undefined): TextValue | null {
  const value = fromParts(word, null);
  const known = closedText(value);
  const isKnownFrom = word[0]?.kind === 'text';
  switch (role) {
    case 'url':
      if (splitUrl(word) || !isKnownFrom) return value;
      if (SCP.test(known ?? writtenStart(word))) return ssh(word);
      return scheme === undefined || !HOST.test(known ?? writtenStart(word)) ? null : prefixed(`${scheme}://`, word);
    case 'address':
      return splitUrl(word) ? value : null;
    case 'host':
      return isKnownFrom && splitUrl(word) === null ? prefixed(`${scheme ?? 'ssh'}://`, word) : value;
    case 'remote':
      if (splitUrl(word)) return value;
      return SCP.test(writtenStart(word)) ? ssh(word) : null;
    case 'package':
      return /^(?:@[\w.-]+\/)?[\w.-]+@/.test(writtenStart(word)) ? text(NPM) : null;
    case 'image': {
      const image = registryOf(value);
      return image.kind === 'text' ? image : null;
    }
  }
}

/** https://docs.npmjs.com/cli/using-npm/config#registry */
const NPM = 'https://registry.npmjs.org/';

/** `user@host:path`, `host:path`; a single letter is a drive. */
const SCP = /^(?:[\w.-]+@[\w.-]*|[\w.-]{2,}):(?!\/\/)/;

/** A name with a dot, or one with a port. */
const HOST = /^[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)|^[\w.-]+:\d+/;

function ssh(word: Word): TextValue {
  return prefixed(
    'ssh://',
    word.map((part): Part => (part.kind === 'text' ? { kind: 'text', text: part.text.replace(/:.*$/s, '/') } : part)),
  );
}

function prefixed(before: string, word: Word): TextValue {
  return fromParts([{ kind: 'text', text: before }, ...word], null);
}

function writtenStart(word: Word): string {
  return word.map((part) => (part.kind === 'text' ? part.text : 'x')).join('');
}

/** The text of a word when all of it is known. */
function written(word: Word): string | null {
  return closedText(fromParts(word, null));
}

/** Command lines that open connections, as rules write them: `git clone $url`, `npm install|ci`, `scp $remote...`. */
import { SnippetError } from './snippet-arguments.ts';
import type { CommandRule } from './command-schema.ts';

/** What an operand of a command stands for. */
export const COMMAND_ROLES = [
  'url', // an address; a host alone counts where the rule has a scheme
  'address', // an address that is written out; anything else is a file or a name of this machine
  'connection', // a connection string, written out or in a variable; anything else is the name of a database
  'host', // where to connect to: user@host, host:port
  'remote', // user@host:path; an operand without a colon is a path of this machine
  'image', // a container image
  'source', // a line of apt's sources: deb [arch=amd64] https://… stable main
  'package', // name@version of npm, which is fetched; a name alone may be installed
] as const;

/** Distributions with repositories of their own. */
export const MACHINES = ['ubuntu'] as const;

export type Machine = (typeof MACHINES)[number];

export type CommandRole = (typeof COMMAND_ROLES)[number];

/** An operand that is not a word of the command; `null` when it does not matter what it is. */
export interface Operand {
  readonly role: CommandRole | null;
  /** Whether it stands for all that follow. */
  readonly isRest: boolean;
}

/** One way to write a command. */
export interface CommandPattern {
  readonly program: string;
  /** The words that follow, each with its alternatives: `install|ci`. */
  readonly words: readonly (readonly string[])[];
  readonly operands: readonly Operand[];
  /** Options whose value is an operand: `--registry $url`. */
  readonly options: Readonly<Record<string, CommandRole>>;
}

/** A command of a rule. */
export interface Command extends Omit<CommandRule, 'run'> {
  readonly patterns: readonly CommandPattern[];
}

/** Compiles a command of a rule file. Throws SnippetError. */
export function compileCommand({ run, ...rest }: CommandRule): Command {
  return { ...rest, patterns: [run].flat().map(compilePattern) };
}

function compilePattern(run: string): CommandPattern {
  const [program = '', ...tokens] = run.trim().split(/\s+/);
  if (!/^[\w.@/+-]+$/.test(program)) throw new SnippetError(`"${run}" does not begin with the name of a program`);
  const words: string[][] = [];
  const operands: Operand[] = [];
  const options: Record<string, CommandRole> = {};
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? '';
    if (token.startsWith('-')) {
      index += 1;
      options[token] = roleOf(tokens[index] ?? '', run);
    } else if (/^[$_]/.test(token)) {
      const written = token.replace(/\.{3}$/, '');
      operands.push({ role: written === '_' ? null : roleOf(written, run), isRest: written !== token });
    } else if (operands.length > 0) {
      throw new SnippetError(`"${run}": the word "${token}" stands behind an operand`);
    } else words.push(token.split('|'));
  }
  return { program, words, operands, options };
}

function roleOf(token: string, run: string): CommandRole {
  const role = COMMAND_ROLES.find((one) => token === `$${one}`);
  if (role === undefined)
    throw new SnippetError(
      `"${run}": ${token || 'nothing'} stands where one of ${COMMAND_ROLES.map((one) => `$${one}`).join(', ')} belongs`,
    );
  return role;
}

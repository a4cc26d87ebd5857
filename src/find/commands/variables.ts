/**
 * Variables that a shell text gives to what it starts: before a command, exported, or as a word of one, whatever that does with it
 * (`cross-env API_URL=…`, `docker run -e API_URL=…`, `heroku config:set API_URL=…`, `echo API_URL=… >> .env`).
 */
import { createCodec } from '../../values/codec.ts';
import type { TextValue } from '../../values/value.ts';
import { readShell, type ShellText, type ShellVariable, type Word } from './shell.ts';
import { lineOfShell } from './words.ts';

/** The variables, with the place of each, or of the command whose word it is. */
export function variablesIn(text: TextValue): readonly ShellVariable[] {
  const shell = readShell(text);
  const { commands } = shell;
  const handed = commands.flatMap(({ words, offset }) =>
    [...words.slice(1).flatMap(handedIn), ...inLine(words)].map((variable) => ({ ...variable, offset })),
  );
  return [...givenIn(shell), ...handed];
}

/**
 * What a text sets that programs get to see: exported or before a command, all that a text of nothing but variables sets (it is there
 * to be sourced), and all where something fills in a file.
 */
function givenIn({ commands, assigned, exported }: ShellText): readonly ShellVariable[] {
  const lines = commands.map(({ words }) =>
    words.slice(0, 3).map(([first]) => (first?.kind === 'text' ? first.text : '')),
  );
  const isAll = commands.length === 0 || lines.some(([first = '', ...rest]) => exportsAll(first, rest));
  return assigned.flatMap(({ isOwn, ...variable }) =>
    !isOwn || isAll || exported.has(variable.name) ? [variable] : [],
  );
}

/** `set -a`, `set -o allexport`, and programs that put the shell's own variables into files. */
function exportsAll(program: string, [option = '', named = '']: readonly string[]): boolean {
  if (program === 'set') return /^-[a-z]*a/.test(option) || (option === '-o' && named === 'allexport');
  return FILLING.has(program);
}

const FILLING = new Set(['sed', 'perl', 'awk', 'envsubst', 'gomplate', 'jq', 'yq', 'tee', 'cat']);

/** What a shell is started with: `sh -c 'API_URL=… node server.js'`. */
function inLine(words: readonly Word[]): readonly Omit<ShellVariable, 'offset'>[] {
  const line = lineOfShell(words);
  return line === null ? [] : variablesIn({ kind: 'text', parts: line, trail: null });
}

/** The variables of a word: several behind one option (`--set-env-vars A=…,B=…`), or one that a build puts into code. */
function handedIn(word: Word): readonly Omit<ShellVariable, 'offset'>[] {
  const [first] = word;
  if (first?.kind !== 'text' || !HANDED.test(first.text)) return [];
  const codec = createCodec();
  const written = codec.write(word) ?? '';
  return written.split(/,(?=[A-Z_][A-Z\d_]*=)/).flatMap((part) => {
    const [, name, value = ''] = HANDED.exec(part) ?? [];
    if (name === undefined) return [];
    return [{ name, value: codec.read(value.replace(/^(["'])(.*)\1$/s, '$2'), null).parts }];
  });
}

/** `NAME=value`, also behind an option: `--build-arg=NAME=…`, `-eNAME=…`, `--define:process.env.NAME=…`. */
const HANDED = /^(?:--?[\w-]+[=:]|-[A-Za-z])?(?:process\.env\.|import\.meta\.env\.)?([A-Z_][A-Z\d_]*)=([^]*)$/;

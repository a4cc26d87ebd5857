/**
 * The arguments of a command as options and operands. POSIX.1-2024, XBD 12.2: options of one letter stand together (`-sSLo file`), and
 * what follows the letter of one with a value is that value (`-hdb.acme.com`); https://www.gnu.org/prep/standards/html_node/Command_002dLine-Interfaces.html
 * for the long ones.
 */
import type { Word } from './shell.ts';

/** An option as it stands in a command. */
export interface Option {
  readonly name: string;
  /** Null for one without a value. */
  readonly value: Word | null;
}

/** Whether an option has a value: `optional` for one that has it in the same word or not at all (`-psecret`). */
export type Valued = 'yes' | 'optional' | 'no';

/** What stands behind the name of a program. */
export interface Arguments {
  readonly options: readonly Option[];
  readonly operands: readonly Word[];
}

/**
 * Reads the words behind the name of a program.
 * `valued` says of an option, with its dashes, whether it has a value; `hasLetters` whether one dash begins options of one letter.
 */
export function readArguments(
  words: readonly Word[],
  valued: (option: string) => Valued,
  hasLetters: boolean,
): Arguments {
  const options: Option[] = [];
  const operands: Word[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? [];
    if (isWord(word, '--')) return { options, operands: [...operands, ...words.slice(index + 1)] };
    const found = optionsOf(word, valued, hasLetters);
    if (found.length === 0) operands.push(word);
    for (const option of found) {
      const isNext = option.value === null && valued(option.name) === 'yes';
      if (isNext) index += 1;
      options.push(isNext ? { name: option.name, value: words[index] ?? null } : option);
    }
  }
  return { options, operands };
}

/** The options that a word holds, with the values that it holds itself; none for an operand. */
function optionsOf(word: Word, valued: (option: string) => Valued, hasLetters: boolean): readonly Option[] {
  const [first, ...rest] = word;
  if (first?.kind !== 'text' || !/^-[^\s]/.test(first.text)) return [];
  const [, long, given] = /^(--[^=]+)=([^]*)$/.exec(first.text) ?? [];
  if (long !== undefined) return [{ name: long, value: wordOf(given ?? '', rest) }];
  const isWhole = first.text.startsWith('--') || !hasLetters || (valued(first.text) !== 'no' && rest.length === 0);
  return isWhole ? [{ name: first.text, value: null }] : lettersOf(first.text.slice(1), rest, valued);
}

/** `-sSLo`, `-hdb.acme.com`: the letters up to the first that takes a value. */
function lettersOf(letters: string, rest: Word, valued: (option: string) => Valued): readonly Option[] {
  const names = Array.from(letters, (letter) => `-${letter}`);
  const last = names.findIndex((name) => valued(name) !== 'no');
  if (last === -1) return names.map((name) => ({ name, value: null }));
  const value = wordOf(letters.slice(last + 1), rest);
  return names
    .slice(0, last + 1)
    .map((name, index) => ({ name, value: index === last && value.length > 0 ? value : null }));
}

function wordOf(text: string, rest: Word): Word {
  return text === '' ? rest : [{ kind: 'text', text }, ...rest];
}

function isWord([first, ...rest]: Word, text: string): boolean {
  return first?.kind === 'text' && first.text === text && rest.length === 0;
}

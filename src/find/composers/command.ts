/** `command`: what a command line connects to, as a line for the shell or as a program with its arguments. */
import { addressesOf } from '../commands/match.ts';
import { commandsIn, type Word } from '../commands/shell.ts';
import { choice, closedText, toText } from '../../values/text.ts';
import { NEVER, optionsOf, type TextValue, type Value } from '../../values/value.ts';
import type { Compose, Roles } from './compose.ts';
import { within } from './within.ts';

export const fromCommand: Compose = (roles) => {
  const line = roles.get('command');
  if (line !== null) return oneOf(optionsOf(line).flatMap((one) => ofLine(one, roles)));
  const program = roles.get('program');
  if (program === null) return null;
  const lists = optionsOf(roles.get('arguments') ?? NEVER).map(wordsOf);
  return oneOf(
    optionsOf(program).flatMap((one) =>
      (lists.length === 0 ? [[]] : lists).flatMap((words) => ofProgram(one, words, roles)),
    ),
  );
};

/** Nothing where no command is known: then nothing connects. */
function oneOf(addresses: readonly Value[]): Value {
  return addresses.length === 0 ? NEVER : choice(addresses);
}

/** Commands in a line that are not known are nobody's; a parameter is asked for. */
function ofLine(line: Value, roles: Roles): readonly Value[] {
  if (line.kind === 'list') return ofLine(line.items[0] ?? NEVER, roles);
  if (line.kind === 'hole') return asked(line, roles);
  if (line.kind !== 'text') return [];
  return commandsIn(line).flatMap(({ words, offset }) => reached(words, within(line, offset), roles));
}

function ofProgram(program: Value, words: readonly Word[], roles: Roles): readonly Value[] {
  if (program.kind === 'hole') return asked(program, roles);
  if (program.kind !== 'text') return [];
  // `spawn('git clone …', { shell: true })` is a line.
  const isLine = words.length === 0 && /\s/.test(closedText(program) ?? '');
  return isLine ? ofLine(program, roles) : reached([program.parts, ...words], program, roles);
}

function asked(value: Extract<Value, { kind: 'hole' }>, { unfilled }: Roles): readonly Value[] {
  return unfilled === 'callers may say' && value.hole.kind === 'parameter' ? [value] : [];
}

/** With the trail of the line, since a word has none of its own. `sh -c` runs a line again. */
function reached(words: readonly Word[], { trail }: TextValue, roles: Roles): readonly Value[] {
  const [program, option, line] = words;
  const isShell = /^(?:.*\/)?(?:ba|z|da|k)?sh$/.test(textOf(program)) && /^-\w*c$/.test(textOf(option));
  if (isShell && line) return ofLine({ kind: 'text', parts: line, trail }, roles);
  return addressesOf(words, roles.evaluation.trie.commands).map((address) => ({ ...address, trail }));
}

function textOf(word: Word | undefined): string {
  const [only] = word ?? [];
  return word?.length === 1 && only?.kind === 'text' ? only.text : '';
}

/** The arguments of a list; what is no text is one unknown word. */
function wordsOf(list: Value): readonly Word[] {
  if (list.kind !== 'list') return [];
  return list.items.map((item) => {
    const [one = NEVER] = optionsOf(item);
    return toText(one).parts;
  });
}

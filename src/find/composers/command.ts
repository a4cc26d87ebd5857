/** `command`: what a command line connects to, as a line for the shell or as a program with its arguments. */
import { machineOf } from '../commands/machine.ts';
import { addressesOf } from '../commands/match.ts';
import { withRemotes } from '../commands/remotes.ts';
import { commandsIn, type Word } from '../commands/shell.ts';
import { lineOfShell, writtenIn } from '../commands/words.ts';
import { contentsOf } from '../../values/operations/contents.ts';
import { memberOf } from '../../values/operations/members.ts';
import { choice, closedText, toText } from '../../values/text.ts';
import { NEVER, optionsOf, text, type TextValue, type Value } from '../../values/value.ts';
import { splitUrl } from '../../values/url-text.ts';
import type { Compose, Roles } from './compose.ts';
import { registryOfStarter } from './starters.ts';
import { within } from './within.ts';

export const fromCommand: Compose = (roles) => {
  const line = roles.get('command');
  if (line !== null) return oneOf(optionsOf(line).flatMap((one) => ofLine(one, roles)));
  const described = roles.get('object');
  if (described !== null) return oneOf(optionsOf(described).flatMap((one) => ofObject(one, roles)));
  const program = roles.get('program');
  if (program === null) return null;
  const lists = optionsOf(roles.get('arguments') ?? NEVER).flatMap(wordsOf);
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
  return withRemotes(commandsIn(line)).flatMap(({ words, offset }) => reached(words, within(line, offset), roles));
}

function ofProgram(program: Value, words: readonly Word[], roles: Roles): readonly Value[] {
  if (program.kind === 'hole') return asked(program, roles);
  if (program.kind !== 'text') return [];
  // `spawn('git clone …', { shell: true })` is a line.
  const isLine = words.length === 0 && /\s/.test(closedText(program) ?? '');
  return isLine ? ofLine(program, roles) : reached([program.parts, ...words], program, roles);
}

/** A command as configuration has it: a line, a list of words, or `{ command, args }`. */
function ofObject(one: Value, roles: Roles): readonly Value[] {
  if (one.kind === 'text') return ofLine(one, roles);
  if (one.kind === 'list') return ofWords(one, roles);
  if (one.kind !== 'record' && one.kind !== 'fields') return [];
  const program = memberOf(one, 'command', roles.evaluation);
  if (program.kind === 'record') return ofServerAt(program, roles);
  const list = memberOf(one, 'args', roles.evaluation);
  if (program.kind !== 'list') return [...ofServer(program, list, roles), ...givenTo(one, roles)];
  const words = [program, list].flatMap((part) => (part.kind === 'list' ? part.items : []));
  return [...ofWords({ ...program, items: words }, roles), ...givenTo(one, roles)];
}

/** `{ command: { path: 'npx', args, env } }`. */
function ofServerAt(server: Value, roles: Roles): readonly Value[] {
  const [path, list] = [memberOf(server, 'path', roles.evaluation), memberOf(server, 'args', roles.evaluation)];
  return [...ofServer(path, list, roles), ...givenTo(server, roles)];
}

/** `{ env: { API_URL: 'https://…' } }`: an address among the variables is what the program is told to connect to, whoever wrote it. */
function givenTo(server: Value, { evaluation }: Roles): readonly Value[] {
  return ['env', 'environment'].flatMap((key) =>
    [...contentsOf(memberOf(server, key, evaluation), evaluation).fields.values()].flatMap((value) =>
      optionsOf(value).filter((one) => one.kind === 'text' && splitUrl(one.parts) !== null),
    ),
  );
}

/** `['CMD', 'curl', '-f', 'https://…']`, `['sh', '-c', '…']`. */
function ofWords(list: Extract<Value, { kind: 'list' }>, roles: Roles): readonly Value[] {
  const [first, ...items] = list.items;
  if (first === undefined) return [];
  const name = closedText(first);
  // Docker's own words: how the rest is to be run.
  if (name === 'CMD' || name === 'NONE') return ofWords({ ...list, items }, roles);
  if (name === 'CMD-SHELL') return items.slice(0, 1).flatMap((line) => ofLine(line, roles));
  const registry = registryOfStarter(list.items.map((word) => closedText(word) ?? ''));
  return [
    ...(registry !== null && first.kind === 'text' ? [{ ...text(registry), trail: first.trail }] : []),
    ...wordsOf({ ...list, items }).flatMap((words) => ofProgram(first, words, roles)),
  ];
}

/** `{ command: 'npx', args: ['mcp-remote', 'https://…'] }`: an address among the arguments is what the program is told to connect to. */
function ofServer(program: Value, list: Value, roles: Roles): readonly Value[] {
  const written = (list.kind === 'list' ? list.items : []).filter((word) => word.kind === 'text');
  const registry = registryOfStarter([program, ...written].map((word) => closedText(word) ?? ''));
  return [
    ...(registry !== null && program.kind === 'text' ? [{ ...text(registry), trail: program.trail }] : []),
    ...wordsOf(list).flatMap((words) => ofProgram(program, words, roles)),
    ...written.map(withoutName).filter((word) => splitUrl(word.parts) !== null),
  ];
}

/** `-e`, `API_URL=https://…`. */
function withoutName(word: TextValue): TextValue {
  const [first, ...rest] = word.parts;
  if (first?.kind !== 'text') return word;
  return { ...word, parts: [{ kind: 'text', text: first.text.replace(/^[A-Z_][A-Z\d_]*=/, '') }, ...rest] };
}

function asked(value: Extract<Value, { kind: 'hole' }>, { unfilled }: Roles): readonly Value[] {
  return unfilled === 'callers may say' && value.hole.kind === 'parameter' ? [value] : [];
}

/** With the trail of the line, since a word has none of its own. `sh -c` runs a line again. */
function reached(words: readonly Word[], { trail }: Pick<TextValue, 'trail'>, roles: Roles): readonly Value[] {
  const [program, option] = words;
  // Of Windows: `cmd /c npx …`.
  if (/^cmd(?:\.exe)?$/i.test(writtenIn(program)) && /^\/c$/i.test(writtenIn(option)))
    return reached(words.slice(2), { trail }, roles);
  const line = lineOfShell(words);
  if (line) return ofLine({ kind: 'text', parts: line, trail }, roles);
  return addressesOf(words, roles.evaluation.trie.commands, machineOf(trail)).map((address) => ({ ...address, trail }));
}

/**
 * The arguments of a list; what is no text is one unknown word. Where one of them may be several, the list with each of these: an address
 * stands in one word, so what stands in two at the same time need not be paired.
 */
function wordsOf(list: Value): readonly (readonly Word[])[] {
  if (list.kind !== 'list') return [[]];
  const each = list.items.map((item) => optionsOf(item).map((one) => toText(one).parts));
  const first = each.map(([word = []]) => word);
  const others = each.flatMap((words, index) => words.slice(1).map((word) => first.with(index, word)));
  return [first, ...others];
}

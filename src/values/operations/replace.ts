/** `replace`, `match` and their kin: with constant texts and constant patterns, also on text with holes. */
import { createCodec, hasHole, isAllHoles, isPageAddress, remnant, type Codec } from '../codec.ts';
import { compileRegex } from '../regex.ts';
import { choice, closedText, concatenate, fromParts, mapOptions } from '../text.ts';
import { constant, hole, text, type TextValue, type Value } from '../value.ts';
import { callWith, type BuiltinCall } from './builtins.ts';
import { listOfPieces, unknownList } from './open-text.ts';

type Arguments = readonly Value[];
type RegexValue = Extract<Value, { kind: 'regex' }>;

/** `text.replace(sought, replacement)`; what cannot be replaced for certain leaves the text as it is. */
export function replaceInText(
  receiver: TextValue,
  name: 'replace' | 'replaceAll',
  [sought, replacement]: Arguments,
  call: BuiltinCall,
): Value {
  const codec = createCodec();
  const written = codec.write(receiver.parts);
  const matches = written === null || !sought ? null : matchesOf(written, sought, name === 'replaceAll');
  if (written === null || matches === null || !replacement) return receiver;
  if (matches.length === 0 && remnant(receiver) !== null) return withMarkup(receiver, replacement);
  const replaced = replaceMatches(written, matches, replacement, { codec, receiver, call });
  // A match that takes in a hole and more may be another one at run time.
  const isDoubtful = matches.some(([match]) => hasHole(match) && !isAllHoles(match));
  return isDoubtful ? choice([receiver, replaced]) : replaced;
}

/** `match`, `matchAll`, `search`, and `split` by a pattern. */
export function regexSearch(receiver: TextValue, name: string, [sought]: Arguments): Value {
  const regex = sought?.kind === 'regex' ? sought : sought ? regexOfText(sought) : null;
  if (!regex) return unknownResult(receiver, name, null);
  switch (name) {
    case 'match':
      return regex.flags.includes('g') ? allMatches(receiver, regex) : firstMatch(receiver, regex);
    case 'matchAll':
      return eachMatch(receiver, regex);
    case 'split':
      return splitByRegex(receiver, regex);
    default:
      return searchFor(receiver, regex);
  }
}

/** What `regex.exec(text)` gives: with a `g` or `y` flag, any of the matches, for it is called again and again. */
export function execRegex(regex: RegexValue, subject: Value): Value {
  if (subject.kind !== 'text' && subject.kind !== 'constant')
    return subject.kind === 'hole' ? subject : hole('unknown-call');
  const receiver = subject.kind === 'text' ? subject : text(String(subject.value));
  if (!/[gy]/.test(regex.flags)) return firstMatch(receiver, regex);
  const all = eachMatch(receiver, { ...regex, flags: `${regex.flags.replace('y', '').replace('g', '')}g` });
  if (all.kind !== 'list') return all;
  return choice([...all.items, ...(all.rest ? [unknownResult(receiver, 'match', regex)] : []), constant(null)]);
}

/**
 * `page.replace('</body>', '<script src="…"></script></body>')` on a page of which the place is not known: what is put in stands somewhere
 * in it. Anything but elements is taken not to be put in.
 */
export function withMarkup(page: TextValue, replacement: Value): Value {
  return mapOptions(replacement, (option) => {
    const isElement =
      option.kind === 'text' && option.parts.some((part) => part.kind === 'text' && ELEMENT.test(part.text));
    return isElement ? fromParts([...page.parts, ...option.parts, ...page.parts.slice(-1)], option.trail) : page;
  });
}

const ELEMENT = /<[a-z][^<]*>/i;

interface Replacing {
  readonly codec: Codec;
  readonly receiver: TextValue;
  readonly call: BuiltinCall;
}

function replaceMatches(
  written: string,
  matches: readonly RegExpExecArray[],
  replacement: Value,
  replacing: Replacing,
): Value {
  const { codec, receiver } = replacing;
  const pieces: Value[] = [];
  let end = 0;
  for (const match of matches) {
    const [found] = match;
    pieces.push(codec.read(written.slice(end, match.index), receiver.trail));
    pieces.push(isAllHoles(found) ? codec.read(found, null) : replacementOf(match, replacement, replacing));
    end = match.index + found.length;
  }
  return concatenate([...pieces, codec.read(written.slice(end), receiver.trail)]);
}

/** What one match becomes: the text with its `$1`, or what the callback gives. */
function replacementOf(match: RegExpExecArray, replacement: Value, { codec, call }: Replacing): Value {
  if (replacement.kind === 'closure' || replacement.kind === 'builtin') {
    const groups = match.map((group) => groupValue(group, codec));
    return callWith(replacement, [...groups, constant(match.index), codec.read(match.input, null)], call);
  }
  if (replacement.kind === 'constant' && replacement.value != null)
    return text(substitute(match, String(replacement.value)));
  // As in a template, nobody means to write "undefined" into an address.
  if (replacement.kind === 'constant') return hole('uninitialised');
  if (replacement.kind !== 'text') return replacement;
  const template = codec.write(replacement.parts);
  return template === null ? replacement : codec.read(substitute(match, template), replacement.trail);
}

/** ECMA-262, GetSubstitution. */
function substitute(match: RegExpExecArray, template: string): string {
  return template.replaceAll(/\$(?:([$&`'])|(\d{1,2})|<([^>]*)>)/g, (whole, sign?: string, digits?: string, name?: string) => {
    if (sign !== undefined) return signed(match, sign);
    if (name !== undefined) return match.groups ? (match.groups[name] ?? '') : whole;
    return numbered(match, digits ?? '') ?? whole;
  }); // prettier-ignore
}

function signed(match: RegExpExecArray, sign: string): string {
  const { index, input } = match;
  if (sign === '$') return '$';
  if (sign === '&') return match[0];
  return sign === '`' ? input.slice(0, index) : input.slice(index + match[0].length);
}

function numbered(match: RegExpExecArray, digits: string): string | null {
  const groups = match.length - 1;
  const whole = Number(digits);
  if (whole >= 1 && whole <= groups) return match[whole] ?? '';
  const first = Number(digits[0]);
  if (digits.length < 2 || first < 1 || first > groups) return null;
  return `${match[first] ?? ''}${digits.slice(1)}`;
}

/** Where a text or pattern is found; null when that cannot be told. */
function matchesOf(written: string, sought: Value, all: boolean): readonly RegExpExecArray[] | null {
  if (sought.kind === 'regex') return matchesOfRegex(written, sought);
  const wanted = closedText(sought);
  if (wanted === null || (wanted === '' && hasHole(written))) return null;
  const regex = new RegExp(wanted.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`), all ? 'g' : '');
  return all ? [...written.matchAll(regex)] : firstOf(regex.exec(written));
}

function matchesOfRegex(written: string, { pattern, flags }: RegexValue): readonly RegExpExecArray[] | null {
  const regex = flags.includes('y') ? null : compileRegex(pattern, flags, written.length);
  if (!regex) return null;
  return regex.global ? [...written.matchAll(regex)] : firstOf(regex.exec(written));
}

function firstOf(match: RegExpExecArray | null): readonly RegExpExecArray[] {
  return match ? [match] : [];
}

function firstMatch(receiver: TextValue, regex: RegexValue): Value {
  const codec = createCodec();
  const written = codec.write(receiver.parts);
  const matches = written === null ? null : matchesOfRegex(written, regex);
  const [match] = matches ?? [];
  if (match) return matchValue(match, codec);
  return matches && remnant(receiver) === null ? constant(null) : unknownResult(receiver, 'match', regex);
}

function allMatches(receiver: TextValue, regex: RegexValue): Value {
  const codec = createCodec();
  const written = codec.write(receiver.parts);
  const matches = written === null ? null : matchesOfRegex(written, regex);
  if (!matches) return unknownResult(receiver, 'matchAll', regex);
  if (matches.length === 0 && remnant(receiver) === null) return constant(null);
  return listOfPieces(matches.map(([match]) => match), receiver, codec); // prettier-ignore
}

function eachMatch(receiver: TextValue, regex: RegexValue): Value {
  const codec = createCodec();
  const written = codec.write(receiver.parts);
  const matches = written === null || !regex.flags.includes('g') ? null : matchesOfRegex(written, regex);
  if (!matches) return unknownResult(receiver, 'matchAll', regex);
  const items = matches.map((match) => matchValue(match, codec));
  if (remnant(receiver) === null) return { kind: 'list', items, open: false };
  return { kind: 'list', items, open: true, rest: unknownResult(receiver, 'match', regex) };
}

function splitByRegex(receiver: TextValue, { pattern, flags }: RegexValue): Value {
  const codec = createCodec();
  const written = codec.write(receiver.parts);
  const regex = written === null ? null : compileRegex(pattern, flags, written.length);
  // Where nothing at all is enough to cut at, a hole may be none of the pieces or many.
  if (written === null || !regex || regex.test('')) return unknownList(receiver);
  return listOfPieces(written.split(regex), receiver, codec);
}

function searchFor(receiver: TextValue, { pattern, flags }: RegexValue): Value {
  const closed = closedText(receiver);
  const regex = closed === null ? null : compileRegex(pattern, flags, closed.length);
  return closed === null || !regex ? hole('arithmetic') : constant(closed.search(regex));
}

/** A match: a list of its groups, or an object when groups have names. */
function matchValue(match: RegExpExecArray, codec: Codec): Value {
  const groups = match.map((group) => groupValue(group, codec));
  if (!match.groups) return { kind: 'list', items: groups, open: false };
  const named = Object.entries(match.groups).map(([name, group]) => [name, groupValue(group, codec)] as const);
  const fields = new Map<string, Value>(groups.map((group, index) => [String(index), group]));
  fields.set('groups', { kind: 'fields', fields: new Map(named), open: false });
  return { kind: 'fields', fields, open: true };
}

function groupValue(group: string | undefined, codec: Codec): Value {
  return group === undefined ? constant(undefined) : codec.read(group, null);
}

/** A result of which is known only that it is a part of the text. */
function unknownResult(receiver: TextValue, name: string, regex: RegexValue | null): Value {
  const isQuery = isPageAddress(receiver) && regex !== null && /[=#&]|\\\?/.test(regex.pattern);
  const part = isQuery ? hole('request-input') : (remnant(receiver) ?? hole('unknown-call'));
  const names = [...(regex?.pattern.matchAll(/\(\?<(\w+)>/g) ?? [])].flatMap(([, group]) => group ?? []);
  if (name === 'search') return hole('arithmetic');
  if (name !== 'match' || names.length === 0) return { kind: 'list', items: [], open: true, rest: part };
  const groups: Value = { kind: 'fields', fields: new Map(names.map((group) => [group, part])), open: true };
  const numbered = names.map((_, index) => [String(index + 1), part] as const);
  return { kind: 'fields', fields: new Map<string, Value>([['groups', groups], ['0', part], ...numbered]), open: true };
}

function regexOfText(value: Value): RegexValue | null {
  const pattern = closedText(value);
  return pattern === null ? null : { kind: 'regex', pattern, flags: '' };
}

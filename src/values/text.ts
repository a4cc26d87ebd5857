/** The smart constructors of text and choice: adjacent strings merge, choices are flat, distinct and bounded. */
import { countEffort } from './effort.ts';
import { LIMITS } from './limits.ts';
import { keyOf } from './render.ts';
import { isOpenEnded, openEnded, widened } from './widening.ts';
import { join, type Trail } from './trail.ts';
import { type HoleReason } from './reasons.ts';
import { NEVER, hole, optionsOf, text, type Part, type ListValue, type TextValue, type Value } from './value.ts';

/** One of the values that are written out side by side, such as the entries of a table: there may be more of them than of others. */
export function oneOf(values: Iterable<Value>): Value {
  return choice(values, LIMITS.alternatives);
}

/** One of these values: flat, without duplicates, in first-seen order. Past the bound, of those that go to one place one; else a hole. What is wide already stays so. */
export function choice(values: Iterable<Value>, width: number = LIMITS.choiceWidth): Value {
  let first: Value | null = null;
  let distinct: Distinct | null = null;
  let bound: number = LIMITS.choiceWidth;
  let most = width;
  let isWidened = false;
  for (const value of values) {
    if (isWide(value)) most = LIMITS.alternatives;
    if (first === null || value === first) {
      first = value;
      continue;
    }
    distinct ??= Distinct.of(first);
    if (!distinct?.add(value)) return hole('too-complex');
    if (distinct.options.length <= bound) continue;
    distinct = Distinct.of(...widened(distinct.options));
    if (distinct === null) return hole('too-complex');
    if (distinct.options.length > most) return hole('too-many');
    bound = most;
    isWidened = true;
  }
  // None at all is a gap in what is known; alternatives that are all excluded leave nothing.
  if (first === null) return hole('uninitialised');
  if (distinct === null && first.kind !== 'choice') return isData(first) ? first : cutShort(first);
  const isFirst = !isWidened && (distinct === null || distinct.options.length === optionsOf(first).length);
  const options = distinct === null || isFirst ? optionsOf(first) : distinct.options;
  if (options.length === 0) return NEVER;
  const [only] = options;
  return isFirst ? first : options.length === 1 && only ? only : { kind: 'choice', options };
}

/** Whether there are so many alternatives that nothing else may multiply them. */
export function isWide(value: Value): boolean {
  return value.kind === 'choice' && value.options.length > LIMITS.choiceWidth;
}

/** How many alternatives may be made of those of a value, one by one. */
export function widthOf(value: Value): number {
  return isWide(value) ? LIMITS.alternatives : LIMITS.choiceWidth;
}

/** The beginning of a text that is too long, which says where it goes; anything else that is too long is unknown. */
function cutShort(value: Value): Value {
  const length = keyOf(value).length;
  if (length <= LIMITS.keyLength) return value;
  const known = value.kind === 'text' ? knownLength(value) : 0;
  if (length - known > LIMITS.keyLength) return hole('too-complex');
  return value.kind === 'text' && known > LIMITS.textLength ? fromParts(value.parts, value.trail) : value;
}

/** Characters of what is written as a whole. What grows by itself does so in small pieces. */
function knownLength({ parts }: TextValue): number {
  const long = parts.flatMap((part) =>
    part.kind === 'text' && part.text.length >= LONG_PIECE ? [part.text.length] : [],
  );
  return long.reduce((sum, length) => sum + length, 0);
}

const LONG_PIECE = 200;

/** Whether a text was more than is followed, or its end. */
export function isCutShort(value: Value): boolean {
  if (value.kind === 'text') return value.parts.at(-1) === TOO_LONG;
  return value.kind === 'hole' && value.hole.kind === 'unknown' && value.hole.reason === 'too-complex';
}

/** A script or a list that a file of data holds is as long as it is written, and does not grow. */
function isData(value: Value): boolean {
  const from =
    value.kind === 'list'
      ? value.made?.module
      : value.kind === 'text' && value.trail?.kind === 'step' && value.trail.module;
  if (!from) return false;
  const { kind } = from.file;
  return kind !== 'script' && kind !== 'component' && kind !== 'html';
}

/** Alternatives in first-seen order, without duplicates. */
class Distinct {
  readonly options: Value[] = [];
  /** Most are texts that are known as a whole, and need no key. */
  readonly #texts = new Set<string>();
  readonly #keys = new Set<string>();

  /** Null when one of them is too long to be followed. */
  static of(...values: readonly Value[]): Distinct | null {
    const distinct = new Distinct();
    return values.every((value) => distinct.add(value)) ? distinct : null;
  }

  /** Adds the alternatives of a value; false when one is too long to be followed. */
  add(value: Value): boolean {
    return optionsOf(value).every((option) => this.#addOne(option));
  }

  #addOne(option: Value): boolean {
    countEffort(1);
    const known = option.kind === 'text' ? closedText(option) : null;
    if (known !== null && known.length < LIMITS.keyLength) {
      if (this.#texts.has(known)) return true;
      this.#texts.add(known);
      this.options.push(option);
      return true;
    }
    const kept = cutShort(option);
    if (kept !== option && kept.kind === 'hole') return false;
    const key = keyOf(kept);
    if (this.#keys.has(key)) return true;
    this.#keys.add(key);
    this.options.push(kept);
    return true;
  }
}

/** Applies a function to each alternative of a value that `choice` made. */
export function mapOptions(value: Value, apply: (option: Value) => Value): Value {
  if (value.kind !== 'choice') return apply(value);
  const { options } = value;
  if (options.length === 0) return NEVER;
  const mapped = options.map(apply);
  // Most functions leave most values as they are.
  return mapped.every((one, index) => one === options[index]) ? value : choice(mapped, widthOf(value));
}

/** The value without the alternatives that are missing, if others are there: those write no address, name no member, and cannot be called. */
export function present(value: Value): Value {
  if (value.kind !== 'choice') return value;
  const options = value.options.filter(
    (option) => option.kind !== 'constant' || (option.value != null && option.instead !== true),
  );
  if (options.length === value.options.length || options.length === 0) return value;
  const [only] = options;
  return options.length === 1 && only ? only : { kind: 'choice', options };
}

/** The texts of values one after another, for every combination of their alternatives; past the bound, with an unknown rest. */
export function concatenate(values: readonly Value[]): Value {
  let combined: readonly TextValue[] = [text('')];
  for (const value of values) {
    const next = joined(combined, optionsOf(present(value)).map(toText));
    if (next === null) return hole('too-many');
    combined = next;
  }
  return combined.length === 0
    ? NEVER
    : choice(combined, combined.length > LIMITS.choiceWidth ? LIMITS.alternatives : LIMITS.choiceWidth);
}

/** Null where there are too many ways to say where they go. */
function joined(left: readonly TextValue[], right: readonly TextValue[]): readonly TextValue[] | null {
  const isTable = left.length > LIMITS.choiceWidth || right.length > LIMITS.choiceWidth;
  const most = isTable ? LIMITS.alternatives : LIMITS.choiceWidth;
  const every = left.flatMap((one) => right.map((other) => append(one, other)));
  if (every.length <= most) return every;
  const places = widened(every).filter((one) => one.kind === 'text');
  if (places.length <= most) return places;
  // What follows an address does not move it, however many ways there are for it to go on.
  const known = left.map(openEnded).filter((one) => one !== null);
  const open = left.filter((one) => openEnded(one) === null);
  const gone = widened(open.flatMap((one) => right.map((other) => append(one, other))));
  const all = [...known, ...gone.filter((one) => one.kind === 'text')];
  return all.length <= most ? all : null;
}

/** What a value becomes inside a template. */
export function toText(value: Value): TextValue {
  switch (value.kind) {
    case 'text':
      return value;
    case 'constant':
      // Nobody means to write "undefined" into an address: what is missing here is unknown.
      return value.value == null ? unknownText('uninitialised') : text(String(value.value));
    case 'hole':
      return { kind: 'text', parts: [{ kind: 'hole', hole: value.hole }], trail: value.trail };
    case 'list':
      return value.open || value.loose === true ? openListText(value) : listText(value.items);
    default:
      return unknownText('unsupported-syntax');
  }
}

/** A list of pieces of something unknown is as unknown as that. */
function openListText({ items, rest }: ListValue): TextValue {
  if (rest?.kind !== 'hole') return unknownText('unsupported-syntax');
  const whole = toText(rest);
  return items.every((item) => keyOf(item) === keyOf(whole)) ? whole : unknownText('unsupported-syntax');
}

/** Text from parts, merged; what is longer than is followed ends in a hole. */
export function fromParts(parts: readonly Part[], trail: Trail | null): TextValue {
  const merged: Part[] = [];
  let length = 0;
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.kind === 'text') length += part.text.length;
    if (merged.length >= LIMITS.textParts) return { kind: 'text', parts: [...merged, TOO_LONG], trail };
    if (part.kind === 'text' && length > LIMITS.textLength) {
      const cut = wholeSegments(part.text.slice(0, part.text.length - (length - LIMITS.textLength)));
      return { kind: 'text', parts: [...merge(merged, cut), TOO_LONG], trail };
    }
    if (part.kind === 'text' && part.text === '') continue;
    if (part.kind === 'text' && last?.kind === 'text')
      merged[merged.length - 1] = { kind: 'text', text: last.text + part.text };
    else merged.push(part);
  }
  return { kind: 'text', parts: merged, trail };
}

/** Up to the last slash: a host that is cut in the middle would be another one. */
function wholeSegments(cut: string): string {
  return cut.slice(0, cut.lastIndexOf('/') + 1);
}

/** Parts with a text after them. */
function merge(parts: readonly Part[], more: string): readonly Part[] {
  const last = parts.at(-1);
  if (more === '') return parts;
  return last?.kind === 'text'
    ? [...parts.slice(0, -1), { kind: 'text', text: last.text + more }]
    : [...parts, { kind: 'text', text: more }];
}

const TOO_LONG: Part = { kind: 'hole', hole: { kind: 'unknown', reason: 'too-complex' } };

/** What a variable of the environment holds. */
export function variableText(name: string): TextValue {
  return { kind: 'text', parts: [{ kind: 'hole', hole: { kind: 'env', name } }], trail: null };
}

/** The string when all of it is known, else null. */
export function closedText(value: Value): string | null {
  if (value.kind === 'constant') return String(value.value);
  if (value.kind !== 'text') return null;
  const [only, ...rest] = value.parts;
  if (!only) return '';
  return only.kind === 'text' && rest.length === 0 ? only.text : null;
}

/** The same value with one more step in its trail; only text and holes carry one. */
export function withTrail(value: Value, extend: (trail: Trail | null) => Trail | null): Value {
  switch (value.kind) {
    case 'text':
    case 'hole':
      return { ...value, trail: extend(value.trail) };
    case 'choice':
      return { kind: 'choice', options: value.options.map((option) => withTrail(option, extend)) };
    default:
      return value;
  }
}

function append(left: TextValue, right: TextValue): TextValue {
  // What goes on in any way goes on no differently: text that a loop makes longer settles here.
  if (isOpenEnded(left)) return left;
  return fromParts([...left.parts, ...right.parts], join(left.trail, right.trail));
}

function listText(items: readonly Value[]): TextValue {
  const texts = items.map(toText);
  const parts = texts.flatMap((one, index): readonly Part[] =>
    index === 0 ? one.parts : [{ kind: 'text', text: ',' }, ...one.parts],
  );
  return fromParts(parts, null);
}

function unknownText(reason: HoleReason): TextValue {
  return { kind: 'text', parts: [{ kind: 'hole', hole: { kind: 'unknown', reason } }], trail: null };
}

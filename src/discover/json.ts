/** JSON as repositories hold it: with a position when it is broken, and shapes that are never trusted. */

/** What a text turned out to be; positions count from 1. */
export type JsonText =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'broken'; readonly line: number; readonly column: number; readonly detail: string };

// In a relaxed text only comments and last commas may be dropped, in this order: a comma is the last one of a list whatever
// comments follow it, and a pattern that looks past them has a way for every space of every one of them.
// Strings come first in both, so that nothing inside them is dropped.
const COMMENT = /("(?:[^"\\]|\\[^])*")|\/\/[^\n]*|\/\*[^]*?\*\//g;
const LAST_COMMA = /("(?:[^"\\]|\\[^])*")|,(?=\s*[}\]])/g;
const SPACE = /[ \t\r\n]*/y;
const SCALAR =
  /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const STRING = /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** Parses strict JSON. */
export function parseJson(text: string): JsonText {
  try {
    return { kind: 'value', value: JSON.parse(text) };
  } catch {
    return brokenAt(text, brokenOffset(text));
  }
}

/** Parses JSON with comments and trailing commas, as `bun.lock` and editors write it. */
export function parseRelaxedJson(text: string): JsonText {
  return parseJson(blank(blank(text, COMMENT), LAST_COMMA));
}

/** The value as a record; anything else is an empty one. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** The strings of a list; anything else is an empty list. */
export function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The value if it is a text. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function brokenAt(text: string, offset: number): JsonText {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - (before.lastIndexOf('\n') + 1) + 1;
  const found = text.codePointAt(offset);
  const detail =
    found === undefined ? 'the text ends too early' : `unexpected ${JSON.stringify(String.fromCodePoint(found))}`;
  return { kind: 'broken', line, column, detail };
}

type Opening = '{' | '[';

/** Where the next value is to be read; `stop` when the text is broken there, or at its end. */
interface Step {
  readonly offset: number;
  readonly stop: boolean;
}

/** Where a broken text stops being JSON: `JSON.parse` says so only in some releases of Node, and only in prose. */
function brokenOffset(text: string): number {
  const open: Opening[] = [];
  let step: Step = { offset: skip(SPACE, text, 0), stop: false };
  while (!step.stop) step = nextStep(text, step.offset, open);
  return step.offset;
}

/** Reads a scalar or an opening bracket, and all that follows up to the next value. */
function nextStep(text: string, offset: number, open: Opening[]): Step {
  const opening = text[offset];
  if (opening !== '{' && opening !== '[') {
    const end = skip(SCALAR, text, offset);
    return end === offset ? { offset, stop: true } : afterValue(text, end, open);
  }
  open.push(opening);
  const inside = skip(SPACE, text, offset + 1);
  if (text[inside] === closingOf(opening)) return afterValue(text, inside, open);
  return opening === '{' ? afterKey(text, inside) : { offset: inside, stop: false };
}

/** Closes what ends here and moves to the next value. */
function afterValue(text: string, start: number, open: Opening[]): Step {
  let offset = skip(SPACE, text, start);
  let inner = open.at(-1);
  while (inner !== undefined && text[offset] === closingOf(inner)) {
    open.pop();
    inner = open.at(-1);
    offset = skip(SPACE, text, offset + 1);
  }
  if (inner === undefined || text[offset] !== ',') return { offset, stop: true };
  offset = skip(SPACE, text, offset + 1);
  return inner === '{' ? afterKey(text, offset) : { offset, stop: false };
}

function afterKey(text: string, start: number): Step {
  const key = skip(STRING, text, start);
  if (key === start) return { offset: start, stop: true };
  const colon = skip(SPACE, text, key);
  return text[colon] === ':' ? { offset: skip(SPACE, text, colon + 1), stop: false } : { offset: colon, stop: true };
}

function closingOf(opening: Opening): string {
  return opening === '{' ? '}' : ']';
}

function skip(expression: RegExp, text: string, offset: number): number {
  expression.lastIndex = offset;
  return expression.test(text) ? expression.lastIndex : offset;
}

/** The text without what the pattern matches besides strings; every line and column stays. */
function blank(text: string, noise: RegExp): string {
  return text.replace(noise, (found, string: string | undefined) => string ?? found.replace(/[^\r\n]/g, ' '));
}

/** What a schema finds wrong with a document, in words a person can act on: the place, what is wrong, what to write. */
import type { z } from 'zod';
import { nearest } from './near.ts';
import { keyPosition, positionAt, type Path, type Position, type Tree } from './tree.ts';

/** Something wrong with a document; `owner` names the mapping that it is in. */
export type Fault = { readonly position: Position } & (
  | { readonly kind: 'unknown-key'; readonly key: string; readonly owner: string; readonly hint: string }
  | { readonly kind: 'missing'; readonly key: string; readonly owner: string }
  | {
      readonly kind: 'value';
      readonly path: Path;
      readonly found: unknown;
      readonly detail: string;
      readonly hint: string;
    }
);

/** A document that was checked. */
export interface Checked {
  readonly tree: Tree;
  readonly value: unknown;
  /** How messages call it: `the manifest`. */
  readonly name: string;
  /** Its JSON Schema, of which the known keys are told. */
  readonly schema: () => unknown;
}

type Issue = z.core.$ZodIssue;

/** Words one issue of the schema; one about unknown keys gives a fault for each key. */
export function faultsOf(issue: Issue, { tree, value, name, schema }: Checked): readonly Fault[] {
  const path: Path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    const owner = pathText(path, name);
    const known = keysAt(path, schema());
    return issue.keys.map((key) => ({
      kind: 'unknown-key',
      position: keyPosition(tree, path, key),
      key,
      owner,
      hint: keyHint(key, known),
    }));
  }
  const found = valueAt(value, path);
  const position = positionAt(tree, path);
  if (found === undefined && issue.code !== 'custom') {
    return [{ kind: 'missing', position, key: String(path.at(-1) ?? ''), owner: pathText(path.slice(0, -1), name) }];
  }
  const { detail, hint } = wording(issue, found);
  const text = `${pathText(path, name)}${issue.code === 'custom' ? ':' : ''} ${detail}`;
  return [{ kind: 'value', position, path, found, detail: text, hint }];
}

/** Names a mapping of a document: `destinations[0]`; `name` stands for the whole. */
export function pathText(path: Path, name: string): string {
  return path.length === 0
    ? name
    : path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}

interface Wording {
  readonly detail: string;
  readonly hint: string;
}

function wording(issue: Issue, found: unknown): Wording {
  switch (issue.code) {
    case 'custom':
      return customWording(issue.message);
    case 'invalid_type':
      return found === null
        ? { detail: 'is empty', hint: `Write ${typeText(issue.expected)} there, or remove the line.` }
        : {
            detail: `must be ${typeText(issue.expected)}, not ${typeText(typeOf(found))}`,
            hint: exampleOf(issue.expected, found),
          };
    case 'invalid_value':
      return { detail: `cannot be ${textOf(found)}`, hint: choiceHint(textOf(found), issue.values.map(String)) };
    case 'too_small':
      return { detail: 'is an empty list', hint: 'List at least one, or remove the line.' };
    case 'invalid_format':
      return { detail: `${issue.message}, which ${JSON.stringify(found)} is not`, hint: 'Correct it there.' };
    default:
      return { detail: `is not valid: ${issue.message}`, hint: 'Correct it there.' };
  }
}

/** The checks of single values word themselves: what is wrong, a semicolon, what to write. */
function customWording(message: string): Wording {
  const [detail, ...advice] = message.split('; ');
  const hint = advice.join('; ');
  return {
    detail: detail ?? message,
    hint: hint === '' ? 'Correct it there.' : `${hint.charAt(0).toUpperCase()}${hint.slice(1)}.`,
  };
}

function keyHint(key: string, known: readonly string[]): string {
  const [near] = nearest(key, known);
  return near === undefined ? `The keys are ${known.join(', ')}.` : `Did you mean "${near}"?`;
}

function choiceHint(found: string, choices: readonly string[]): string {
  const [near] = nearest(found, choices);
  const all = `It is one of ${choices.join(', ')}.`;
  return near === undefined ? all : `Did you mean "${near}"? ${all}`;
}

function exampleOf(expected: string, found: unknown): string {
  if (expected === 'array' && typeof found === 'string') return `Write it in brackets: [${found}].`;
  if (expected === 'string' && typeof found !== 'object') return `Write it in quotes: "${String(found)}".`;
  return `Write ${typeText(expected)} there.`;
}

const TYPE_TEXTS: ReadonlyMap<string, string> = new Map([
  ['array', 'a list'],
  ['object', 'a mapping of keys to values'],
  ['string', 'a text'],
  ['number', 'a number'],
  ['boolean', 'true or false'],
  ['null', 'nothing'],
]);

function typeText(type: string): string {
  return TYPE_TEXTS.get(type) ?? type;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((holder, step) => {
    if (Array.isArray(holder)) return typeof step === 'number' ? holder[step] : undefined;
    return isRecord(holder) ? holder[step] : undefined;
  }, value);
}

/** The keys that the format knows for the mapping at a path, out of the JSON Schema: the schema stays the one source. */
function keysAt(path: Path, whole: unknown): readonly string[] {
  const holder = path.reduce<unknown>((schema, step) => {
    if (!isRecord(schema)) return undefined;
    if (typeof step === 'number') return schema['items'];
    return isRecord(schema['properties']) ? schema['properties'][step] : undefined;
  }, whole);
  return isRecord(holder) && isRecord(holder['properties']) ? Object.keys(holder['properties']) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

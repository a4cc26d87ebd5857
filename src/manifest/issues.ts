/** From what the schema says of a value to problems a person can act on: the place, what is wrong, what to write. */
import type { z } from 'zod';
import { manifestMissing, manifestUnknownKey, manifestValue, manifestVersion } from '../errors.ts';
import type { Problem } from '../identify/destination.ts';
import type { Position } from './manifest.ts';
import { nearest } from './near.ts';
import { manifestJsonSchema } from './schema.ts';
import { keyPosition, positionAt, type Path, type Tree } from './tree.ts';

type Issue = z.core.$ZodIssue;

/** Words one issue of the schema; an unknown-key issue gives one problem for each key. */
export function problemsOf(issue: Issue, tree: Tree, value: unknown, file: string): readonly Problem[] {
  const path: Path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    const owner = ownerText(path);
    const known = keysAt(path);
    return issue.keys.map((key) =>
      manifestUnknownKey(placed(file, keyPosition(tree, path, key)), key, owner, keyHint(key, known)),
    );
  }
  const found = valueAt(value, path);
  const place = placed(file, positionAt(tree, path));
  if (found === undefined && issue.code !== 'custom') {
    return [manifestMissing(place, String(path.at(-1) ?? ''), ownerText(path.slice(0, -1)))];
  }
  if (path.length === 1 && path[0] === 'version') return [manifestVersion(place, JSON.stringify(found))];
  const { detail, hint } = wording(issue, found);
  return [manifestValue(place, `${pathText(path)}${issue.code === 'custom' ? ':' : ''} ${detail}`, hint)];
}

/** Names a mapping of the manifest: `destinations[0]`, or the manifest itself. */
export function ownerText(path: Path): string {
  return path.length === 0 ? 'the manifest' : pathText(path);
}

function placed(file: string, position: Position) {
  return { file, ...position };
}

function pathText(path: Path): string {
  return path.length === 0
    ? 'the manifest'
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
function keysAt(path: Path): readonly string[] {
  const holder = path.reduce<unknown>((schema, step) => {
    if (!isRecord(schema)) return undefined;
    if (typeof step === 'number') return schema['items'];
    return isRecord(schema['properties']) ? schema['properties'][step] : undefined;
  }, manifestJsonSchema());
  return isRecord(holder) && isRecord(holder['properties']) ? Object.keys(holder['properties']) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

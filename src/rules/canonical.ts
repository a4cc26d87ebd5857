/** The one way in which a rule file is written: the keys in the order of the schema, the lists that are sets sorted. */
import type { RuleFamily } from './rule.ts';
import { commandSchema } from './command-schema.ts';
import {
  calledSchema,
  clientSchema,
  constantSchema,
  exampleSchema,
  functionSchema,
  passThroughSchema,
  serviceSchema,
  sinkSchema,
  typeSchema,
} from './schema.ts';

/** What a JSON file can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of a JSON file. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Gives a rule file's data with every key in its place; unknown keys stay, last. */
export function inKeyOrder(family: RuleFamily, data: Json): Json {
  return ordered(data, TOP[family], (key, value) => {
    const keys = NESTED[key];
    return keys && Array.isArray(value) ? value.map((item) => ordered(item, keys, (_key, inner) => inner)) : value;
  });
}

/** Gives the data with the lists that are sets sorted by code point, each item once. */
export function withSortedLists(data: Json): Json {
  if (isList(data)) return data.map(withSortedLists);
  if (!isObject(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      SORTED.has(key) && isList(value)
        ? [...new Set(value.filter((item) => typeof item === 'string'))].toSorted()
        : withSortedLists(value),
    ]),
  );
}

/** Says where two values first differ, the order of keys included: `sinks[0].env`; null when they do not. */
export function firstDifference(before: Json, after: Json, path = ''): string | null {
  if (isList(before) && isList(after)) {
    if (before.length !== after.length || before.every((item) => typeof item === 'string')) {
      return JSON.stringify(before) === JSON.stringify(after) ? null : path;
    }
    return firstOf(before.map((item, index) => firstDifference(item, after[index] ?? null, `${path}[${index}]`)));
  }
  if (!isObject(before) || !isObject(after)) return before === after ? null : path;
  if (Object.keys(before).join() !== Object.keys(after).join()) return path === '' ? 'the file' : path;
  return firstOf(
    Object.entries(before).map(([key, value]) =>
      firstDifference(value, after[key] ?? null, path === '' ? key : `${path}.${key}`),
    ),
  );
}

/** Tells an object from a list, a text or null. */
export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

const TOP: { readonly [K in RuleFamily]: readonly string[] } = {
  services: Object.keys(serviceSchema.shape),
  clients: Object.keys(clientSchema.shape),
  functions: Object.keys(functionSchema.shape),
};

const NESTED: { readonly [key: string]: readonly string[] | undefined } = {
  sinks: Object.keys(sinkSchema.shape),
  functions: Object.keys(passThroughSchema.shape),
  constants: Object.keys(constantSchema.shape),
  types: Object.keys(typeSchema.shape),
  commands: Object.keys(commandSchema.shape),
  calls: Object.keys(calledSchema.shape),
  examples: Object.keys(exampleSchema.shape),
};

const SORTED: ReadonlySet<string> = new Set(['hosts', 'packages', 'env', 'credentials']);

function ordered(data: Json, keys: readonly string[], inner: (key: string, value: Json) => Json): Json {
  if (!isObject(data)) return data;
  const known = keys.filter((key) => Object.hasOwn(data, key));
  const unknown = Object.keys(data).filter((key) => !keys.includes(key));
  return Object.fromEntries([...known, ...unknown].map((key) => [key, inner(key, data[key] ?? null)]));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function firstOf(paths: readonly (string | null)[]): string | null {
  return paths.find((path) => path !== null) ?? null;
}

/**
 * All built-in rules in two files: an index, and a text of which each rule and each root is a slice. Both are read at start-up; only what a
 * program leads to is parsed, and nothing is validated.
 */
import { readFileSync } from 'node:fs';
import { namesFromPlain, plainNames, type PlainCallNames } from './call-names.ts';
import { lookup } from './lookup.ts';
import type { Root } from './pattern.ts';
import type { FileReader, RuleIndex } from './rule-index.ts';
import type { Rule, RulePath } from './rule.ts';

/** From `src/rules` and from `dist/rules` alike. */
export const BUNDLE = {
  index: new URL('../../dist/rules/index.json', import.meta.url),
  slices: new URL('../../dist/rules/slices.json', import.meta.url),
};

/** Where a slice begins, in bytes, and where it ends. */
type Span = readonly [from: number, to: number];

type Spans = Readonly<Record<string, Span>>;

interface PlainIndex {
  readonly names: PlainCallNames;
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  readonly readers: readonly FileReader[];
  readonly rules: Spans;
  readonly roots: Readonly<Record<Root['kind'], Spans>>;
}

/** The built-in rules. Throws when the package was not built. */
export function loadBundle(): RuleIndex {
  return unbundled(readFileSync(BUNDLE.index, 'utf8'), readFileSync(BUNDLE.slices));
}

/** The rules of a bundle; each is parsed when it is asked for. */
export function unbundled(index: string, slices: Buffer): RuleIndex {
  // Both are written by build-bundle.ts from validated rules.
  const { names, hosts, readers, rules, roots } = JSON.parse(index) as PlainIndex;
  const parse = ([from, to]: Span): unknown => JSON.parse(slices.toString('utf8', from, to));
  const byId = lookup(rules, (span) => parse(span) as Rule);
  const pathsOf = byKind((kind) => lookup(roots[kind], (span) => parse(span) as readonly RulePath[]));
  return {
    rule: (id) => byId.get(id) ?? null,
    ids: Object.keys(rules),
    roots: (kind) => Object.keys(roots[kind]),
    paths: (kind, name) => pathsOf[kind].get(name) ?? [],
    names: namesFromPlain(names),
    hosts: new Map(Object.entries(hosts)),
    readers,
  };
}

/** The texts of the two files. */
export function bundled(index: RuleIndex): { readonly index: string; readonly slices: string } {
  const parts: string[] = [];
  let length = 0;
  const slice = (value: unknown): Span => {
    const text = JSON.stringify(value);
    const from = length;
    parts.push(text);
    length += Buffer.byteLength(text);
    return [from, length];
  };
  const plain: PlainIndex = {
    names: plainNames(index.names),
    hosts: Object.fromEntries(index.hosts),
    readers: index.readers,
    rules: Object.fromEntries(index.ids.map((id) => [id, slice(index.rule(id))])),
    roots: byKind((kind) =>
      Object.fromEntries(index.roots(kind).map((name) => [name, slice(index.paths(kind, name))])),
    ),
  };
  return { index: JSON.stringify(plain), slices: parts.join('') };
}

function byKind<T>(of: (kind: Root['kind']) => T): Readonly<Record<Root['kind'], T>> {
  return {
    module: of('module'),
    global: of('global'),
    element: of('element'),
    export: of('export'),
    object: of('object'),
    schema: of('schema'),
  };
}

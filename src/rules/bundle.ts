/**
 * All built-in rules in two files: an index, and a text of which each rule and each root is a slice. Of the second, only what a
 * program leads to is read, and nothing is validated.
 */
import { openSync, readFileSync, readSync } from 'node:fs';
import { lookup } from './lookup.ts';
import type { Root } from './pattern.ts';
import type { Configuration, FileReader, RuleIndex } from './rule-index.ts';
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
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  readonly readers: readonly FileReader[];
  readonly programs: Readonly<Record<string, readonly string[]>>;
  readonly configuration: readonly Configuration[];
  readonly rules: Spans;
  readonly roots: Readonly<Record<Root['kind'], Spans>>;
}

let loaded: RuleIndex | null = null;

/** The built-in rules. Throws when the package was not built. */
export function loadBundle(): RuleIndex {
  loaded ??= openBundle();
  return loaded;
}

/** Only what is asked for is read: the slices are megabytes, and a program leads to few of them. */
function openBundle(): RuleIndex {
  const file = openSync(BUNDLE.slices, 'r');
  return unbundled(readFileSync(BUNDLE.index, 'utf8'), (from, to) => {
    const bytes = Buffer.alloc(to - from);
    readSync(file, bytes, 0, bytes.length, from);
    return bytes.toString('utf8');
  });
}

/** The rules of a bundle; each is parsed when it is asked for. `textAt` gives a part of the slices, by its bytes. */
export function unbundled(index: string, textAt: (from: number, to: number) => string): RuleIndex {
  // Both are written by build-bundle.ts from validated rules.
  const { hosts, readers, programs, configuration, rules, roots } = JSON.parse(index) as PlainIndex;
  const parse = ([from, to]: Span): unknown => JSON.parse(textAt(from, to));
  const byId = lookup(rules, (span) => parse(span) as Rule);
  const pathsOf = byKind((kind) => lookup(roots[kind], (span) => parse(span) as readonly RulePath[]));
  return {
    rule: (id) => byId(id) ?? null,
    ids: Object.keys(rules),
    roots: (kind) => Object.keys(roots[kind]),
    paths: (kind, name) => pathsOf[kind](name) ?? [],
    hosts: new Map(Object.entries(hosts)),
    readers,
    programs: new Map(Object.entries(programs)),
    configuration,
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
    hosts: Object.fromEntries(index.hosts),
    readers: index.readers,
    programs: Object.fromEntries(index.programs),
    configuration: index.configuration,
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

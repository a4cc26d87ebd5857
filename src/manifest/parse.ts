/** From the text of `egress.yaml` to a manifest, or to every problem it has: never the first only, never a stack trace. */
import { isAlias, isCollection, isMap, isScalar, isSeq, visit, type Node, type YAMLError } from 'yaml';
import {
  manifestAlias,
  manifestDuplicateId,
  manifestDuplicateKey,
  manifestEmpty,
  manifestMissing,
  manifestNothingDeclared,
  manifestSyntax,
  manifestUnknownKey,
  manifestValue,
  manifestVersion,
} from '../errors/manifest.ts';
import { faultsOf, pathText, type Fault } from '../document/faults.ts';
import type { Place, Problem } from '../identify/destination.ts';
import { inheritanceProblems, type Inheritance } from './inherit.ts';
import { DEFAULT_POLICY, normaliseManifest, type Manifest } from './manifest.ts';
import { manifestJsonSchema, manifestSchema } from './schema.ts';
import { pairOf, parseTree, positionAt, positionOf, type Tree } from '../document/tree.ts';

/** A manifest, or why it cannot be used: all problems, in the order of the file. */
export type ParseResult =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Reads a manifest; `file` is how messages name it, `inherits` what that of a package takes from the root's. */
export function parseManifest(text: string, file: string, inherits: Inheritance | null = null): ParseResult {
  const tree = parseTree(text);
  if (tree.document.errors.length === 0 && tree.document.contents === null) return failed([manifestEmpty(file)]);
  const syntax = [...syntaxProblems(tree, file), ...aliasProblems(tree, file)];
  // What follows reads values, and with broken syntax or aliases those are not what was meant.
  if (syntax.some(({ code }) => code !== 'manifest-duplicate-key')) return failed(syntax);
  const value: unknown = tree.document.toJS();
  const parsed = manifestSchema.safeParse(value);
  const checked = { tree, value, name: NAME, schema: manifestJsonSchema };
  const issues = parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => faultsOf(issue, checked)).map((fault) => problemOf(fault, file));
  const problems = [...syntax, ...issues, ...entryProblems(tree, file)];
  if (!parsed.success || problems.length > 0) return failed(problems);
  const standpoint = { file, within: null, policy: DEFAULT_POLICY, ...inherits };
  const manifest = normaliseManifest(parsed.data, standpoint, (path) => positionAt(tree, path));
  const looser = inherits === null ? [] : inheritanceProblems(parsed.data, manifest, inherits, tree);
  return looser.length > 0 ? failed(looser) : { kind: 'manifest', manifest };
}

/** How messages call the document as a whole. */
const NAME = 'the manifest';

function problemOf(fault: Fault, file: string): Problem {
  const place: Place = { file, ...fault.position };
  switch (fault.kind) {
    case 'unknown-key':
      return manifestUnknownKey(place, fault.key, fault.owner, fault.hint);
    case 'missing':
      return manifestMissing(place, fault.key, fault.owner);
    case 'value':
      return fault.path.length === 1 && fault.path[0] === 'version'
        ? manifestVersion(place, JSON.stringify(fault.found))
        : manifestValue(place, fault.detail, fault.hint);
  }
}

function failed(problems: readonly Problem[]): ParseResult {
  const order = (a: Problem, b: Problem) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
  return { kind: 'problems', problems: problems.toSorted(order) };
}

/** The parser's own words, where it speaks of its functions and options. */
const SYNTAX_TEXTS: ReadonlyMap<string, string> = new Map([
  ['MULTIPLE_DOCS', 'a second YAML document begins here; the manifest is one'],
  ['NON_STRING_KEY', 'a key must be a plain text'],
]);

function syntaxProblems(tree: Tree, file: string): readonly Problem[] {
  return [...tree.document.errors, ...tree.document.warnings].map((error) => {
    const place = placeAt(tree, file, error.pos[0]);
    return error.code === 'DUPLICATE_KEY'
      ? manifestDuplicateKey(place, keyAt(tree, error))
      : manifestSyntax(place, SYNTAX_TEXTS.get(error.code) ?? error.message.replace(/\s+/g, ' '));
  });
}

/** The key that an error points at, as it is written. */
function keyAt(tree: Tree, error: YAMLError): string {
  return /^[^\s:,}\]]+/.exec(tree.text.slice(error.pos[0]))?.[0].replace(/^["']|["']$/g, '') ?? '';
}

/** Anchors and aliases would let one entry change another, and let a small file stand for an endless one. */
function aliasProblems(tree: Tree, file: string): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (node: Node, what: string) => {
    problems.push(manifestAlias(placeAt(tree, file, node.range?.[0] ?? 0), what));
  };
  visit(tree.document, (_key, node) => {
    if (isAlias(node)) report(node, `the alias "*${node.source}"`);
    else if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined)
      report(node, `the anchor "&${node.anchor}"`);
  });
  return problems;
}

/** What the schema cannot see: ids are unique, and an entry declares something. */
function entryProblems(tree: Tree, file: string): readonly Problem[] {
  const problems: Problem[] = [];
  const first = new Map<string, number>();
  const list = isMap(tree.document.contents) ? pairOf(tree.document.contents, 'destinations')?.value : null;
  for (const [index, entry] of (isSeq(list) ? list.items : []).entries()) {
    if (!isMap(entry)) continue;
    const place = placeAt(tree, file, entry.range?.[0] ?? 0);
    const id: unknown = entry.get('id');
    if (isNothing(entry.get('hosts')) && isNothing(entry.get('env'))) {
      problems.push(
        manifestNothingDeclared(place, typeof id === 'string' ? `"${id}"` : pathText(['destinations', index], NAME)),
      );
    }
    if (typeof id !== 'string') continue;
    const before = first.get(id);
    if (before === undefined) first.set(id, place.line);
    else problems.push(manifestDuplicateId(place, id, before));
  }
  return problems;
}

/** Absent, or a list of nothing; a value of the wrong type is the schema's to report. */
function isNothing(node: unknown): boolean {
  return node === undefined || (isSeq(node) && node.items.length === 0);
}

function placeAt(tree: Tree, file: string, offset: number): Place {
  return { file, ...positionOf(tree, offset) };
}

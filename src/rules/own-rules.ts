/** A repository's own rules, in `.sallyport/rules/`: the same form as the built-in ones, in YAML or JSON, with every fault at its place. */
import type { z } from 'zod';
import { faultsOf, type Fault } from '../document/faults.ts';
import { parseTree, positionAt, positionOf, type Path, type Tree } from '../document/tree.ts';
import {
  ruleMissing,
  ruleSnippet,
  ruleSyntax,
  ruleTwice,
  ruleUnknownKey,
  ruleUnreadable,
  ruleValue,
} from '../errors/rules.ts';
import type { Place, Problem } from '../identify/destination.ts';
import { placedConstants, type ConstantValue } from './constants.ts';
import { ruleSchemas } from './json-schema.ts';
import { OWN_RULES, type RuleFiles } from './load-rules.ts';
import { indexRules, type RuleIndex } from './rule-index.ts';
import { compileRule, type CompiledRule, type RuleFamily, type RuleFile } from './rule.ts';
import { clientSchema, functionSchema, serviceSchema } from './schema.ts';
import { SnippetError } from './snippet-arguments.ts';
import { compileSnippet } from './snippet.ts';
import type { Where } from './snippet-imports.ts';

/** A rule of the repository, and where it stands. */
export interface OwnRule {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly file: RuleFile;
}

export interface OwnRules {
  readonly rules: readonly OwnRule[];
  readonly index: RuleIndex;
  readonly problems: readonly Problem[];
}

/** Reads them; a file with a fault is left out, and its faults are told. None at all when there is no such folder. */
export function readOwnRules(files: RuleFiles): OwnRules {
  const names = files.names(OWN_RULES).filter((name) => EXTENSION.test(name));
  const read = names.map((name) => readOne(files, `${OWN_RULES}/${name}`));
  const found = read.flatMap(({ found: one }) => (one ? [one] : []));
  return {
    rules: found.map(({ rule }) => rule),
    index: indexRules(found.map(({ compiled }) => compiled)),
    problems: [...read.flatMap(({ problems }) => problems), ...twice(found)],
  };
}

interface Found {
  readonly rule: OwnRule;
  readonly compiled: CompiledRule;
}

interface Read {
  readonly found: Found | null;
  readonly problems: readonly Problem[];
}

const EXTENSION = /\.(?:ya?ml|json)$/;

function readOne(files: RuleFiles, path: string): Read {
  const text = files.read(path);
  if (!('text' in text)) return failed([ruleUnreadable(path, 'detail' in text ? String(text.detail) : text.kind)]);
  const tree = parseTree(text.text);
  // What follows an error at the same place follows from it.
  const errors = tree.document.errors.filter((one, i, all) => one.pos[0] !== all[i - 1]?.pos[0]);
  const syntax = errors.map(({ pos, message }) =>
    ruleSyntax({ file: path, ...positionOf(tree, pos[0]) }, message.replace(/\s+/g, ' ')),
  );
  if (syntax.length > 0) return failed(syntax);
  const value: unknown = tree.document.toJS();
  const family = familyOf(value);
  const checked = validated(family, path.slice(path.lastIndexOf('/') + 1).replace(EXTENSION, ''), value);
  if ('issues' in checked) {
    const document = { tree, value, name: 'the rule', schema: () => ruleSchemas()[SCHEMA_FILES[family]] };
    return failed(checked.issues.flatMap((issue) => faultsOf(issue, document)).map((fault) => problemOf(fault, path)));
  }
  try {
    return { found: { rule: { path, file: checked }, compiled: compileRule(checked) }, problems: [] };
  } catch (error) {
    if (error instanceof SnippetError) return failed(snippetProblems(checked, tree, path, error));
    throw error;
  }
}

function failed(problems: readonly Problem[]): Read {
  return { found: null, problems };
}

/** Which of the three a rule is, by what it speaks of. */
function familyOf(value: unknown): RuleFamily {
  const has = (...keys: readonly string[]): boolean =>
    typeof value === 'object' && value !== null && keys.some((key) => Object.hasOwn(value, key));
  if (has('functions', 'calls')) return 'functions';
  return has('category', 'vendor', 'hosts') ? 'services' : 'clients';
}

const SCHEMA_FILES: { readonly [K in RuleFamily]: string } = {
  services: 'rule-service.schema.json',
  clients: 'rule-client.schema.json',
  functions: 'rule-function.schema.json',
};

interface Refused {
  readonly issues: readonly z.core.$ZodIssue[];
}

function validated(family: RuleFamily, id: string, value: unknown): RuleFile | Refused {
  switch (family) {
    case 'services': {
      const { data, error } = serviceSchema.safeParse(value);
      return data ? { family, id, rule: data } : { issues: error.issues };
    }
    case 'clients': {
      const { data, error } = clientSchema.safeParse(value);
      return data ? { family, id, rule: data } : { issues: error.issues };
    }
    case 'functions': {
      const { data, error } = functionSchema.safeParse(value);
      return data ? { family, id, rule: data } : { issues: error.issues };
    }
  }
}

function problemOf(fault: Fault, file: string): Problem {
  const place: Place = { file, ...fault.position };
  switch (fault.kind) {
    case 'unknown-key':
      return ruleUnknownKey(place, fault.key, fault.owner, fault.hint);
    case 'missing':
      return ruleMissing(place, fault.key, fault.owner);
    case 'value':
      return ruleValue(place, fault.detail, fault.hint);
  }
}

/** Which of the snippets it is that cannot be compiled; when none is by itself, the rule as a whole. */
function snippetProblems(file: RuleFile, tree: Tree, path: string, error: SnippetError): readonly Problem[] {
  const found = snippetsAt(file).flatMap(({ at, snippet, where, value }) => {
    try {
      const paths = compileSnippet(snippet, where);
      if (value !== undefined) for (const compiled of paths) placedConstants(compiled, value);
      return [];
    } catch (fault) {
      if (!(fault instanceof SnippetError)) throw fault;
      return [ruleSnippet({ file: path, ...positionAt(tree, at) }, fault.message)];
    }
  });
  return found.length > 0 ? found : [ruleSnippet({ file: path, line: 1, column: 1 }, error.message)];
}

interface PlacedSnippet {
  readonly at: Path;
  readonly snippet: string;
  readonly where: Where | undefined;
  /** Of a constant. */
  readonly value?: ConstantValue;
}

function snippetsAt({ family, rule }: RuleFile): readonly PlacedSnippet[] {
  const placed = (
    at: Path,
    match: string | readonly string[] | undefined,
    where: Where | undefined,
  ): readonly PlacedSnippet[] =>
    typeof match === 'string'
      ? [{ at, snippet: match, where }]
      : (match ?? []).map((snippet, index) => ({ at: [...at, index], snippet, where }));
  if (family !== 'functions') {
    return [
      ...rule.sinks.flatMap(({ match, where }, index) => placed(['sinks', index, 'match'], match, where)),
      ...(rule.constants ?? []).flatMap(({ match, value }, index) =>
        placed(['constants', index, 'match'], match, undefined).map((one) => ({ ...one, value })),
      ),
    ];
  }
  return (rule.calls ?? []).flatMap(({ match, from, where }, index) => [
    ...placed(['calls', index, 'match'], match, where),
    ...placed(['calls', index, 'from'], from, where),
  ]);
}

function twice(found: readonly Found[]): readonly Problem[] {
  const first = new Map<string, string>();
  return found.flatMap(({ rule: { path }, compiled: { rule } }) => {
    const other = first.get(rule.id);
    if (other !== undefined) return [ruleTwice(path, other, rule.id)];
    first.set(rule.id, path);
    return [];
  });
}

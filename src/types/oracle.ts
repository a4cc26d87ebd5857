/**
 * What TypeScript's types say of an expression: the last source of values. The evaluator knows this interface alone; the compiler is
 * loaded when the first question is asked, and never for a run without one.
 */
import { createRequire } from 'node:module';
import type { ts } from 'ts-morph';
import type { ResolveSpecifier } from '../link/resolve.ts';
import type { ApiNode, Roots } from '../rules/trie.ts';
import { nodeAt } from './node-at.ts';
import { readType } from './read-type.ts';
import { missingFiles } from './slice.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

export interface TypeOracle {
  /** All that an expression may be by its type: `open` when that is not a finite list, null when its type is not known. */
  readonly ask: (question: TypeQuestion) => TypeAnswer | 'open' | null;
}

/** An expression, by its place in a file; UTF-16 offsets. */
export interface TypeQuestion {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly reach: TypeReach;
}

/** How many files are read for one question: next to none besides its own, those that a client's type needs, or all that any type does. */
export type TypeReach = 'near' | 'receiver' | 'far';

export interface TypeAnswer {
  /** Sorted; never empty. */
  readonly alternatives: readonly TypeAlternative[];
  /** Where it is said: the annotation, or else the declaration. */
  readonly declared: { readonly path: string; readonly offset: number } | null;
}

export type TypeAlternative =
  /** Null stands for an unknown part: `${string}.example.com`. */
  | { readonly kind: 'text'; readonly parts: readonly (string | null)[] }
  | { readonly kind: 'constant'; readonly value: number | boolean | null | undefined }
  /** What a package gives, by its position among the rules, and how many calls lead there. */
  | { readonly kind: 'api'; readonly node: ApiNode; readonly calls: number }
  /** An instance of a class or interface of the repository, by the end of its declaration. */
  | { readonly kind: 'instance'; readonly path: string; readonly end: number };

export interface TypeSources {
  /** The text of a script of the repository. */
  readonly textOf: (path: string) => string | null;
  readonly resolve: ResolveSpecifier;
  /** The packages that rules describe: packages themselves are not read. */
  readonly packages: Roots;
  readonly limits: {
    readonly questions: number;
    /** Files that are read for one question. */
    readonly files: Readonly<Record<TypeReach, number>>;
    readonly alternatives: number;
  };
}

/** Prepares the oracle; answers are remembered. */
export function createTypeOracle(sources: TypeSources): TypeOracle {
  const known = new Map<string, ReturnType<TypeOracle['ask']>>();
  let workspace: Workspace | null = null;
  return {
    ask(question) {
      const key = `${question.path}:${question.start}:${question.end}:${question.reach}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      if (known.size >= sources.limits.questions || !mayHaveTypes(question.path, sources)) return null;
      workspace ??= createWorkspace(loadCompiler(), sources);
      const answer = answerTo(question, workspace, sources);
      known.set(key, answer);
      return answer;
    },
  };
}

/** Analysis is synchronous, so the compiler is too; `ts-morph` brings one that is loaded in a fraction of a second. */
function loadCompiler(): typeof ts {
  const load = createRequire(import.meta.url);
  const loaded: typeof import('ts-morph') = load('ts-morph');
  return loaded.ts;
}

/** JavaScript has types where its comments give them. */
function mayHaveTypes(path: string, { textOf }: TypeSources): boolean {
  const text = textOf(path);
  if (text === null) return false;
  return !/\.[cm]?jsx?$/.test(path) || /@(?:type|param|returns?|typedef|property)\b/.test(text);
}

/** Null too where the compiler runs out of stack: types that contain one another deeply. */
function answerTo(question: TypeQuestion, workspace: Workspace, sources: TypeSources): ReturnType<TypeOracle['ask']> {
  try {
    return readAnswer(question, workspace, sources);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // A checker that was interrupted takes what it was about to resolve for circular.
    workspace.add(question.path, []);
    return null;
  }
}

/** Reads what the expression's type is built from, file by file, then its type. */
function readAnswer(
  question: TypeQuestion,
  workspace: Workspace,
  { limits }: TypeSources,
): ReturnType<TypeOracle['ask']> {
  for (;;) {
    const view = workspace.viewOf(question.path);
    const node = view && nodeAt(view.file, question.start, question.end);
    if (!view || !node) return null;
    const { missing, seen } = missingFiles(node, view);
    if (missing.length === 0) return readType(node, view, limits.alternatives);
    if (seen + missing.length > limits.files[question.reach]) return null;
    workspace.add(question.path, missing);
  }
}

/**
 * Text in, TS-ESTree out. `oxc-parser` is the default; `@typescript-eslint/typescript-estree` (oxc's output follows its types) reads
 * what oxc cannot, and is imported only then because loading TypeScript costs more than parsing most repositories.
 */
import { createRequire } from 'node:module';
import type { TSESTree } from '@typescript-eslint/types';
import { parseSync } from 'oxc-parser';
import { mayHaveNotes, type Comment } from './comments.ts';
import { isTooDeep } from './nesting.ts';

export type ParseResult =
  /** `comments` are those of a text that has notes in them; else there are none. */
  | { readonly kind: 'parsed'; readonly program: TSESTree.Program; readonly comments: readonly Comment[] }
  /** `offset` in UTF-16 units. */
  | { readonly kind: 'failed'; readonly message: string; readonly offset: number };

export type Parser = (path: string, text: string) => ParseResult;

/** Parses a file with oxc, else with typescript-estree; fails with oxc's message when neither accepts it. */
export function parse(path: string, text: string): ParseResult {
  const first = parseWithOxc(path, text);
  if (first.kind === 'parsed') return first;
  const second = parseWithEstree(path, text);
  return second.kind === 'parsed' ? second : first;
}

/** Parses with oxc. A `.js` file may hold JSX; one that then fails is tried as TypeScript, which covers most Flow annotations. */
export function parseWithOxc(path: string, text: string): ParseResult {
  if (isTooDeep(text)) return { kind: 'failed', message: 'expressions are nested too deeply', offset: 0 };
  const [first, ...others] = languagesOf(path).map((lang) => () => oxc(path, text, lang));
  const result = first ? first() : oxc(path, text, 'tsx');
  if (result.kind === 'parsed') return result;
  for (const again of others) {
    const next = again();
    if (next.kind === 'parsed') return next;
  }
  return result;
}

/** Parses with typescript-estree. */
export function parseWithEstree(path: string, text: string): ParseResult {
  const estree = loadEstree();
  const hasNotes = mayHaveNotes(text);
  try {
    const program = estree.parse(text, {
      range: true,
      loc: false,
      comment: hasNotes,
      tokens: false,
      jsx: !/\.[cm]?ts$/.test(path),
      filePath: path,
      // Without it a file that imports and exports nothing is a script, where `await (x)` is a call.
      ...(isModule(path) ? { sourceType: 'module' } : {}),
      errorOnUnknownASTType: false,
      suppressDeprecatedPropertyWarnings: true,
    });
    const comments = (program.comments ?? []).map(({ range: [start, end] }) => ({ start, end }));
    return { kind: 'parsed', program, comments };
  } catch (error) {
    return { kind: 'failed', message: messageOf(error), offset: offsetOf(error) };
  }
}

type Language = 'ts' | 'tsx' | 'jsx';

function languagesOf(path: string): readonly Language[] {
  if (/\.[cm]?ts$/.test(path)) return ['ts'];
  if (path.endsWith('.tsx')) return ['tsx'];
  return ['jsx', 'tsx'];
}

function oxc(path: string, text: string, lang: Language): ParseResult {
  const result = parseSync(path, text, {
    lang,
    astType: 'ts',
    range: true,
    preserveParens: false,
    sourceType: path.endsWith('.cjs') ? 'commonjs' : isModule(path) ? 'module' : 'unambiguous',
  });
  const error = result.errors.find((one) => one.severity === 'Error');
  if (error) return { kind: 'failed', message: error.message, offset: error.labels[0]?.start ?? 0 };
  // The two parsers share one tree format, which oxc's own types spell differently.
  const comments = mayHaveNotes(text) ? result.comments.map(({ start, end }) => ({ start, end })) : [];
  return { kind: 'parsed', program: result.program as unknown as TSESTree.Program, comments };
}

/** TypeScript's files are read as modules, whatever they hold. */
function isModule(path: string): boolean {
  return /\.[mc]?tsx?$|\.mjs$/.test(path);
}

type Estree = typeof import('@typescript-eslint/typescript-estree');
let estree: Estree | null = null;

function loadEstree(): Estree {
  estree ??= createRequire(import.meta.url)('@typescript-eslint/typescript-estree') as Estree;
  return estree;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function offsetOf(error: unknown): number {
  const index = typeof error === 'object' && error !== null && 'index' in error ? error.index : 0;
  return typeof index === 'number' ? index : 0;
}

/** Analysis of a few texts without a file system, for rule examples and value tables. */
import { analyze, prepareRules, type Analyzed, type AnalyzeOptions, type Knowledge } from '../../src/analyze.ts';
import type { FileKind } from '../../src/discover/source-file.ts';
import { createResolver } from '../../src/link/resolve.ts';
import { compileRules, readRuleFiles } from '../../src/rules/read-rules.ts';

export const RULES_FOLDER = new URL('../../rules', import.meta.url).pathname;

let knowledge: Knowledge | null = null;

/** The built-in rules, compiled from their files. */
export function builtInRules(): Knowledge {
  knowledge ??= prepareRules(compileRules(readRuleFiles(RULES_FOLDER).files).rules);
  return knowledge;
}

/** Analyses files given as path to text; all are server code unless their path says otherwise. */
export function analyzeText(files: Readonly<Record<string, string>>, options: Partial<AnalyzeOptions> = {}): Analyzed {
  const paths = Object.keys(files).toSorted();
  const sources = paths.map((path) => ({
    file: { path, kind: kindOf(path), component: '.', surface: 'server' as const, size: files[path]?.length ?? 0 },
    text: files[path] ?? '',
  }));
  return analyze(sources, {
    knowledge: builtInRules(),
    resolveSpecifier: createResolver(new Set(paths), [{ folder: '.', name: 'fixture', manifest: {} }], (path) => {
      const text = files[path];
      return text === undefined ? null : JSON.parse(text);
    }),
    guess: () => ({ surface: 'server', firm: true }),
    applies: () => true,
    ...options,
  });
}

function kindOf(path: string): FileKind {
  if (path.endsWith('.html')) return 'html';
  if (path.endsWith('.prisma')) return 'prisma';
  return path.endsWith('.json') ? 'json' : 'script';
}

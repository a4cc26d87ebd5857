/** Analysis of a few texts without a file system, for rule examples and value tables. */
import { basename, dirname } from 'node:path/posix';
import { analyze, prepareRules, type Analyzed, type AnalyzeOptions, type Knowledge } from '../../src/analyze.ts';
import { recordOf } from '../../src/discover/json.ts';
import { kindOf } from '../../src/discover/skip.ts';
import { entryFiles } from '../../src/link/entries.ts';
import { createResolver, type PackageFacts } from '../../src/link/resolve.ts';
import { compileRules, readRuleFiles } from '../../src/rules/read-rules.ts';
import { indexRules } from '../../src/rules/rule-index.ts';

export const RULES_FOLDER = new URL('../../rules', import.meta.url).pathname;

let knowledge: Knowledge | null = null;

/** The built-in rules, compiled from their files. */
export function builtInRules(): Knowledge {
  knowledge ??= prepareRules(indexRules(compileRules(readRuleFiles(RULES_FOLDER).files).rules));
  return knowledge;
}

/** Analyses files given as path to text; all are server code unless their path says otherwise. */
export function analyzeText(files: Readonly<Record<string, string>>, options: Partial<AnalyzeOptions> = {}): Analyzed {
  const paths = Object.keys(files).toSorted();
  const sources = paths.map((path) => ({
    file: {
      path,
      kind: kindOf(path) ?? 'script',
      component: '.',
      surface: 'server' as const,
      size: files[path]?.length ?? 0,
    },
    text: files[path] ?? '',
  }));
  const packages = packagesOf(files);
  const resolveSpecifier = createResolver(new Set(paths), packages, (path) => readJson(files[path]));
  return analyze(sources, {
    knowledge: builtInRules(),
    resolveSpecifier,
    entries: entryFiles(paths, packages, resolveSpecifier),
    guess: () => ({ surface: 'server', firm: true }),
    applies: () => true,
    ...options,
  });
}

/** The packages that the files hold; without any, one at the root. */
function packagesOf(files: Readonly<Record<string, string>>): readonly PackageFacts[] {
  const found = Object.keys(files)
    .filter((path) => basename(path) === 'package.json')
    .map((path) => {
      const manifest = readJson(files[path]);
      const { name } = recordOf(manifest);
      return { folder: dirname(path), name: typeof name === 'string' ? name : null, manifest };
    });
  return found.some(({ folder }) => folder === '.')
    ? found
    : [{ folder: '.', name: 'fixture', manifest: {} }, ...found];
}

function readJson(text: string | undefined): unknown {
  return text === undefined ? null : JSON.parse(text);
}

/** The value of a module's default export, printed. */
import { createResolver } from '../../src/link/resolve.ts';
import { callersByName, callersOfHeld } from '../../src/find/analysis.ts';
import { link, type LinkedModule } from '../../src/link/program.ts';
import { lower } from '../../src/lower/lower.ts';
import { parse, type Parser } from '../../src/parse/parse.ts';
import { sourceText } from '../../src/parse/source-text.ts';
import { createFacts } from '../../src/values/establish.ts';
import { Evaluation } from '../../src/values/evaluation.ts';
import { render } from '../../src/values/render.ts';
import type { Ref, Value } from '../../src/values/value.ts';
import { trieFor } from '../../src/analyze.ts';
import { builtInRules } from './analyze-text.ts';

/** Evaluates `export default …` of `main.ts` among files given as path to text. */
export function evaluateDefault(files: Readonly<Record<string, string>>, parser: Parser = parse): Value {
  const { evaluation, ref } = evaluationOf(files, parser);
  return evaluation.ask(ref);
}

/** The same before it is asked: the evaluation, and the expression that is exported. */
export function evaluationOf(
  files: Readonly<Record<string, string>>,
  parser: Parser = parse,
): { readonly evaluation: Evaluation; readonly ref: Ref } {
  const paths = Object.keys(files).toSorted();
  const modules = paths.map((path, id): LinkedModule => {
    const text = files[path] ?? '';
    const result = parser(path, text);
    if (result.kind === 'failed') throw new Error(`${path}: ${result.message}`);
    const file = { path, kind: 'script', component: '.', surface: 'server', size: text.length } as const;
    return { ...lower(result.program, path), id, file, source: sourceText(text) };
  });
  const program = link(
    modules,
    createResolver(new Set(paths), [], () => null),
  );
  const main = program.byPath.get('main.ts');
  const exported = main?.exports.find(({ name }) => name === 'default');
  if (!main || !exported) throw new Error('main.ts has no default export');
  const trie = trieFor(program, builtInRules());
  const evaluation = new Evaluation(
    program,
    trie,
    new Map(),
    createFacts(
      program,
      trie,
      {
        byName: (own) => callersByName(program, own),
        ofHeld: (own) => callersOfHeld(program, own),
        byLibraries: () => ({ of: () => [] }),
      },
      () => () => null,
    ),
  );
  return { evaluation, ref: { module: main, expr: exported.value, frame: null } };
}

/** The same, printed; an expression alone stands for `export default` of it. */
export function renderDefault(source: string | Readonly<Record<string, string>>): string {
  return render(evaluateDefault(typeof source === 'string' ? { 'main.ts': source } : source));
}

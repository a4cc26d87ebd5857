/** Configuration that is code: what a file with a certain name exports for its framework (`next.config`, `links` of a route). */
import { globMatcher } from '../discover/glob.ts';
import { EXPORT_EQUALS, MODULE_LEVEL, type ExprId } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import type { Sink } from '../rules/rule.ts';
import type { Applied } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { uses, type SinkUse, type Where } from './uses.ts';

/** Finds the sinks among the exports of a module. */
export function findAtExports(module: LinkedModule, analysis: Analysis): readonly SinkUse[] {
  return module.exports.flatMap(({ name, value }) => {
    const node = analysis.trie.exports.get(name === EXPORT_EQUALS ? 'default' : name);
    if (!node?.ends.some((end) => end.kind === 'sink' && isReadFrom(end.sink, module))) return [];
    const configured = unwrapped(module, value, analysis);
    const where: Where = { module, at: configured, owner: MODULE_LEVEL, symbol: name, assumptions: new Map() };
    const applied: Applied = { module, expr: configured, frame: null, as: 'value' };
    const found = uses({ kind: 'api', node, applied: [applied] }, where, analysis);
    return found.filter(({ sink }) => isReadFrom(sink, module));
  });
}

/** Whether the framework reads this export from a file of that name. */
function isReadFrom({ files }: Sink, module: LinkedModule): boolean {
  return files !== undefined && globMatcher(files)(module.path);
}

/** `withPlugin(config)` from a package that nobody knows hands the configuration on. */
function unwrapped(module: LinkedModule, value: ExprId, analysis: Analysis): ExprId {
  const expr = module.expressions[value];
  if (expr?.kind === 'name') {
    const definition = module.bindings[expr.binding]?.definitions.at(-1)?.value;
    return definition === undefined ? value : unwrapped(module, definition, analysis);
  }
  const [first] = expr?.kind === 'call' ? expr.args : [];
  if (!first || first.spread) return value;
  const known = analysis.evaluation.ask({ module, expr: value, frame: null });
  return known.kind === 'hole' ? unwrapped(module, first.value, analysis) : value;
}

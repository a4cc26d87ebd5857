/** Configuration that is code: what a file with a certain name exports for its framework (`next.config`, `links` of a route). */
import { EXPORT_EQUALS, MODULE_LEVEL, type ExprId } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import { optionsOf, type Applied, type Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { isReadFrom } from './read-from.ts';
import { entryByEntry } from './tables.ts';
import { settings, type SinkUse, type Where } from './uses.ts';

/** Finds the sinks among the exports of a module. */
export function findAtExports(module: LinkedModule, analysis: Analysis): readonly SinkUse[] {
  return module.exports.flatMap(({ name, value }) => {
    const node = analysis.trie.exports.get(name === EXPORT_EQUALS ? 'default' : name);
    if (!node?.ends.some((end) => end.kind === 'sink' && isReadFrom(end.sink, module))) return [];
    return configurations(module, value, analysis).flatMap((configured) => {
      const where: Where = { module, at: configured, owner: MODULE_LEVEL, symbol: name, assumptions: new Map() };
      const applied: Applied = { module, expr: configured, frame: null, as: 'value' };
      return settings({ kind: 'api', node, applied: [applied] }, where, analysis)
        .filter(({ sink }) => isReadFrom(sink, module))
        .flatMap((use) => entryByEntry(use, analysis));
    });
  });
}

/**
 * The expressions that are the configuration: of `withPlugin(config)` from a package, what it is handed, since plugins hand a
 * configuration on; of a function, what it returns, if that is handed to a plugin. The value itself where nothing wraps it.
 */
export function configurations(module: LinkedModule, value: ExprId, analysis: Evaluating): readonly ExprId[] {
  const found = unwrapped(module, value, analysis, new Set());
  return found.isWrapped && found.inside.length > 0 ? [...new Set(found.inside)] : [value];
}

type Evaluating = Pick<Analysis, 'evaluation'>;

interface Unwrapped {
  /** Whether anything stands around the configurations. */
  readonly isWrapped: boolean;
  readonly inside: readonly ExprId[];
  /** Whether it is an object, whatever else decides. */
  readonly isWhole?: boolean;
}

const NOTHING: Unwrapped = { isWrapped: false, inside: [] };

function unwrapped(module: LinkedModule, id: ExprId, analysis: Evaluating, around: ReadonlySet<ExprId>): Unwrapped {
  if (around.has(id)) return NOTHING;
  const path = new Set([...around, id]);
  const expr = module.expressions[id];
  const all = (ids: readonly ExprId[]): Unwrapped => {
    const each = ids.map((one) => unwrapped(module, one, analysis, path));
    return { isWrapped: each.some(({ isWrapped }) => isWrapped), inside: each.flatMap(({ inside }) => inside) };
  };
  switch (expr?.kind) {
    case 'name': {
      // By its name it also has what is written to it.
      const known = leaf(analysis.evaluation.ask({ module, expr: id, frame: null }), id);
      if (known.isWhole) return known;
      return all((module.bindings[expr.binding]?.definitions ?? []).map(({ value }) => value));
    }
    case 'choice':
      return all(expr.options);
    case 'parameter':
      // What a fold hands on (`plugins.reduce((config, plugin) => plugin(config), base)`) is found where it begins.
      return NOTHING;
    case 'function':
      return all(module.functions[expr.function]?.returns ?? []);
    case 'call': {
      const known = analysis.evaluation.ask({ module, expr: id, frame: null });
      const isPlugin = optionsOf(known).every(isOutside);
      const mayBePlugin = isPlugin || isEither(analysis.evaluation.ask({ module, expr: expr.callee, frame: null }));
      if (!mayBePlugin) return leaf(known, id);
      // The configuration comes first, before the options of the plugin, or after what is no object: `withPlugins([…], config)`.
      const handed = expr.args.map(({ value, spread }) => (spread ? NOTHING : all([value])));
      const first = handed.find((one) => one.inside.length > 0)?.inside;
      const returned = first && isPlugin ? [] : all(returnsOf(module, expr.callee, analysis)).inside;
      return { isWrapped: true, inside: [...(first ?? []), ...returned] };
    }
    default:
      return leaf(analysis.evaluation.ask({ module, expr: id, frame: null }), id);
  }
}

function isOutside({ kind }: Value): boolean {
  return kind === 'hole' || kind === 'api';
}

/** Whether it is a plugin or a function of the program: `isProduction ? withPwa({ … }) : (config) => config`. */
function isEither(callee: Value): boolean {
  const options = optionsOf(callee);
  return options.some(isOutside) && !options.every(isOutside);
}

/** What a function of the file itself returns, also by `call`: `const build = () => withPlugin({ … })`. */
function returnsOf(module: LinkedModule, callee: ExprId, { evaluation }: Evaluating): readonly ExprId[] {
  return optionsOf(evaluation.ask({ module, expr: callee, frame: null })).flatMap((value) => {
    const called = value.kind === 'builtin' ? value.receiver : value;
    return called?.kind === 'closure' && called.module === module
      ? (module.functions[called.function]?.returns ?? [])
      : [];
  });
}

function leaf(value: Value, id: ExprId): Unwrapped {
  const isObject = optionsOf(value).map(({ kind }) => kind === 'record' || kind === 'fields');
  return { isWrapped: false, inside: isObject.includes(true) ? [id] : [], isWhole: !isObject.includes(false) };
}

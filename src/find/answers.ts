/** Objects that functions return and whoever calls them reads, wherever that is: `{ headers: { 'Content-Type': 'text/html' }, body }` of a handler. */
import { laterOf } from '../link/later.ts';
import type { ExprId } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import type { ApiNode, Trie } from '../rules/trie.ts';
import type { Applied } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { uses, type SinkUse, type Where } from './uses.ts';

/** Finds the sinks among what the functions of a module return. */
export function findAtAnswers(module: LinkedModule, analysis: Analysis): readonly SinkUse[] {
  const shapes = shapesOf(analysis.trie.objects);
  if (shapes.length === 0) return [];
  return module.functions.flatMap(({ returns, symbol }, owner) =>
    returns.flatMap((at) =>
      shapes
        .filter(({ keys }) => hasKeys(module, at, keys))
        .flatMap(({ node }) => {
          const where: Where = { module, at, owner, symbol, assumptions: new Map() };
          const applied: Applied = { module, expr: at, frame: null, as: 'value' };
          return uses({ kind: 'api', node, applied: [applied] }, where, analysis);
        }),
    ),
  );
}

interface Shape {
  readonly keys: readonly string[];
  readonly node: ApiNode;
}

/** The objects that are told by their keys and say where something goes. */
const shapesOf = laterOf((objects: Trie['objects']): readonly Shape[] =>
  [...objects.keys()].flatMap((keys) => {
    const node = objects.get(keys);
    return node?.ends.some(({ kind }) => kind === 'sink') ? [{ keys: keys.split(','), node }] : [];
  }),
);

function hasKeys({ expressions }: LinkedModule, id: ExprId, keys: readonly string[]): boolean {
  const expr = expressions[id];
  if (expr?.kind !== 'object') return false;
  return keys.every((key) => expr.properties.some((property) => property.kind === 'property' && property.key === key));
}

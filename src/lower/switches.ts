/** `switch`: each case knows what the discriminant is equal to. */
import type { TSESTree } from '@typescript-eslint/types';
import type { ExprId } from './module.ts';
import { hoistBlock, type Context } from './scope.ts';
import { lowerExpression } from './expressions.ts';
import { guarded, leaves } from './guards.ts';
import { branch, lowerInOrder } from './statements.ts';

/** A case knows what the discriminant is equal to, unless the one above it may run into it. */
export function lowerSwitch(node: TSESTree.SwitchStatement, cx: Context): Context {
  const left = lowerExpression(node.discriminant, cx);
  const inside = branch(cx);
  hoistBlock(
    node.cases.flatMap((one) => one.consequent),
    inside,
  );
  const tests = node.cases.map((one) => {
    if (!one.test) return null;
    const right = lowerExpression(one.test, inside);
    return cx.builder.add({ kind: 'compare', operator: '===', left, right }, one.test);
  });
  const any = (ids: readonly ExprId[]): ExprId | null =>
    ids.length === 0
      ? null
      : ids.reduce((first, second) =>
          cx.builder.add({ kind: 'choice', operator: '||', options: [first, second] }, node.discriminant),
        );
  const all = any(tests.filter((test) => test !== null));
  let group: (ExprId | null)[] = [];
  for (const [index, one] of node.cases.entries()) {
    const above = node.cases[index - 1];
    const runsInto = above !== undefined && above.consequent.length > 0 && !above.consequent.some(leaves);
    // What runs into this case came from anywhere.
    group = runsInto ? [null, null] : above !== undefined && above.consequent.length === 0 ? group : [];
    group.push(tests[index] ?? null);
    if (one.consequent.length === 0) continue;
    lowerInOrder(one.consequent, caseContext(group, any, all, inside));
  }
  const last = node.cases.find(({ test }) => test === null);
  const isClosed = last !== undefined && last.consequent.some((one) => leaves(one) && one.type !== 'BreakStatement');
  return isClosed && all !== null ? guarded(cx, all, 'true') : cx;
}

function caseContext(
  group: readonly (ExprId | null)[],
  any: (ids: readonly ExprId[]) => ExprId | null,
  all: ExprId | null,
  cx: Context,
): Context {
  if (group.length === 1 && group[0] === null) return all === null ? cx : guarded(cx, all, 'false');
  if (group.includes(null)) return cx;
  const own = any(group.filter((test) => test !== null));
  return own === null ? cx : guarded(cx, own, 'true');
}

/** Calls, constructions and `import()`: what is recorded of each, so that sinks and callers can be found. */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerExpression, lowerTemplate } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import type { Argument, ExprId } from './module.ts';
import type { Context } from './scope.ts';

/** Lowers a call; `require(x)` is a module expression. */
export function lowerCall(node: TSESTree.CallExpression, cx: Context): ExprId {
  const [first] = node.arguments;
  const isRequire = node.callee.type === 'Identifier' && node.callee.name === 'require' && !cx.scope.find('require');
  if (isRequire && first && node.arguments.length === 1) return lowerModule(first, node, cx);
  return lowerInvocation(node, false, cx);
}

/** Lowers a call or construction. Its place is kept before its parts are lowered, so that a callback can name it. */
export function lowerInvocation(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  construct: boolean,
  cx: Context,
  wrapperName: string | null = null,
): ExprId {
  const call = cx.builder.reserve(node);
  const callee = lowerExpression(node.callee, cx);
  const args = lowerArguments(node.arguments, call, wrapperName, cx);
  cx.builder.fill(call, { kind: 'call', callee, args, construct: construct || node.callee.type === 'Super' });
  recordMutation(callee, args, call, cx);
  return recordCall(call, cx);
}

/** `list.push(x)` writes an item whose index nobody names. */
function recordMutation(callee: ExprId, args: readonly Argument[], call: ExprId, cx: Context): void {
  const member = cx.builder.at(callee);
  if (member.kind !== 'member' || (member.property !== 'push' && member.property !== 'unshift')) return;
  if (cx.builder.at(member.object).kind !== 'name') return;
  const property = callee;
  for (const { value, spread } of args) {
    const item = spread ? cx.builder.unknown('element', { range: [0, 0] }) : value;
    const { owner, symbol } = cx;
    cx.builder.write({ object: member.object, property, value: item, conditional: true, owner, symbol, at: call });
  }
}

function recordCall(call: ExprId, cx: Context): ExprId {
  cx.builder.calls.push({ call, owner: cx.owner, symbol: cx.symbol });
  return call;
}

/** `import(x)` and `require(x)`; a constant specifier is also an edge of the import graph. */
export function lowerModule(source: TSESTree.Node, node: TSESTree.Node, cx: Context): ExprId {
  if (source.type === 'Literal' && typeof source.value === 'string') {
    cx.builder.imports.push({ specifier: source.value, typeOnly: false });
  }
  const module = cx.builder.add({ kind: 'module', specifier: lowerExpression(source, cx) }, node);
  return recordCall(module, cx);
}

/** A tag is called with the finished text: exact for `String.raw`, and enough for tags that are clients (`sql`). */
export function lowerTaggedTemplate(node: TSESTree.TaggedTemplateExpression, cx: Context): ExprId {
  const callee = lowerExpression(node.tag, cx);
  const args = [{ value: lowerTemplate(node.quasi, cx), spread: false }];
  return recordCall(cx.builder.call(callee, args, false, node), cx);
}

/** Lowers call arguments; a function written in place learns which call it is handed to. */
function lowerArguments(
  args: readonly TSESTree.Node[],
  call: ExprId,
  wrapperName: string | null,
  cx: Context,
): readonly Argument[] {
  return args.map((arg, index) => {
    if (arg.type === 'SpreadElement') return { value: lowerExpression(arg.argument, cx), spread: true };
    if (arg.type === 'ArrowFunctionExpression' || arg.type === 'FunctionExpression') {
      const name = arg.id?.name ?? wrapperName;
      return { value: lowerFunction(arg, { name, passedTo: { call, index } }, cx), spread: false };
    }
    return { value: lowerExpression(arg, cx), spread: false };
  });
}

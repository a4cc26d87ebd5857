/** Calls, constructions and `import()`: what is recorded of each, so that sinks and callers can be found. */
import type { TSESTree } from '@typescript-eslint/types';
import { promisedElement } from './annotations.ts';
import { recordExports } from './commonjs.ts';
import { listenedTo } from './event-handlers.ts';
import { lowerExpression, lowerTemplate } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import { lowerImportInText } from './imports-in-text.ts';
import type { Argument, BindingId, Expr, ExprId } from './module.ts';
import { packageNamed } from './package-names.ts';
import { withHandlerName } from './place-names.ts';
import { lowerPrototypeCall } from './prototypes.ts';
import { recordMutations } from './mutations.ts';
import type { Context } from './scope.ts';

/** Lowers a call; `require(x)` is a module expression. */
export function lowerCall(node: TSESTree.CallExpression, cx: Context): ExprId {
  const [first] = node.arguments;
  if (first && node.arguments.length === 1 && isRequire(node.callee, cx)) return lowerModule(first, node, cx, true);
  return lowerImportInText(node, cx) ?? lowerPrototypeCall(node, cx) ?? lowerInvocation(node, false, cx);
}

/** `require`, or a name that holds it or what `createRequire` gave. */
function isRequire(callee: TSESTree.Node, cx: Context): boolean {
  if (callee.type !== 'Identifier') return false;
  const binding = cx.scope.find(callee.name);
  if (binding === undefined) return callee.name === 'require';
  const held = heldBy(binding, cx);
  if (held?.kind === 'global') return held.name === 'require';
  return held?.kind === 'call' && isCreateRequire(cx.builder.at(held.callee), cx);
}

function isCreateRequire(maker: Expr, cx: Context): boolean {
  const found = maker.kind === 'name' ? heldBy(maker.binding, cx) : maker;
  return found?.kind === 'member' && found.property === 'createRequire';
}

/** What a name stands for that is given a value once, through names that are the same; null for others. */
function heldBy(binding: BindingId, cx: Context, passed: readonly BindingId[] = []): Expr | null {
  const { definitions } = cx.builder.binding(binding);
  const [only] = definitions;
  if (!only || definitions.length > 1 || passed.includes(binding)) return null;
  const held = cx.builder.at(only.value);
  return held.kind === 'name' ? heldBy(held.binding, cx, [...passed, binding]) : held;
}

/** Lowers a call or construction. Its place is kept before its parts are lowered, so that a callback can name it. */
export function lowerInvocation(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  construct: boolean,
  cx: Context,
  wrapperName: string | null = null,
): ExprId {
  const call = cx.builder.reserve(node);
  const written = lowerCallee(node.callee, call, cx);
  const inside = withHandlerName(node, cx);
  const given = heldElement(node, cx) ?? lowerArguments(node.arguments, { call, callee: written }, wrapperName, inside);
  const plain = { callee: written, args: given, construct: construct || node.callee.type === 'Super' };
  const { callee, args, ...rest } = reflected(node.callee, given, cx) ?? plain;
  cx.builder.fill(call, { kind: 'call', callee, args, ...rest });
  recordMutations(callee, args, call, cx);
  recordExports(callee, args, cx.builder);
  return recordCall(call, cx);
}

/** `useRef<HTMLImageElement>(null)` is made for an element: it begins with nothing, and holds that. */
function heldElement(
  { arguments: args, typeArguments }: TSESTree.CallExpression | TSESTree.NewExpression,
  cx: Context,
): readonly Argument[] | null {
  const [first] = args;
  const isEmpty = first === undefined || (args.length === 1 && first.type === 'Literal' && first.value === null);
  const element = isEmpty ? promisedElement(typeArguments?.params[0], cx) : null;
  return element === null ? null : [{ value: element, spread: false }];
}

/** `Reflect.apply(f, self, list)` is `f.apply(self, list)`, and `Reflect.construct(C, list)` is `new C(...list)`. */
function reflected(
  node: TSESTree.Node,
  [target, ...others]: readonly Argument[],
  cx: Context,
): Pick<Extract<Expr, { kind: 'call' }>, 'callee' | 'args' | 'construct'> | null {
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier' || node.object.name !== 'Reflect')
    return null;
  if (node.property.type !== 'Identifier' || !target || target.spread || cx.scope.find('Reflect') !== undefined)
    return null;
  const [first] = others;
  if (node.property.name === 'construct' && first) {
    return { callee: target.value, args: [{ value: first.value, spread: true }], construct: true };
  }
  if (node.property.name !== 'apply') return null;
  const callee = cx.builder.add({ kind: 'member', object: target.value, property: 'apply' }, node);
  return { callee, args: others, construct: false };
}

/** A function that is called where it is written learns which call that is. */
function lowerCallee(callee: TSESTree.Node, call: ExprId, cx: Context): ExprId {
  const isFunction = callee.type === 'FunctionExpression' || callee.type === 'ArrowFunctionExpression';
  return isFunction
    ? lowerFunction(callee, { name: null, passedTo: null, calledAt: call }, cx)
    : lowerExpression(callee, cx);
}

/** Lowers `new C(…)`. A promise made in place is what its function resolves it to. */
export function lowerConstruction(node: TSESTree.NewExpression, cx: Context): ExprId {
  const imported = lowerImportInText(node, cx);
  if (imported !== null) return imported;
  const from = cx.builder.calls.length;
  const made = lowerInvocation(node, true, cx);
  const isPromise = node.callee.type === 'Identifier' && node.callee.name === 'Promise' && !cx.scope.find('Promise');
  const [executor] = node.arguments;
  if (!isPromise || !executor || !('params' in executor)) return made;
  const [resolve] = executor.params;
  if (resolve?.type !== 'Identifier') return made;
  const resolved = cx.builder.calls.slice(from).flatMap(({ call }) => resolvedBy(call, resolve, cx));
  return resolved.length === 0 ? made : cx.builder.add({ kind: 'choice', operator: '?:', options: resolved }, node);
}

/** The argument of a call of the parameter that stands at `resolve`. */
function resolvedBy(call: ExprId, resolve: TSESTree.Identifier, cx: Context): readonly ExprId[] {
  const expr = cx.builder.at(call);
  const callee = expr.kind === 'call' ? cx.builder.at(expr.callee) : null;
  if (expr.kind !== 'call' || callee?.kind !== 'name') return [];
  const binding = cx.builder.binding(callee.binding);
  const [definition] = binding.definitions;
  const isResolve = binding.kind === 'parameter' && binding.name === resolve.name;
  const isOfExecutor = definition !== undefined && cx.builder.spanOf(definition.value).range[0] === resolve.range[0];
  return isResolve && isOfExecutor ? expr.args.slice(0, 1).map(({ value }) => value) : [];
}

/** Notes a call among those of its module; returns it. */
export function recordCall(call: ExprId, cx: Context): ExprId {
  const { owner, symbol, guards } = cx;
  cx.builder.calls.push(
    guards.all.length === 0 ? { call, owner, symbol } : { call, owner, symbol, guards: guards.all },
  );
  return call;
}

/** `import(x)` and `require(x)`; a constant specifier is also an edge of the import graph. */
export function lowerModule(source: TSESTree.Node, node: TSESTree.Node, cx: Context, required = false): ExprId {
  const written = source.type === 'Literal' && typeof source.value === 'string' ? source.value : null;
  const named = written === null ? null : packageNamed(written);
  if (named !== null) cx.builder.imports.push({ specifier: named, typeOnly: false });
  const expr = { kind: 'module', specifier: lowerExpression(source, cx), required } as const;
  return recordCall(cx.builder.add(named === null || named === written ? expr : { ...expr, named }, node), cx);
}

/**
 * A tag is called with the strings and the values; one that is a client (`sql`) is looked at with the finished text, which `String.raw`
 * gives anyway.
 */
export function lowerTaggedTemplate(node: TSESTree.TaggedTemplateExpression, cx: Context): ExprId {
  if (isStringRaw(node.tag, cx)) return lowerTemplate(node.quasi, cx, 'raw');
  const callee = lowerExpression(node.tag, cx);
  const text = lowerTemplate(node.quasi, cx, 'cooked');
  const lowered = cx.builder.at(text);
  const values = lowered.kind === 'template' ? lowered.parts.filter((part) => typeof part === 'number') : [];
  const strings = node.quasi.quasis.map(({ value }) => cx.builder.literal(value.cooked ?? value.raw, node.quasi));
  const items = strings.map((value): Argument => ({ value, spread: false }));
  const pieces = [cx.builder.add({ kind: 'array', items }, node.quasi), ...values];
  const call = cx.builder.add(
    {
      kind: 'call',
      callee,
      args: [{ value: text, spread: false }],
      construct: false,
      pieces: pieces.map((value) => ({ value, spread: false })),
    },
    node,
  );
  return recordCall(call, cx);
}

function isStringRaw(tag: TSESTree.Node, cx: Context): boolean {
  if (tag.type !== 'MemberExpression' || tag.computed || tag.object.type !== 'Identifier') return false;
  const isRaw = tag.property.type === 'Identifier' && tag.property.name === 'raw';
  return isRaw && tag.object.name === 'String' && cx.scope.find('String') === undefined;
}

/** Lowers call arguments; a function written in place learns which call it is handed to. */
function lowerArguments(
  args: readonly TSESTree.Node[],
  { call, callee }: { readonly call: ExprId; readonly callee: ExprId },
  wrapperName: string | null,
  cx: Context,
): readonly Argument[] {
  const emitter = listenedTo(callee, args, cx);
  return args.map((arg, index) => {
    if (arg.type === 'SpreadElement') return { value: lowerExpression(arg.argument, cx), spread: true };
    if (arg.type === 'ArrowFunctionExpression' || arg.type === 'FunctionExpression') {
      const name = arg.id?.name ?? wrapperName;
      return { value: lowerFunction(arg, { name, passedTo: { call, index }, ...emitter }, cx), spread: false };
    }
    return { value: lowerExpression(arg, cx), spread: false };
  });
}

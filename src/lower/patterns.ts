/** Destructuring becomes member expressions: `const { a: { b = 1 } } = x` binds `b` to `x.a.b`, or 1. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Span } from './builder.ts';
import { MODULE_LEVEL, type BindingId, type ExprId } from './module.ts';
import type { Context } from './scope.ts';
import { writeTo } from './mutations.ts';
import { lowerExpression, lowerKey } from './expressions.ts';

/** Gives every name in a pattern its definition in terms of `value`; a member target is recorded as a write. */
export function assignPattern(pattern: TSESTree.Node, value: ExprId, cx: Context, at: ExprId): void {
  switch (pattern.type) {
    case 'Identifier':
      return assignName(pattern.name, value, cx);
    case 'MemberExpression':
      return assignMember(pattern, value, cx, at);
    case 'AssignmentPattern':
      return assignPattern(pattern.left, withDefault(value, pattern.right, cx), cx, at);
    case 'ObjectPattern':
      return assignObjectPattern(pattern, value, cx, at);
    case 'ArrayPattern':
      return assignArrayPattern(pattern, value, cx, at);
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
      return assignPattern(pattern.expression, value, cx, at);
    default:
  }
}

/** `value`, or the default when that is undefined. */
export function withDefault(value: ExprId, fallback: TSESTree.Expression, cx: Context): ExprId {
  const options = [value, lowerExpression(fallback, { ...cx, conditional: true })];
  return cx.builder.add({ kind: 'choice', operator: '=', options }, fallback);
}

function assignName(name: string, value: ExprId, cx: Context): void {
  const binding = cx.scope.find(name) ?? implicitGlobal(name, value, cx);
  if (binding === null) return;
  const elsewhere = cx.builder.binding(binding).function !== cx.owner;
  cx.builder.define(binding, value, cx.conditional, elsewhere, cx.guards.all);
}

function assignMember(target: TSESTree.MemberExpression, value: ExprId, cx: Context, at: ExprId): void {
  const object = lowerExpression(target.object, cx);
  const property = lowerKey(target.property, target.computed, cx);
  writeTo(object, property, value, at, cx);
}

function assignObjectPattern(pattern: TSESTree.ObjectPattern, value: ExprId, cx: Context, at: ExprId): void {
  const taken: string[] = [];
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      const rest = cx.builder.add({ kind: 'rest', object: value, without: taken, from: 0 }, property);
      assignPattern(property.argument, rest, cx, at);
      continue;
    }
    const key = lowerKey(property.key, property.computed, cx);
    if (typeof key === 'string') taken.push(key);
    assignPattern(property.value, cx.builder.member(value, key, property), cx, at);
  }
}

function assignArrayPattern(pattern: TSESTree.ArrayPattern, value: ExprId, cx: Context, at: ExprId): void {
  for (const [index, element] of pattern.elements.entries()) {
    if (!element) continue;
    if (element.type === 'RestElement') {
      const rest = cx.builder.add({ kind: 'rest', object: value, without: [], from: index }, element);
      assignPattern(element.argument, rest, cx, at);
      continue;
    }
    assignPattern(element, cx.builder.member(value, String(index), spanOf(element)), cx, at);
  }
}

function spanOf(node: TSESTree.Node): Span {
  return node;
}

/** Names that the platform gives a module, which keep their meaning whoever assigns to them: `exports = module.exports = …`. */
const OF_THE_PLATFORM: ReadonlySet<string> = new Set(
  'arguments document exports global globalThis module process require self undefined window'.split(' '),
);

/** `d = document` where nobody declares `d`: it is a global from then on, and may have been one before. */
function implicitGlobal(name: string, value: ExprId, cx: Context): BindingId | null {
  if (OF_THE_PLATFORM.has(name)) return null;
  const { builder } = cx;
  const binding = builder.bind(name, 'var', MODULE_LEVEL);
  cx.scope.outermost().declare(name, binding);
  builder.define(binding, builder.add({ kind: 'global', name }, builder.spanOf(value)), false);
  return binding;
}

/** Classes as they are written without `class`: a function, methods on its prototype, and what it inherits from. */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerExpression, lowerKey, lowerNamed } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import type { Argument, ClassId, ExprId } from './module.ts';
import type { Context } from './scope.ts';

/** Notes which names of a block are functions with a prototype, before any of its statements is lowered. */
export function hoistPrototypes(statements: readonly TSESTree.Node[], cx: Context): void {
  for (const statement of statements) {
    if (statement.type !== 'ExpressionStatement') continue;
    const found = prototypeWritten(statement.expression) ?? inheritance(statement.expression)?.of;
    const place = found === undefined ? null : placeOf(found, cx);
    if (place !== null && !cx.builder.prototypes.has(place)) cx.builder.prototypes.set(place, null);
  }
}

/** Whether something is written to the prototype of a function. */
export function hasPrototype({ id }: TSESTree.FunctionDeclaration, cx: Context): boolean {
  const place = id ? placeOf(id, cx) : null;
  return place !== null && cx.builder.prototypes.has(place);
}

/** Lowers a function that has a prototype, as a class whose constructor it is; null for any other. `at`: where it is kept. */
export function lowerConstructorFunction(
  node: TSESTree.FunctionDeclaration | TSESTree.FunctionExpression,
  at: TSESTree.Node | null,
  cx: Context,
): ExprId | null {
  const place = at === null || cx.builder.prototypes.size === 0 ? null : placeOf(at, cx);
  const name = at === null ? null : lastName(at);
  if (place === null || name === null || cx.builder.prototypes.get(place) !== null) return null;
  const { builder, owner, symbol } = cx;
  const body = builder.openFunction({ name: null, symbol: name, parent: owner, class: null, passedTo: null });
  const id = builder.openClass({ name, superclass: null, implements: [], abstract: false, callable: true, body });
  builder.prototypes.set(place, id);
  const value = builder.add({ kind: 'class', class: id }, node);
  const naming = { name: 'constructor', passedTo: null, owner: ownerOf(id, name) };
  const lowered = builder.at(lowerFunction(node, naming, { ...cx, symbol }));
  if (lowered.kind === 'function') builder.setConstructor(id, lowered.function);
  return value;
}

/** Lowers `C.prototype.m = …`, `C.prototype = { … }` and `C.prototype = Object.create(B.prototype)`; null for another assignment. */
export function lowerPrototypeAssignment(node: TSESTree.AssignmentExpression, cx: Context): ExprId | null {
  const of = node.operator === '=' && cx.builder.prototypes.size > 0 ? prototypeWritten(node) : undefined;
  const id = of === undefined ? null : classAt(of, cx);
  if (id === null || of === undefined || node.left.type !== 'MemberExpression') return null;
  const name = lastName(of) ?? '';
  const base = inheritance(node)?.base;
  if (base) {
    cx.builder.setSuperclass(id, lowerExpression(base, cx));
    return cx.builder.add({ kind: 'class', class: id }, node);
  }
  if (prototypeOf(node.left) === undefined) {
    return addMethod(lowerKey(node.left.property, node.left.computed, cx), node.right, { id, name }, cx);
  }
  if (node.right.type !== 'ObjectExpression') return null;
  addMethods(node.right, { id, name }, cx);
  return cx.builder.add({ kind: 'class', class: id }, node);
}

/** What a call says of prototypes: what one inherits, and the constructor or method of the base on `this`; null for another call. */
export function lowerPrototypeCall(node: TSESTree.CallExpression, cx: Context): ExprId | null {
  const inherited = inheritance(node);
  const id = inherited ? classAt(inherited.of, cx) : null;
  if (inherited && id !== null) cx.builder.setSuperclass(id, lowerExpression(inherited.base, cx));
  return lowerBaseCall(node, cx);
}

/** `Base.call(this, options)` is `super(options)`, `Base.prototype.get.call(this, path)` is `super.get(path)`. */
function lowerBaseCall(node: TSESTree.CallExpression, cx: Context): ExprId | null {
  const { callee } = node;
  const [self, ...others] = node.arguments;
  if (callee.type !== 'MemberExpression' || self?.type !== 'ThisExpression' || cx.this?.kind !== 'instance')
    return null;
  const how = keyOf(callee);
  if ((how !== 'call' && how !== 'apply') || !cx.builder.isCallable(cx.this.class)) return null;
  const method = callee.object.type === 'MemberExpression' ? prototypeMember(callee.object) : null;
  const isBase = callee.object.type === 'Identifier' || keyOf(callee.object) === 'super_';
  if (!isBase && method === null) return null;
  const base = cx.builder.add({ kind: 'super', class: cx.this.class, static: false }, node);
  const target = method === null ? base : cx.builder.member(base, method, node);
  const args = others.map((argument): Argument => {
    const value = argument.type === 'SpreadElement' ? argument.argument : argument;
    return { value: lowerExpression(value, cx), spread: how === 'apply' || argument.type === 'SpreadElement' };
  });
  const call = cx.builder.call(target, args, method === null, node);
  cx.builder.calls.push({ call, owner: cx.owner, symbol: cx.symbol });
  return call;
}

interface Owner {
  readonly id: ClassId;
  readonly name: string;
}

function addMethods(object: TSESTree.ObjectExpression, owner: Owner, cx: Context): void {
  for (const property of object.properties) {
    if (property.type === 'Property')
      addMethod(lowerKey(property.key, property.computed, cx), property.value, owner, cx);
    else {
      const value = lowerExpression(property.argument, cx);
      cx.builder.addMember(owner.id, { name: '', static: false, kind: 'spread', value, conditional: true });
    }
  }
}

function addMethod(key: string | ExprId, node: TSESTree.Node, { id, name }: Owner, cx: Context): ExprId {
  const given = typeof key === 'string' ? key : '';
  const isFunction = node.type === 'FunctionExpression';
  const value = isFunction
    ? lowerFunction(node, { name: given, passedTo: null, owner: ownerOf(id, name) }, cx)
    : lowerNamed(node, given, cx);
  const kind = isFunction ? 'method' : 'field';
  if (key !== 'constructor') cx.builder.addMember(id, { name: key, static: false, kind, value, conditional: false });
  return value;
}

function ownerOf(id: ClassId, className: string): NonNullable<Parameters<typeof lowerFunction>[1]['owner']> {
  return { class: id, className, this: { kind: 'instance', class: id } };
}

function classAt(node: TSESTree.Node, cx: Context): ClassId | null {
  const place = placeOf(node, cx);
  return (place === null ? null : cx.builder.prototypes.get(place)) ?? null;
}

/** What keeps a function: a name, or a property of one or of a global (`proto.echo.Client`). Equal for the same place. */
function placeOf(node: TSESTree.Node, cx: Context): string | null {
  if (node.type === 'Identifier') {
    const binding = cx.scope.find(node.name);
    return binding === undefined ? null : String(binding);
  }
  const key = keyOf(node);
  if (node.type !== 'MemberExpression' || key === null) return null;
  const isGlobal = node.object.type === 'Identifier' && cx.scope.find(node.object.name) === undefined;
  const object = isGlobal && node.object.type === 'Identifier' ? node.object.name : placeOf(node.object, cx);
  return object === null ? null : `${object}.${key}`;
}

function lastName(node: TSESTree.Node): string | null {
  return node.type === 'Identifier' ? node.name : keyOf(node);
}

/** That to whose prototype an assignment writes. */
function prototypeWritten(node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return undefined;
  return prototypeOf(node.left) ?? prototypeOf(node.left.object);
}

/** What a statement says that a function inherits from. */
function inheritance(node: TSESTree.Node): { readonly of: TSESTree.Node; readonly base: TSESTree.Node } | null {
  if (node.type === 'AssignmentExpression') {
    const of = prototypeOf(node.left);
    const { right } = node;
    if (of === undefined || (right.type !== 'CallExpression' && right.type !== 'NewExpression')) return null;
    if (right.type === 'NewExpression') return { of, base: right.callee };
    const [prototype] = right.arguments;
    const isMade = right.callee.type === 'MemberExpression' && keyOf(right.callee) === 'create';
    return isMade && prototype ? basedOn(of, prototype) : null;
  }
  if (node.type !== 'CallExpression') return null;
  const [own, base] = node.arguments;
  const callee = node.callee.type === 'Identifier' ? node.callee.name : keyOf(node.callee);
  if (!own || !base) return null;
  if (callee === 'setPrototypeOf') return basedOn(prototypeOf(own), base);
  const isInherited = callee === 'inherits' || callee === '__extends' || callee === '_inherits';
  return isInherited && lastName(own) !== null ? { of: own, base } : null;
}

function basedOn(of: TSESTree.Node | undefined, prototype: TSESTree.Node): ReturnType<typeof inheritance> {
  const isPrototype = prototype.type === 'MemberExpression' && keyOf(prototype) === 'prototype';
  return of !== undefined && isPrototype ? { of, base: prototype.object } : null;
}

/** `C` of `C.prototype`. */
function prototypeOf(node: TSESTree.Node): TSESTree.Node | undefined {
  return node.type === 'MemberExpression' && keyOf(node) === 'prototype' ? node.object : undefined;
}

/** `m` of `Base.prototype.m`. */
function prototypeMember(node: TSESTree.MemberExpression): string | null {
  return node.object.type === 'MemberExpression' && keyOf(node.object) === 'prototype' ? keyOf(node) : null;
}

function keyOf(node: TSESTree.Node): string | null {
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return null;
  return node.property.name;
}

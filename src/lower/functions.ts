/** Functions and classes. */
import type { TSESTree } from '@typescript-eslint/types';
import type { ClassId, ExprId, FunctionId, FunctionInfo, ThisOwner } from './module.ts';
import { Scope, declareName, declarePattern, hoistVars, type Context } from './scope.ts';
import { lowerExpression, lowerKey, lowerNamed } from './expressions.ts';
import { assignPattern } from './patterns.ts';
import { lowerBlock } from './statements.ts';

type FunctionNode = TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression | TSESTree.FunctionDeclaration;
type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

interface FunctionNaming {
  readonly name: string | null;
  readonly passedTo: FunctionInfo['passedTo'];
  /** Of a method. */
  readonly owner?: { readonly class: ClassId; readonly className: string | null; readonly this: ThisOwner };
}

/** Lowers a function and its body; returns the function expression. */
export function lowerFunction(node: FunctionNode, naming: FunctionNaming, cx: Context): ExprId {
  const { owner, name } = naming;
  const symbol = name === null ? cx.symbol : owner?.className ? `${owner.className}.${name}` : name;
  const id = cx.builder.openFunction({
    name,
    symbol,
    parent: cx.owner,
    class: owner?.class ?? null,
    passedTo: naming.passedTo,
  });
  const arrow = node.type === 'ArrowFunctionExpression';
  const inside: Context = {
    builder: cx.builder,
    scope: new Scope(cx.scope),
    owner: id,
    symbol,
    this: arrow ? cx.this : (owner?.this ?? (cx.this?.kind === 'object' ? cx.this : null)),
    conditional: false,
    loop: false,
  };
  lowerParameters(node.params, id, inside);
  lowerBody(node, id, inside);
  return cx.builder.add({ kind: 'function', function: id }, node);
}

/** Lowers a class; returns the class expression. */
export function lowerClass(node: ClassNode, name: string | null, cx: Context): ExprId {
  lowerDecorators(node.decorators, cx);
  const superclass = node.superClass ? lowerExpression(node.superClass, cx) : null;
  const id = cx.builder.openClass(name, superclass);
  for (const member of node.body.body) lowerMember(member, id, name, cx);
  return cx.builder.add({ kind: 'class', class: id }, node);
}

function lowerParameters(params: readonly TSESTree.Parameter[], id: FunctionId, cx: Context): void {
  for (const param of params) declarePattern(param, 'parameter', cx);
  for (const [index, param] of params.entries()) {
    if ('decorators' in param) lowerDecorators(param.decorators, cx);
    const target = param.type === 'TSParameterProperty' ? param.parameter : param;
    const rest = target.type === 'RestElement';
    const type = annotatedClass(target, cx);
    const value = cx.builder.add({ kind: 'parameter', function: id, index, rest, type }, target);
    cx.builder.addParameter(id, value);
    assignPattern(rest ? target.argument : target, value, cx, value);
    if (param.type === 'TSParameterProperty') addParameterProperty(param, cx);
  }
}

/** `constructor(private base: string)` is a field of that name. */
function addParameterProperty(param: TSESTree.TSParameterProperty, cx: Context): void {
  const target = param.parameter.type === 'AssignmentPattern' ? param.parameter.left : param.parameter;
  const binding = target.type === 'Identifier' ? cx.scope.find(target.name) : undefined;
  if (binding === undefined || target.type !== 'Identifier' || cx.this?.kind !== 'instance') return;
  cx.builder.addMember(cx.this.class, {
    name: target.name,
    static: false,
    kind: 'field',
    value: cx.builder.add({ kind: 'name', binding }, target),
    conditional: false,
  });
}

function lowerBody(node: FunctionNode, id: FunctionId, cx: Context): void {
  if (!node.body) return;
  if (node.body.type !== 'BlockStatement') {
    cx.builder.addReturn(id, lowerExpression(node.body, cx));
    return;
  }
  hoistVars(node.body, cx);
  lowerBlock(node.body.body, cx);
}

function lowerMember(member: TSESTree.ClassElement, id: ClassId, className: string | null, cx: Context): void {
  if (member.type === 'StaticBlock') {
    lowerBlock(member.body, { ...cx, scope: new Scope(cx.scope), this: { kind: 'static', class: id } });
    return;
  }
  if (!('key' in member)) return;
  if ('decorators' in member) lowerDecorators(member.decorators, cx);
  const owner: ThisOwner = { kind: member.static ? 'static' : 'instance', class: id };
  const key = lowerKey(member.key, member.computed, cx);
  const name = typeof key === 'string' ? key : '';
  if (member.type === 'MethodDefinition' && member.value.type === 'FunctionExpression') {
    lowerMethod(member, name, { class: id, className, this: owner }, cx);
  } else if (member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') {
    lowerField(member, name, { ...cx, this: owner, symbol: className ?? cx.symbol });
  }
}

function lowerMethod(
  member: TSESTree.MethodDefinition,
  name: string,
  owner: NonNullable<FunctionNaming['owner']>,
  cx: Context,
): void {
  if (member.value.type !== 'FunctionExpression') return;
  const value = lowerFunction(member.value, { name, passedTo: null, owner }, cx);
  const lowered = cx.builder.at(value);
  if (member.kind === 'constructor' && lowered.kind === 'function') {
    cx.builder.setConstructor(owner.class, lowered.function);
  } else if (member.kind !== 'set') {
    const kind = member.kind === 'get' ? 'getter' : 'method';
    cx.builder.addMember(owner.class, { name, static: member.static, kind, value, conditional: false });
  }
}

function lowerField(member: TSESTree.PropertyDefinition | TSESTree.AccessorProperty, name: string, cx: Context): void {
  const type = member.typeAnnotation ? typeName(member.typeAnnotation.typeAnnotation, cx) : null;
  const value = member.value ? lowerNamed(member.value, name, cx) : typedValue(type, member, cx);
  if (value === null || !cx.this || cx.this.kind === 'object') return;
  cx.builder.addMember(cx.this.class, { name, static: member.static, kind: 'field', value, conditional: false });
}

function typedValue(type: ExprId | null, node: TSESTree.Node, cx: Context): ExprId | null {
  return type === null ? null : cx.builder.add({ kind: 'typed', class: type }, node);
}

function lowerDecorators(decorators: readonly TSESTree.Decorator[] | undefined, cx: Context): void {
  for (const decorator of decorators ?? []) lowerExpression(decorator.expression, cx);
}

/** The class that a parameter's or variable's annotation names, as an expression; null when it names none. */
export function annotatedClass(target: TSESTree.Node, cx: Context): ExprId | null {
  if (target.type === 'AssignmentPattern') return annotatedClass(target.left, cx);
  if (!('typeAnnotation' in target) || !target.typeAnnotation) return null;
  if (target.typeAnnotation.type !== 'TSTypeAnnotation') return null;
  return typeName(target.typeAnnotation.typeAnnotation, cx);
}

function typeName(type: TSESTree.TypeNode, cx: Context): ExprId | null {
  if (type.type !== 'TSTypeReference') return null;
  return typeEntity(type.typeName, cx);
}

/** Only names that are bound in the file can be classes of a package; the others are types of the language. */
function typeEntity(entity: TSESTree.EntityName, cx: Context): ExprId | null {
  if (entity.type === 'Identifier') {
    const binding = cx.scope.find(entity.name);
    return binding === undefined ? null : cx.builder.add({ kind: 'name', binding }, entity);
  }
  if (entity.type !== 'TSQualifiedName') return null;
  const left = typeEntity(entity.left, cx);
  return left === null ? null : cx.builder.member(left, entity.right.name, entity);
}

/** Lowers a function declaration and binds its name. */
export function lowerFunctionDeclaration(
  node: TSESTree.FunctionDeclaration,
  fallbackName: string,
  cx: Context,
): ExprId {
  const name = node.id?.name ?? fallbackName;
  const value = lowerFunction(node, { name, passedTo: null }, cx);
  if (node.id) cx.builder.define(declareName(node.id.name, 'function', cx), value, false);
  return value;
}

/** Lowers a class declaration and binds its name. */
export function lowerClassDeclaration(node: TSESTree.ClassDeclaration, fallbackName: string, cx: Context): ExprId {
  const value = lowerClass(node, node.id?.name ?? fallbackName, cx);
  if (node.id) cx.builder.define(declareName(node.id.name, 'class', cx), value, false);
  return value;
}

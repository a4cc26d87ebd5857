/** Functions: parameters, body, and what `this` is in them. */
import type { TSESTree } from '@typescript-eslint/types';
import { annotatedClass, eventOf } from './annotations.ts';
import { lowerDecorators } from './classes.ts';
import {
  MODULE_LEVEL,
  type ClassId,
  type ExprId,
  type FunctionId,
  type FunctionInfo,
  type ThisOwner,
} from './module.ts';
import { Scope, declareName, declarePattern, hoistVars, type Context } from './scope.ts';
import { lowerExpression } from './expressions.ts';
import { guardsInFunction, leaves } from './guards.ts';
import { assignPattern } from './patterns.ts';
import { lowerConstructorFunction } from './prototypes.ts';
import { lowerBlock } from './statements.ts';

type FunctionNode = TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression | TSESTree.FunctionDeclaration;

/** Of a handler that is handed an event: what that is about. */
export interface EventGiven {
  readonly eventOf?: ExprId;
}

export interface FunctionNaming extends EventGiven {
  readonly name: string | null;
  readonly passedTo: FunctionInfo['passedTo'];
  readonly calledAt?: ExprId;
  /** Of a method. */
  readonly owner?: { readonly class: ClassId; readonly className: string | null; readonly this: ThisOwner };
}

/** Lowers a function and its body; returns the function expression. */
export function lowerFunction(node: FunctionNode, naming: FunctionNaming, cx: Context): ExprId {
  const { owner, name } = naming;
  const symbol = owner?.className && name !== null ? `${owner.className}.${name}` : (cx.place ?? name ?? cx.symbol);
  const id = cx.builder.openFunction({
    name,
    symbol,
    parent: cx.owner,
    class: owner?.class ?? null,
    passedTo: naming.passedTo,
    ...(naming.calledAt === undefined ? {} : { calledAt: naming.calledAt }),
  });
  const arrow = node.type === 'ArrowFunctionExpression';
  const inside: Context = {
    builder: cx.builder,
    scope: new Scope(cx.scope),
    owner: id,
    callee: arrow ? cx.callee : id,
    symbol,
    place: null,
    this: arrow ? cx.this : (owner?.this ?? thisOf(id, cx)),
    conditional: false,
    loop: null,
    turn: null,
    guards: cx.guards,
  };
  if (node.generator) cx.builder.openYields(id);
  lowerParameters(node.params, id, naming.eventOf ?? null, inside);
  lowerBody(node, id, inside);
  // What a generator gives is a list: nothing else can be asked of it.
  const yields = cx.builder.yieldsOf(id);
  if (yields) cx.builder.addReturn(id, cx.builder.add({ kind: 'array', ...yields }, node));
  return cx.builder.add({ kind: 'function', function: id }, node);
}

/** A function in an object literal is called on that object; any other on whatever its caller says. */
function thisOf(id: FunctionId, cx: Context): ThisOwner {
  const isHeld = cx.this?.kind === 'object' && cx.this.function === MODULE_LEVEL;
  return isHeld ? { ...cx.this, function: id } : { kind: 'function', function: id };
}

function lowerParameters(
  params: readonly TSESTree.Parameter[],
  id: FunctionId,
  eventTarget: ExprId | null,
  cx: Context,
): void {
  // TypeScript's `this` parameter is a type and takes no argument.
  const filled = params.filter((param) => param.type !== 'Identifier' || param.name !== 'this');
  for (const param of filled) declarePattern(param, 'parameter', cx);
  for (const [index, param] of filled.entries()) {
    const decorators = 'decorators' in param ? lowerDecorators(param.decorators, cx) : [];
    const target = param.type === 'TSParameterProperty' ? param.parameter : param;
    const rest = target.type === 'RestElement';
    const event = index === 0 && eventTarget !== null ? eventOf(eventTarget, target, cx) : null;
    const type = annotatedClass(target, cx) ?? event;
    const parameter = { kind: 'parameter', function: id, index, rest, type } as const;
    const value = cx.builder.add(decorators.length === 0 ? parameter : { ...parameter, decorators }, target);
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
  const end = lowerBlock(node.body.body, cx);
  if (!leaves(node.body)) cx.builder.addEnd(id, guardsInFunction(end));
}

/** Lowers a function declaration and binds its name. */
export function lowerFunctionDeclaration(
  node: TSESTree.FunctionDeclaration,
  fallbackName: string,
  cx: Context,
): ExprId {
  const name = node.id?.name ?? fallbackName;
  const value = lowerConstructorFunction(node, node.id, cx) ?? lowerFunction(node, { name, passedTo: null }, cx);
  if (node.id) cx.builder.define(declareName(node.id.name, 'function', cx), value, false);
  return value;
}

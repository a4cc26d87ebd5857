/** Statements: what they declare, assign and contain. The order of execution matters only for "conditional". */
import type { TSESTree } from '@typescript-eslint/types';
import { MODULE_LEVEL, type ExprId, type Property } from './module.ts';
import { Scope, declareName, declarePattern, hoistBlock, type Context } from './scope.ts';
import { lowerExpression, lowerKey, lowerNamed } from './expressions.ts';
import { annotatedClass, lowerAlias, lowerInterface } from './annotations.ts';
import { lowerClassDeclaration } from './classes.ts';
import { lowerFunctionDeclaration } from './functions.ts';
import { guarded, guardsInFunction, isAssertion, leaves, replacementsIn } from './guards.ts';
import { lowerModuleStatement } from './modules.ts';
import { lowerNamespace } from './namespaces.ts';
import { lowerSwitch } from './switches.ts';
import { assignPattern } from './patterns.ts';
import { hasPrototype, hoistPrototypes, lowerConstructorFunction } from './prototypes.ts';

type Lowering<K extends TSESTree.Node['type']> = (node: Extract<TSESTree.Node, { type: K }>, cx: Context) => void;
type LoweringTable = { readonly [K in TSESTree.Node['type']]?: Lowering<K> };

/** Lowers the statements of a block whose scope is `cx.scope`. */
export function lowerBlock(statements: readonly TSESTree.Node[], cx: Context): Context {
  hoistBlock(statements, cx);
  hoistPrototypes(statements, cx);
  return lowerInOrder(cx.builder.prototypes.size === 0 ? statements : prototypesFirst(statements, cx), cx);
}

/** What is written to the prototype of a function may stand above it. */
function prototypesFirst(statements: readonly TSESTree.Node[], cx: Context): readonly TSESTree.Node[] {
  const isFirst = (statement: TSESTree.Node): boolean =>
    statement.type === 'FunctionDeclaration' && hasPrototype(statement, cx);
  return [...statements.filter(isFirst), ...statements.filter((statement) => !isFirst(statement))];
}

/** Lowers statements one after another; returns what is known after the last. */
export function lowerInOrder(statements: readonly TSESTree.Node[], cx: Context): Context {
  let inside = cx;
  for (const statement of statements) {
    switch (statement.type) {
      case 'FunctionDeclaration':
        // It may be called before the statements above it.
        lowerStatement(statement, cx);
        break;
      case 'IfStatement':
        inside = lowerIf(statement, inside);
        break;
      case 'SwitchStatement':
        inside = lowerSwitch(statement, inside);
        break;
      case 'ExpressionStatement':
        inside = lowerStandalone(statement, inside);
        break;
      default:
        lowerStatement(statement, inside);
    }
  }
  return inside;
}

/** Lowers one statement. */
export function lowerStatement(node: TSESTree.Node, cx: Context): void {
  const lower = STATEMENTS[node.type] as Lowering<typeof node.type> | undefined;
  if (lower) lower(node as never, cx);
  else if (!lowerModuleStatement(node, cx) && !isTypeOnly(node)) lowerExpression(node, cx);
}

const STATEMENTS: LoweringTable = {
  ExpressionStatement: (node, cx) => void lowerStandalone(node, cx),
  VariableDeclaration: (node, cx) => {
    if (!node.declare) for (const declarator of node.declarations) lowerDeclarator(declarator, cx);
  },
  FunctionDeclaration: (node, cx) => void lowerFunctionDeclaration(node, 'default', cx),
  ClassDeclaration: (node, cx) => void lowerClassDeclaration(node, 'default', cx),
  TSInterfaceDeclaration: (node, cx) => void lowerInterface(node, cx),
  TSTypeAliasDeclaration: lowerAlias,
  TSEnumDeclaration: lowerEnum,
  TSModuleDeclaration: lowerNamespace,
  BlockStatement: (node, cx) => void lowerBlock(node.body, nested(cx)),
  IfStatement: (node, cx) => void lowerIf(node, cx),
  ForStatement: (node, cx) => {
    const inside = loop(cx);
    if (node.init) lowerForInit(node.init, inside);
    const test = node.test ? lowerExpression(node.test, inside) : null;
    if (node.update) lowerExpression(node.update, inside);
    lowerStatement(node.body, test === null ? inside : guarded(inside, test, 'true'));
  },
  ForOfStatement: lowerForEach,
  ForInStatement: lowerForEach,
  WhileStatement: (node, cx) => {
    const inside = loop(cx);
    const test = lowerExpression(node.test, inside);
    lowerStatement(node.body, guarded(inside, test, 'true'));
  },
  DoWhileStatement: (node, cx) => {
    const inside = loop(cx);
    lowerStatement(node.body, inside);
    lowerExpression(node.test, inside);
  },
  LabeledStatement: (node, cx) => lowerStatement(node.body, cx),
  SwitchStatement: (node, cx) => void lowerSwitch(node, cx),
  TryStatement: (node, cx) => {
    lowerStatement(node.block, branch(cx));
    if (node.handler) lowerCatch(node.handler, branch(cx));
    if (node.finalizer) lowerStatement(node.finalizer, cx);
  },
  ReturnStatement: (node, cx) => {
    const value = node.argument ? lowerExpression(node.argument, cx) : cx.builder.literal(undefined, node);
    const isReturn = cx.owner !== MODULE_LEVEL && !cx.builder.yieldsOf(cx.owner);
    if (isReturn) cx.builder.addReturn(cx.owner, value, guardsInFunction(cx));
  },
  ThrowStatement: (node, cx) => void lowerExpression(node.argument, cx),
  EmptyStatement: () => undefined,
  BreakStatement: () => undefined,
  ContinueStatement: () => undefined,
  DebuggerStatement: () => undefined,
};

/** Each branch knows how the condition came out; so does what follows a branch that leaves. */
function lowerIf(node: TSESTree.IfStatement, cx: Context): Context {
  const test = lowerExpression(node.test, cx);
  const whenTrue = guarded(cx, test, 'true');
  const whenFalse = guarded(cx, test, 'false');
  const replaced = node.alternate ? [] : replacementsIn(node.consequent, test, whenFalse);
  lowerStatement(node.consequent, branch(whenTrue));
  for (const { binding, unless, above } of replaced) cx.builder.replace(binding, { unless, above });
  if (node.alternate) lowerStatement(node.alternate, branch(whenFalse));
  if (leaves(node.consequent)) return whenFalse;
  return node.alternate && leaves(node.alternate) ? whenTrue : cx;
}

/** A call that came back may have thrown otherwise: `assertAllowed(url);`. */
function lowerStandalone(node: TSESTree.ExpressionStatement, cx: Context): Context {
  const value = lowerExpression(node.expression, cx);
  return isAssertion(value, cx) ? guarded(cx, value, 'returns') : cx;
}

/** The context of a block inside. */
export function nested(cx: Context): Context {
  return { ...cx, scope: new Scope(cx.scope) };
}

/** The context of what may be passed by. */
export function branch(cx: Context): Context {
  return { ...nested(cx), conditional: true };
}

function loop(cx: Context): Context {
  return { ...branch(cx), loop: cx.builder.nextBinding, turn: cx.builder.nextExpression };
}

function lowerDeclarator(node: TSESTree.VariableDeclarator, cx: Context): void {
  if (node.id.type === 'Identifier') {
    const symbol = cx.owner === MODULE_LEVEL && cx.symbol === 'module' ? node.id.name : cx.symbol;
    const value = declaredValue(node, node.id.name, { ...cx, symbol });
    if (value !== null) assignPattern(node.id, value, cx, value);
  } else if (node.init) {
    const value = lowerExpression(node.init, cx);
    assignPattern(node.id, value, cx, value);
  }
}

/** The initialiser; without one, what the annotation promises. */
function declaredValue(node: TSESTree.VariableDeclarator, name: string, cx: Context): ExprId | null {
  const { init } = node;
  if (init?.type === 'FunctionExpression')
    return lowerConstructorFunction(init, node.id, cx) ?? lowerNamed(init, name, cx);
  if (init) return lowerNamed(init, name, cx);
  const type = annotatedClass(node.id, cx);
  return type === null ? null : cx.builder.add({ kind: 'typed', class: type }, node);
}

function lowerForInit(init: TSESTree.Node, cx: Context): void {
  if (init.type !== 'VariableDeclaration') return void lowerExpression(init, cx);
  lowerBlock([init], cx);
}

/** The loop variable is any element of an array, or any key of an object. */
function lowerForEach(node: TSESTree.ForOfStatement | TSESTree.ForInStatement, cx: Context): void {
  const inside = loop(cx);
  const list = lowerExpression(node.right, cx);
  const index = cx.builder.unknown('element', node.right);
  const isOf = node.type === 'ForOfStatement';
  const element = isOf ? cx.builder.member(list, index, node.left) : cx.builder.unknown('element', node.left);
  if (node.left.type === 'VariableDeclaration') {
    const target = node.left.declarations[0]?.id;
    if (!target) return;
    if (node.left.kind !== 'var') declarePattern(target, 'const', inside);
    assignPattern(target, element, inside, element);
  } else {
    assignPattern(node.left, element, inside, element);
  }
  lowerStatement(node.body, inside);
}

function lowerCatch(node: TSESTree.CatchClause, cx: Context): void {
  if (node.param) {
    declarePattern(node.param, 'let', cx);
    const error = cx.builder.unknown('caught-error', node.param);
    assignPattern(node.param, error, cx, error);
  }
  lowerStatement(node.body, cx);
}

function lowerEnum(node: TSESTree.TSEnumDeclaration, cx: Context): void {
  if (node.declare) return;
  const properties = node.body.members.map((member, index): Property => {
    const key = lowerKey(member.id, member.computed, cx);
    const value = member.initializer ? lowerExpression(member.initializer, cx) : cx.builder.literal(index, member);
    return { kind: 'property', key, value };
  });
  const object = cx.builder.add({ kind: 'object', properties }, node);
  cx.builder.define(declareName(node.id.name, 'enum', cx), object, false);
}

function isTypeOnly(node: TSESTree.Node): boolean {
  return node.type.startsWith('TS');
}

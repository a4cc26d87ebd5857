/** Expressions: a table from node type to a small function. No entry: the children are walked and the value is unknown. */
import type { TSESTree } from '@typescript-eslint/types';
import { MODULE_LEVEL, type ArithmeticOperator, type BindingId, type ExprId, type NameExpr } from './module.ts';
import type { Context } from './scope.ts';
import { lowerAssignment, lowerUpdate } from './assignments.ts';
import { lowerCall, lowerConstruction, lowerInvocation, lowerModule, lowerTaggedTemplate } from './calls.ts';
import { promisedElement, promisedTexts } from './annotations.ts';
import { isOptional } from './chains.ts';
import { lowerClass } from './classes.ts';
import { lowerFunction, type EventGiven } from './functions.ts';
import { lowerComparison, lowerConditional, lowerLogical } from './conditions.ts';
import { guardsOn, guardsOnMember } from './guards.ts';
import { lowerMarkup } from './markup.ts';
import { recordDelete } from './mutations.ts';
import { lowerArray, lowerObject } from './objects.ts';

type Lowering<K extends TSESTree.Node['type']> = (node: Extract<TSESTree.Node, { type: K }>, cx: Context) => ExprId;
type LoweringTable = { readonly [K in TSESTree.Node['type']]?: Lowering<K> };

/** Lowers one expression and all it contains; returns its id. */
export function lowerExpression(node: TSESTree.Node, cx: Context): ExprId {
  const lower = OPERATIONS[node.type] as Lowering<typeof node.type> | undefined;
  if (lower) return lower(node as never, cx);
  for (const child of childNodes(node)) lowerExpression(child, cx);
  return cx.builder.unknown('unsupported-syntax', node);
}

/** A member name when it is written out, else the expression that computes it. */
export function lowerKey(key: TSESTree.Node, computed: boolean, cx: Context): string | ExprId {
  if (!computed && key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Literal' && key.value !== null) return String(key.value);
  return lowerExpression(key, cx);
}

/** Lowers a value whose name comes from where it is put: a variable, a property, an export. */
export function lowerNamed(node: TSESTree.Node, name: string, cx: Context, given: EventGiven = {}): ExprId {
  const inner = unwrapTypes(node);
  if (inner.type === 'ArrowFunctionExpression' || inner.type === 'FunctionExpression') {
    return lowerFunction(inner, { name: inner.id?.name ?? name, passedTo: null, ...given }, cx);
  }
  // `const Card = forwardRef((props) => …)`: the function goes by the name of what wraps it.
  if (inner.type === 'CallExpression' && inner.arguments.some(isFunctionNode)) {
    return lowerInvocation(inner, false, cx, name);
  }
  if (inner.type === 'ClassExpression') return lowerClass(inner, inner.id?.name ?? name, cx);
  return lowerExpression(node, cx);
}

const inner = (node: { readonly expression: TSESTree.Node }, cx: Context): ExprId =>
  lowerExpression(node.expression, cx);

const OPERATIONS: LoweringTable = {
  Literal: lowerLiteral,
  TemplateLiteral: (node, cx) => lowerTemplate(node, cx, 'cooked'),
  TaggedTemplateExpression: lowerTaggedTemplate,
  Identifier: lowerIdentifier,
  BinaryExpression: lowerBinary,
  LogicalExpression: lowerLogical,
  ConditionalExpression: lowerConditional,
  MemberExpression: lowerMember,
  CallExpression: lowerCall,
  NewExpression: (node, cx) => lowerConstruction(node, cx),
  ImportExpression: (node, cx) => lowerModule(node.source, node, cx),
  ObjectExpression: lowerObject,
  ArrayExpression: lowerArray,
  ArrowFunctionExpression: (node, cx) => lowerFunction(node, { name: null, passedTo: null }, cx),
  FunctionExpression: (node, cx) => lowerFunction(node, { name: node.id?.name ?? null, passedTo: null }, cx),
  ClassExpression: (node, cx) => lowerClass(node, node.id?.name ?? null, cx),
  AssignmentExpression: lowerAssignment,
  SequenceExpression: (node, cx) => lowerAll(node.expressions, cx).at(-1) ?? cx.builder.literal(undefined, node),
  ThisExpression: (node, cx) =>
    cx.this ? cx.builder.add({ kind: 'this', owner: cx.this }, node) : cx.builder.unknown('unsupported-syntax', node),
  Super: (node, cx) =>
    cx.this?.kind === 'instance' || cx.this?.kind === 'static'
      ? cx.builder.add({ kind: 'super', class: cx.this.class, static: cx.this.kind === 'static' }, node)
      : cx.builder.unknown('unsupported-syntax', node),
  MetaProperty: (node, cx) =>
    node.meta.name === 'import'
      ? cx.builder.add({ kind: 'meta' }, node)
      : cx.builder.unknown('unsupported-syntax', node),
  UnaryExpression: lowerUnary,
  UpdateExpression: lowerUpdate,
  AwaitExpression: (node, cx) => lowerExpression(node.argument, cx),
  YieldExpression: (node, cx) => {
    const value = node.argument ? lowerExpression(node.argument, cx) : cx.builder.literal(undefined, node);
    cx.builder.addYield(cx.owner, { value, spread: node.delegate }, cx.conditional);
    // Who runs the generator may send back what became of it, or nothing.
    const nothing = cx.builder.literal(undefined, node);
    return cx.builder.add({ kind: 'choice', operator: '?:', options: [value, nothing] }, node);
  },
  ChainExpression: inner,
  TSAsExpression: lowerAssertion,
  TSSatisfiesExpression: inner,
  TSNonNullExpression: inner,
  TSTypeAssertion: lowerAssertion,
  TSInstantiationExpression: inner,
  JSXElement: lowerMarkup,
  JSXFragment: lowerMarkup,
};

/**
 * `event.target as HTMLImageElement` is that element, whatever it is besides; `process.env.MODE as 'production' | 'sandbox'` one of these texts
 * where it is a variable. Other assertions say nothing.
 */
function lowerAssertion(node: TSESTree.TSAsExpression | TSESTree.TSTypeAssertion, cx: Context): ExprId {
  const value = lowerExpression(node.expression, cx);
  const texts = promisedTexts(node.typeAnnotation);
  if (texts.length > 0) {
    const options = [value, ...texts.map((text) => cx.builder.literal(text, node.typeAnnotation))];
    return cx.builder.add({ kind: 'choice', operator: 'as', options }, node);
  }
  const element = promisedElement(node.typeAnnotation, cx);
  if (element === null) return value;
  return cx.builder.add({ kind: 'choice', operator: '?:', options: [value, element] }, node);
}

function lowerLiteral(node: TSESTree.Literal, cx: Context): ExprId {
  const { value } = node;
  if (typeof value === 'bigint') return cx.builder.literal(value.toString(), node);
  if ('regex' in node) {
    const { pattern, flags } = node.regex;
    return cx.builder.add({ kind: 'regex', pattern, flags }, node);
  }
  if (value instanceof RegExp) return cx.builder.unknown('unsupported-syntax', node);
  return cx.builder.literal(value, node);
}

/** A template; `raw` keeps its escapes as they are written. */
export function lowerTemplate(node: TSESTree.TemplateLiteral, cx: Context, form: 'cooked' | 'raw'): ExprId {
  const parts = node.quasis.flatMap((quasi, index) => {
    const hole = node.expressions[index];
    const text = form === 'raw' ? quasi.value.raw : (quasi.value.cooked ?? quasi.value.raw);
    return hole ? [text, lowerExpression(hole, cx)] : [text];
  });
  return cx.builder.add({ kind: 'template', parts }, node);
}

function lowerIdentifier(node: TSESTree.Identifier, cx: Context): ExprId {
  const binding = cx.scope.find(node.name);
  if (binding !== undefined) return lowerName(binding, node, null, cx);
  if (node.name === 'arguments' && cx.callee !== MODULE_LEVEL) {
    return cx.builder.add({ kind: 'parameter', function: cx.callee, index: 0, rest: true, type: null }, node);
  }
  if (node.name === 'undefined') return cx.builder.literal(undefined, node);
  return cx.builder.add({ kind: 'global', name: node.name }, node);
}

function lowerName(binding: BindingId, node: TSESTree.Node, member: string | null, cx: Context): ExprId {
  const guards = guardsOn(binding, cx);
  const direct = member === null ? {} : ({ direct: true } as const);
  const name = {
    kind: 'name',
    binding,
    ...definedSoFar(binding, cx),
    ...turnOf(binding, cx),
    ...writtenSoFar(binding, cx),
    ...direct,
  } as const;
  if (guards === undefined) return cx.builder.add(name, node);
  const isText = member === null || TEXT_MEMBERS.has(member);
  return cx.builder.add(isText ? { ...name, guards } : { ...name, guards, asObject: true }, node);
}

/** What is read of a URL or a text where it is used as an address. */
const TEXT_MEMBERS = new Set(['href', 'origin', 'host', 'hostname', 'toString', 'replace', 'trim', 'slice', 'concat']);

function lowerMember(node: TSESTree.MemberExpression, cx: Context): ExprId {
  const known = node.object.type === 'Identifier' ? cx.scope.find(node.object.name) : undefined;
  const written = !node.computed && node.property.type === 'Identifier' ? node.property.name : '';
  const object = known === undefined ? lowerExpression(node.object, cx) : lowerName(known, node.object, written, cx);
  const property = lowerKey(node.property, node.computed, cx);
  const guards = cx.guards.entries.length === 0 ? undefined : guardsOnMember(object, cx);
  const member = {
    kind: 'member',
    object,
    property,
    ...(isOptional(node) ? { optional: true as const } : {}),
  } as const;
  return cx.builder.add(guards === undefined ? member : { ...member, guards }, node);
}

/** A read in the straight line of its function sees what was assigned above it; elsewhere any assignment may come first. */
function definedSoFar(id: BindingId, cx: Context): { readonly before?: number } {
  const before = cx.builder.binding(id).definitions.length;
  return isReassigned(id, cx) && cx.loop === null && before > 0 ? { before } : {};
}

/** In a loop any assignment of it may come first; what was found out in this turn still holds until the next assignment. */
function turnOf(id: BindingId, cx: Context): Pick<NameExpr, 'turn'> {
  if (cx.turn === null || !isReassigned(id, cx)) return {};
  return { turn: { loop: cx.turn, above: cx.builder.binding(id).definitions.length } };
}

function isReassigned(id: BindingId, cx: Context): boolean {
  const binding = cx.builder.binding(id);
  const isVariable = binding.kind === 'let' || binding.kind === 'var' || binding.kind === 'parameter';
  return isVariable && binding.function === cx.owner;
}

/** The same for what is written to its properties. */
function writtenSoFar(id: BindingId, cx: Context): { readonly written?: number } {
  const binding = cx.builder.binding(id);
  return cx.loop === null && binding.function === cx.owner ? { written: binding.writes.length } : {};
}

function lowerBinary(node: TSESTree.BinaryExpression, cx: Context): ExprId {
  const left = lowerExpression(node.left, cx);
  const right = lowerExpression(node.right, cx);
  if (node.operator === '+') return cx.builder.add({ kind: 'concat', left, right }, node);
  const operator = arithmeticOperator(node.operator);
  if (operator !== null) return cx.builder.add({ kind: 'arithmetic', operator, left, right }, node);
  return lowerComparison(node, left, right, cx) ?? cx.builder.unknown('arithmetic', node);
}

function lowerUnary(node: TSESTree.UnaryExpression, cx: Context): ExprId {
  const argument = lowerExpression(node.argument, cx);
  const value = cx.builder.at(argument);
  if (node.operator === 'delete' && value.kind === 'member') recordDelete(value, node, cx);
  if (node.operator === 'void') return cx.builder.literal(undefined, node);
  if (node.operator === '!') return cx.builder.add({ kind: 'not', argument }, node);
  if (node.operator === 'typeof') return cx.builder.add({ kind: 'typeof', argument }, node);
  if (node.operator === '-' && value.kind === 'literal' && typeof value.value === 'number') {
    return cx.builder.literal(-value.value, node);
  }
  if (node.operator === '-' || node.operator === '+') {
    const one = cx.builder.literal(node.operator === '-' ? -1 : 1, node);
    return cx.builder.add({ kind: 'arithmetic', operator: '*', left: argument, right: one }, node);
  }
  return cx.builder.unknown('arithmetic', node);
}

const ARITHMETIC: readonly ArithmeticOperator[] = ['-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>', '>>>'];

/** The operator, when it computes a number from two. */
export function arithmeticOperator(operator: string): ArithmeticOperator | null {
  return ARITHMETIC.find((one) => one === operator) ?? null;
}

function lowerAll(nodes: readonly TSESTree.Node[], cx: Context): readonly ExprId[] {
  return nodes.map((node) => lowerExpression(node, cx));
}

function isFunctionNode(node: TSESTree.Node): boolean {
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';
}

function unwrapTypes(node: TSESTree.Node): TSESTree.Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return unwrapTypes(node.expression);
    default:
      return node;
  }
}

/** Syntax nodes held by a node of a type without an entry, so that no call inside it is lost. */
function childNodes(node: TSESTree.Node): readonly TSESTree.Node[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    key === 'parent' || key === 'typeAnnotation' ? [] : [value].flat().filter(isNode),
  );
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}

/** Classes: fields, methods, accessors, and what they extend. */
import type { TSESTree } from '@typescript-eslint/types';
import type { ClassId, ExprId, ThisOwner } from './module.ts';
import { Scope, declareName, type Context } from './scope.ts';
import { lowerExpression, lowerKey, lowerNamed } from './expressions.ts';
import { namedInterface, typeName } from './annotations.ts';
import { lowerFunction, type FunctionNaming } from './functions.ts';
import { lowerBlock } from './statements.ts';

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** Lowers a class; returns the class expression. */
export function lowerClass(node: ClassNode, name: string | null, cx: Context): ExprId {
  lowerDecorators(node.decorators, cx);
  const superclass = node.superClass ? lowerExpression(node.superClass, cx) : null;
  const inside = node.type === 'ClassExpression' && node.id ? { ...cx, scope: new Scope(cx.scope) } : cx;
  const id = cx.builder.openClass({
    name,
    superclass,
    implements: node.implements.flatMap(({ expression }) => namedInterface(expression, cx) ?? []),
    abstract: node.abstract,
    body: cx.builder.openFunction({
      name: null,
      symbol: name ?? cx.symbol,
      parent: cx.owner,
      class: null,
      passedTo: null,
    }),
  });
  const value = cx.builder.add({ kind: 'class', class: id }, node);
  // Inside a class expression its name is the class.
  if (inside !== cx && node.id) cx.builder.define(declareName(node.id.name, 'class', inside), value, false);
  for (const member of node.body.body) lowerMember(member, id, name, { ...inside, place: null });
  return value;
}

/** Lowers a class declaration and binds its name. */
export function lowerClassDeclaration(node: TSESTree.ClassDeclaration, fallbackName: string, cx: Context): ExprId {
  const value = lowerClass(node, node.id?.name ?? fallbackName, cx);
  if (node.id) cx.builder.define(declareName(node.id.name, 'class', cx), value, false);
  return value;
}

/** Decorators are called, and change nothing of what they decorate; those that are calls may say what a container puts there. */
export function lowerDecorators(decorators: readonly TSESTree.Decorator[] | undefined, cx: Context): readonly ExprId[] {
  const lowered = (decorators ?? []).map(({ expression }) => lowerExpression(expression, cx));
  return lowered.filter((one) => cx.builder.at(one).kind === 'call');
}

function lowerMember(member: TSESTree.ClassElement, id: ClassId, className: string | null, cx: Context): void {
  if (member.type === 'StaticBlock') {
    lowerBlock(member.body, { ...cx, scope: new Scope(cx.scope), this: { kind: 'static', class: id } });
    return;
  }
  if (!('key' in member)) return;
  const decorators = 'decorators' in member ? lowerDecorators(member.decorators, cx) : [];
  const owner: ThisOwner = { kind: member.static ? 'static' : 'instance', class: id };
  const name = lowerKey(member.key, member.computed, cx);
  if (member.type === 'MethodDefinition' && member.value.type === 'FunctionExpression') {
    lowerMethod(member, name, { class: id, className, this: owner }, cx);
  } else if (member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') {
    lowerField(member, { name, decorators }, { ...cx, this: owner, symbol: className ?? cx.symbol });
  }
}

function lowerMethod(
  member: TSESTree.MethodDefinition,
  name: string | ExprId,
  owner: NonNullable<FunctionNaming['owner']>,
  cx: Context,
): void {
  if (member.value.type !== 'FunctionExpression') return;
  const naming = { name: typeof name === 'string' ? name : '', passedTo: null, owner };
  const value = lowerFunction(member.value, naming, cx);
  const lowered = cx.builder.at(value);
  if (member.kind === 'constructor' && lowered.kind === 'function') {
    cx.builder.setConstructor(owner.class, lowered.function);
  } else {
    if (member.kind === 'set' && lowered.kind === 'function') cx.builder.setSetter(lowered.function, naming.name);
    const kind = member.kind === 'get' ? 'getter' : member.kind === 'set' ? 'setter' : 'method';
    cx.builder.addMember(owner.class, { name, static: member.static, kind, value, conditional: false });
  }
}

function lowerField(
  member: TSESTree.PropertyDefinition | TSESTree.AccessorProperty,
  { name, decorators }: { readonly name: string | ExprId; readonly decorators: readonly ExprId[] },
  cx: Context,
): void {
  const type = member.typeAnnotation ? typeName(member.typeAnnotation.typeAnnotation, cx) : null;
  const given = typeof name === 'string' ? name : '';
  const typed = member.value ? lowerNamed(member.value, given, cx) : typedValue(type, member, cx);
  const isInjected = !member.value && decorators.length > 0;
  const value = isInjected ? cx.builder.add({ kind: 'injected', decorators, otherwise: typed }, member) : typed;
  if (value === null || !cx.this || (cx.this.kind !== 'instance' && cx.this.kind !== 'static')) return;
  cx.builder.addMember(cx.this.class, { name, static: member.static, kind: 'field', value, conditional: false });
}

function typedValue(type: ExprId | null, node: TSESTree.Node, cx: Context): ExprId | null {
  return type === null ? null : cx.builder.add({ kind: 'typed', class: type }, node);
}

/**
 * What an annotation says of a value, as an expression in value space: the class whose instance it is, or a class that only describes
 * (an interface, an alias, an object type). Most annotations say nothing that matters, and give nothing.
 */
import type { TSESTree } from '@typescript-eslint/types';
import type { BindingId, ClassId, ExprId } from './module.ts';
import { declareName, interfaceKey, isTelling, type Context } from './scope.ts';

/** The class that a parameter's or variable's annotation names, as an expression; null when it names none. */
export function annotatedClass(target: TSESTree.Node, cx: Context): ExprId | null {
  if (target.type === 'AssignmentPattern') return annotatedClass(target.left, cx);
  if (!('typeAnnotation' in target) || !target.typeAnnotation) return null;
  if (target.typeAnnotation.type !== 'TSTypeAnnotation') return null;
  return typeName(target.typeAnnotation.typeAnnotation, cx);
}

/** The class that a type names or describes, as an expression; null when it does neither. */
export function typeName(type: TSESTree.TypeNode, cx: Context): ExprId | null {
  switch (type.type) {
    case 'TSTypeReference':
      return referenced(type, cx);
    case 'TSTypeQuery':
    case 'TSIndexedAccessType':
      return like(queried(type, cx), type, cx);
    case 'TSFunctionType':
      return isLikeFetch(type, cx) ? like(globalFetch(type, cx), type, cx) : null;
    case 'TSUnionType': {
      const present = type.types.filter((one) => one.type !== 'TSUndefinedKeyword' && one.type !== 'TSNullKeyword');
      return present.length === 1 && present[0] ? typeName(present[0], cx) : null;
    }
    case 'TSTypeLiteral':
      return isTelling(type) ? objectType(type, cx) : null;
    default:
      return null;
  }
}

/** An element of the platform that a type promises, where it loads what is written to it or sends there; null for any other type. */
export function promisedElement(type: TSESTree.TypeNode | undefined, cx: Context): ExprId | null {
  const named = type ? typeName(type, cx) : null;
  const expr = named === null ? undefined : cx.builder.at(named);
  if (!type || named === null || expr?.kind !== 'global' || !LOADING_ELEMENT.test(expr.name)) return null;
  return cx.builder.add({ kind: 'typed', class: named }, type);
}

/** The texts of a union that is written in place, and names nothing else but what may be missing; none of any other type. */
export function promisedTexts(type: TSESTree.TypeNode): readonly string[] {
  const types = type.type === 'TSUnionType' ? type.types : [];
  const texts = types.flatMap((one) =>
    one.type === 'TSLiteralType' && one.literal.type === 'Literal' && typeof one.literal.value === 'string'
      ? [one.literal.value]
      : [],
  );
  const missing = types.filter(({ type: kind }) => kind === 'TSUndefinedKeyword' || kind === 'TSNullKeyword').length;
  return texts.length + missing === types.length ? texts : [];
}

/** An interface is a class that has nothing of its own: what it stands for are the classes that implement it. */
export function lowerInterface(node: TSESTree.TSInterfaceDeclaration, cx: Context): ExprId {
  const inherited = node.extends.flatMap(({ expression }) => namedInterface(expression, cx) ?? []);
  const { id, value } = description(node.id.name, inherited, node, cx);
  describeMembers(node.body.body, id, cx);
  cx.builder.define(declareName(interfaceKey(node.id.name), 'class', cx), value, false);
  return value;
}

/** An alias is another name for what it stands for. */
export function lowerAlias(node: TSESTree.TSTypeAliasDeclaration, cx: Context): void {
  const value = typeName(node.typeAnnotation, cx);
  if (value !== null) cx.builder.define(declareName(interfaceKey(node.id.name), 'class', cx), value, false);
}

/** The class or interface that a heritage clause names. */
export function namedInterface(node: TSESTree.Expression, cx: Context): ExprId | null {
  return node.type === 'Identifier' ? namedType(node, cx) : null;
}

/** Types of the language that say of each member what their argument says. */
const SAME_MEMBERS = new Set(['Partial', 'Required', 'Readonly', 'NonNullable', 'Pick', 'Omit']);

function referenced(type: TSESTree.TSTypeReference, cx: Context): ExprId | null {
  const named = typeEntity(type.typeName, cx);
  const [argument] = type.typeArguments?.params ?? [];
  if (named === null) {
    const isSame = type.typeName.type === 'Identifier' && SAME_MEMBERS.has(type.typeName.name);
    return isSame && argument ? typeName(argument, cx) : null;
  }
  if (argument?.type !== 'TSTypeQuery' || argument.exprName.type === 'TSImportType') return named;
  // `ConfigType<typeof database>`: what the type says of a value is as what a function gives for it.
  const value = typeEntity(argument.exprName, cx);
  return value === null ? named : cx.builder.call(named, [{ value, spread: false }], false, type);
}

/** Only names that are bound in the file can be classes of a package; the others are types of the language. */
function typeEntity(entity: TSESTree.EntityName, cx: Context): ExprId | null {
  if (entity.type === 'Identifier') return namedType(entity, cx);
  if (entity.type !== 'TSQualifiedName') return null;
  const left = typeEntity(entity.left, cx);
  return left === null ? null : cx.builder.member(left, entity.right.name, entity);
}

function bindingOf(name: string, cx: Context): BindingId | undefined {
  return cx.scope.find(name) ?? cx.scope.find(interfaceKey(name));
}

/** Elements that load what is written to them (WHATWG HTML): types of the platform, which nobody imports. */
const LOADING_ELEMENT =
  /^HTML(?:Image|IFrame|Frame|Script|Video|Audio|Media|Source|Track|Embed|Object|Link|Form|Button)Element$/;

function namedType(node: TSESTree.Identifier, cx: Context): ExprId | null {
  const binding = bindingOf(node.name, cx);
  if (binding === undefined && LOADING_ELEMENT.test(node.name))
    return cx.builder.add({ kind: 'global', name: node.name }, node);
  return binding === undefined ? null : cx.builder.add({ kind: 'name', binding }, node);
}

/** The value of `typeof fetch`, `typeof globalThis.fetch`, `(typeof globalThis)['fetch']`, `Window['fetch']`. */
function queried(type: TSESTree.TypeNode, cx: Context): ExprId | null {
  if (type.type === 'TSTypeQuery') return queriedEntity(type.exprName, cx);
  if (globalName(type, cx) === 'Window') return cx.builder.add({ kind: 'global', name: 'globalThis' }, type);
  if (type.type !== 'TSIndexedAccessType' || type.indexType.type !== 'TSLiteralType') return null;
  const { literal } = type.indexType;
  const object = queried(type.objectType, cx);
  if (object === null || literal.type !== 'Literal' || typeof literal.value !== 'string') return null;
  return cx.builder.member(object, literal.value, type);
}

function queriedEntity(entity: TSESTree.EntityName | TSESTree.TSImportType, cx: Context): ExprId | null {
  if (entity.type === 'TSQualifiedName') {
    const left = queriedEntity(entity.left, cx);
    return left === null ? null : cx.builder.member(left, entity.right.name, entity);
  }
  if (entity.type !== 'Identifier') return null;
  const binding = cx.scope.find(entity.name);
  // A parameter that is called like the global that it is: `(fetch: typeof fetch)`.
  const isOwn = binding !== undefined && cx.builder.binding(binding).kind === 'parameter';
  if (binding === undefined || isOwn) return cx.builder.add({ kind: 'global', name: entity.name }, entity);
  return cx.builder.add({ kind: 'name', binding }, entity);
}

const ADDRESSES = new Set(['RequestInfo', 'URL']);
const INPUTS = new Set([...ADDRESSES, 'Request']);

/**
 * `(input: RequestInfo | URL, init?: RequestInit) => Promise<Response>`, as the platform declares it. What takes a `Request` alone is a
 * handler of a server.
 */
function isLikeFetch({ params, returnType }: TSESTree.TSFunctionType, cx: Context): boolean {
  const [input, init, ...others] = params.map((param) =>
    'typeAnnotation' in param ? (param.typeAnnotation?.typeAnnotation ?? null) : null,
  );
  const given = returnType?.typeAnnotation;
  if (!input || others.length > 0 || given === undefined || globalName(given, cx) !== 'Promise') return false;
  const [answer] = given.type === 'TSTypeReference' ? (given.typeArguments?.params ?? []) : [];
  if (!answer || (answer.type !== 'TSAnyKeyword' && globalName(answer, cx) !== 'Response')) return false;
  const inputs = input.type === 'TSUnionType' ? input.types : [input];
  const isAddress = inputs.some((one) => ADDRESSES.has(globalName(one, cx) ?? ''));
  const isText = inputs.some((one) => one.type === 'TSStringKeyword');
  const isOther = inputs.some((one) => one.type !== 'TSStringKeyword' && !INPUTS.has(globalName(one, cx) ?? ''));
  const takesInit = init != null && globalName(init, cx) === 'RequestInit';
  // Who does not say what comes back says of the address that it is one: `(url: string | URL, init?: any) => Promise<any>`.
  if (answer.type === 'TSAnyKeyword') return !isOther && isAddress && isText && params.length === 2;
  return !isOther && (isAddress || (isText && takesInit));
}

/** The name of a type that the file does not declare. */
function globalName(type: TSESTree.TypeNode, cx: Context): string | null {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return null;
  return bindingOf(type.typeName.name, cx) === undefined ? type.typeName.name : null;
}

function globalFetch(node: TSESTree.Node, cx: Context): ExprId {
  return cx.builder.add({ kind: 'global', name: 'fetch' }, node);
}

/** An event, of which it is known what it is about. */
export function eventOf(target: ExprId, node: TSESTree.Node, cx: Context): ExprId {
  const { id, value } = description(null, [], node, cx);
  for (const name of ['target', 'currentTarget'])
    cx.builder.addMember(id, { name, static: false, kind: 'field', value: target, conditional: false });
  return value;
}

/** A type whose values are like a value. */
function like(value: ExprId | null, node: TSESTree.Node, cx: Context): ExprId | null {
  return value === null ? null : description(null, [], node, cx, value).value;
}

function objectType(node: TSESTree.TSTypeLiteral, cx: Context): ExprId {
  const { id, value } = description(null, [], node, cx);
  describeMembers(node.members, id, cx);
  return value;
}

function description(
  name: string | null,
  inherited: readonly ExprId[],
  node: TSESTree.Node,
  cx: Context,
  value?: ExprId,
): { readonly id: ClassId; readonly value: ExprId } {
  const symbol = name ?? cx.symbol;
  const body = cx.builder.openFunction({ name: null, symbol, parent: cx.owner, class: null, passedTo: null });
  const id = cx.builder.openClass({
    name,
    superclass: null,
    implements: inherited,
    abstract: true,
    isType: true,
    body,
    ...(value === undefined ? {} : { like: value }),
  });
  return { id, value: cx.builder.add({ kind: 'class', class: id }, node) };
}

/** The members whose types name something. */
function describeMembers(members: readonly TSESTree.TypeElement[], id: ClassId, cx: Context): void {
  for (const member of members) {
    if (member.type !== 'TSPropertySignature' || member.computed || member.key.type !== 'Identifier') continue;
    const { name } = member.key;
    const type = member.typeAnnotation ? typeName(member.typeAnnotation.typeAnnotation, cx) : null;
    if (type === null) continue;
    const value = cx.builder.add({ kind: 'typed', class: type }, member);
    cx.builder.addMember(id, { name, static: false, kind: 'field', value, conditional: false });
  }
}

/** JSX: an element is a use of its tag with an object of attributes, so rules match it like a call. */
import type { TSESTree } from '@typescript-eslint/types';
import type { ExprId, Property } from './module.ts';
import type { Context } from './scope.ts';
import { lowerExpression, lowerNamed } from './expressions.ts';
import { lowerStyles } from './styles.ts';

/** Lowers an element or fragment, its attributes and children. */
export function lowerMarkup(node: TSESTree.JSXElement | TSESTree.JSXFragment, cx: Context): ExprId {
  const children = node.children.map((child) => lowerChild(child, cx));
  if (node.type === 'JSXFragment') return cx.builder.unknown('element', node);
  const { name, attributes } = node.openingElement;
  const properties = [
    ...attributes.map((attribute) => lowerAttribute(attribute, cx)),
    ...textProperty(node, children, cx),
  ];
  lowerStyles(node.openingElement, properties, cx);
  const object = cx.builder.add({ kind: 'object', properties }, node.openingElement);
  const markup = cx.builder.add({ kind: 'markup', tag: lowerTag(name, cx), attributes: object }, node);
  cx.builder.calls.push({ call: markup, owner: cx.owner, symbol: cx.symbol });
  return markup;
}

function lowerChild(child: TSESTree.JSXChild, cx: Context): ExprId | null {
  if (child.type === 'JSXExpressionContainer' || child.type === 'JSXSpreadChild')
    return lowerExpression(child.expression, cx);
  return child.type === 'JSXText' ? null : lowerExpression(child, cx);
}

/** What is in an element is of interest where it is a function, or a text that is written in place or, of a style or script, under a name. */
function textProperty(
  { children, openingElement: { name } }: TSESTree.JSXElement,
  ids: readonly (ExprId | null)[],
  cx: Context,
): readonly Property[] {
  const [only, ...others] = ids.filter((id) => id !== null);
  const isOnly = children.every((child) => child.type !== 'JSXText' || child.value.trim() === '');
  if (only === undefined || others.length > 0 || !isOnly) return [];
  const { kind } = cx.builder.at(only);
  const isCode = name.type === 'JSXIdentifier' && /^(?:style|script)$/i.test(name.name);
  return kind === 'function' || kind === 'template' || kind === 'literal' || isCode
    ? [{ kind: 'property', key: 'children', value: only }]
    : [];
}

/** A lower-case tag is an element of the platform, unless it is a member (`motion.img`). */
function lowerTag(name: TSESTree.JSXTagNameExpression, cx: Context): string | ExprId {
  switch (name.type) {
    case 'JSXIdentifier':
      return /^[a-z]/.test(name.name) ? name.name : lowerTagName(name, cx);
    case 'JSXMemberExpression':
      return cx.builder.member(tagValue(name.object, cx), name.property.name, name);
    default:
      return `${name.namespace.name}:${name.name.name}`;
  }
}

function tagValue(name: TSESTree.JSXTagNameExpression, cx: Context): ExprId {
  if (name.type === 'JSXIdentifier') return lowerTagName(name, cx);
  const tag = lowerTag(name, cx);
  return typeof tag === 'number' ? tag : cx.builder.unknown('element', name);
}

function lowerTagName(name: TSESTree.JSXIdentifier, cx: Context): ExprId {
  const binding = cx.scope.find(name.name);
  return cx.builder.add(binding === undefined ? { kind: 'global', name: name.name } : { kind: 'name', binding }, name);
}

function lowerAttribute(attribute: TSESTree.JSXAttribute | TSESTree.JSXSpreadAttribute, cx: Context): Property {
  if (attribute.type === 'JSXSpreadAttribute')
    return { kind: 'spread', value: lowerExpression(attribute.argument, cx) };
  const { name } = attribute;
  const key = name.type === 'JSXIdentifier' ? name.name : `${name.namespace.name}:${name.name.name}`;
  return { kind: 'property', key, value: lowerAttributeValue(attribute, key, cx) };
}

function lowerAttributeValue(attribute: TSESTree.JSXAttribute, key: string, cx: Context): ExprId {
  const { value } = attribute;
  if (!value) return cx.builder.literal(true, attribute);
  if (value.type === 'JSXExpressionContainer') return lowerNamed(value.expression, key, cx);
  return lowerExpression(value, cx);
}

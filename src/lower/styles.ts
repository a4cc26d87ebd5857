/** What an attribute for styles says, as the `style` element that it could be: `style={{ backgroundImage: `url(${src})` }}`. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Expr, ExprId, Property } from './module.ts';
import type { Context } from './scope.ts';

/** `sx` and `css` are those of MUI and Emotion. */
const ATTRIBUTES = new Set(['style', 'sx', 'css']);

/** Adds an element for each attribute with styles that may load something. */
export function lowerStyles(node: TSESTree.JSXOpeningElement, properties: readonly Property[], cx: Context): void {
  const isOfPlatform = node.name.type === 'JSXIdentifier' && /^[a-z]/.test(node.name.name);
  for (const property of properties) {
    if (property.kind !== 'property' || typeof property.key !== 'string' || !ATTRIBUTES.has(property.key)) continue;
    if (!mayLoad(property.value, isOfPlatform, cx)) continue;
    const text: Property = { kind: 'property', key: 'text', value: property.value };
    const span = cx.builder.spanOf(property.value);
    const attributes = cx.builder.add({ kind: 'object', properties: [text] }, span);
    const call = cx.builder.add({ kind: 'markup', tag: 'style', attributes }, span);
    cx.builder.calls.push({ call, owner: cx.owner, symbol: cx.symbol });
  }
}

/** Of a component only what is written in place: what it does with the rest stands in it. */
function mayLoad(value: ExprId, isOfPlatform: boolean, cx: Context): boolean {
  const expr = cx.builder.at(value);
  if (expr.kind !== 'object') return holdsUrl(value, cx) || (isOfPlatform && isElsewhere(expr));
  return expr.properties.some((property) => {
    if (property.kind === 'spread') return false;
    const isImage = typeof property.key === 'string' && IMAGES.test(property.key);
    return holdsUrl(property.value, cx) || (isImage && isElsewhere(cx.builder.at(property.value)));
  });
}

/** Properties whose values load as a rule (https://www.w3.org/TR/css-images-4/). */
const IMAGES =
  /^(?:background|background-?image|mask|(?:-?webkit-?)?mask-?image|list-?style-?image|border-?image(?:-?source)?)$/i;

function isElsewhere({ kind }: Expr): boolean {
  return kind === 'name' || kind === 'member' || kind === 'call' || kind === 'choice';
}

/** Functions whose texts are addresses. */
const LOADS = /\b(?:url|image-set|src)\(/;

/** Whether `url(` or its like is written there. */
function holdsUrl(id: ExprId, cx: Context): boolean {
  const expr = cx.builder.at(id);
  switch (expr.kind) {
    case 'literal':
      return typeof expr.value === 'string' && LOADS.test(expr.value);
    case 'template':
      return expr.parts.some((part) => (typeof part === 'string' ? LOADS.test(part) : holdsUrl(part, cx)));
    case 'concat':
      return holdsUrl(expr.left, cx) || holdsUrl(expr.right, cx);
    case 'choice':
      return expr.options.some((option) => holdsUrl(option, cx));
    default:
      return false;
  }
}

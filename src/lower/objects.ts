/** Objects and arrays, as they are written down. */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerExpression, lowerKey, lowerNamed } from './expressions.ts';
import { MODULE_LEVEL, type Argument, type ExprId, type Property } from './module.ts';
import { withMemberName } from './place-names.ts';
import type { Context } from './scope.ts';

/** Lowers an object; a function that is a member of it is called on it. */
export function lowerObject(node: TSESTree.ObjectExpression, cx: Context): ExprId {
  const object = cx.builder.reserve(node);
  const inside: Context = { ...cx, this: { kind: 'object', object, function: MODULE_LEVEL } };
  const properties = node.properties.flatMap((property): readonly Property[] => {
    if (property.type === 'SpreadElement') return [{ kind: 'spread', value: lowerExpression(property.argument, cx) }];
    const key = lowerKey(property.key, property.computed, cx);
    const around = withMemberName(key, property.value.type === 'FunctionExpression' ? inside : cx);
    const value = lowerNamed(property.value, typeof key === 'string' ? key : '', around);
    // What is assigned to a setter counts as a write to the property.
    if (property.kind === 'set') return [];
    return [property.kind === 'get' ? { kind: 'property', key, value, get: true } : { kind: 'property', key, value }];
  });
  return cx.builder.fill(object, { kind: 'object', properties });
}

/** Lowers an array; places that are left empty are left out. */
export function lowerArray(node: TSESTree.ArrayExpression, cx: Context): ExprId {
  const items = node.elements.flatMap((element): readonly Argument[] => {
    if (!element) return [];
    const spread = element.type === 'SpreadElement';
    return [{ value: lowerExpression(spread ? element.argument : element, cx), spread }];
  });
  return cx.builder.add({ kind: 'array', items }, node);
}

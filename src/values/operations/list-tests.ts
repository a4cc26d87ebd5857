/** `Array.isArray(x)`: which alternatives of a value are lists. */
import type { Expr, Module } from '../../lower/module.ts';
import { mapOptions } from '../text.ts';
import { NEVER, type Value } from '../value.ts';

/** Whether a callee is `Array.isArray`. */
export function isArrayTest({ object, property }: Extract<Expr, { kind: 'member' }>, { expressions }: Module): boolean {
  const owner = expressions[object];
  return property === 'isArray' && owner?.kind === 'global' && owner.name === 'Array';
}

/** Without what is certainly no list; where the test came out false, without lists. */
export function listsAmong(value: Value, isList: boolean): Value {
  const isExcluded = ({ kind }: Value): boolean => (isList ? NO_LISTS.has(kind) : kind === 'list');
  return mapOptions(value, (option) => (isExcluded(option) ? NEVER : option));
}

const NO_LISTS: ReadonlySet<Value['kind']> = new Set<Value['kind']>([
  'text',
  'constant',
  'record',
  'fields',
  'closure',
]);

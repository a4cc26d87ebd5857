/** Which of a captured value's alternatives can be what a role stands for. */
import type { Capture } from '../rules/pattern.ts';
import { closedText, oneOf } from './text.ts';
import { optionsOf, type Value } from './value.ts';

/** What of a value is usable for a role; null when nothing is. */
export function usableAs(role: Capture, value: Value): Value | null {
  // A falsy key asks for nothing.
  if (role === 'key') return oneOf(without(value, isFalsy));
  return isOfAddress(role) ? addressing(value, role) : value;
}

function without(value: Value, isLeftOut: (option: Value) => boolean): readonly Value[] {
  const kept = optionsOf(value).filter((option) => !isLeftOut(option));
  return kept.length > 0 ? kept : [value];
}

function isFalsy(value: Value): boolean {
  return closedText(value) === '' || (value.kind === 'constant' && !value.value);
}

/** Nothing, options where a function may stand, or an unknown that may be nothing. */
export function mayBeAbsent(value: Value): boolean {
  if (value.kind === 'constant') return value.value == null;
  return value.kind === 'record' || value.kind === 'fields' || value.kind === 'hole';
}

/** Whether a role is an address, or a part of one. */
export function isOfAddress(role: Capture): boolean {
  return ADDRESSES.has(role);
}

const ADDRESSES: ReadonlySet<Capture> = new Set<Capture>([
  'url',
  'base',
  'path',
  'host',
  'port',
  'protocol',
  'connection',
  'region',
  'account',
  'project',
  'name',
]);

/** An object or a number where an address was expected is another overload: `axios({ url })`, `new Redis(6379, host)`. */
function addressing(value: Value, role: Capture): Value | null {
  const options = optionsOf(value).flatMap((option) =>
    option.kind === 'list' ? option.items.flatMap(optionsOf) : [option],
  );
  const usable = options.filter(
    (option) =>
      option.kind === 'text' ||
      option.kind === 'hole' ||
      (option.kind === 'constant' && (role === 'port' || option.value == null)),
  );
  // Where an object stands or nothing, it is the other overload all the same: `knex(table[env])`.
  const isOther =
    usable.length < options.length && usable.every((option) => option.kind === 'constant' && role !== 'port');
  return usable.length === 0 || isOther ? null : oneOf(usable);
}

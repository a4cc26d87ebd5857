/** What is added to a list, moved in it and taken out of it after it was made. */
import { ALL_ITEMS } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { optionsOf, type FieldWrite, type ListValue, type Value } from '../value.ts';
import { itemsOf } from './collections.ts';
import { writtenValue } from './written.ts';

/** A list after writes to it: exact where their order is known, else one whose items may stand anywhere. */
export function writeItems(list: ListValue, writes: readonly FieldWrite[], evaluation: Evaluation): ListValue {
  const own = writes.filter(isOfItems);
  const changed = writeAll(list, own.slice(0, LIMITS.listItems), evaluation);
  const isCut = own.length > LIMITS.listItems || changed.items.length > LIMITS.listItems;
  return isCut ? { ...changed, items: changed.items.slice(0, LIMITS.listItems), open: true } : changed;
}

function writeAll(list: ListValue, writes: readonly FieldWrite[], evaluation: Evaluation): ListValue {
  let before = list;
  // Hundreds of items are added one after another: the list is put together once.
  let appended: Value[] = [];
  const together = (): ListValue =>
    appended.length === 0 ? before : { ...before, items: [...before.items, ...appended] };
  for (const write of writes) {
    const added = write.how === 'item' && isPlain(before, write) ? addedBy(write, evaluation) : null;
    if (added && isClosed(added)) {
      appended.push(...added.items);
      continue;
    }
    before = writeItem(together(), write, evaluation);
    appended = [];
  }
  return together();
}

/** Whether it is known what the list holds in which order, and that the write comes next. */
function isPlain(list: ListValue, write: FieldWrite): boolean {
  return write.ordered && !write.conditional && list.loose !== true && !list.open;
}

function isOfItems({ how, path }: FieldWrite): boolean {
  const [key = null, ...inside] = path;
  if (path.length === 0 || inside.length > 0) return false;
  if (how === 'item' || how === 'order') return true;
  return how === 'property' && (key === null || key === 'length' || /^\d+$/.test(key));
}

function writeItem(list: ListValue, write: FieldWrite, evaluation: Evaluation): ListValue {
  const exact = isPlain(list, write) ? exactly(list, write, evaluation) : null;
  if (exact) return exact;
  const added = addedBy(write, evaluation);
  return {
    ...list,
    items: [...list.items, ...added.items],
    open: list.open || added.open,
    loose: true,
    filtered: false,
  };
}

type Added = Pick<ListValue, 'items' | 'open' | 'loose'>;

/** What a write may bring into the list. */
function addedBy(write: FieldWrite, evaluation: Evaluation): Added {
  const [key] = write.path;
  if (key === 'length' || (write.how === 'order' && key !== 'unshift')) return { items: [], open: false };
  const value = writtenValue(write, evaluation);
  if (write.how !== 'item' || key !== ALL_ITEMS) return { items: [value], open: false };
  // The items of one of several lists.
  const each = optionsOf(value).map((option) => itemsOf(option, evaluation));
  return { items: each.flatMap(({ items }) => items), open: each.some(({ open }) => open), loose: each.length > 1 };
}

/** The list after a write to one of which everything is known; null where that says too little. */
function exactly(list: ListValue, write: FieldWrite, evaluation: Evaluation): ListValue | null {
  const [key = null] = write.path;
  const { items } = list;
  if (write.how === 'order') {
    const moved = movedBy(items, key, () => writtenValue(write, evaluation));
    return moved && { ...list, items: moved };
  }
  const added = addedBy(write, evaluation);
  if (write.how === 'item') return isClosed(added) ? { ...list, items: [...items, ...added.items] } : null;
  const index = key === null || key === 'length' ? Infinity : Number(key);
  return index > items.length
    ? null
    : { ...list, items: [...items.slice(0, index), ...added.items, ...items.slice(index + 1)] };
}

function isClosed(added: Added): boolean {
  return !added.open && added.loose !== true;
}

function movedBy(items: readonly Value[], method: string | null, value: () => Value): readonly Value[] | null {
  switch (method) {
    case 'pop':
      return items.slice(0, -1);
    case 'shift':
      return items.slice(1);
    case 'reverse':
      return items.toReversed();
    case 'unshift':
      return [value(), ...items];
    default:
      return null;
  }
}

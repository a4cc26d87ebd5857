/** What is written to an object, a list or a URL after it was made. */
import type { Binding, ExprId, NameExpr, Write } from '../../lower/module.ts';
import type { LinkedModule } from '../../link/program.ts';
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { choice, closedText, mapOptions, oneOf } from '../text.ts';
import {
  UNDEFINED,
  at,
  optionsOf,
  type FieldWrite,
  type Frame,
  type RecordValue,
  type Ref,
  type Value,
} from '../value.ts';
import { writtenAs } from './keyed.ts';
import { writeItems } from './list-writes.ts';
import { fieldOf } from './records.ts';
import { writeUrlParts } from './url-writes.ts';
import { writtenValue } from './written.ts';

type Fields = Extract<Value, { kind: 'fields' }>;

/** Which of the writes come before a read. */
type Order = Pick<NameExpr, 'written' | 'direct'>;

/**
 * The writes that a read of a name may see: in order those before it in the straight line of their function; then, in any order, those of other
 * functions, and those after it where the object may be kept.
 */
export function writesBefore(name: Order, binding: Binding, ref: Ref): readonly FieldWrite[] {
  if (binding.writes.length === 0) return NONE;
  const { written, direct } = name;
  const order = `${written === undefined ? 'any' : Math.min(written, LIMITS.writes)} ${direct === true}`;
  const here = ref.frame ?? ref.module;
  const ofBindings = SEEN.get(here) ?? new Map<Binding, Map<string, readonly FieldWrite[]>>();
  SEEN.set(here, ofBindings);
  const known = ofBindings.get(binding) ?? new Map<string, readonly FieldWrite[]>();
  ofBindings.set(binding, known);
  const seen = known.get(order) ?? findWritesBefore(name, binding, ref);
  known.set(order, seen);
  return seen;
}

const NONE: readonly FieldWrite[] = [];

/** The writes to each name that an activation, or else its module, has seen, by what a read sees of their order: thousands of reads see the same. */
const SEEN = new WeakMap<Frame | LinkedModule, Map<Binding, Map<string, readonly FieldWrite[]>>>();

function findWritesBefore({ written, direct }: Order, binding: Binding, ref: Ref): readonly FieldWrite[] {
  const seen = binding.writes.slice(0, LIMITS.writes).flatMap((index, position): readonly FieldWrite[] => {
    const write = ref.module.writes[index];
    if (!write) return [];
    const found = fieldWrite(write, ref);
    if (write.owner !== binding.function || written === undefined) return [found];
    if (position < written) return [{ ...found, ordered: true }];
    const isSeen = direct !== true || found.path.length > 1;
    return isSeen ? [{ ...found, conditional: true }] : [];
  });
  const all = [...seen.filter(({ ordered }) => ordered), ...seen.filter(({ ordered }) => !ordered)];
  return binding.writes.length > LIMITS.writes ? [...all, ANY_MORE] : all;
}

/** More writes than are followed. */
const ANY_MORE: FieldWrite = { how: 'property', path: [null], value: null, conditional: true, ordered: false };

/** A value with writes to it. */
export function applyWrites(value: Value, writes: readonly FieldWrite[], evaluation: Evaluation, isUrl = false): Value {
  if (writes.length === 0) return value;
  return mapOptions(value, (option) => {
    if (option.kind === 'record') return written(option, writes);
    if (option.kind === 'fields') return writeFields(option, writes, evaluation);
    if (option.kind === 'list') return writeItems(option, writes, evaluation);
    if (option.kind === 'text') return writeUrlParts(option, writes, evaluation);
    if (option.kind === 'hole' && (isUrl || option.made !== undefined))
      return writeUrlParts(option, writes, evaluation);
    return option.kind === 'hole' || option.kind === 'namespace' ? withClasses(option, writes, evaluation) : option;
  });
}

/** What is not known as an object, or is a module, and the classes that are kept on it: generated code adds its own to what another file has. */
function withClasses(value: Value, writes: readonly FieldWrite[], evaluation: Evaluation): Value {
  const isClass = (ref: Ref | null): boolean => ref?.module.expressions[ref.expr]?.kind === 'class';
  const classes = writes.filter((write) => write.path.length === 1 && isClass(write.value));
  if (classes.length === 0) return value;
  return choice([value, writeFields({ kind: 'fields', fields: new Map(), open: false }, classes, evaluation)]);
}

/** An object that comes around a loop is written to again, which changes nothing. */
function written(record: RecordValue, writes: readonly FieldWrite[]): RecordValue {
  const known = WRITTEN.get(writes)?.get(record);
  if (known) return known;
  const result = withWrites(record, writes);
  const ofWrites = WRITTEN.get(writes) ?? new WeakMap<RecordValue, RecordValue>();
  WRITTEN.set(writes, ofWrites);
  ofWrites.set(record, result);
  return result;
}

/** The same object with the same writes is one value, of which one key is made. */
const WRITTEN = new WeakMap<readonly FieldWrite[], WeakMap<RecordValue, RecordValue>>();

function withWrites(record: RecordValue, writes: readonly FieldWrite[]): RecordValue {
  if (record.writes.length === 0) return { ...record, writes };
  const certain = record.writes.findLastIndex(({ ordered, conditional }) => ordered && !conditional);
  const since = record.writes.slice(Math.min(certain + 1, Math.max(0, record.writes.length - writes.length)));
  const isAgain = writes.every((write) => since.some((known) => isSameWrite(known, write)));
  return isAgain ? record : { ...record, writes: [...record.writes, ...writes] };
}

function isSameWrite(one: FieldWrite, other: FieldWrite): boolean {
  const [a, b] = [one.value, other.value];
  if (a === null || b === null || a.module !== b.module || a.expr !== b.expr || a.frame !== b.frame) return false;
  const isSamePath =
    one.path.length === other.path.length && one.path.every((name, index) => name === other.path[index]);
  return isSamePath && one.how === other.how && one.ordered === other.ordered && one.conditional === other.conditional;
}

/** A field of an object after what is written to it; null for one that it does not have. */
export function writtenField(
  record: RecordValue,
  name: string,
  own: Value | null,
  evaluation: Evaluation,
): Value | null {
  return afterWrites(own, record.writes, name, evaluation);
}

/** A certain write in order replaces what was there; any other is one more alternative. Those are put together once: there may be hundreds. */
function afterWrites(
  own: Value | null,
  writes: readonly FieldWrite[],
  name: string,
  evaluation: Evaluation,
): Value | null {
  let found: Value[] = own === null ? [] : [own];
  for (const write of writes) {
    const [head, ...inside] = write.path;
    if (head !== undefined && head !== name && (head !== null || excludes(write, name, evaluation))) continue;
    if (head !== undefined && (inside.length > 0 || write.how === 'spread')) {
      const deeper = { ...write, path: inside, conditional: write.conditional || head === null };
      found = found.length === 0 ? [] : [applyWrites(oneOf(found), [deeper], evaluation)];
      continue;
    }
    const written = writtenUnder(write, name, evaluation);
    if (written === null) continue;
    const isConditional = write.conditional || head === null;
    if (write.ordered && !isConditional) found = [];
    if (found.length === 0 && isConditional) found.push(UNDEFINED);
    found.push(written);
  }
  return found.length === 0 ? null : oneOf(found);
}

/** Whether all names are known that a computed key may be, and this one is not among them: `gated[id]` for the keys of another object. */
function excludes({ key, path }: FieldWrite, name: string, evaluation: Evaluation): boolean {
  if (key === undefined || path.length !== 1) return false;
  const names = optionsOf(evaluation.evaluate(key)).map(closedText);
  return names.length > 0 && names.every((one) => one !== null && one !== name);
}

/** What a write to an object itself writes under a name; null when nothing. */
function writtenUnder(write: FieldWrite, name: string, evaluation: Evaluation): Value | null {
  if (write.path.length === 0) return fieldOf(writtenValue(write, evaluation), name, evaluation);
  const { how } = write;
  if (how === 'item' || how === 'entry' || how === 'order') return null;
  return (write.path.length === 1 ? writtenAs(write, name, evaluation) : null) ?? writtenValue(write, evaluation);
}

function fieldWrite({ how, object, property, value, conditional }: Write, ref: Ref): FieldWrite {
  const own = how === 'spread' ? [] : [typeof property === 'string' ? property : null];
  const path = [...pathTo(object, ref.module), ...own];
  const key = how === 'property' && typeof property === 'number' ? { key: at(ref, property) } : {};
  return { how, path, ...key, value: at(ref, value), conditional, ordered: false };
}

/** The members between a name and what is written to: `['server']` for `config.server`. */
function pathTo(object: ExprId, module: LinkedModule): readonly (string | null)[] {
  const expr = module.expressions[object];
  if (expr?.kind !== 'member') return [];
  return [...pathTo(expr.object, module), typeof expr.property === 'string' ? expr.property : null];
}

/** What a function writes to what it is called with first, as one of its activations sees it. */
export function writesToFirst({
  module,
  function: id,
  frame,
}: Pick<Ref, 'module' | 'frame'> & { readonly function: number }): readonly FieldWrite[] {
  const parameter = module.functions[id]?.parameters[0];
  const binding = module.bindings.find(
    (one) => one.kind === 'parameter' && one.function === id && one.definitions[0]?.value === parameter,
  );
  return (binding?.writes ?? []).slice(0, LIMITS.writes).flatMap((index): readonly FieldWrite[] => {
    const write = module.writes[index];
    return write ? [{ ...fieldWrite(write, { module, expr: write.at, frame }), conditional: true }] : [];
  });
}

function writeFields(value: Fields, writes: readonly FieldWrite[], evaluation: Evaluation): Value {
  const fields = new Map(value.fields);
  let { open } = value;
  for (const write of writes) {
    const [head] = write.path;
    if (write.how === 'order' && write.path.length === 1) continue;
    if (head === undefined || head === null) {
      open = true;
      continue;
    }
    const written = afterWrites(fields.get(head) ?? null, [write], head, evaluation);
    if (written) fields.set(head, written);
  }
  return { ...value, fields, open };
}

/** What is written to objects from elsewhere: to a configuration that another file exports, to an instance, to a global. */
import type { WriteIndex, WriteRef } from '../link/write-index.ts';
import type { CallersOf } from './establish.ts';
import type { Evaluation } from './evaluation.ts';
import type { Facts } from './facts.ts';
import { framesHere, seenFrom } from './frames-here.ts';
import { LIMITS } from './limits.ts';
import { settle } from './operations/api.ts';
import { isOfTests, isTest, keyAsked, keyWritten, keysRead, mayBeSame, type ObjectKey } from './same-object.ts';
import { closedText } from './text.ts';
import {
  functionKey,
  optionsOf,
  type FieldWrite,
  type Frame,
  type InstanceValue,
  type ParameterHole,
  type Ref,
  type Value,
} from './value.ts';

interface Written {
  readonly write: FieldWrite;
  /** The instance that is written to, when it is one. */
  readonly on: InstanceValue | null;
}

/** Writes by what they write to: by what tells an object from another. */
type ByObject = ReadonlyMap<ObjectKey, readonly Written[]>;

/** Resolves the writes of an index, those of one name at a time, at the first question about it. */
export function createWrites(
  index: WriteIndex,
  evaluation: Evaluation,
  callersOf: CallersOf,
  subclasses: Facts['subclasses'],
): Pick<Facts, 'writes' | 'additions'> {
  const resolved = (refs: readonly WriteRef[]): ByObject =>
    evaluation.facts.meter.aside(() => resolveAll(refs, evaluation, callersOf));
  const tables = new Map<string, ByObject>();
  const table = (key: string, refs: () => readonly WriteRef[], ofTests: boolean): ByObject => {
    const found = tables.get(key) ?? resolved(refs().filter(({ module }) => isTest(module) === ofTests));
    tables.set(key, found);
    return found;
  };
  // What tests write is for the objects of tests: it is the most of all writes in many a program, to what libraries stand in for.
  const tablesFor = (object: Value, key: string, refs: () => readonly WriteRef[]): readonly ByObject[] => [
    table(key, refs, false),
    ...(isOfTests(object) ? [table(`${key} of tests`, refs, true)] : []),
  ];
  const all = (object: Value, kind: Exclude<keyof WriteIndex, 'named'>): readonly ByObject[] =>
    tablesFor(object, kind, () => index[kind]());
  const find = (object: Value, key: ObjectKey, tables: readonly ByObject[]): readonly FieldWrite[] => {
    const from = tables.filter(({ size }) => size > 0);
    if (from.length === 0) return [];
    const keys = keysRead(object, key, evaluation, subclasses);
    const found = from
      .flatMap((written) => keys.flatMap((key) => written.get(key) ?? []))
      .filter(({ on }) => mayBeSame(on, object))
      .map(({ write }) => write);
    return bounded(found);
  };
  const foundByName = new Map<string, Map<ObjectKey, readonly FieldWrite[]>>();
  const named = (object: Value, key: ObjectKey, name: string): readonly FieldWrite[] => {
    const asked = keyAsked(object, key);
    const known = foundByName.get(name) ?? new Map<ObjectKey, readonly FieldWrite[]>();
    foundByName.set(name, known);
    const found = asked === null ? undefined : known.get(asked);
    if (found) return found;
    const own = tablesFor(object, `named ${name}`, () => index.named(name));
    const writes = find(object, key, [...own, ...all(object, 'unnamed')]).filter(
      ({ path: [head] }) => (head ?? name) === name,
    );
    if (asked !== null) known.set(asked, writes);
    return writes;
  };
  return {
    additions(object) {
      const key = keyWritten(object);
      return key === null ? [] : find(object, key, all(object, 'additions'));
    },
    writes(object, name) {
      const key = keyWritten(object);
      if (key === null) return [];
      return name === undefined ? find(object, key, all(object, 'properties')) : named(object, key, name);
    },
  };
}

/** Past the bound, one more write stands for the others. */
function bounded(writes: readonly FieldWrite[]): readonly FieldWrite[] {
  const [first] = writes;
  if (!first || writes.length <= LIMITS.writes) return writes;
  const how = first.how === 'item' || first.how === 'entry' ? first.how : first.how === 'order' ? 'item' : 'property';
  return [...writes.slice(0, LIMITS.writes), { ...first, how, path: [null], value: null }];
}

function resolveAll(refs: readonly WriteRef[], evaluation: Evaluation, callersOf: CallersOf): ByObject {
  const byObject = new Map<ObjectKey, Written[]>();
  for (const [key, written] of refs.flatMap((ref) => resolveWrite(ref, evaluation, callersOf))) {
    const list = byObject.get(key);
    if (list) list.push(written);
    else byObject.set(key, [written]);
  }
  return byObject;
}

/** A write as one activation sees it, and the functions that the object was handed through on the way there. */
interface Seen {
  readonly frame: Frame | null;
  readonly through: readonly string[];
}

/** The objects that one write may mean, with what it writes there; through a parameter, those that callers pass, wrapper by wrapper. */
function resolveWrite(
  ref: WriteRef,
  evaluation: Evaluation,
  callersOf: CallersOf,
): readonly (readonly [ObjectKey, Written])[] {
  const found: (readonly [ObjectKey, Written])[] = [];
  let current: readonly Seen[] = [{ frame: null, through: [] }];
  for (let depth = 0; depth <= LIMITS.writerDepth && current.length > 0; depth += 1) {
    const objects = current.flatMap((seen) => objectsOf(ref, seen, evaluation));
    found.push(...objects.flatMap(({ object, seen }) => writtenTo(object, ref, seen.frame, evaluation)));
    const passed = objects.flatMap(({ object, seen }) =>
      object.kind === 'hole' && object.hole.kind === 'parameter' && object.made === undefined
        ? callersThat(object.hole, seen, evaluation, callersOf)
        : [],
    );
    // A bound for all together: each wrapper may have as many callers as the one before it.
    current = passed.slice(0, LIMITS.choiceWidth);
  }
  return found;
}

/** What an activation writes to. */
function objectsOf(
  { module, write }: WriteRef,
  seen: Seen,
  evaluation: Evaluation,
): readonly { readonly object: Value; readonly seen: Seen }[] {
  const asked = optionsOf(evaluation.ask({ module, expr: write.object, frame: seen.frame }));
  const objects = asked.flatMap((one) => (one.kind === 'api' ? optionsOf(settle(one, evaluation)) : [one]));
  return objects.map((object) => ({ object, seen }));
}

function writtenTo(
  object: Value,
  ref: WriteRef,
  frame: Frame | null,
  evaluation: Evaluation,
): readonly (readonly [ObjectKey, Written])[] {
  // What a test writes to an object of the program stands in for the real thing there.
  const key = isTest(ref.module) && !isOfTests(object) ? null : keyWritten(object);
  return key === null ? [] : writtenAt(ref, object, frame, evaluation).map((written) => [key, written] as const);
}

/** The activations of who passes the object. A recursion passes on what it was passed. */
function callersThat(
  passed: ParameterHole,
  { frame, through }: Seen,
  evaluation: Evaluation,
  callersOf: CallersOf,
): readonly Seen[] {
  const { module, function: id } = passed;
  const own = functionKey(module, id);
  if (through.includes(own)) return [];
  const here = module.functions[id]?.name === null ? framesHere(passed, evaluation) : [];
  const frames =
    here.length > 0
      ? here
      : callersOf
          .of(module, id)
          .slice(0, LIMITS.choiceWidth)
          .flatMap((caller) => seenFrom(frame, caller, evaluation) ?? []);
  return frames.map((one) => ({ frame: one, through: [...through, own] }));
}

/** One write for each name that a computed property may have. */
function writtenAt(
  { module, write }: WriteRef,
  object: Value,
  frame: Ref['frame'],
  evaluation: Evaluation,
): readonly Written[] {
  const { how, property } = write;
  const names =
    typeof property === 'number'
      ? optionsOf(evaluation.ask({ module, expr: property, frame })).map(closedText)
      : [property];
  const value = { module, expr: write.value, frame };
  const key = typeof property === 'number' ? { module, expr: property, frame } : null;
  const on = object.kind === 'instance' ? object : null;
  return names.map((name) => {
    const path = how === 'spread' ? [] : [name];
    return { write: { how, path, ...(key ? { key } : {}), value, conditional: true, ordered: false }, on };
  });
}

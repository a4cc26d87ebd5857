/** What is written to objects from elsewhere: to a configuration that another file exports, to an instance, to a global. */
import type { WriteIndex, WriteRef } from '../link/write-index.ts';
import type { CallersOf } from './establish.ts';
import type { Evaluation } from './evaluation.ts';
import type { Facts } from './facts.ts';
import { framesHere, seenFrom } from './frames-here.ts';
import { LIMITS } from './limits.ts';
import { settle } from './operations/api.ts';
import { isForTests, keyWritten, keysRead, mayBeSame } from './same-object.ts';
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

/** The writes of one index by what they write to. */
interface ByObject {
  readonly written: ReadonlyMap<string, readonly Written[]>;
  /** What was found here and among the computed ones, by what tells an object from another. */
  readonly found: Map<string, { readonly computed: ByObject; readonly writes: readonly FieldWrite[] }>;
}

/** Resolves the writes of an index, those of one name at a time, at the first question about it. */
export function createWrites(
  index: WriteIndex,
  evaluation: Evaluation,
  callersOf: CallersOf,
  subclasses: Facts['subclasses'],
): Pick<Facts, 'writes' | 'additions'> {
  const resolved = (refs: readonly WriteRef[]): ByObject =>
    evaluation.facts.meter.aside(() => resolveAll(refs, evaluation, callersOf));
  const [names, others] = [new Map<string, ByObject>(), new Map<keyof WriteIndex, ByObject>()];
  const ofName = (name: string): ByObject => {
    const table = names.get(name) ?? resolved(index.named(name));
    names.set(name, table);
    return table;
  };
  const ofAll = (kind: Exclude<keyof WriteIndex, 'named'>): ByObject => {
    const table = others.get(kind) ?? resolved(index[kind]());
    others.set(kind, table);
    return table;
  };
  const find = (object: Value, from: readonly ByObject[]): readonly FieldWrite[] => {
    const keys = keysRead(object, evaluation, subclasses);
    const found = from
      .flatMap(({ written }) => keys.flatMap((key) => written.get(key) ?? []))
      .filter(({ on }) => mayBeSame(on, object))
      .map(({ write }) => write);
    return bounded(found);
  };
  const named = (object: Value, key: string, name: string): readonly FieldWrite[] => {
    const [own, computed] = [ofName(name), ofAll('unnamed')];
    // Instances of one class are told apart by more than the key.
    const known = object.kind === 'instance' ? undefined : own.found.get(key);
    if (known?.computed === computed) return known.writes;
    const writes = find(object, [own, computed]).filter(({ path: [head] }) => (head ?? name) === name);
    if (object.kind !== 'instance') own.found.set(key, { computed, writes });
    return writes;
  };
  return {
    additions: (object) => (keyWritten(object) === null ? [] : find(object, [ofAll('additions')])),
    writes(object, name) {
      const key = keyWritten(object);
      if (key === null) return [];
      return name === undefined ? find(object, [ofAll('properties')]) : named(object, key, name);
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
  const byObject = new Map<string, Written[]>();
  for (const [key, written] of refs.flatMap((ref) => resolveWrite(ref, evaluation, callersOf))) {
    const list = byObject.get(key);
    if (list) list.push(written);
    else byObject.set(key, [written]);
  }
  return { written: byObject, found: new Map() };
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
): readonly (readonly [string, Written])[] {
  const found: (readonly [string, Written])[] = [];
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
): readonly (readonly [string, Written])[] {
  const key = isForTests(ref.module, object) ? null : keyWritten(object);
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

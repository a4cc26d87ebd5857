/**
 * What asks for itself is answered in rounds: each begins with what the one before it found, until nothing new comes. So `node = node.next` in a
 * loop is every node of the list. The first round begins with nothing, and what is never settled stays as it was without rounds.
 */
import { LIMITS } from './limits.ts';
import { keyOf } from './render.ts';
import type { HoleReason } from './reasons.ts';
import { choice } from './text.ts';
import { NEVER, hole, optionsOf, type ListValue, type Ref, type Value } from './value.ts';

/** One expression that may be answered in rounds, and how to compute it again. */
export interface Attempt {
  readonly id: string;
  /** What it came to without rounds. */
  readonly first: Value;
  /** How many cycles were met before it. */
  readonly mark: number;
  /** What it comes to now; null when that was too much, or rests on a cycle further out. */
  readonly again: () => Value | null;
}

type Answers = ReadonlyMap<string, Value>;

export class Rounds {
  /** What those that asked for themselves came to in the round before; null outside of rounds. */
  #guesses: Answers | null = null;
  /** Those that asked for themselves, in order, with what they came to in this round. */
  readonly #asked = new Map<string, Value>();
  /** What those begin with that are known for a part: the provisional answer until all of them is. */
  readonly #begun = new Map<string, Value>();
  /** What is known of those that were too much: they are not tried again. */
  readonly #cut = new Map<string, Value>();

  /** How many have asked for themselves and are not done. */
  get mark(): number {
    return this.#asked.size;
  }

  /** Nothing asks for itself any more. */
  clear(): void {
    this.#guesses = null;
    this.#asked.clear();
    this.#begun.clear();
  }

  /** The provisional answer to what asks for itself. */
  ask(id: string): Value {
    if (!this.#asked.has(id)) this.#asked.set(id, NEVER);
    const begun = this.#begun.get(id);
    if (this.#guesses === null) return begun ?? hole('cyclic');
    return this.#guesses.get(id) ?? begun ?? NEVER;
  }

  /** Computes the rest of what begins with a value. */
  begin(id: string, value: Value, rest: () => Value): Value {
    this.#begun.set(id, value);
    const found = rest();
    this.#begun.delete(id);
    return found;
  }

  /** Notes what one came to that may have asked for itself. */
  came(id: string, value: Value): Value {
    if (this.#asked.has(id)) this.#asked.set(id, value);
    return value;
  }

  /** The answer to what asked for itself, with all that comes around. */
  settle({ id, first, mark, again }: Attempt): Value {
    const outer = this.#guesses;
    const asked = this.#take(mark);
    if (outer === null && ![...asked.values()].some(holdsObjects)) return first;
    const cut = outer === null ? this.#cut.get(id) : undefined;
    if (cut) return cut;
    const settled = this.#repeat(outer ?? new Map(), mark, again);
    this.#guesses = null;
    if (settled.isDone) {
      this.#guesses = outer;
      return settled.value;
    }
    const plain = outer === null ? first : (again() ?? first);
    this.#take(mark);
    this.#guesses = outer;
    const value = withMissed(plain, settled.value);
    if (outer === null) this.#cut.set(id, value);
    return value;
  }

  #repeat(outer: Answers, mark: number, again: Attempt['again']): { readonly value: Value; readonly isDone: boolean } {
    let value: Value = NEVER;
    let known: Answers = outer;
    const met = new Set<string>();
    let idle = 0;
    let longest: number | null = null;
    for (let round = 0; round < LIMITS.rounds && idle < IDLE_ROUNDS; round += 1) {
      this.#guesses = known;
      const next = again();
      const found = this.#take(mark);
      if (next === null) return { value, isDone: false };
      value = next;
      if ([...found.values()].some(isCut)) return { value, isDone: false };
      if (isSame(known, found)) return { value, isDone: value !== NEVER };
      known = new Map([...known, ...found]);
      const before = met.size;
      longest ??= Math.max(0, ...listsIn(found).map(({ items }) => items.length));
      for (const one of found.values()) for (const key of madeIn(one)) met.add(key);
      for (const list of listsIn(found)) if (list.items.length <= longest) met.add(keyOf(list));
      idle = met.size > before ? 0 : idle + 1;
    }
    return { value, isDone: false };
  }

  #take(mark: number): Answers {
    const taken = new Map([...this.#asked].slice(mark));
    for (const id of taken.keys()) this.#asked.delete(id);
    return taken;
  }
}

/** Whether what comes around has members: text that leads back to itself is text that grows. */
function holdsObjects(value: Value): boolean {
  return optionsOf(value).some(({ kind }) => OBJECTS.has(kind));
}

const OBJECTS: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['record', 'fields', 'list', 'map', 'instance']);

/** Rounds that meet nothing new, be it a list that became shorter: then text grows, or a list. */
const IDLE_ROUNDS = 3;

/** What came around and was not all found. */
function withMissed(plain: Value, reached: Value): Value {
  const known = madeIn(plain);
  const missed = optionsOf(reached).filter((one) => [...madeIn(one)].some((key) => !known.has(key)));
  if (missed.length > 0) return choice([plain, ...missed, hole('too-deep')]);
  return isCut(reached) && optionsOf(plain).some(isCyclic) ? choice([plain, hole('too-many')]) : plain;
}

/** The objects that a value is or holds as items, told by where they are made, and items of other kinds. Lists of lists may share theirs many times. */
function madeIn(value: Value): ReadonlySet<string> {
  const made = new Set<string>();
  const seen = new Set<Value>();
  const collect = (one: Value, isItem: boolean): void => {
    if (seen.has(one)) return;
    seen.add(one);
    for (const option of optionsOf(one)) {
      if (option.kind === 'record') made.add(placeOf(option.object));
      else if (option.kind === 'instance' && option.construction) made.add(placeOf(option.construction));
      else if (option.kind === 'list') for (const item of option.items) collect(item, true);
      else if (isItem && option.kind === 'text') made.add(keyOf(option));
    }
  };
  collect(value, false);
  return made;
}

function listsIn(found: Answers): readonly ListValue[] {
  return [...found.values()].flatMap(optionsOf).flatMap((one) => (one.kind === 'list' ? [one] : []));
}

function placeOf({ module, expr, frame }: Ref): string {
  return `${module.id}:${expr}@${frame?.id ?? 0}`;
}

/** More than is followed. */
function isCut(value: Value): boolean {
  return optionsOf(value).some(
    (one) => one.kind === 'hole' && one.hole.kind === 'unknown' && TOO_MUCH.has(one.hole.reason),
  );
}

const TOO_MUCH: ReadonlySet<string> = new Set<HoleReason>(['too-many', 'too-complex']);

/** Whether it is what asks for itself, and nothing else. */
export function isCyclic(value: Value): boolean {
  return value.kind === 'hole' && value.hole.kind === 'unknown' && value.hole.reason === 'cyclic';
}

function isSame(before: Answers, after: Answers): boolean {
  return [...after].every(([id, value]) => keyOf(before.get(id) ?? NEVER) === keyOf(value));
}

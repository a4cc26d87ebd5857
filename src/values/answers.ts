/** What expressions were found to be, each as one activation sees it, and what was looked up in values. */
import type { Frame, Value } from './value.ts';

export interface Answer<T = Value> {
  readonly value: T;
  /** The level of the cycle inside which it holds; null when it holds for good. */
  readonly head: number | null;
  /** Whether it may be another one where other calls are supposed. */
  readonly isOpen: boolean;
}

export class Answers {
  /** Those of no activation in particular, and those of each. */
  readonly #plain = new Map<number, Answer>();
  readonly #framed = new Framed();
  readonly #lookups = new LookedUp();
  readonly #provisional: ({ readonly frame: Frame | null; readonly key: number } | string)[] = [];

  of(frame: Frame | null, key: number): Answer | undefined {
    return frame === null ? this.#plain.get(key) : this.#framed.of(frame)?.get(key);
  }

  remember(frame: Frame | null, key: number, answer: Answer): void {
    if (frame === null) this.#plain.set(key, answer);
    else this.#framed.remember(frame, key, answer);
    if (answer.head !== null) this.#provisional.push({ frame, key });
  }

  /** What came of a lookup; who asks knows of which type it is. */
  ofLookup(key: string): Answer<unknown> | undefined {
    return this.#lookups.of(key);
  }

  rememberLookup(key: string, answer: Answer<unknown>): void {
    this.#lookups.remember(key, answer);
    if (answer.head !== null) this.#provisional.push(key);
  }

  /** How many answers have been remembered that hold inside a cycle. */
  get provisional(): number {
    return this.#provisional.length;
  }

  /** Forgets all of those but the first so many. */
  forget(from: number): void {
    if (from >= this.#provisional.length) return;
    for (const one of this.#provisional.splice(from)) {
      if (typeof one === 'string') this.#lookups.forget(one);
      else (one.frame === null ? this.#plain : this.#framed.of(one.frame))?.delete(one.key);
    }
  }
}

/**
 * Answers by activation. There are more of them than anything else, and most are never asked for again: those of activations that nobody
 * asked about in a while are given up, and found anew.
 */
class Framed {
  #recent = new Map<Frame, Map<number, Answer>>();
  #older: ReadonlyMap<Frame, Map<number, Answer>> = new Map();
  #count = 0;

  of(frame: Frame): Map<number, Answer> | undefined {
    const known = this.#recent.get(frame);
    if (known) return known;
    const older = this.#older.get(frame);
    if (older) this.#take(frame, older);
    return older;
  }

  remember(frame: Frame, key: number, answer: Answer): void {
    const known = this.of(frame);
    if (known) known.set(key, answer);
    else this.#take(frame, new Map([[key, answer]]));
    this.#count += 1;
    if (this.#count > MOST_RECENT) this.#turnOver();
  }

  #take(frame: Frame, answers: Map<number, Answer>): void {
    this.#recent.set(frame, answers);
    this.#count += answers.size;
  }

  #turnOver(): void {
    this.#older = this.#recent;
    this.#recent = new Map();
    this.#count = 0;
  }
}

/** Lookups by their keys, which are long: those that nobody asked about in a while are given up as well. */
class LookedUp {
  #recent = new Map<string, Answer<unknown>>();
  #older: Map<string, Answer<unknown>> = new Map();

  of(key: string): Answer<unknown> | undefined {
    const known = this.#recent.get(key);
    if (known) return known;
    const older = this.#older.get(key);
    if (older) this.remember(key, older);
    return older;
  }

  remember(key: string, answer: Answer<unknown>): void {
    if (this.#recent.size >= MOST_LOOKUPS) [this.#older, this.#recent] = [this.#recent, new Map()];
    this.#recent.set(key, answer);
  }

  forget(key: string): void {
    this.#recent.delete(key);
    this.#older.delete(key);
  }
}

const MOST_LOOKUPS = 50_000;
const MOST_RECENT = 300_000;

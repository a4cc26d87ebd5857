/** What expressions were found to be, each as one activation sees it. */
import type { Frame, Value } from './value.ts';

export interface Answer {
  readonly value: Value;
  /** The depth of the cycle inside which it holds; null when it holds for good. */
  readonly head: number | null;
  /** Whether it may be another one where other calls are supposed. */
  readonly isOpen: boolean;
}

export class Answers {
  /** Those of no activation in particular, and those of each. */
  readonly #plain = new Map<number, Answer>();
  readonly #framed = new Framed();
  readonly #provisional: { readonly frame: Frame | null; readonly key: number }[] = [];

  of(frame: Frame | null, key: number): Answer | undefined {
    return frame === null ? this.#plain.get(key) : this.#framed.of(frame)?.get(key);
  }

  remember(frame: Frame | null, key: number, answer: Answer): void {
    if (frame === null) this.#plain.set(key, answer);
    else this.#framed.remember(frame, key, answer);
    if (answer.head !== null) this.#provisional.push({ frame, key });
  }

  /** How many answers have been remembered that hold inside a cycle. */
  get provisional(): number {
    return this.#provisional.length;
  }

  /** Forgets all of those but the first so many. */
  forget(from: number): void {
    if (from >= this.#provisional.length) return;
    for (const { frame, key } of this.#provisional.splice(from))
      (frame === null ? this.#plain : this.#framed.of(frame))?.delete(key);
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

const MOST_RECENT = 300_000;

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
  /** Those of no activation in particular, which are most, and those of each. */
  readonly #plain = new Map<number, Answer>();
  readonly #framed = new Map<Frame, Map<number, Answer>>();
  readonly #provisional: { readonly frame: Frame | null; readonly key: number }[] = [];

  of(frame: Frame | null, key: number): Answer | undefined {
    return frame === null ? this.#plain.get(key) : this.#framed.get(frame)?.get(key);
  }

  remember(frame: Frame | null, key: number, answer: Answer): void {
    this.#tableOf(frame).set(key, answer);
    if (answer.head !== null) this.#provisional.push({ frame, key });
  }

  /** How many answers have been remembered that hold inside a cycle. */
  get provisional(): number {
    return this.#provisional.length;
  }

  /** Forgets all of those but the first so many. */
  forget(from: number): void {
    if (from >= this.#provisional.length) return;
    for (const { frame, key } of this.#provisional.splice(from)) this.#tableOf(frame).delete(key);
  }

  #tableOf(frame: Frame | null): Map<number, Answer> {
    if (frame === null) return this.#plain;
    const known = this.#framed.get(frame);
    if (known) return known;
    const table = new Map<number, Answer>();
    this.#framed.set(frame, table);
    return table;
  }
}

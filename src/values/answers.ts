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
  readonly #known = new Map<Frame | null, Map<number, Answer>>();
  readonly #provisional: { readonly frame: Frame | null; readonly key: number }[] = [];

  of(frame: Frame | null, key: number): Answer | undefined {
    return this.#known.get(frame)?.get(key);
  }

  remember(frame: Frame | null, key: number, answer: Answer): void {
    const known = this.#known.get(frame);
    if (known) known.set(key, answer);
    else this.#known.set(frame, new Map([[key, answer]]));
    if (answer.head !== null) this.#provisional.push({ frame, key });
  }

  /** How many answers have been remembered that hold inside a cycle. */
  get provisional(): number {
    return this.#provisional.length;
  }

  /** Forgets all of those but the first so many. */
  forget(from: number): void {
    for (const { frame, key } of this.#provisional.splice(from)) this.#known.get(frame)?.delete(key);
  }
}

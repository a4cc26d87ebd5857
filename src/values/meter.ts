import { Allowances } from './allowances.ts';

/** Counts the steps of all evaluations of an analysis, so that what asks many questions for one answer is bounded as a whole. */
export class Meter {
  readonly allowances = new Allowances();
  #steps = 0;
  #limit = Infinity;

  /** Counts steps that are taken. */
  spend(steps: number): void {
    this.#steps += steps;
  }

  /** Whether the work that is going on has had all its steps. */
  get isSpent(): boolean {
    return this.#steps > this.#limit;
  }

  /** Does work that may take so many steps; what it asks after that is too complex. Work inside other work shares its steps. */
  within<T>(steps: number, work: () => T): T {
    if (this.#limit !== Infinity) return work();
    this.#limit = this.#steps + steps;
    try {
      return work();
    } finally {
      this.#limit = Infinity;
    }
  }

  /** Does work that serves all questions, such as an index that the first of them needs: nobody pays for it. */
  aside<T>(work: () => T): T {
    const [steps, limit] = [this.#steps, this.#limit];
    this.#limit = Infinity;
    try {
      return work();
    } finally {
      this.#steps = steps;
      this.#limit = limit;
    }
  }
}

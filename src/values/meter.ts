import { Allowances } from './allowances.ts';
import { effortSoFar } from './effort.ts';
import { LIMITS } from './limits.ts';
import { Reserve } from './reserve.ts';

/** Counts the steps of all evaluations of an analysis, so that what asks many questions for one answer is bounded as a whole. */
export class Meter {
  readonly allowances = new Allowances();
  #steps = 0;
  #limit = Infinity;
  #interruptions = 0;
  #charged = effortSoFar();
  /** What sinks, searches for clients and handovers may take beyond their own steps. */
  readonly hardSinks = new Reserve(LIMITS.stepsOfHardSinks);
  readonly hardSearches = new Reserve(LIMITS.stepsOfHardSearches);
  readonly hardHandovers = new Reserve(LIMITS.stepsOfHardHandovers);

  /** Steps taken so far by work that somebody pays for. */
  get taken(): number {
    return this.#steps;
  }

  /** How often work ended before its time: evaluations that were in the middle of a question begin anew. */
  get interruptions(): number {
    return this.#interruptions;
  }

  /** Says that an error ended what was going on. */
  interrupt(): void {
    this.#interruptions += 1;
  }

  /** Counts steps that are taken, with those that the effort since the last comes to, and gives their sum. */
  spend(steps: number): number {
    const ofEffort = Math.floor((effortSoFar() - this.#charged) / LIMITS.effortOfStep);
    this.#charged += ofEffort * LIMITS.effortOfStep;
    this.#steps += steps + ofEffort;
    return steps + ofEffort;
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

  /** The same for work that may be hard: beyond its steps it takes from what all such work may take together. */
  withReserve<T>(reserve: Reserve, steps: number, most: number, work: () => T): T {
    const began = this.#steps;
    try {
      return this.within(reserve.offer(steps, most), work);
    } finally {
      reserve.charge(steps, this.#steps - began);
    }
  }

  /**
   * Does one of several pieces of such work: it may take its share of the steps that are left, and leaves what it does not need to the others.
   * So many at least it may take, though none are left.
   */
  share<T>(others: number, least: number, work: () => T): T {
    const limit = this.#limit;
    this.#limit = this.#steps + Math.max(least, (limit - this.#steps) / (others + 1));
    try {
      return work();
    } finally {
      this.#limit = limit;
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

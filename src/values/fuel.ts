/** The steps of one question: how many it may take, as a whole and in each of its parts. */
import { LIMITS } from './limits.ts';
import type { Meter } from './meter.ts';

export class Fuel {
  readonly #meter: Meter;
  #steps = 0;
  /** The steps past which what is being computed is cut short, and how many of them it had. */
  #limit: number = LIMITS.steps;
  #budget: number = LIMITS.steps;
  /** Whether it is known in what the steps ran out. */
  #isBlamed = false;
  #stepsOfRounds = 0;

  constructor(meter: Meter) {
    this.#meter = meter;
  }

  /** Whether what is being computed has had all its steps. */
  get isSpent(): boolean {
    return this.#steps > this.#limit;
  }

  /** The next question: one that was too much takes nothing from it. */
  begin(): void {
    this.#steps = 0;
    this.#stepsOfRounds = 0;
    this.#isBlamed = false;
  }

  /** Forgets the bounds of what an error ended. */
  reset(): void {
    [this.#limit, this.#budget] = [LIMITS.steps, LIMITS.steps];
  }

  spend(steps: number): void {
    this.#steps += this.#meter.spend(steps);
  }

  /** Takes steps, and says whether there were so many. */
  take(steps: number): boolean {
    this.spend(steps);
    // What is cut short is no answer to remember, so it counts as too much for the question as well.
    if (this.#meter.isSpent) this.#steps = Math.max(this.#steps, LIMITS.steps + 1);
    return !this.isSpent;
  }

  /** Does work within the steps that an expression may take. Where they run out, it is blamed on the innermost that took half of them. */
  within<T>(key: number, module: number, work: () => T): T {
    const { allowances } = this.#meter;
    const allowance = allowances.of(key, module);
    const [began, limit, budget] = [this.#steps, this.#limit, this.#budget];
    if (began + allowance < limit) [this.#limit, this.#budget] = [began + allowance, allowance];
    const found = work();
    const isCut = this.isSpent && !this.#meter.isSpent;
    if (isCut && !this.#isBlamed && (this.#steps - began) * 2 >= this.#budget) {
      allowances.halve(key);
      this.#isBlamed = true;
    }
    [this.#limit, this.#budget] = [limit, budget];
    if (!this.isSpent) this.#isBlamed = false;
    return found;
  }

  /** Does one more round of what asks for itself; null where that was too much. The steps of rounds are counted apart. */
  round<T>(work: () => T): T | null {
    const [steps, limit] = [this.#steps, this.#limit];
    const left = LIMITS.stepsOfRounds - this.#stepsOfRounds;
    if (steps > limit || left < 0) return null;
    this.#limit = Math.min(limit, steps + left);
    const found = this.#meter.aside(work);
    this.#stepsOfRounds += this.#steps - steps;
    const isOver = this.isSpent;
    [this.#steps, this.#limit] = [steps, limit];
    return isOver ? null : found;
  }
}

/**
 * Steps that single expressions may still take. One in which a question ran out of its steps gets half as many at each further time,
 * so that a thousand questions that lead through the same maze do not cost a thousand times what one may.
 */
import { LIMITS } from './limits.ts';

export class Allowances {
  readonly #halvings = new Map<number, number>();

  /** The steps that an expression may take; no bound of its own where none ran out in it. */
  of(expression: number): number {
    if (this.#halvings.size === 0) return Infinity;
    const halvings = this.#halvings.get(expression);
    return halvings === undefined ? Infinity : Math.max(LIMITS.leastSteps, LIMITS.steps / 2 ** halvings);
  }

  /** Says that steps ran out in it. */
  halve(expression: number): void {
    this.#halvings.set(expression, (this.#halvings.get(expression) ?? 0) + 1);
  }
}

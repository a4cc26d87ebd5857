/**
 * Steps that single expressions may still take. One in which a question ran out of its steps gets half as many at each further time,
 * so that a thousand questions that lead through the same maze do not cost a thousand times what one may. So does every expression of a
 * file in which all questions together took more than one file may, for a maze that each question just manages to get through.
 */
import { LIMITS } from './limits.ts';

export class Allowances {
  readonly #halvings = new Map<number, number>();
  /** Steps taken so far in each file, by the number of its module. */
  readonly #taken: number[] = [];

  /** The steps that an expression of a file may take; no bound of its own where none ran out in it. */
  of(expression: number, file: number): number {
    const ownHalvings = this.#halvings.size === 0 ? 0 : (this.#halvings.get(expression) ?? 0);
    const halvings = Math.max(ownHalvings, this.#halvingsOf(file));
    return halvings === 0 ? Infinity : Math.max(LIMITS.leastSteps, LIMITS.steps / 2 ** halvings);
  }

  /** Counts a step taken in a file. */
  count(file: number): void {
    this.#taken[file] = (this.#taken[file] ?? 0) + 1;
  }

  #halvingsOf(file: number): number {
    const tooMany = (this.#taken[file] ?? 0) - LIMITS.stepsOfFile;
    return tooMany < 0 ? 0 : 1 + Math.floor(tooMany / LIMITS.furtherStepsOfFile);
  }

  /** Says that steps ran out in it. */
  halve(expression: number): void {
    this.#halvings.set(expression, (this.#halvings.get(expression) ?? 0) + 1);
  }
}

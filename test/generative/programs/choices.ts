/** A list of random numbers from which a program is made. Past its end everything is the simplest, so a shorter list is a smaller program. */
export class Choices {
  readonly #numbers: readonly number[];
  #next = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** Whether all numbers are used up. */
  get isOver(): boolean {
    return this.#next >= this.#numbers.length;
  }

  below(bound: number): number {
    const number = this.#numbers[this.#next] ?? 0;
    this.#next += 1;
    return number % bound;
  }

  /** True for `parts` of eight; false once the numbers are used up. */
  chance(parts: number): boolean {
    return this.below(8) >= 8 - parts;
  }

  /** One of them; the first is the simplest. */
  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }

  /** One of them, if there is any. */
  any<T>(items: readonly T[]): T | undefined {
    return items.length === 0 ? undefined : items[this.below(items.length)];
  }
}

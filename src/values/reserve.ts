/** Steps that hard pieces of work of one kind may take beyond their own, all of them together. */
export class Reserve {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  /** How many steps one piece of work may take: its own, and of what is left to all as much as brings it to the most. */
  offer(own: number, most: number): number {
    return own + Math.max(0, Math.min(most - own, this.#left));
  }

  /** Takes what a piece of work took beyond its own steps. */
  charge(own: number, taken: number): void {
    this.#left -= Math.max(0, Math.min(taken - own, this.#left));
  }
}

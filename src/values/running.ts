/** What an evaluation is computing: the expressions, each as one activation sees it, and at which level. */
import type { Frame } from './value.ts';

export class Running {
  /** By expression and not by activation: there are far more of those, and few of one expression at a time. */
  readonly #byExpression = new Map<number, { readonly frame: Frame | null; readonly level: number }[]>();

  /** At which level it is being computed; undefined when it is not. */
  levelOf(frame: Frame | null, key: number): number | undefined {
    return this.#byExpression.get(key)?.find((one) => one.frame === frame)?.level;
  }

  begin(frame: Frame | null, key: number, level: number): void {
    const running = this.#byExpression.get(key);
    if (running) running.push({ frame, level });
    else this.#byExpression.set(key, [{ frame, level }]);
  }

  /** The innermost of one expression is done. */
  end(key: number): void {
    this.#byExpression.get(key)?.pop();
  }

  /** Nothing is being computed any more. */
  clear(): void {
    this.#byExpression.clear();
  }
}

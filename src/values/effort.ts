/**
 * What evaluation does beside its steps. One that puts sixty alternatives together with sixty others takes a thousand times as long as one that
 * reads a literal, and a bound on steps alone would be none. Values are made all over and know no question, so there is one count, which only
 * goes up: a meter charges for what came since it last looked.
 */
let done = 0;

/** Counts alternatives that are compared, or answers that are looked up. */
export function countEffort(times: number): void {
  done += times;
}

/** All that was counted so far. */
export function effortSoFar(): number {
  return done;
}

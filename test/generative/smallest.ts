/** Makes a failing case small: numbers are left out, then set to zero, in ever smaller groups. */

const TRIES = 800;

type Numbers = readonly number[];
type Change = (numbers: Numbers, start: number, size: number) => Numbers;

const CHANGES: readonly Change[] = [
  (numbers, start, size) => [...numbers.slice(0, start), ...numbers.slice(start + size)],
  (numbers, start, size) => numbers.map((one, index) => (index >= start && index < start + size ? 0 : one)),
];

/** Fewer numbers that fail as well. */
export async function smallest(numbers: Numbers, fails: (numbers: Numbers) => Promise<boolean>): Promise<Numbers> {
  let best = numbers;
  let before: Numbers | null = null;
  let tries = TRIES;
  while (before !== best && tries > 0) {
    before = best;
    for (const { change, start, size } of changesOf(best.length)) {
      const changed = change(best, start, size);
      if (start + size > best.length || isSame(changed, best)) continue;
      tries -= 1;
      if (tries > 0 && (await fails(changed))) best = changed;
    }
  }
  return best;
}

/** Every group, the largest first and from the end. */
function* changesOf(
  length: number,
): Generator<{ readonly change: Change; readonly start: number; readonly size: number }> {
  for (const change of CHANGES) {
    for (let size = length; size >= 1; size = Math.floor(size / 2)) {
      for (let start = length - size; start >= 0; start -= size) yield { change, start, size };
    }
  }
}

function isSame(one: Numbers, other: Numbers): boolean {
  return one.length === other.length && one.every((number, index) => number === other[index]);
}

/** Many random cases, each made from a list of numbers; what fails is made small, and a long run goes on to the next. */
import process from 'node:process';
import { expect } from 'vitest';
import { RUNS, SEED } from './settings.ts';
import { smallest } from './smallest.ts';

export interface Campaign {
  readonly name: string;
  readonly cases: number;
  /** How many numbers a case is made of at most. */
  readonly most: number;
  /** What is wrong with a case; null when nothing is. */
  readonly failureOf: (numbers: readonly number[]) => Promise<string | null>;
}

/** A long run stops after so many counterexamples. */
const ENOUGH = 20;
const SHOWN_EVERY = 10_000;

/** Runs the cases; they depend on the seed alone. */
export async function campaign({ name, cases, most, failureOf }: Campaign): Promise<void> {
  const failures: string[] = [];
  let done = 0;
  for (; done < cases && failures.length < (RUNS === null ? 1 : ENOUGH); done += 1) {
    const numbers = numbersOf(SEED, done, most);
    if ((await failureOf(numbers)) !== null) {
      const small = await smallest(numbers, async (fewer) => (await failureOf(fewer)) !== null);
      failures.push(`case ${done} of seed ${SEED}: ${await failureOf(small)}`);
      say(`${name}, ${failures.at(-1)}`);
    }
    if ((done + 1) % SHOWN_EVERY === 0) say(`${name}: ${done + 1} cases of seed ${SEED}`);
  }
  say(`${name}: ${done} cases of seed ${SEED}, ${failures.length} counterexamples`);
  expect(failures.join('\n\n')).toBe('');
}

/** The numbers of one case: most are few, and in some many are zero, for which the simplest is chosen. */
function numbersOf(seed: number, index: number, most: number): readonly number[] {
  const next = random(seed + Math.imul(index + 1, 0x9e_37_79_b1));
  const length = 10 + Math.floor(next() ** 2 * (most - 10));
  const zeros = [0, 0, 0.1, 0.3][Math.floor(next() * 4)] ?? 0;
  return Array.from({ length }, () => (next() < zeros ? 0 : Math.floor(next() * 65_536)));
}

/** Numbers from 0 to 1, told by what they begin with (mulberry32). */
function random(begin: number): () => number {
  let state = begin | 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function say(line: string): void {
  if (RUNS !== null) process.stdout.write(`${line}\n`);
}

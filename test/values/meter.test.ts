/** What bounded work may take: steps of its own, those that its effort comes to, and what all hard work of its kind shares. */
import { expect, test } from 'vitest';
import { countEffort } from '../../src/values/effort.ts';
import { LIMITS } from '../../src/values/limits.ts';
import { Meter } from '../../src/values/meter.ts';
import { Reserve } from '../../src/values/reserve.ts';

/** Takes steps one by one until there are no more; how many there were. */
function stepsOf(meter: Meter, most: number): number {
  let taken = 0;
  while (!meter.isSpent && taken < most) taken += meter.spend(1);
  return taken;
}

test('what is compared counts as steps, and what does not make a whole one is kept for the next', () => {
  const meter = new Meter();
  countEffort(LIMITS.effortOfStep * 3 - 1);
  expect(meter.spend(1)).toBe(3);
  countEffort(1);
  expect(meter.spend(1)).toBe(2);
  expect(meter.spend(1)).toBe(1);
  expect(meter.taken).toBe(6);
});

test('what was compared before a meter was made is not its to pay for', () => {
  countEffort(1_000);
  expect(new Meter().spend(1)).toBe(1);
});

test('work beyond its own steps takes from the others of its kind, and leaves them their own', () => {
  const meter = new Meter();
  const reserve = new Reserve(150);
  const taken = (most: number): number => meter.withReserve(reserve, 10, 110, () => stepsOf(meter, most));
  expect([taken(5), taken(1_000), taken(60), taken(1_000), taken(1_000), taken(10)]).toEqual([5, 111, 60, 11, 11, 10]);
});

test('work that ends in an error has taken its steps all the same', () => {
  const meter = new Meter();
  const reserve = new Reserve(100);
  const failing = (): never => {
    stepsOf(meter, 90);
    throw new Error('broken');
  };
  expect(() => meter.withReserve(reserve, 10, 110, failing)).toThrow('broken');
  expect(reserve.offer(10, 110)).toBe(30);
});

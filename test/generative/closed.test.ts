/** Random closed expressions, many in one module: what each is in reality, its abstract value admits. */
import process from 'node:process';
import { compileFunction } from 'node:vm';
import { afterAll, test } from 'vitest';
import { render } from '../../src/values/render.ts';
import { evaluateDefault } from '../helpers/evaluate-text.ts';
import { campaign } from './campaign.ts';
import { covers, isExact } from './covers.ts';
import { Choices } from './programs/choices.ts';
import { closed } from './programs/closed.ts';
import { RUNS } from './settings.ts';

/** Expressions in one module. */
const TOGETHER = 30;
const precision = { exact: 0, all: 0 };

test('the abstract values of random closed expressions cover the concrete ones', { timeout: 1e9 }, async () => {
  await campaign({
    name: `closed expressions (${TOGETHER} in each case)`,
    cases: RUNS ?? 100,
    most: 700,
    failureOf: (numbers) => Promise.resolve(failureIn(expressionsOf(numbers))),
  });
});

afterAll(() => {
  if (RUNS !== null) process.stdout.write(`exact: ${precision.exact} of ${precision.all} closed expressions\n`);
});

/** As many as the numbers are enough for. */
function expressionsOf(numbers: readonly number[]): readonly string[] {
  const choices = new Choices(numbers);
  const made: string[] = [];
  while (made.length < TOGETHER && !choices.isOver) {
    made.push(closed(choices.pick(['text', 'text', 'text', 'list', 'number', 'boolean'] as const), choices));
  }
  return made;
}

function failureIn(expressions: readonly string[]): string | null {
  const value = evaluateDefault({ 'main.ts': `export default [\n${expressions.join(',\n')}\n];` });
  for (const [index, source] of expressions.entries()) {
    const real = realOf(source);
    if (real === null) continue;
    const found = value.kind === 'list' ? value.items[index] : undefined;
    if (!found || !covers(found, real.value)) {
      return `${JSON.stringify(real.value)} is not ${found ? render(found) : 'there'}\n${source}`;
    }
    precision.all += 1;
    if (isExact(found, real.value)) precision.exact += 1;
  }
  return null;
}

/** What it is; null where it throws. */
function realOf(source: string): { readonly value: unknown } | null {
  try {
    const run: unknown = compileFunction(`return (${source});`);
    return typeof run === 'function' ? { value: Reflect.apply(run, undefined, []) } : null;
  } catch {
    return null;
  }
}

/** A place that leads deeper than the stack is named; the others are looked at as if it were not there. */
import { expect, test } from 'vitest';
import { contained, type Containing } from '../../src/find/contained.ts';
import { Meter } from '../../src/values/meter.ts';
import { evaluationOf } from '../helpers/evaluate-text.ts';

const deeper = (): number => 1 + deeper();

test('what the stack ends is noted, with what stands in for it', () => {
  const containing: Containing = { meter: new Meter(), unfollowed: [] };
  const { ref } = evaluationOf({ 'main.ts': `export default 'https://a.example.org'` });
  const place = { module: ref.module, at: ref.expr };
  expect(contained(place, containing, deeper, -1)).toBe(-1);
  expect(containing.unfollowed).toMatchObject([{ file: { path: 'main.ts' }, line: 1, column: 16 }]);
});

test('any other error is thrown on', () => {
  const containing: Containing = { meter: new Meter(), unfollowed: [] };
  const { ref } = evaluationOf({ 'main.ts': `export default 'https://a.example.org'` });
  const broken = (): never => {
    throw new RangeError('no expression 7');
  };
  expect(() => contained({ module: ref.module, at: ref.expr }, containing, broken, -1)).toThrow('no expression 7');
  expect(containing.unfollowed).toEqual([]);
});

test('the evaluation that it ended answers the next question', () => {
  const { evaluation, ref } = evaluationOf({
    'main.ts': `const base = 'https://a.example.org'; export default base + '/v1'`,
  });
  const containing: Containing = { meter: evaluation.facts.meter, unfollowed: [] };
  const place = { module: ref.module, at: ref.expr };
  const inside = (): string =>
    evaluation.lookup(
      'a lookup',
      String,
      () =>
        evaluation.activate('f', () => {
          deeper();
          return evaluation.ask(ref);
        }).kind,
    );
  expect(contained(place, containing, inside, 'nothing')).toBe('nothing');
  expect(evaluation.lookup('a lookup', String, () => 'answered')).toBe('answered');
  expect(evaluation.ask(ref)).toMatchObject({ kind: 'text', parts: [{ text: 'https://a.example.org/v1' }] });
});

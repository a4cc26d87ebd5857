/** Closed expressions, evaluated for real in a fresh context, are covered by their abstract value. */
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closedText } from '../../src/values/text.ts';
import { optionsOf, type Value } from '../../src/values/value.ts';
import { evaluateDefault } from '../helpers/evaluate-text.ts';

const word = fc.stringMatching(/^[a-z]{0,4}$/).map((text) => `'${text}'`);

const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      word,
      fc.tuple(inner, inner).map(([a, b]) => `(${a} + ${b})`),
      fc.tuple(inner, inner).map(([a, b]) => `\`${'${'}${a}}/${'${'}${b}}\``),
      fc.tuple(fc.boolean(), inner, inner).map(([test, a, b]) => `(${test} ? ${a} : ${b})`),
      fc.tuple(fc.constantFrom('||', '??', '&&'), inner, inner).map(([op, a, b]) => `(${a} ${op} ${b})`),
      fc.tuple(inner, inner).map(([a, b]) => `({ a: ${a}, b: ${b} }).a`),
      fc.tuple(inner, inner).map(([a, b]) => `({ a: ${a}, ...{ a: ${b} } })['a']`),
      fc.tuple(inner, inner).map(([a, b]) => `[${a}, ${b}][1]`),
      fc.tuple(inner, inner).map(([a, b]) => `[${a}, ${b}].join('-')`),
      fc.tuple(inner, fc.constantFrom('toUpperCase', 'trim', 'toLowerCase')).map(([a, method]) => `${a}.${method}()`),
      fc.tuple(inner, fc.nat(4)).map(([a, from]) => `${a}.slice(${from})`),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `${a}.replace(${b}, ${c})`),
      fc.tuple(inner, inner).map(([a, b]) => `((x, y = ${b}) => x + y)(${a})`),
      fc.tuple(inner, inner).map(([a, b]) => `(({ x, ...r }) => x + r.y)({ x: ${a}, y: ${b} })`),
      fc.tuple(inner).map(([a]) => `((x) => { let y = x; y += 'z'; return y; })(${a})`),
      fc.tuple(inner).map(([a]) => `(new (class { v = ${a}; get() { return this.v; } })()).get()`),
    ),
  };
});

test('the abstract value covers the concrete one', () => {
  fc.assert(
    fc.property(expression, (source) => {
      const real: unknown = runInNewContext(source);
      const abstract = evaluateDefault({ 'main.ts': `export default ${source}` });
      expect(covers(abstract, String(real)), `${source} is ${String(real)}`).toBe(true);
    }),
    { numRuns: 600, seed: 20_261_121 },
  );
});

function covers(value: Value, real: string): boolean {
  return optionsOf(value).some((option) => {
    const closed = closedText(option);
    if (closed !== null) return closed === real;
    if (option.kind === 'hole') return true;
    return option.kind === 'text' && matches(option, real);
  });
}

function matches(option: Extract<Value, { kind: 'text' }>, real: string): boolean {
  const pattern = option.parts
    .map((part) => (part.kind === 'text' ? part.text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`) : '.*'))
    .join('');
  return new RegExp(`^${pattern}$`, 's').test(real);
}

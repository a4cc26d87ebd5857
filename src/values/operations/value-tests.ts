/** Tests of a value that a condition makes (`url.startsWith('https://')`, `hosts.includes(host)`), and what they leave of it. */
import type { ExprId, Guard } from '../../lower/module.ts';
import { later } from '../../link/later.ts';
import type { Evaluation } from '../evaluation.ts';
import { project, refined, satisfies, type Fact, type Step } from '../predicates.ts';
import { choice, closedText, mapOptions } from '../text.ts';
import { NEVER, optionsOf, type Ref, type Value } from '../value.ts';
import { factsOfRegex } from './regex-facts.ts';
import { alternatives, itemsOf, keysOf, type Operands } from './operands.ts';
import { onlyDefinition, stepsTo, type Subject } from './subjects.ts';

/** How a condition came out, or that the function it stands in returned. */
export type When = Guard['when'];

/** Where a condition is read, and whose value it narrows. */
export interface Reading {
  readonly ref: Ref;
  readonly subject: Subject;
  readonly evaluation: Evaluation;
  /** Whether what is unknown may be given a known part. */
  readonly refine: boolean;
  readonly depth: number;
  /** Functions that may still be entered for what they check. */
  readonly checks: { left: number };
}

/** A test of a part of the subject. */
export interface Test {
  readonly steps: readonly Step[];
  readonly fact: Fact;
  /** What it is compared with. */
  readonly operands: Operands;
}

export const EQUALS: Fact = { kind: 'equals' };

/** What a method that is called on one part with another tests; null where it tests nothing that is known. */
export function testOf(receiver: ExprId, method: string, argument: ExprId, reading: Reading): readonly Test[] | null {
  const own = stepsTo(receiver, reading.subject);
  if (own && (method === 'startsWith' || method === 'endsWith' || method === 'includes')) {
    return [{ steps: own, fact: { kind: method }, operands: alternatives(argument, reading) }];
  }
  if (own && method === 'match') return regexTests(own, argument, reading);
  const steps = stepsTo(argument, reading.subject);
  if (!steps) return null;
  if (method === 'test') return regexTests(steps, receiver, reading);
  if (method === 'has' || method === 'includes') return [{ steps, fact: EQUALS, operands: itemsOf(receiver, reading) }];
  return method === 'hasOwn' || method === 'hasOwnProperty'
    ? [{ steps, fact: EQUALS, operands: keysOf(receiver, reading) }]
    : null;
}

/** A regular expression is true of a text when one of its tests is. */
function regexTests(steps: readonly Step[], regex: ExprId, { ref }: Reading): readonly Test[] | null {
  const expr = ref.module.expressions[regex];
  const made = expr?.kind === 'name' ? onlyDefinition(ref.module, expr.binding, expr.before) : regex;
  const literal = made === null ? undefined : ref.module.expressions[made];
  if (literal?.kind !== 'regex') return null;
  return factsOfRegex(literal.pattern, literal.flags).map(({ fact, operand, lower }) => ({
    steps: lower ? [...steps, { kind: 'lower' }] : steps,
    fact,
    operands: [[operand]],
  }));
}

/** What a value may be where one of several tests came out so; where all failed when they are false. */
export function filterAny(value: Value, tests: readonly Test[], when: When, reading: Reading): Value {
  if (when === 'false') return tests.reduce((left, test) => filter(left, test, 'false', reading), value);
  return choice(tests.map((test) => filter(value, test, when, reading)));
}

/** What a value may be where a test of it came out so. */
export function filter(value: Value, { steps, fact, operands }: Test, when: When, reading: Reading): Value {
  const sets = later(() => operands.map((items) => new Set(items)));
  return mapOptions(value, (option) => {
    const part = project(option, steps, reading.evaluation);
    if (part === 'throws') return NEVER;
    // Keys of a table are held against hundreds of others: what is known as a whole is equal to itself alone.
    const closed = fact.kind === 'equals' && part?.kind === 'text' ? closedText(part) : null;
    if (closed !== null) {
      const isLeft = (items: ReadonlySet<string | null>): boolean =>
        when === 'false' ? !items.has(closed) : items.has(closed) || items.has(null);
      return sets().some(isLeft) ? option : NEVER;
    }
    const verdict = (operand: string | null): boolean | null =>
      operand === null || part === null ? null : satisfiesAny(part, fact, operand);
    if (when === 'false') return operands.some((items) => items.every((one) => verdict(one) !== true)) ? option : NEVER;
    const possible = operands.flat().filter((operand) => verdict(operand) !== false);
    if (possible.length === 0) return NEVER;
    if (!reading.refine || possible.some((one) => one === null || verdict(one) === true)) return option;
    const known = possible.map(
      (operand) => (operand === null ? null : refined(option, steps, fact, operand)) ?? option,
    );
    return choice(known);
  });
}

function satisfiesAny(part: Value, fact: Fact, operand: string): boolean | null {
  const verdicts = new Set(optionsOf(part).map((option) => satisfies(option, fact, operand)));
  const [only] = verdicts;
  return verdicts.size === 1 && only !== undefined ? only : null;
}

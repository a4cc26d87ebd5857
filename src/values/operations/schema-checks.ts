/** What a schema demands of a text (`startsWith('https://hooks.example.com/')`): its known part where nothing else is known of it. */
import type { Capture } from '../../rules/pattern.ts';
import type { SchemaValue } from '../described.ts';
import { refined, satisfies, type Step } from '../predicates.ts';
import { choice, closedText, mapOptions } from '../text.ts';
import { optionsOf, type Value } from '../value.ts';
import { factsOfRegex, type RegexFact } from './regex-facts.ts';

/** A value as it comes through the checks of a schema. What does not pass is not removed: whether a program goes on with it, the schema does not say. */
export function checked(value: Value, { says }: SchemaValue): Value {
  return CHECKS.reduce((left, [capture, factsOf]) => {
    const demanded = says.get(capture);
    return demanded ? withFacts(left, optionsOf(demanded).map(factsOf)) : left;
  }, value);
}

const CHECKS: readonly (readonly [Capture, (demanded: Value) => readonly RegexFact[]])[] = [
  ['begins', factsOfBeginning],
  ['pattern', factsOfPattern],
];

function factsOfBeginning(demanded: Value): readonly RegexFact[] {
  const operand = closedText(demanded);
  return operand === null ? [] : [{ fact: { kind: 'startsWith' }, operand, lower: false }];
}

/** A regular expression, or the text of one. */
function factsOfPattern(demanded: Value): readonly RegexFact[] {
  if (demanded.kind === 'regex') return factsOfRegex(demanded.pattern, demanded.flags);
  const pattern = closedText(demanded);
  return pattern === null ? [] : factsOfRegex(pattern, '');
}

/** One of these facts is true of the text; where a demand is not known, none is known to be. */
function withFacts(value: Value, demands: readonly (readonly RegexFact[])[]): Value {
  if (demands.some((facts) => facts.length === 0)) return value;
  return mapOptions(value, (option) => choice(demands.flat().map((fact) => withFact(option, fact))));
}

function withFact(value: Value, { fact, operand, lower }: RegexFact): Value {
  const steps: readonly Step[] = lower ? [{ kind: 'lower' }] : [];
  const isKnown = value.kind !== 'hole' && satisfies(value, fact, operand) !== null;
  return (isKnown ? null : refined(value, steps, fact, operand)) ?? value;
}

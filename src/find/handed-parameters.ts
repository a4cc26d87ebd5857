/** The value of a parameter that a library fills, from what a snippet says of it. */
import type { ArgPattern, GIVEN_PARAMETERS } from '../rules/pattern.ts';
import type { PathEnd } from '../rules/trie.ts';
import type { Captures } from '../values/captures.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { heldBy, refTo } from '../values/operations/refs.ts';
import { choice } from '../values/text.ts';
import { UNDEFINED, constant, hole, pageAddress, text, type Applied, type Value } from '../values/value.ts';
import { compose } from './composers/compose.ts';

export interface Known {
  readonly end: PathEnd;
  readonly captures: Captures;
  /** The calls on the way to it. */
  readonly applied: readonly Applied[];
  readonly evaluation: Evaluation;
}

/** The pattern of a parameter; null when the snippet says nothing of it. */
export function patternAt(parameters: readonly ArgPattern[], index: number): ArgPattern | null {
  const last = parameters.at(-1);
  const pattern = index >= parameters.length - 1 && last?.kind === 'rest' ? last : parameters[index];
  return pattern && pattern.kind !== 'any' ? pattern : null;
}

/** What a parameter with this pattern receives; `index` counts from where a rest begins. */
export function parameterValue(pattern: ArgPattern, index: number, known: Known): Value {
  switch (pattern.kind) {
    case 'role': {
      const value = known.captures.get(pattern.role)?.value ?? UNDEFINED;
      return pattern.role === 'store' ? heldBy(value, known.evaluation) : value;
    }
    case 'given':
      return givenBy(pattern.what, known);
    case 'text':
      return text(pattern.text);
    case 'constant':
      return constant(pattern.value);
    case 'object': {
      const fields = pattern.fields.map(([key, field]) => [key, parameterValue(field, 0, known)] as const);
      return { kind: 'fields', fields: new Map(fields), open: true };
    }
    case 'array':
      return { kind: 'list', items: pattern.items.map((item) => parameterValue(item, 0, known)), open: true };
    case 'rest': {
      const all = parameterValue(pattern.each, 0, known);
      return all.kind === 'list' ? (all.items[index] ?? UNDEFINED) : all;
    }
    case 'any':
    case 'values':
    case 'import':
    case 'absent':
    case 'function':
      return hole('parameter');
  }
}

function givenBy(what: (typeof GIVEN_PARAMETERS)[number], known: Known): Value {
  switch (what) {
    case 'target':
      return reachedBy(known);
    case 'held': {
      const first = known.captures.get('value')?.value ?? UNDEFINED;
      const made = known.applied.at(-2) ?? known.applied.at(-1);
      return heldBy(refTo(first, made, known.evaluation), known.evaluation);
    }
    case 'cli':
      return hole('cli-argument');
    case 'input':
      return hole('request-input');
    case 'page':
      return pageAddress();
  }
}

/**
 * What the sink reaches that hands its requests to the function: `new OpenAI({ fetch: custom })`. What connects to nothing by itself, as
 * `ky.create({ fetch: custom })` does, asks for nothing elsewhere: what its calls ask for stands at those.
 */
function reachedBy({ end, captures, evaluation }: Known): Value {
  if (end.kind !== 'sink') return hole('parameter');
  const targets = compose(end.sink, captures, evaluation, 'callers may say');
  return targets.length === 0 ? hole('page') : choice(targets.map(({ value }) => value));
}

/** Objects that a library puts together from options: a store of its state, its getters and its actions. */
import type { Evaluation } from '../evaluation.ts';
import { mapOptions } from '../text.ts';
import {
  NEVER,
  optionsOf,
  type ApiValue,
  type FieldWrite,
  type HandedArguments,
  type RecordValue,
  type Ref,
  type Value,
} from '../value.ts';
import { settle } from './api.ts';
import { contentsOf } from './contents.ts';
import type { Passage } from './pass-through.ts';
import { resultsAt, withMerged } from './states.ts';

/** The state with what getters make of it and actions write to it, and with the actions: member by member, each when it is asked for. */
export function assembledObject({ api, captures, evaluation }: Passage): Value {
  const [made] = api.applied;
  const state = captures.get('value')?.value ?? captures.get('also')?.value;
  // Another overload: a function in the place of the options.
  if (!made || !state) return NEVER;
  const recordsOf = (role: 'fields' | 'also'): readonly RecordValue[] =>
    optionsOf(captures.get(role)?.value ?? NEVER).flatMap((one) => (one.kind === 'record' ? [one] : []));
  const [getters, actions] = [recordsOf('fields'), recordsOf('also')];
  // In the functions `this` is the whole: what they write to it they write to the state.
  const written = [...getters, ...actions].flatMap((group) => evaluation.facts.writes(group));
  const writes = [
    ...actions.map((group): FieldWrite => ({ ...ADDED, how: 'spread', path: [], value: group.object })),
    ...getters.flatMap((group) => gettersIn(group, made, api, evaluation)),
    ...written,
  ];
  const whole = mapOptions(state, (one) =>
    one.kind === 'record' ? { ...one, writes: [...one.writes, ...writes] } : one,
  );
  return withMerged(whole, { held: () => whole, made }, evaluation);
}

const ADDED = { conditional: true, ordered: false } as const;

/** What each getter gives, as something that is written under its name. */
function gettersIn(group: RecordValue, made: Ref, api: ApiValue, evaluation: Evaluation): readonly FieldWrite[] {
  return [...contentsOf(group, evaluation).fields].flatMap(([name, getter]) =>
    optionsOf(getter).flatMap((one) => {
      if (one.kind !== 'closure') return [];
      const results = resultsAt(one, givenState(name, made, api), evaluation);
      return results.map((value): FieldWrite => ({ ...ADDED, how: 'property', path: [name], value }));
    }),
  );
}

/** A getter is called with the state, to which others write. */
function givenState(name: string, made: Ref, api: ApiValue): HandedArguments {
  return {
    kind: 'handed',
    key: `state for ${name} ${made.module.id}:${made.expr}`,
    at: made,
    argument: (index, asking) => (index === 0 ? settle(api, asking) : null),
    supposing: [],
  };
}

/** What stores and reducers hold: objects into which others merge members, and states that a function makes of actions. */
import type { Provision } from '../facts.ts';
import { capturesAt } from '../captures.ts';
import { isOnlyCalled } from '../../link/setters.ts';
import type { Evaluation } from '../evaluation.ts';
import { choice, mapOptions } from '../text.ts';
import {
  UNDEFINED,
  at,
  hole,
  optionsOf,
  type ClosureValue,
  type FieldWrite,
  type Frame,
  type HandedArguments,
  type Ref,
  type Value,
} from '../value.ts';
import { callWith } from './builtins.ts';
import { invoke } from './functions.ts';
import type { Passage } from './pass-through.ts';
import { heldBy, namedAt, refTo } from './refs.ts';
import { settingAt } from './settings.ts';

/** A store: what it holds, as one asks, and where it is made. */
interface Store {
  readonly held: (asking: Evaluation) => Value;
  readonly made: Ref;
}

/** The object that a store was made with, and what others merge into it: `set({ url })`, `set((state) => ({ url: state.mirror }))`. */
export function withMerged(value: Value, store: Store, evaluation: Evaluation): Value {
  const merged = evaluation.facts.tellings(store.made).filter(({ end }) => end.function.returns === 'merged');
  if (merged.length === 0) return value;
  const parts = merged.flatMap((one) => partsTold(one, store, evaluation));
  const writes = parts.map((part): FieldWrite => ({ ...MERGE, value: part }));
  if (!optionsOf(value).some(({ kind }) => kind === 'record'))
    return choice([value, ...parts.map((part) => evaluation.evaluate(part))]);
  return mapOptions(value, (one) => (one.kind === 'record' ? { ...one, writes: [...one.writes, ...writes] } : one));
}

const MERGE = { how: 'spread', path: [], conditional: true, ordered: false } as const;

/** Where the objects stand that one call merges: its argument, or what that gives when it is called with what is held. */
function partsTold({ end, applied }: Provision, store: Store, evaluation: Evaluation): readonly Ref[] {
  const call = applied.at(-1);
  const expr = call?.module.expressions[call.expr];
  const position = (end.args.at(-1) ?? []).findIndex((one) => one.kind === 'role' && one.role === 'value');
  const argument = expr?.kind === 'call' ? expr.args[position] : undefined;
  if (!call || !argument || argument.spread) return [];
  const ref = at(call, argument.value);
  const closures = optionsOf(evaluation.evaluate(ref)).filter((one) => one.kind === 'closure');
  if (closures.length === 0) return [ref];
  return closures.flatMap((closure) => resultsAt(closure, givenHeld(call, store), evaluation));
}

/** Where what a function returns stands, as the activation with these arguments sees it. */
export function resultsAt(closure: ClosureValue, args: HandedArguments, evaluation: Evaluation): readonly Ref[] {
  const { module, function: id } = closure;
  const frame = entered(closure, args, evaluation);
  return frame ? (module.functions[id]?.returns ?? []).map((expr) => ({ module, expr, frame })) : [];
}

function entered(closure: ClosureValue, args: HandedArguments, evaluation: Evaluation): Frame | null {
  return evaluation.frame({ ...closure, parent: closure.frame }, args, (closure.frame?.depth ?? 0) + 1);
}

function givenHeld(at: Ref, { held, made }: Store): HandedArguments {
  return {
    kind: 'handed',
    key: `held ${placeOf(made)}`,
    at,
    argument: (index, asking) => (index === 0 ? held(asking) : null),
    supposing: [],
  };
}

/** What a selector makes of what is held: `useStore((state) => state.url)`, `useSelector(selectUrl)`. */
export function selectedFrom({ end, api, captures, evaluation }: Passage): Value {
  const ref = api.applied.at(-1);
  const [store, value, transform] = (['store', 'value', 'transform'] as const).map((role) => captures.get(role)?.value);
  const holder = store ?? (value && refTo(value, api.applied.at(-2) ?? ref, evaluation));
  const state = holder ? heldBy(holder, evaluation) : settingAt(end, api, NO_SCHEMA, new Map(), evaluation);
  if (!transform || !ref) return state;
  const made = holder?.kind === 'fields' ? holder.made : undefined;
  const selected = mapOptions(transform, (one) => callWith(one, [state], { args: [], ref, evaluation }));
  return namedAt(selected, made);
}

const NO_SCHEMA = { kind: 'schema', says: new Map(), keys: {}, methods: null } as const;

/** What a reducer makes, of what it begins with and of all that its dispatcher is told: `useReducer(reducer, { url })[0]`. */
export function reducedState({ api, captures, evaluation }: Passage): Value {
  const [made] = api.applied;
  const reducer = captures.get('transform')?.value;
  const first = captures.get('value')?.value ?? UNDEFINED;
  const factory = captures.get('factory')?.value;
  if (!made || !reducer) return hole('unknown-call');
  const begun = factory ? callWith(factory, [first], { args: [], ref: made, evaluation }) : first;
  const state = (asking: Evaluation): Value =>
    asking.lookupValue(`reduced ${placeOf(made)}`, () =>
      choice([
        begun,
        ...optionsOf(reducer).flatMap((one) =>
          one.kind === 'closure'
            ? actionsOf(made, asking).map((action) => reduceOnce(one, action, made, state, asking))
            : [hole('unknown-call')],
        ),
      ]),
    );
  return state(evaluation);
}

interface Action {
  readonly key: string;
  readonly value: (asking: Evaluation) => Value;
}

/** What the dispatcher is told; something unknown besides where it gets out of sight. */
function actionsOf(made: Ref, evaluation: Evaluation): readonly Action[] {
  const told = evaluation.facts.tellings(made).map(({ end, applied }): Action => {
    const call = applied.at(-1);
    return {
      key: call ? placeOf(call) : '',
      value: (asking) => capturesAt(end, applied, asking)?.get('value')?.value ?? UNDEFINED,
    };
  });
  return isOnlyCalled(made.module, made.expr) ? told : [...told, { key: 'any', value: () => hole('unknown-call') }];
}

function reduceOnce(
  reducer: ClosureValue,
  action: Action,
  made: Ref,
  state: (asking: Evaluation) => Value,
  evaluation: Evaluation,
): Value {
  const args: HandedArguments = {
    kind: 'handed',
    key: `reduces ${placeOf(made)} ${action.key}`,
    at: made,
    argument: (index, asking) => (index === 0 ? state(asking) : index === 1 ? action.value(asking) : null),
    supposing: [],
  };
  return invoke(reducer, args, 0, evaluation);
}

function placeOf({ module, expr, frame }: Ref): string {
  return `${module.id}:${expr}@${frame?.id ?? 0}`;
}

/** What stores and reducers hold: objects into which others merge members, and states that a function makes of actions. */
import type { Provision } from '../facts.ts';
import { capturesAt } from '../captures.ts';
import { isOnlyCalled } from '../../link/setters.ts';
import type { Evaluation } from '../evaluation.ts';
import { choice, closedText, mapOptions } from '../text.ts';
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
import { contentsOf } from './contents.ts';
import { draftWrites, draftersIn } from './drafts.ts';
import { invoke } from './functions.ts';
import { memberOf } from './members.ts';
import type { Passage } from './pass-through.ts';
import { heldBy, namedAt, refTo } from './refs.ts';
import { NO_SCHEMA, settingAt } from './settings.ts';

/** A store: what it holds, as one asks, and where it is made. */
export interface Store {
  readonly held: (asking: Evaluation) => Value;
  readonly made: Ref;
}

/** The object that a store was made with, and what others merge into it: `set({ url })`, `set((state) => ({ url: state.mirror }))`, `setKey('url', url)`. */
export function withMerged(value: Value, store: Store, evaluation: Evaluation): Value {
  const merged = evaluation.facts.tellings(store.made).filter(({ end }) => end.function.returns === 'merged');
  if (merged.length === 0) return value;
  const writes = merged.flatMap((one) => writesTold(one, store, evaluation));
  if (!optionsOf(value).some(({ kind }) => kind === 'record'))
    return choice([value, ...writes.map((write) => objectOf(write, evaluation))]);
  return mapOptions(value, (one) => (one.kind === 'record' ? { ...one, writes: [...one.writes, ...writes] } : one));
}

const MERGE = { how: 'spread', path: [], conditional: true, ordered: false } as const;

/** What one call merges: the members of its argument, or what it puts where the names before it lead, or what a function gives for what is held. */
function writesTold({ end, applied }: Provision, store: Store, evaluation: Evaluation): readonly FieldWrite[] {
  const call = applied.at(-1);
  const expr = call?.module.expressions[call.expr];
  if (!call || expr?.kind !== 'call') return [];
  const patterns = end.args.at(-1) ?? [];
  const hasPath = patterns.some(({ kind }) => kind === 'rest');
  const position = hasPath
    ? expr.args.length - 1
    : patterns.findIndex((one) => one.kind === 'role' && one.role === 'value');
  const argument = expr.args[position];
  if (!argument || argument.spread) return [];
  const names = hasPath ? expr.args.slice(0, position) : [];
  const path = names.map((name) => (name.spread ? null : closedText(evaluation.evaluate(at(call, name.value)))));
  const write = path.length === 0 ? MERGE : ({ ...MERGE, how: 'property', path } as const);
  const told = at(call, argument.value);
  return [
    ...partsTold(told, path, call, store, evaluation).map((value) => ({ ...write, value })),
    ...draftersIn(evaluation.evaluate(told)).flatMap((writer) => {
      const given = givenHeld(call, { ...store, held: (asking) => heldAt(path, store, asking) });
      return draftWrites(writer, given, evaluation).map((one) => ({ ...one, path: [...path, ...one.path] }));
    }),
  ];
}

/** Where what is merged stands: the argument, or what that gives when it is called with what is held there. */
function partsTold(
  argument: Ref,
  path: FieldWrite['path'],
  call: Ref,
  store: Store,
  evaluation: Evaluation,
): readonly Ref[] {
  const value = evaluation.evaluate(argument);
  const closures = optionsOf(value).filter((one) => one.kind === 'closure');
  if (closures.length === 0) return draftersIn(value).length === 0 ? [argument] : [];
  const held = (asking: Evaluation): Value => heldAt(path, store, asking);
  return closures.flatMap((closure) => resultsAt(closure, givenHeld(call, { ...store, held }), evaluation));
}

function heldAt(path: FieldWrite['path'], store: Store, evaluation: Evaluation): Value {
  return path.reduce<Value>(
    (object, name) => (name === null ? hole('element') : memberOf(object, name, evaluation)),
    store.held(evaluation),
  );
}

/** What is merged, as an object of its own. */
function objectOf({ path, value }: FieldWrite, evaluation: Evaluation): Value {
  const [name, ...further] = path;
  const written = value ? evaluation.evaluate(value) : hole('too-many');
  if (name === undefined) return written;
  const field = further.length === 0 ? written : objectOf({ ...MERGE, path: further, value }, evaluation);
  return { kind: 'fields', fields: new Map(name === null ? [] : [[name, field]]), open: true };
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

/** The arguments of a function that is called with what a store holds. */
export function givenHeld(at: Ref, { held, made }: Store): HandedArguments {
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

/** Functions that know what they select from: those that `createSlice({ selectors })` makes of functions of the slice's state. */
export function selectingObject({ api, captures, evaluation }: Passage): Value {
  const [made] = api.applied;
  const functions = captures.get('fields')?.value;
  if (!functions) return hole('unknown-call');
  const held = heldBy(refTo(captures.get('value')?.value ?? UNDEFINED, made, evaluation), evaluation);
  const { fields, isOpen } = contentsOf(functions, evaluation);
  const selecting = [...fields].map(([name, select]): [string, Value] => {
    const parts: Value = { kind: 'list', items: [held, select], open: false };
    return [name, { kind: 'builtin', name: 'selecting', receiver: parts }];
  });
  return { kind: 'fields', fields: new Map(selecting), open: isOpen };
}

/** What reducers hold that are one together: `combineReducers({ server })`. What they are told is not known, which is one unknown of each. */
export function combinedStates({ api, captures, evaluation }: Passage): Value {
  const [made] = api.applied;
  return mapOptions(captures.get('value')?.value ?? UNDEFINED, (reducers) => {
    const { fields, isOpen } = contentsOf(reducers, evaluation);
    if (!made || fields.size === 0) return reducers;
    const states = [...fields].map(([name, one]) => [name, begunBy(one, made, evaluation)] as const);
    return { kind: 'fields', fields: new Map(states), open: isOpen };
  });
}

function begunBy(reducer: Value, ref: Ref, evaluation: Evaluation): Value {
  return mapOptions(reducer, (one) =>
    one.kind === 'closure'
      ? callWith(one, [UNDEFINED, namedAt(hole('unknown-call'), ref)], { args: [], ref, evaluation })
      : one,
  );
}

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

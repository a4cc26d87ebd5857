/** Calls of functions of the language: which table answers. On text with holes a method does what leaves the host where it was. */
import { NEW_LIST_METHODS } from '../../lower/module.ts';
import { argumentAt } from '../arguments.ts';
import type { Evaluation } from '../evaluation.ts';
import { choice, mapOptions } from '../text.ts';
import {
  UNDEFINED,
  hole,
  type ArgumentRef,
  type ClosureValue,
  type FrameArguments,
  type HoleValue,
  type Ref,
  type Value,
} from '../value.ts';
import { withAdded } from './collections.ts';
import { drafted } from './drafts.ts';
import { composedResult, selectedResult } from './composed.ts';
import { calledWith, invoke } from './functions.ts';
import { LIST_METHODS, concatenatedToUnknown } from './list-methods.ts';
import { MAP_METHODS } from './map-methods.ts';
import { STATIC_FUNCTIONS } from './static-functions.ts';
import { bytesMethodResult } from './bytes.ts';
import { regexMethodResult } from './regex-methods.ts';
import { isTextMethod, textMethodResult } from './text-methods.ts';

type Builtin = Extract<Value, { kind: 'builtin' }>;
type Arguments = readonly Value[];

export interface BuiltinCall {
  /** Evaluated when a function of the tables asks for them. */
  readonly args: Arguments;
  readonly ref: Ref;
  readonly evaluation: Evaluation;
}

/** The result of calling a function of the language. */
export function callBuiltin(builtin: Builtin, args: () => Arguments, ref: Ref, evaluation: Evaluation): Value {
  let known: Arguments | null = null;
  const call: BuiltinCall = {
    ref,
    evaluation,
    get args() {
      known ??= args();
      return known;
    },
  };
  const { receiver, name } = builtin;
  if (!receiver) return callStatic(name, call);
  if (!NEW_LIST_METHODS.has(name)) return callMethod(receiver, name, call);
  return mapOptions(callMethod(receiver, name, call), (option) =>
    option.kind === 'list' ? withAdded({ ...option, made: ref }, evaluation) : option,
  );
}

function callMethod(receiver: Value, name: string, call: BuiltinCall): Value {
  // A loader of `import.meta.glob`.
  if (name === 'load') return receiver;
  if (name === 'composed') return composedResult(receiver, call);
  if (name === 'selecting') return selectedResult(receiver, call);
  if (name === 'then' || name === 'catch' || name === 'finally') return continued(receiver, name, call);
  if (receiver.kind === 'text' || receiver.kind === 'constant') {
    return onText(receiver, name, call);
  }
  if (receiver.kind === 'list') return LIST_METHODS.get(name)?.(receiver, call) ?? hole('unknown-call');
  if (receiver.kind === 'regex') return regexMethodResult(receiver, name, call);
  if (receiver.kind === 'bytes') return bytesMethodResult(receiver, name, call);
  if (receiver.kind === 'map') return MAP_METHODS.get(name)?.(receiver, call) ?? hole('unknown-call');
  if (receiver.kind === 'closure' && name === 'drafting') return drafted(receiver, call);
  if (receiver.kind === 'closure') return functionMethod(receiver, name, call);
  if (receiver.kind === 'api' && name === 'bind')
    return { ...receiver, bound: [...(receiver.bound ?? []), ...boundAhead(call.ref)] };
  return hole('unknown-call');
}

function onText(receiver: Value, name: string, call: BuiltinCall): Value {
  return listOfUnknown(receiver, name, call) ?? textMethodResult(receiver, name, call) ?? hole('unknown-call');
}

/** `__WB_MANIFEST.concat([{ url }])`: what is kept as a text is a list there; null for any other method or text. */
function listOfUnknown(receiver: Value, name: string, call: BuiltinCall): Value | null {
  const kept = name === 'concat' ? unknownOf(receiver) : null;
  return kept && concatenatedToUnknown(kept, call.args);
}

/** What is not known at all, also where it is kept as a text: a variable, what the build puts there. */
function unknownOf(value: Value): HoleValue | null {
  const [only, ...others] = value.kind === 'text' ? value.parts : [];
  return value.kind === 'text' && only?.kind === 'hole' && others.length === 0
    ? { kind: 'hole', hole: only.hole, trail: value.trail }
    : null;
}

/** A function that stands by itself; `String.fromCharCode.apply(null, codes)` too. */
function callStatic(name: string, call: BuiltinCall): Value {
  const found = STATIC_FUNCTIONS.get(name);
  if (found) return found(call);
  const [, target = '', how] = /^(.+)\.(apply|call)$/.exec(name) ?? [];
  const applied = STATIC_FUNCTIONS.get(target);
  if (!applied) return hole('unknown-call');
  const [list] = call.args.slice(1);
  const args = how === 'call' ? call.args.slice(1) : list?.kind === 'list' && !list.open ? list.items : null;
  return args === null ? hole('unknown-call') : applied({ ref: call.ref, evaluation: call.evaluation, args });
}

/** Whether texts or lists have a method of this name: on an unknown receiver it says nothing. */
export function isLanguageMethod(name: string): boolean {
  return isTextMethod(name) || LIST_METHODS.has(name);
}

/** What a callback gives for these arguments. */
export function callWith(callback: Value | undefined, values: Arguments, { ref, evaluation }: BuiltinCall): Value {
  if (!callback) return hole('unknown-call');
  return mapOptions(callback, (option) => {
    if (option.kind === 'builtin') return callBuiltin(option, () => values, ref, evaluation);
    if (option.kind !== 'closure') return hole('unknown-call');
    const bound = option.bound.map((one) => argumentAt(one.call, one.position, evaluation) ?? UNDEFINED);
    return invoke(option, { kind: 'values', values: [...bound, ...values] }, ref.frame?.depth ?? 0, evaluation);
  });
}

function functionMethod(closure: ClosureValue, name: string, call: BuiltinCall): Value {
  const { ref, evaluation } = call;
  const target = calledOn(closure, ref, evaluation);
  const args = borrowedArguments(name, target, ref);
  if (args) return invoke(target, args, ref.frame?.depth ?? 0, evaluation);
  if (name !== 'bind') return hole('unknown-call');
  return { ...target, isBound: true, bound: [...closure.bound, ...boundAhead(ref)] };
}

/** What `bind` gives a function ahead. */
function boundAhead(ref: Ref): readonly ArgumentRef[] {
  const expr = ref.module.expressions[ref.expr];
  const count = expr?.kind === 'call' ? expr.args.length : 0;
  return Array.from({ length: Math.max(0, count - 1) }, (_, index) => ({ call: ref, position: index + 1 }));
}

/** The function with what `f.call(self)`, `apply` or `bind` at a call gives it for `this`, which holds against the object that it was taken from. */
export function calledOn(closure: ClosureValue, call: Ref, evaluation: Evaluation): ClosureValue {
  if (closure.isBound) return closure;
  const given = argumentAt(call, 0, evaluation);
  const isKnown = given !== null && given.kind !== 'constant' && given.kind !== 'hole';
  return { ...closure, self: isKnown ? given : (closure.self ?? given) };
}

/** The arguments that `f.call(self, …)` and `f.apply(self, list)` give to `f`; null for another method. */
export function borrowedArguments(name: string, closure: ClosureValue, call: Ref): FrameArguments | null {
  if (name === 'call') return calledWith(closure, call, 1);
  return name === 'apply' ? { kind: 'list', list: { call, position: 1 }, bound: closure.bound } : null;
}

function continued(receiver: Value, name: string, call: BuiltinCall): Value {
  if (name === 'then') return callWith(call.args[0], [receiver], call);
  // What goes wrong in it goes on with what the handler gives.
  return name === 'catch' ? choice([receiver, callWith(call.args[0], [hole('caught-error')], call)]) : receiver;
}

/** Functions, their parameters, and what a call of one returns. */
import type { FunctionInfo } from '../../lower/module.ts';
import { argumentAt, argumentsOf } from '../arguments.ts';
import type { Evaluation } from '../evaluation.ts';
import { choice, withTrail } from '../text.ts';
import { step } from '../trail.ts';
import {
  UNDEFINED,
  at,
  functionKey,
  hole,
  type ClosureValue,
  type Frame,
  type FrameArguments,
  type Ref,
  type Value,
} from '../value.ts';
import { instanceOf } from './classes.ts';
import type { Operation } from './index.ts';
import { anyMember } from './members.ts';

/** Array methods whose callback's first parameter is an element. */
const ELEMENT_CALLBACKS = new Set(['map', 'forEach', 'filter', 'find', 'flatMap', 'some', 'every', 'findLast']);

export const evaluateFunction: Operation<'function'> = (expr, ref) => ({
  kind: 'closure',
  module: ref.module,
  function: expr.function,
  frame: ref.frame,
  self: null,
  bound: [],
});

export const evaluateParameter: Operation<'parameter'> = (expr, ref, evaluation) => {
  const frame = activation(ref, expr.function, evaluation);
  if (frame) return expr.rest ? restArguments(frame, expr.index, evaluation) : argument(frame, expr.index, evaluation);
  const info = ref.module.functions[expr.function];
  if (!expr.rest && info?.passedTo) {
    const found = callbackArgument(info.passedTo, expr.index, ref, evaluation);
    if (found) return found;
  }
  if (expr.type !== null) {
    const typed = instanceOf(evaluation.evaluate(at(ref, expr.type)), ref);
    if (typed) return typed;
  }
  const { module } = ref;
  return { kind: 'hole', hole: { kind: 'parameter', module, function: expr.function, index: expr.index }, trail: null };
};

/** What calling a closure returns: all that its returns may be. */
export function invoke(closure: ClosureValue, args: FrameArguments, depth: number, evaluation: Evaluation): Value {
  const info = closure.module.functions[closure.function];
  if (!info) return hole('unknown-call');
  const all = closure.bound.length > 0 ? withBound(closure.bound, args, evaluation) : args;
  const frame = evaluation.frame({ ...closure, parent: closure.frame }, all, depth + 1);
  if (!frame) return hole('too-deep');
  if (info.returns.length === 0) return UNDEFINED;
  const { module } = closure;
  return evaluation.activate(functionKey(module, closure.function), () =>
    choice(info.returns.map((expr) => evaluation.evaluate({ module, expr, frame }))),
  );
}

/** The activation of a function that an expression inside it sees: of a call being followed, or one that is supposed. */
export function activation(ref: Ref, id: number, evaluation: Evaluation): Frame | null {
  for (let frame = ref.frame; frame; frame = frame.parent) {
    if (frame.function === id && frame.module === ref.module) return frame;
  }
  return evaluation.assumptions.get(functionKey(ref.module, id)) ?? null;
}

function argument(frame: Frame, index: number, evaluation: Evaluation): Value {
  if (frame.args.kind === 'values') return frame.args.values[index] ?? UNDEFINED;
  const { call } = frame.args;
  const found = argumentAt(call, index, evaluation) ?? UNDEFINED;
  return withTrail(found, (trail) => step(call.module, call.expr, trail));
}

function restArguments(frame: Frame, from: number, evaluation: Evaluation): Value {
  const all = frame.args.kind === 'values' ? frame.args.values : argumentsOf(frame.args.call, evaluation);
  return { kind: 'list', items: all.slice(from), open: false };
}

function withBound(bound: readonly Value[], args: FrameArguments, evaluation: Evaluation): FrameArguments {
  const given = args.kind === 'values' ? args.values : argumentsOf(args.call, evaluation);
  return { kind: 'values', values: [...bound, ...given] };
}

/** The parameter of a function written as an argument of a method of a list or promise. */
function callbackArgument(
  passedTo: NonNullable<FunctionInfo['passedTo']>,
  index: number,
  ref: Ref,
  evaluation: Evaluation,
): Value | null {
  const call = ref.module.expressions[passedTo.call];
  if (call?.kind !== 'call' || passedTo.index !== 0) return null;
  const callee = ref.module.expressions[call.callee];
  if (callee?.kind !== 'member' || typeof callee.property !== 'string' || index !== 0) return null;
  const receiver = (): Value => evaluation.evaluate(at(ref, callee.object));
  if (ELEMENT_CALLBACKS.has(callee.property)) return anyMember(receiver(), evaluation);
  return callee.property === 'then' ? receiver() : null;
}

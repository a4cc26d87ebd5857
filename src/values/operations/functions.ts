/** Functions, their parameters, and what a call of one returns. */
import { MODULE_LEVEL, type Expr, type ExprId, type FunctionId, type FunctionInfo } from '../../lower/module.ts';
import type { LinkedModule } from '../../link/program.ts';
import { isExcluded } from './truth.ts';
import { argumentOf, givenFrom, passedAt, restOf } from '../arguments.ts';
import type { Evaluation } from '../evaluation.ts';
import { withHoles } from '../holes.ts';
import { mapOptions, oneOf } from '../text.ts';
import {
  LACKING,
  UNDEFINED,
  argumentsAt,
  at,
  functionKey,
  hole,
  type ClassValue,
  type ClosureValue,
  type Frame,
  type FrameArguments,
  type InstanceValue,
  type Hole,
  type ParameterHole,
  type Ref,
  type Value,
} from '../value.ts';
import { annotated } from './annotations.ts';
import { givenByMethod } from './callbacks.ts';
import { withInjected } from './injected.ts';
import { mayMake } from './inheritance.ts';
import type { Operation } from './index.ts';
import { mergedBy } from './merges.ts';
import { selfOf } from './self.ts';
import { writtenTo } from './written.ts';

export const evaluateFunction: Operation<'function'> = (expr, ref) => ({
  kind: 'closure',
  module: ref.module,
  function: expr.function,
  frame: ref.frame,
  self: null,
  bound: [],
});

export const evaluateParameter: Operation<'parameter'> = (expr, ref, evaluation) => {
  const given = givenTo(expr, ref, evaluation);
  return expr.index === 0 && !expr.rest
    ? withInjected(given, () => functionKey(ref.module, expr.function), evaluation)
    : given;
};

const givenTo: Operation<'parameter'> = (expr, ref, evaluation) => {
  const frame = activation(ref, expr.function, evaluation);
  if (frame) return expr.rest ? restOf(frame, expr.index, evaluation) : argumentOf(frame, expr.index, evaluation);
  const info = ref.module.functions[expr.function];
  if (info?.calledAt !== undefined) {
    const call = at(ref, info.calledAt);
    return expr.rest ? restAt(call, expr.index, evaluation) : (passedAt(call, expr.index, evaluation) ?? UNDEFINED);
  }
  if (!expr.rest && info?.passedTo?.index === 0) {
    const found = givenByMethod(at(ref, info.passedTo.call), expr.index, evaluation);
    if (found) return found;
  }
  if (info?.setter != null && info.class !== null) {
    const assigned = assignedToSetter(ref, info.class, info.setter, evaluation);
    if (assigned) return assigned;
  }
  return unfilled(expr, ref, evaluation);
};

/** A parameter of which no call says what it is: what its annotation says, or what a caller may give. */
export function unfilled(expr: Extract<Expr, { kind: 'parameter' }>, ref: Ref, evaluation: Evaluation): Value {
  const self = instanceMade(ref, expr.function);
  const { module } = ref;
  const parameter = { kind: 'parameter', module, function: expr.function, index: expr.index } as const;
  const own: ParameterHole = self ? { ...parameter, self } : parameter;
  return expr.type === null ? { kind: 'hole', hole: own, trail: null } : annotated(own, at(ref, expr.type), evaluation);
}

/** The arguments of a call from an index on; of a list that alone is spread, all that it is. */
function restAt(call: Ref, index: number, evaluation: Evaluation): Value {
  const expr = call.module.expressions[call.expr];
  const [only, ...others] = expr?.kind === 'call' ? (expr.pieces ?? expr.args) : [];
  if (only?.spread === true && others.length === 0 && index === 0) return evaluation.evaluate(at(call, only.value));
  return givenFrom(call, index, evaluation);
}

/** The arguments that a closure gets from a call: those bound ahead, and those of the call from a position on. */
export function calledWith({ bound }: ClosureValue, call: Ref, from = 0): FrameArguments {
  return argumentsAt(call, bound, from);
}

/** What calling a closure returns: all that its returns may be. */
export function invoke(closure: ClosureValue, args: FrameArguments, depth: number, evaluation: Evaluation): Value {
  const info = closure.module.functions[closure.function];
  if (!info) return hole('unknown-call');
  const frame = evaluation.frame({ ...closure, parent: closure.frame }, args, depth + 1);
  if (!frame) return hole('too-deep');
  if (info.returns.length === 0) return UNDEFINED;
  const merged = mergedBy(closure, args, evaluation);
  if (merged) return merged;
  const { module } = closure;
  return evaluation.activate(functionKey(module, closure.function), () =>
    oneOf([
      ...returnsOf(info, module, frame, evaluation).map((expr) => {
        const value = evaluation.evaluate({ module, expr, frame });
        return asksNobody(info) ? namedWhole(value, { module, expr, frame: null }) : value;
      }),
      ...(mayEnd(info, module, frame, evaluation) ? [LACKING] : []),
    ]),
  );
}

/** Whether a function of a module or a method is told nothing by those who call it: what it gives is one thing, whoever asks. */
function asksNobody({ name, parent, parameters, class: owner }: FunctionInfo): boolean {
  return name !== null && parameters.length === 0 && (parent === MODULE_LEVEL || owner !== null);
}

/** An unknown that such a function gives, as a whole or in a text, is named by it. */
function namedWhole(value: Value, made: Ref): Value {
  const named = (one: Hole): Hole =>
    one.kind === 'unknown' && one.at === undefined && one.reason !== 'page' ? { ...one, at: made, whole: true } : one;
  return mapOptions(value, (option) => withHoles(option, named));
}

/** Whether a function that returns something may come to its end instead: `if (staging) return url`. */
function mayEnd({ exits, returns }: FunctionInfo, module: LinkedModule, frame: Frame, evaluation: Evaluation): boolean {
  const [expr] = returns;
  const ends = exits.filter(({ value }) => value === null);
  if (expr === undefined || ends.length === 0 || !exits.some(({ value }) => value === expr)) return false;
  return ends.some(({ guards }) => !isExcluded(guards, { module, expr, frame }, evaluation));
}

/** What a function may return from this activation: a return whose conditions came out otherwise is not reached. */
function returnsOf(info: FunctionInfo, module: LinkedModule, frame: Frame, evaluation: Evaluation): readonly ExprId[] {
  const guarded = info.exits.filter(({ guards }) => guards.length > 0);
  if (guarded.length === 0) return info.returns;
  const excluded = new Set(
    guarded.flatMap(({ value, guards }) =>
      value !== null && isExcluded(guards, { module, expr: value, frame }, evaluation) ? [value] : [],
    ),
  );
  const reached = info.returns.filter((value) => !excluded.has(value));
  return reached.length === 0 ? info.returns : reached;
}

/** The activation of a function that an expression inside it sees: of a call being followed, or one that is supposed. */
export function activation(ref: Ref, id: number, evaluation: Evaluation): Frame | null {
  for (let frame = ref.frame; frame; frame = frame.parent) {
    if (frame.function !== id || frame.module !== ref.module) continue;
    if (frame.args.kind !== 'open') return frame;
    const supposed = evaluation.supposed(functionKey(ref.module, id));
    return supposed && mayMake(supposed, frame.self, evaluation) ? supposed : null;
  }
  return evaluation.supposed(functionKey(ref.module, id));
}

/** What a setter is given: all that is assigned to its property. */
function assignedToSetter(ref: Ref, owner: number, property: string, evaluation: Evaluation): Value | null {
  const own: ClassValue = { kind: 'class', module: ref.module, class: owner, frame: null };
  const any: InstanceValue = { kind: 'instance', class: own, construction: null, exact: false };
  const written = writtenTo(selfOf(ref, owner, evaluation, 'instance') ?? any, property, evaluation);
  return written.length === 0 ? null : oneOf(written);
}

/** The instance in whose fields an expression stands, when its constructor's arguments are not known. */
function instanceMade(ref: Ref, id: FunctionId): InstanceValue | null {
  for (let frame = ref.frame; frame; frame = frame.parent) {
    if (frame.function === id && frame.module === ref.module)
      return frame.self?.kind === 'instance' ? frame.self : null;
  }
  return null;
}

/** Activations that are told without looking at the whole program: seen from a caller, or as a library calls a function that is written where it takes one. */
import { functionsAround, ownersOf } from '../link/call-sites.ts';
import type { HandedNode } from '../rules/trie.ts';
import { argumentOf } from './arguments.ts';
import type { Evaluation } from './evaluation.ts';
import { apiInvoke } from './operations/api.ts';
import {
  functionKey,
  optionsOf,
  type ClosureValue,
  type Frame,
  type ParameterHole,
  type Ref,
  type Value,
} from './value.ts';

/**
 * The activation that a place is seen from when the function around the one that led to it was called so; null where that one was made by
 * another call of the function around them both.
 */
export function seenFrom(inner: Frame | null, caller: Frame, evaluation: Evaluation): Frame | null {
  if (inner?.args.kind !== 'call') return caller;
  const { module, function: id, self, parent, args } = inner;
  const around = aroundCall(args.call, caller, evaluation);
  return (
    around &&
    evaluation.frame({ module, function: id, self, parent }, { ...args, call: { ...args.call, frame: around } }, 0)
  );
}

function aroundCall(call: Ref, caller: Frame, evaluation: Evaluation): Frame | null {
  if (call.frame === null) return caller;
  const isDirect = call.module === caller.module && [...ownersOf(call.module, call.expr)].includes(caller.function);
  if (!isDirect || !isAround(call.frame, caller)) return seenFrom(call.frame, caller, evaluation);
  // `(handler) => (request) => handler(request)`: what is called was made by a call of the function around it.
  if (caller.parent === null) return evaluation.frame({ ...caller, parent: call.frame }, caller.args, 0);
  return isOfOtherCall(caller.parent, call.frame) ? null : caller;
}

/** Whether the function of an activation stands in the function of another one. */
function isAround(outer: Frame, { module, function: id }: Frame): boolean {
  return outer.module === module && outer.function !== id && [...functionsAround(id, module)].includes(outer.function);
}

function isOfOtherCall({ args: one }: Frame, { args: other }: Frame): boolean {
  if (one.kind !== 'call' || other.kind !== 'call') return false;
  return one.call.module !== other.call.module || one.call.expr !== other.call.expr;
}

/** A function, and the activation around it. */
interface Handed extends Pick<ParameterHole, 'module' | 'function'> {
  readonly parent: Frame | null;
  /** What a parameter is that no rule goes on from; null where that is unknown. */
  readonly otherwise: ((index: number, asking: Evaluation) => Value) | null;
}

/** One frame for each way in which rules go on from what the function is given. */
export function framesHere({ module, function: id }: ParameterHole, evaluation: Evaluation): readonly Frame[] {
  return framesOf({ module, function: id, parent: null, otherwise: null }, evaluation);
}

/** The same, of what a function gives: parameters that are left are for those to say who call it. */
export function framesOfResult(
  { module, function: id, frame }: ClosureValue,
  evaluation: Evaluation,
): readonly Frame[] {
  const otherwise = (index: number, asking: Evaluation): Value => {
    const supposed = asking.supposed(functionKey(module, id));
    if (supposed) return argumentOf(supposed, index, asking);
    return { kind: 'hole', hole: { kind: 'parameter', module, function: id, index }, trail: null };
  };
  return framesOf({ module, function: id, parent: frame, otherwise }, evaluation);
}

function framesOf({ module, function: id, parent, otherwise }: Handed, evaluation: Evaluation): readonly Frame[] {
  const { call, index } = module.functions[id]?.passedTo ?? {};
  const expr = call === undefined ? null : module.expressions[call];
  if (expr?.kind !== 'call' || call === undefined || index === undefined) return [];
  const at: Ref = { module, expr: call, frame: parent };
  return optionsOf(evaluation.ask({ ...at, expr: expr.callee })).flatMap((value) => {
    const api = value.kind === 'api' ? apiInvoke(value, expr.construct ? 'construct' : 'call', at) : null;
    const positions = (api?.node.handed ?? []).filter((position) => standsAt(index, position));
    if (!api || positions.length === 0) return [];
    return [true, false].flatMap((rest): readonly Frame[] => {
      const own = positions.filter(({ to }) => to.rest === rest);
      const argument = (parameter: number, asking: Evaluation): Value | null => {
        const position = own.find((one) => one.parameter === parameter);
        return position ? { ...api, node: position.node } : (otherwise?.(parameter, asking) ?? null);
      };
      const key = `here ${index} ${rest}${otherwise ? ' result' : ''}`;
      const callee = { module, function: id, self: null, parent };
      const frame =
        own.length === 0 ? null : evaluation.frame(callee, { kind: 'handed', key, at, argument, supposing: [] }, 0);
      return frame ? [frame] : [];
    });
  });
}

function standsAt(index: number, { to }: HandedNode): boolean {
  return to.steps.length === 0 && (to.position === index || (to.rest && index >= to.position));
}

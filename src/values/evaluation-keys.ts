/** Keys under which an evaluation keeps what it knows. */
import type { Callee } from './evaluation.ts';
import { keyOf as valueKey } from './render.ts';
import type { Frame, FrameArguments, Ref } from './value.ts';

const EXPRESSIONS_PER_MODULE = 2 ** 24;

/** The key of an expression of the program. */
export function keyOf(ref: Ref): number {
  return ref.module.id * EXPRESSIONS_PER_MODULE + ref.expr;
}

/** A cycle among those that are being answered. */
export function cycleKey(frame: Frame | null, key: number): string {
  return `${frame?.id ?? 0}/${key}`;
}

/** The key of an activation: equal for equal calls. */
export function frameKey(callee: Callee, args: FrameArguments): string {
  const self = callee.self ? valueKey(callee.self) : '';
  return `${callee.module.id}:${callee.function}^${callee.parent?.id ?? 0} ${self} <- ${argumentsKey(args)}`;
}

function argumentsKey(args: FrameArguments): string {
  if (args.kind === 'open') return 'open';
  if (args.kind === 'handed') return `handed ${args.key}`;
  if (args.kind === 'values') return `values ${args.values.map(valueKey).join(', ')}`;
  const { call, position } = args.kind === 'list' ? args.list : { call: args.call, position: args.from };
  const bound = args.bound.map((one) => `${keyOf(one.call)}@${one.call.frame?.id ?? 0}.${one.position}`);
  return `${args.kind} ${keyOf(call)}@${call.frame?.id ?? 0}.${position} ${bound.join(' ')}`;
}

/** The functions that a call enters, with the conditions under which they are left. */
import type { BindingId, Exit } from '../../lower/module.ts';
import { lookupsIn } from '../../link/lookups.ts';
import type { LinkedModule } from '../../link/program.ts';
import type { Evaluation } from '../evaluation.ts';
import { optionsOf, type ClosureValue, type Frame, type Ref } from '../value.ts';
import { calledWith } from './functions.ts';
import { invoked } from './names.ts';

export interface CalledFunction {
  readonly frame: Frame;
  /** The parameter that takes the argument at the position asked about. */
  readonly binding: BindingId;
  readonly exits: readonly Exit[];
}

/** More functions than these are not looked into for what they check. */
const MOST = 4;

/** All functions that the call may enter; null when one of them is not known, or takes its arguments in another way. */
export function calledFunctions(call: Ref, position: number, evaluation: Evaluation): readonly CalledFunction[] | null {
  const expr = call.module.expressions[call.expr];
  if (expr?.kind !== 'call' || expr.construct || expr.pieces) return null;
  const callees = optionsOf(invoked(evaluation.evaluate({ ...call, expr: expr.callee }), evaluation));
  if (callees.length > MOST) return null;
  const found = callees.map((callee) =>
    callee.kind === 'closure' ? entered(callee, call, position, evaluation) : null,
  );
  return found.every((one) => one !== null) ? found : null;
}

function entered(callee: ClosureValue, call: Ref, position: number, evaluation: Evaluation): CalledFunction | null {
  const { module, function: id } = callee;
  const exits = module.functions[id]?.exits ?? [];
  const binding = parameterAt(module, id, position);
  if (exits.length === 0 || binding === null || callee.bound.length > 0) return null;
  const depth = (call.frame?.depth ?? 0) + 1;
  const frame = evaluation.frame({ ...callee, parent: callee.frame }, calledWith(callee, call), depth);
  return frame && { frame, binding, exits };
}

function parameterAt(module: LinkedModule, id: number, position: number): BindingId | null {
  for (const value of module.functions[id]?.parameters ?? []) {
    const expr = module.expressions[value];
    if (expr?.kind !== 'parameter' || expr.index !== position || expr.rest) continue;
    const name = lookupsIn(module).nameOf(value);
    const binding = module.bindings[name ?? -1];
    if (name !== undefined && binding?.kind === 'parameter' && binding.definitions[0]?.value === value) return name;
  }
  return null;
}

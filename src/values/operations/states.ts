/**
 * States of React and its kind: a value and the function that sets it. What is told the setter by name counts beside what the state
 * began with; whatever else it may be (an answer, what somebody types, a setter that is handed on) is one unknown.
 */
import type { BindingId, ExprId } from '../../lower/module.ts';
import type { LinkedModule } from '../../link/program.ts';
import { capturesAt } from '../captures.ts';
import type { Evaluation } from '../evaluation.ts';
import { isCyclic } from '../rounds.ts';
import { choice } from '../text.ts';
import { UNDEFINED, hole, optionsOf, type Ref, type Value } from '../value.ts';

/** What a state is that was made at `made` and began as `initial`. */
export function stateOf(initial: Value | null, made: Ref | undefined, evaluation: Evaluation): Value {
  if (made === undefined) return hole('unknown-call');
  const told = evaluation.facts.tellings(made).map(({ end, applied }) => {
    const value = capturesAt(end, applied, evaluation)?.get('value')?.value;
    return value === undefined || isCyclic(value) ? hole('unknown-call') : value;
  });
  const options = [initial ?? UNDEFINED, ...told].flatMap(optionsOf);
  const known = options.filter(isKnown);
  const isOpen = known.length < options.length || handsOnSetter(made);
  return choice(isOpen ? [...known, hole('unknown-call')] : known);
}

/** Data, and text whose beginning is known. */
function isKnown(value: Value): boolean {
  if (isCyclic(value)) return false;
  if (value.kind === 'text') return value.parts[0]?.kind !== 'hole';
  return value.kind !== 'hole' && value.kind !== 'api' && value.kind !== 'closure';
}

/** Whether the setter may be called where nobody sees it: it is used for anything but to be called, or has no name. */
function handsOnSetter({ module, expr }: Ref): boolean {
  const setters = settersIn(module).get(expr) ?? [];
  return setters.length === 0 || setters.some((one) => !isOnlyCalled(one, module));
}

/** By the call that makes a state, the names that its setter has. */
function settersIn(module: LinkedModule): ReadonlyMap<ExprId, readonly BindingId[]> {
  const known = SETTERS.get(module);
  if (known) return known;
  const found = new Map<ExprId, BindingId[]>();
  for (const [id, { definitions }] of module.bindings.entries()) {
    const [only, ...others] = definitions;
    const taken = only && others.length === 0 ? module.expressions[only.value] : undefined;
    if (taken?.kind !== 'member' || taken.property !== '1') continue;
    found.set(taken.object, [...(found.get(taken.object) ?? []), id]);
  }
  SETTERS.set(module, found);
  return found;
}

/** Whether every use of a name is a call of it. */
function isOnlyCalled(binding: BindingId, module: LinkedModule): boolean {
  const { uses, calls } = countsIn(module);
  return (uses.get(binding) ?? 0) === (calls.get(binding) ?? 0);
}

interface Counts {
  readonly uses: ReadonlyMap<BindingId, number>;
  readonly calls: ReadonlyMap<BindingId, number>;
}

function countsIn(module: LinkedModule): Counts {
  const known = COUNTS.get(module);
  if (known) return known;
  const uses = new Map<BindingId, number>();
  const calls = new Map<BindingId, number>();
  for (const expr of module.expressions) {
    if (expr.kind === 'name') uses.set(expr.binding, (uses.get(expr.binding) ?? 0) + 1);
    const callee = expr.kind === 'call' ? module.expressions[expr.callee] : undefined;
    if (callee?.kind === 'name') calls.set(callee.binding, (calls.get(callee.binding) ?? 0) + 1);
  }
  const counts: Counts = { uses, calls };
  COUNTS.set(module, counts);
  return counts;
}

const SETTERS = new WeakMap<LinkedModule, ReadonlyMap<ExprId, readonly BindingId[]>>();
const COUNTS = new WeakMap<LinkedModule, Counts>();

/** Functions that a container calls with what is provided: constructors that ask for tokens, and factories that list them. */
import type { Expr, FunctionId } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { capturesAt } from '../values/captures.ts';
import { argumentsGiven, askedBy, handedBy, provided } from '../values/operations/provisions.ts';
import { unfilled } from '../values/operations/functions.ts';
import {
  functionKey,
  optionsOf,
  type ClosureValue,
  type Frame,
  type HandedArguments,
  type Ref,
  type Value,
} from '../values/value.ts';
import type { Handed } from './handed.ts';

type Parameter = Extract<Expr, { kind: 'parameter' }>;
type Provisions = ReturnType<Evaluation['facts']['allProvisions']>;

/** One frame for each way in which a container calls a function. */
export function indexInjected(evaluation: Evaluation): Handed {
  let factories: ReadonlyMap<string, readonly Frame[]> | null = null;
  return {
    framesOf(module, id) {
      factories ??= evaluation.facts.meter.aside(() => framesOfFactories(evaluation.facts.allProvisions(), evaluation));
      return [...(factories.get(functionKey(module, id)) ?? []), ...frameOfConstructor(module, id, evaluation)];
    },
  };
}

function framesOfFactories(all: Provisions, evaluation: Evaluation): ReadonlyMap<string, readonly Frame[]> {
  const frames = new Map<string, Frame[]>();
  for (const provision of all) {
    const at = provision.applied.at(-1);
    const factory = capturesAt(provision.end, provision.applied, evaluation)?.get('factory')?.value;
    if (!at || !factory || argumentsGiven(provision, evaluation) === null) continue;
    for (const closure of optionsOf(factory)) {
      if (closure.kind !== 'closure') continue;
      const frame = frameOf(closure, handedBy(provision, at), evaluation);
      if (frame) add(frames, functionKey(closure.module, closure.function), frame);
    }
  }
  return frames;
}

function add(map: Map<string, Frame[]>, key: string, frame: Frame): void {
  const known = map.get(key);
  if (known) known.push(frame);
  else map.set(key, [frame]);
}

/** A constructor that a container can fill at least in part; what it cannot is as without one. */
function frameOfConstructor(module: LinkedModule, id: FunctionId, evaluation: Evaluation): readonly Frame[] {
  const info = module.functions[id];
  const owner = info?.class ?? null;
  if (!info || owner === null || module.classes[owner]?.constructor !== id) return [];
  const parameters = info.parameters.flatMap((expr): readonly Asked[] => {
    const parameter = module.expressions[expr];
    return parameter?.kind === 'parameter' ? [{ parameter, ref: { module, expr, frame: null } }] : [];
  });
  const filled = parameters.find((one) => givenTo(one, evaluation) !== null);
  if (!filled) return [];
  const argument = (index: number, asking: Evaluation): Value | null => {
    const one = parameters[index];
    return one ? (givenTo(one, asking) ?? unfilled(one.parameter, one.ref, asking)) : null;
  };
  const type = { kind: 'class', module, class: owner, frame: null } as const;
  const self = { kind: 'instance', class: type, construction: null, exact: false } as const;
  const key = `injected ${module.id}:${id}`;
  const args: HandedArguments = { kind: 'handed', key, at: filled.ref, argument, supposing: [] };
  const frame = frameOf({ module, function: id, frame: null, self }, args, evaluation);
  return frame ? [frame] : [];
}

interface Asked {
  readonly parameter: Parameter;
  readonly ref: Ref;
}

/** By what its decorators name, else by the class that its annotation names; null when nothing is provided under either. */
function givenTo({ parameter, ref }: Asked, evaluation: Evaluation): Value | null {
  const asked = (parameter.decorators ?? []).map((expr) => askedBy({ ...ref, expr }, evaluation));
  const named = asked.find((value) => value !== null);
  if (named || parameter.type === null) return named ?? null;
  const type = evaluation.ask({ ...ref, expr: parameter.type });
  return type.kind === 'class' || type.kind === 'api' ? provided(type, null, evaluation) : null;
}

function frameOf(
  { module, function: id, frame: parent, self }: Pick<ClosureValue, 'module' | 'function' | 'frame' | 'self'>,
  args: HandedArguments,
  evaluation: Evaluation,
): Frame | null {
  return evaluation.frame({ module, function: id, self, parent }, args, 0);
}

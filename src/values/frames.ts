/** The activations of functions that an analysis has met: the same one for the same call, whoever asks. */
import type { FunctionId } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import { LIMITS } from './limits.ts';
import { keyOf as valueKey } from './render.ts';
import type { Frame, FrameArguments, Ref, Value } from './value.ts';

/** The function that a frame activates, with what it closes over. */
export interface Callee {
  readonly module: LinkedModule;
  readonly function: FunctionId;
  readonly self: Value | null;
  readonly parent: Frame | null;
}

export class Frames {
  readonly #byKey = new Map<string, Frame>();

  /** The frame of a call that is being followed forward; null past the bound. */
  of({ module, function: id, self, parent }: Callee, args: FrameArguments, depth: number): Frame | null {
    if (depth > LIMITS.calls) return null;
    const key = `${module.id}:${id}^${parent?.id ?? 0} ${self ? valueKey(self) : ''} <- ${argumentsKey(args)}`;
    const known = this.#byKey.get(key);
    if (known) return known;
    const frame = { id: this.#byKey.size + 1, module, function: id, self, parent, args, depth };
    this.#byKey.set(key, frame);
    return frame;
  }
}

function argumentsKey(args: FrameArguments): string {
  if (args.kind === 'open') return 'open';
  if (args.kind === 'handed') return `handed ${args.key}`;
  if (args.kind === 'values') return `values ${args.values.map(valueKey).join(', ')}`;
  const { call, position } = args.kind === 'list' ? args.list : { call: args.call, position: args.from };
  const bound = args.bound.map((one) => `${placeOf(one.call)}.${one.position}`);
  return `${args.kind} ${placeOf(call)}.${position} ${bound.join(' ')}`;
}

function placeOf({ module, expr, frame }: Ref): string {
  return `${module.id}:${expr}@${frame?.id ?? 0}`;
}

/** Functions that write to a draft: `produce((draft) => { draft.url = url })` of Immer and Solid gives a function of what is kept. */
import type { Evaluation } from '../evaluation.ts';
import { choice, mapOptions } from '../text.ts';
import {
  UNDEFINED,
  hole,
  optionsOf,
  type ClosureValue,
  type FieldWrite,
  type HandedArguments,
  type Value,
} from '../value.ts';
import type { BuiltinCall } from './builtins.ts';
import { applyWrites, writesToFirst } from './writes.ts';

/** The function that is made of one that writes to a draft. */
export function draftingWith(value: Value): Value {
  return value.kind === 'closure' ? { kind: 'builtin', name: 'drafting', receiver: value } : hole('unknown-call');
}

/** The functions behind a value that write to drafts. */
export function draftersIn(value: Value): readonly ClosureValue[] {
  return optionsOf(value).flatMap((one) => (isDrafting(one) ? [one.receiver] : []));
}

/** Whether a value is such a function. */
export function isDrafting(value: Value): value is DraftingValue {
  return value.kind === 'builtin' && value.name === 'drafting' && value.receiver?.kind === 'closure';
}

type DraftingValue = Extract<Value, { kind: 'builtin' }> & { readonly receiver: ClosureValue };

/** What such a function gives, where it is not known what it is called with. */
export function draftedFrom({ receiver }: DraftingValue, evaluation: Evaluation): Value {
  const { module, function: id } = receiver;
  const expr = module.functions[id]?.parameters[0];
  if (expr === undefined) return UNDEFINED;
  return drafted(receiver, { args: [hole('parameter')], ref: { module, expr, frame: receiver.frame }, evaluation });
}

/** What such a function gives: what it is given, as it was or as it is written to, or what the other returns. */
export function drafted(writer: ClosureValue, { args: [given = UNDEFINED], ref, evaluation }: BuiltinCall): Value {
  const args: HandedArguments = {
    kind: 'handed',
    key: `draft ${ref.module.id}:${ref.expr}@${ref.frame?.id ?? 0}`,
    at: ref,
    argument: (index) => (index === 0 ? given : null),
    supposing: [],
  };
  const frame = evaluation.frame({ ...writer, parent: writer.frame }, args, (writer.frame?.depth ?? 0) + 1);
  if (!frame) return hole('too-deep');
  const { module, function: id } = writer;
  const writes = writesToFirst({ module, function: id, frame });
  const kept = mapOptions(given, (one) => applyWrites(one.kind === 'hole' ? EMPTY : one, writes, evaluation));
  const returned = (module.functions[id]?.returns ?? []).map((expr) => evaluation.evaluate({ module, expr, frame }));
  return choice([kept, ...returned.flatMap(optionsOf).filter(isObject)]);
}

/** Of what is not known here, what is written to it is known. */
const EMPTY: Value = { kind: 'fields', fields: new Map(), open: false };

function isObject(value: Value): boolean {
  return value.kind === 'record' || value.kind === 'fields';
}

/** What a function writes to its draft, as writes to what that is a draft of. */
export function draftWrites(
  writer: ClosureValue,
  args: HandedArguments,
  evaluation: Evaluation,
): readonly FieldWrite[] {
  const frame = evaluation.frame({ ...writer, parent: writer.frame }, args, (writer.frame?.depth ?? 0) + 1);
  return frame ? writesToFirst({ module: writer.module, function: writer.function, frame }) : [];
}

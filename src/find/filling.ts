/** What the parameters of a function receive that is handed to a library: what snippets say of them, and where rules go on from them. */
import type { ArgPath, ArgPattern, ArgStep } from '../rules/pattern.ts';
import type { HandedNode, PathEnd } from '../rules/trie.ts';
import type { Captures } from '../values/captures.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { resultOf } from '../values/given.ts';
import { anyMember } from '../values/operations/any-members.ts';
import { memberOf } from '../values/operations/members.ts';
import type { ApiValue, Applied, FieldsValue, Ref, Value } from '../values/value.ts';
import { parameterValue, patternAt } from './handed-parameters.ts';

/** One way in which a library calls a function. */
export interface Handover {
  /** Equal for equal handovers. */
  readonly key: string;
  /** The call on the way that is handed the function. */
  readonly call: Applied;
  readonly to: ArgPath;
  /** Whether a rule goes on from what the function is given. */
  readonly goesOn: boolean;
  /** What it is called with drafts of, by where that is made; null when it is not. */
  readonly drafts: Ref | null;
  /** Where the parameters get their values. */
  readonly at: Ref;
  /** Whether the functions that stand there under what is supposed are called in this way; missing where nothing supposed tells. */
  readonly suits?: (supposing: Evaluation) => boolean;
  /** Null past the last argument that is known of. */
  readonly argument: (index: number, evaluation: Evaluation) => Value | null;
}

/** Patterns of the parameters of one function, with the captures that fill them. */
export interface Filling {
  readonly end: PathEnd;
  readonly parameters: readonly ArgPattern[];
  readonly captures: (evaluation: Evaluation) => Captures | null;
}

/** Where a function stands, and all that is said of it. */
export interface Place {
  readonly call: number;
  readonly to: ArgPath;
  readonly positions: readonly HandedNode[];
  readonly fillings: readonly Filling[];
}

/** The way in which the functions at a place are called; none where the call is not on the way. */
export function handover(place: Place, applied: readonly Applied[], at: Ref, suffix: string): readonly Handover[] {
  const { to, positions, fillings } = place;
  const call = applied[place.call];
  if (!call) return [];
  return [
    {
      key: `${call.module.id}:${call.expr}@${call.frame?.id ?? 0} ${JSON.stringify([place.call, to])} ${at.module.id}:${at.expr} ${suffix}`,
      call,
      to,
      goesOn: positions.length > 0,
      drafts: fillings.some(({ end }) => end.kind === 'called' && end.called.drafts === true)
        ? (applied[0] ?? null)
        : null,
      at,
      argument(index, evaluation) {
        const given = filled(fillings, index, applied, evaluation);
        const position = positions.find(({ parameter }) => parameter === index);
        if (!position) return given;
        const api: ApiValue = { kind: 'api', node: position.node, applied };
        return given?.kind === 'fields' ? withMembers(given, api, evaluation) : api;
      },
    },
  ];
}

/** An object of which rules go on from some members, and know what others hold. */
function withMembers(given: FieldsValue, api: ApiValue, evaluation: Evaluation): Value {
  const members = [...api.node.members.keys()].map((name) => [name, memberOf(api, name, evaluation)] as const);
  return { ...given, fields: new Map([...given.fields, ...members]) };
}

/** What the first filling says that says anything of a parameter; what several say of one object is one object. */
function filled(
  fillings: readonly Filling[],
  index: number,
  applied: readonly Applied[],
  evaluation: Evaluation,
): Value | null {
  const given = fillings.flatMap(({ end, parameters, captures }) => {
    const pattern = patternAt(parameters, index);
    const known = pattern && captures(evaluation);
    if (!known) return [];
    const position = Math.max(0, index - parameters.length + 1);
    return [parameterValue(pattern, position, { end, captures: known, applied, evaluation })];
  });
  const [first = null] = given;
  const fields = given.flatMap((value) => (value.kind === 'fields' ? [...value.fields] : []));
  return first?.kind === 'fields' ? { ...first, fields: new Map(fields.toReversed()) } : first;
}

/** A step into an argument. */
export function follow(value: Value, step: ArgStep, evaluation: Evaluation): Value {
  switch (step.kind) {
    case 'field':
      return memberOf(value, step.name, evaluation);
    case 'item':
      return anyMember(value, evaluation);
    case 'result':
      return resultOf(value, evaluation);
  }
}

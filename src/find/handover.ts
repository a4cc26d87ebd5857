/** One way in which a library calls a function that it is handed: where the function stands, and what its parameters receive. */
import type { ArgPath, ArgPattern, ArgStep } from '../rules/pattern.ts';
import type { Called } from '../rules/rule.ts';
import type { HandedNode, PathEnd } from '../rules/trie.ts';
import { argumentAt } from '../values/arguments.ts';
import { capturesAt, type Captures } from '../values/captures.ts';
import { resultOf } from '../values/given.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { anyMember, memberOf } from '../values/operations/members.ts';
import { closedText } from '../values/text.ts';
import { optionsOf, type ApiValue, type Applied, type FieldsValue, type Ref, type Value } from '../values/value.ts';
import { isBeside } from '../values/operations/exported.ts';
import { givenTogether } from './handed-files.ts';
import { parameterValue, patternAt } from './handed-parameters.ts';
import type { Meeting } from './meetings.ts';

export interface Handover {
  /** Equal for equal handovers. */
  readonly key: string;
  /** The call on the way that is handed the function. */
  readonly call: Applied;
  readonly to: ArgPath;
  /** Whether a rule goes on from what the function is given. */
  readonly goesOn: boolean;
  /** Where the parameters get their values. */
  readonly at: Ref;
  /** Null past the last argument that is known of. */
  readonly argument: (index: number, evaluation: Evaluation) => Value | null;
}

/** All handovers at these meetings. */
export function handoversOf(all: readonly Meeting[], evaluation: Evaluation): readonly Handover[] {
  const sources = new Map<Called, Meeting[]>();
  for (const { api, at } of all) {
    for (const end of api.node.ends) {
      if (end.kind !== 'called' || end.side !== 'from') continue;
      if (capturesAt(end, api.applied, evaluation) === null) continue;
      const source: Meeting = { api: { ...api, node: { ...api.node, ends: [end] } }, at };
      const known = sources.get(end.called);
      if (known) known.push(source);
      else sources.set(end.called, [source]);
    }
  }
  return all.flatMap((meeting) => [
    ...filledHere(meeting, filledByFiles(meeting, sources), evaluation),
    ...filledElsewhere(meeting, sources, evaluation),
  ]);
}

/** The values at the place where the function stands; the items of a list one by one. */
export function functionsHanded({ call, to }: Handover, evaluation: Evaluation): readonly Value[] {
  const expr = call.module.expressions[call.expr];
  const last = to.rest && expr?.kind === 'call' ? expr.args.length - 1 : to.position;
  const found: Value[] = [];
  for (let position = to.position; position <= Math.min(last, LIMITS.listItems); position += 1) {
    const argument = argumentAt(call, position, evaluation);
    const value = argument && to.steps.reduce((object, step) => follow(object, step, evaluation), argument);
    if (value) found.push(...(value.kind === 'list' ? value.items : [value]));
  }
  return found;
}

function follow(value: Value, step: ArgStep, evaluation: Evaluation): Value {
  switch (step.kind) {
    case 'field':
      return memberOf(value, step.name, evaluation);
    case 'item':
      return anyMember(value, evaluation);
    case 'result':
      return resultOf(value, evaluation);
  }
}

/** What says how one function is called: patterns of its parameters, with the captures that fill them. */
interface Filling {
  readonly end: PathEnd;
  readonly parameters: readonly ArgPattern[];
  readonly captures: (evaluation: Evaluation) => Captures | null;
}

/** The same, with the function that it is about. */
interface FileFilling extends Filling {
  readonly to: ArgPath;
}

interface Place {
  readonly call: number;
  readonly to: ArgPath;
  readonly positions: readonly HandedNode[];
  readonly fillings: readonly Filling[];
}

/** What the call itself says of the functions that it is handed, and what files give them: all snippets together, for it is one call. */
function filledHere(
  { api, at }: Meeting,
  byFiles: readonly FileFilling[],
  evaluation: Evaluation,
): readonly Handover[] {
  const { node, applied } = api;
  const places = new Map<string, Place>();
  const add = (call: number, to: ArgPath, positions: readonly HandedNode[], fillings: readonly Filling[]): void => {
    const key = JSON.stringify([call, to]);
    const known = places.get(key) ?? { call, to, positions: [], fillings: [] };
    const more = { positions: [...known.positions, ...positions], fillings: [...known.fillings, ...fillings] };
    places.set(key, { call, to, ...more });
  };
  for (const handed of node.handed) add(applied.length - 1, handed.to, [handed], []);
  for (const end of node.ends) {
    const isOther = end.functions.length === 0 || (end.kind === 'called' && (end.side === 'from' || end.called.isFed));
    if (isOther || capturesAt(end, applied, evaluation) === null) continue;
    const captures = (asking: Evaluation): Captures | null => capturesAt(end, applied, asking);
    for (const { call, to, parameters } of end.functions) add(call, to, [], [{ end, parameters, captures }]);
  }
  for (const { to, ...filling } of byFiles) add(applied.length - 1, to, [], [filling]);
  return [...places.values()].flatMap((place) => handover(place, applied, at, ''));
}

/** What other calls say: one handover for each of them. */
function filledElsewhere(
  { api }: Meeting,
  sources: ReadonlyMap<Called, readonly Meeting[]>,
  evaluation: Evaluation,
): readonly Handover[] {
  const { node, applied } = api;
  return node.ends.flatMap((end) => {
    if (end.kind !== 'called' || end.side !== 'handed' || !end.called.isFed) return [];
    const here = capturesAt(end, applied, evaluation);
    if (end.called.within) return [];
    const matching = (sources.get(end.called) ?? []).filter((source) => sameChannel(here, source, evaluation));
    return matching.flatMap((source) =>
      end.functions.flatMap(({ call, to, parameters }) => {
        const captures = (asking: Evaluation): Captures =>
          merged(capturesAt(end, applied, asking), capturesAtEnd(source, asking));
        const place: Place = { call, to, positions: [], fillings: [{ end, parameters, captures }] };
        return handover(place, applied, source.at, `from ${source.at.module.id}:${source.at.expr}`);
      }),
    );
  });
}

/** What other files of its folder say, all together: the data of a page is what every `load` around it gives. */
function filledByFiles(
  { api: { node }, at }: Meeting,
  sources: ReadonlyMap<Called, readonly Meeting[]>,
): readonly FileFilling[] {
  return node.ends.flatMap((end): readonly FileFilling[] => {
    const within = end.kind === 'called' && end.side === 'handed' ? end.called.within : undefined;
    if (end.kind !== 'called' || within === undefined) return [];
    const beside = (sources.get(end.called) ?? []).filter((source) =>
      isBeside(at.module.path, source.at.module.path, within),
    );
    if (beside.length === 0) return [];
    const captures = (asking: Evaluation): Captures =>
      givenTogether(
        beside.map((source) => ({ at: source.at, captures: capturesAtEnd(source, asking) })),
        asking,
      );
    return end.functions.map(({ to, parameters }) => ({ end, parameters, captures, to }));
  });
}

function capturesAtEnd({ api }: Meeting, evaluation: Evaluation): Captures | null {
  const [end] = api.node.ends;
  return end ? capturesAt(end, api.applied, evaluation) : null;
}

function merged(here: Captures | null, there: Captures | null): Captures {
  return new Map([...(here ?? []), ...(there ?? [])]);
}

/** Whether the name under which a function waits may be the one under which it is called. */
function sameChannel(here: Captures | null, source: Meeting, evaluation: Evaluation): boolean {
  const waits = channelNames(here);
  const calls = channelNames(capturesAtEnd(source, evaluation));
  return waits === null || calls === null || waits.some((name) => calls.includes(name));
}

/** Null when any name is possible. */
function channelNames(captures: Captures | null): readonly string[] | null {
  const value = captures?.get('channel')?.value;
  const names = value ? optionsOf(value).map(closedText) : [null];
  return names.includes(null) ? null : names.filter((name) => name !== null);
}

function handover(place: Place, applied: readonly Applied[], at: Ref, suffix: string): readonly Handover[] {
  const { to, positions, fillings } = place;
  const call = applied[place.call];
  if (!call) return [];
  return [
    {
      key: `${call.module.id}:${call.expr}@${call.frame?.id ?? 0} ${JSON.stringify([place.call, to])} ${at.module.id}:${at.expr} ${suffix}`,
      call,
      to,
      goesOn: positions.length > 0,
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

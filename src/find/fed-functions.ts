/** Functions that another call fills than the one that hands them over: listeners by the name of their event, reducers by that of their action. */
import type { FunctionArgument } from '../rules/function-arguments.ts';
import type { ArgPath } from '../rules/pattern.ts';
import type { Called } from '../rules/rule.ts';
import type { ApiNode, PathEnd } from '../rules/trie.ts';
import { argumentAt } from '../values/arguments.ts';
import { capturesAt, type Captures } from '../values/captures.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { contentsOf } from '../values/operations/contents.ts';
import { namedAt } from '../values/operations/refs.ts';
import { closedText } from '../values/text.ts';
import { hole, optionsOf, type ApiValue, type Applied } from '../values/value.ts';
import { follow, handover, type Handover, type Place } from './filling.ts';
import type { Meeting } from './meetings.ts';

/** A call that fills functions, with what it says as it stands: every function is compared with every call. */
export interface Source extends Meeting {
  readonly captures: Captures;
}

/** What other calls say: one handover for each of them. */
export function filledElsewhere(
  { api }: Meeting,
  sources: ReadonlyMap<Called, readonly Source[]>,
  evaluation: Evaluation,
): readonly Handover[] {
  return fedIn(api.node).flatMap((end) => {
    const here = capturesAt(end, api.applied, evaluation);
    const all = sources.get(end.called) ?? [];
    if (end.called.ofOne) return filledThrough(api, end, all, evaluation);
    const waits = channelNames(here);
    const matching = all.filter(({ captures }) => mayMeet(waits, channelNames(captures)));
    if (matching.length === 0) return goingOn(api, end);
    const ofAnyName = here !== null && here.has('channel') && waits === null;
    return matching.flatMap((source) => {
      const filling = filledBy(api, end, source, end.functions);
      return ofAnyName ? filling.map((one) => ({ ...one, suits: suiting(api, end, source) })) : filling;
    });
  });
}

type FedEnd = Extract<PathEnd, { kind: 'called' }>;

/** What says of functions that another call fills their parameters. */
function fedIn({ ends }: ApiNode): readonly FedEnd[] {
  return ends.flatMap((end) =>
    end.kind === 'called' && end.side === 'handed' && end.called.isFed && !end.called.within ? [end] : [],
  );
}

/** Where functions stand that other calls fill: what its rule goes on from comes with that. */
export function fedThere(node: ApiNode): ReadonlySet<string> {
  return new Set(fedIn(node).flatMap(({ functions }) => functions.map(({ to }) => JSON.stringify(to))));
}

/** Functions that nothing is seen to fill, of what their rule goes on from. */
function goingOn(api: ApiValue, end: FedEnd): readonly Handover[] {
  const { handed } = api.node;
  const open = end.functions.filter(({ to }) => handed.some((one) => JSON.stringify(one.to) === JSON.stringify(to)));
  return filledByNobody(api, end, open);
}

function filledByNobody(
  api: ApiValue,
  end: PathEnd,
  functions: PathEnd['functions'],
  otherwise: Captures | null = null,
): readonly Handover[] {
  const at = api.applied.at(-1);
  return at ? filledBy(api, end, { api: { ...api, node: { ...api.node, ends: [] } }, at }, functions, otherwise) : [];
}

/** What a function gets that is called out of sight: one unknown of what it belongs to. */
function notKnown([made]: readonly Applied[]): Captures {
  return new Map([['argument', { value: namedAt(hole('unknown-call'), made), explicit: false }]]);
}

/** What one other call says of functions. */
function filledBy(
  { applied, node }: ApiValue,
  end: PathEnd,
  source: Meeting,
  functions: PathEnd['functions'],
  otherwise: Captures | null = null,
): readonly Handover[] {
  return functions.flatMap(({ call, to, parameters }) => {
    const captures = (asking: Evaluation): Captures =>
      merged(capturesAt(end, applied, asking), capturesAtEnd(source, asking) ?? otherwise);
    const positions = node.handed.filter((handed) => JSON.stringify(handed.to) === JSON.stringify(to));
    const place: Place = { call, to, positions, fillings: [{ end, parameters, captures }] };
    return handover(place, applied, source.at, `from ${source.at.module.id}:${source.at.expr}`);
  });
}

/** What calls through the object say to which the functions are handed; of those that none is seen to call, it is not known. */
function filledThrough(
  api: ApiValue,
  end: PathEnd,
  sources: readonly Source[],
  evaluation: Evaluation,
): readonly Handover[] {
  const ofOne = sources.filter((source) => isOfOne(api.applied, source));
  return end.functions.flatMap((one) =>
    membersOf(one, api.applied, evaluation).flatMap(({ to, name }) => {
      const matching = ofOne.filter(({ captures }) => mayMeet(name === null ? null : [name], channelNames(captures)));
      const functions = [{ ...one, to }];
      if (matching.length > 0) return matching.flatMap((source) => filledBy(api, end, source, functions));
      return filledByNobody(api, end, functions, notKnown(api.applied));
    }),
  );
}

/** The functions that stand under names of their own, each; null where names do not matter. */
function membersOf(
  { call, to }: FunctionArgument,
  applied: readonly Applied[],
  evaluation: Evaluation,
): readonly { readonly to: ArgPath; readonly name: string | null }[] {
  const at = to.steps.findIndex((step) => step.kind === 'item' && step.named);
  const ref = applied[call];
  const argument = at < 0 || !ref ? null : argumentAt(ref, to.position, evaluation);
  if (argument === null) return [{ to, name: null }];
  const object = to.steps.slice(0, at).reduce((value, step) => follow(value, step, evaluation), argument);
  return [...contentsOf(object, evaluation).fields.keys()].map((name) => ({
    to: { ...to, steps: to.steps.with(at, { kind: 'field', name }) },
    name,
  }));
}

/** Whether a name under which a function waits may be one under which it is called; null stands for any name. */
function mayMeet(waits: readonly string[] | null, calls: readonly string[] | null): boolean {
  return waits === null || calls === null || waits.some((name) => calls.includes(name));
}

/** The same where the name is a wrapper's parameter: `const on = (name, listener) => emitter.on(name, listener)`. */
function suiting(api: ApiValue, end: PathEnd, source: Meeting): (supposing: Evaluation) => boolean {
  return (supposing) =>
    mayMeet(channelNames(capturesAt(end, api.applied, supposing)), channelNames(capturesAtEnd(source, supposing)));
}

/** Whether the function is handed to the object that it is called through: the one that is made first, or the store that the call names. */
function isOfOne([made]: readonly Applied[], source: Source): boolean {
  const store = source.captures.get('store')?.value;
  const others = store
    ? optionsOf(store).map((one) => (one.kind === 'fields' ? one.made : undefined))
    : [source.api.applied[0]];
  return others.some((other) => made && other?.module === made.module && other.expr === made.expr);
}

/** Null when any name is possible. */
function channelNames(captures: Captures | null): readonly string[] | null {
  const value = captures?.get('channel')?.value;
  const names = value ? optionsOf(value).map(closedText) : [null];
  return names.includes(null) ? null : names.filter((name) => name !== null);
}

/** What is captured where a call fills functions. */
export function capturesAtEnd({ api }: Meeting, evaluation: Evaluation): Captures | null {
  const [end] = api.node.ends;
  return end ? capturesAt(end, api.applied, evaluation) : null;
}

function merged(here: Captures | null, there: Captures | null): Captures {
  return new Map([...(here ?? []), ...(there ?? [])]);
}

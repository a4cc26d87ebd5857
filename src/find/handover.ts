/** The ways in which a library calls the functions that it is handed, at the places where the program meets it. */
import type { FunctionArgument } from '../rules/function-arguments.ts';
import type { ArgPath } from '../rules/pattern.ts';
import type { Called } from '../rules/rule.ts';
import type { HandedNode, PathEnd } from '../rules/trie.ts';
import { argumentAt } from '../values/arguments.ts';
import { capturesAt, type Captures } from '../values/captures.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { isBeside } from '../values/operations/exported.ts';
import type { Applied, Value } from '../values/value.ts';
import { capturesAtEnd, fedThere, filledElsewhere, type Source } from './fed-functions.ts';
import { follow, handover, type Filling, type Handover, type Place } from './filling.ts';
import { givenTogether } from './handed-files.ts';
import type { Meeting } from './meetings.ts';

/** All handovers at these meetings. */
export function handoversOf(all: readonly Meeting[], evaluation: Evaluation): readonly Handover[] {
  const sources = new Map<Called, Source[]>();
  for (const { api, at } of all) {
    for (const end of api.node.ends) {
      if (end.kind !== 'called' || end.side !== 'from') continue;
      const captures = capturesAt(end, api.applied, evaluation);
      if (captures === null) continue;
      const source: Source = { api: { ...api, node: { ...api.node, ends: [end] } }, at, captures };
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

/** The same, with the function that it is about. */
interface FileFilling extends Filling {
  readonly to: ArgPath;
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
  const fed = fedThere(node);
  for (const handed of node.handed)
    if (!fed.has(JSON.stringify(handed.to))) add(applied.length - 1, handed.to, [handed], []);
  for (const end of node.ends) {
    const isOther = end.functions.length === 0 || (end.kind === 'called' && (end.side === 'from' || end.called.isFed));
    if (isOther || capturesAt(end, applied, evaluation) === null) continue;
    const captures = (asking: Evaluation): Captures | null => capturesAt(end, applied, asking);
    const isMeant = ({ call, to }: FunctionArgument): boolean =>
      !isInline(end) || isWritten(applied[call], to.position);
    for (const { call, to, parameters } of end.functions.filter(isMeant)) {
      add(call, to, [], [{ end, parameters, captures }]);
    }
  }
  for (const { to, ...filling } of byFiles) add(applied.length - 1, to, [], [filling]);
  return [...places.values()].flatMap((place) => handover(place, applied, at, ''));
}

function isInline(end: PathEnd): boolean {
  return end.kind === 'called' && end.called.inline === true;
}

/** Whether a function is written at a position of a call. */
function isWritten(call: Applied | undefined, position: number): boolean {
  const expr = call?.module.expressions[call.expr];
  const argument = expr?.kind === 'call' ? expr.args[position] : undefined;
  return argument !== undefined && call?.module.expressions[argument.value]?.kind === 'function';
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

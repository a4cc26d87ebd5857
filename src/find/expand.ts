/** The contexts of a sink use: as its callers see it, and theirs, as far as that is followed. */
import { isProduction } from '../identify/destination.ts';
import { withHoles } from '../values/holes.ts';
import { LIMITS } from '../values/limits.ts';
import type { HoleReason } from '../values/reasons.ts';
import { keyOf } from '../values/render.ts';
import { splitUrl } from '../values/url-text.ts';
import { hole, type Hole, type Value } from '../values/value.ts';
import type { Target } from './composers/compose.ts';
import { surfaceOf, type Context } from './context.ts';
import { look, type Look } from './look.ts';
import type { Bounds, Search, Supposition } from './suppositions.ts';
import { decidingHoles, isOpen, openParameters } from './target.ts';

/** The contexts of what is supposed: those of its callers where they may say more, else its own. */
export function contextsFrom({ supposed, own, next, mixed }: Look, search: Search): readonly Context[] {
  const { use } = search;
  if (next.length === 0) return own();
  const apart = expand(next, own, search);
  if (apart.length === 0) return use.guards || use.rivals ? [] : own();
  const expanded = [...apart, ...mixed()];
  // What only tests call is still there for callers outside the repository.
  const isOpenToOthers =
    isProduction(surfaceOf(use, supposed.assumptions)) && !expanded.some(({ surface }) => isProduction(surface));
  return isOpenToOthers ? [...own(), ...expanded] : [...saidToUsers(own, search), ...expanded];
}

/**
 * What a function says itself where users of a published package call it and leave out what the callers in the repository say: a default, or any of the
 * entries that they can choose between. What they say is theirs.
 */
function saidToUsers(own: Look['own'], { analysis }: Search): readonly Context[] {
  if (!analysis.published.isAny) return [];
  const isTheirs = ({ value }: Target): boolean =>
    openParameters(value).some(({ module, function: id }) => analysis.published.has(module, id));
  return own()
    .filter(({ targets }) => targets.some(isTheirs))
    .map((one) => ({ ...one, targets: one.targets.filter(({ value }) => !isOpen(value)) }));
}

/**
 * The contexts of each supposition, each within its share of what may still be followed, so that no caller's callers take it from the others.
 * What a caller says in full costs nothing further: it is found however much stands behind the others. Tests, of which there may be hundreds,
 * come after what is shipped and have together the share of one caller.
 */
function expand(next: readonly Supposition[], own: Look['own'], search: Search): readonly Context[] {
  const { use, bounds, analysis } = search;
  const { meter } = analysis.evaluation.facts;
  const isShipped = ({ assumptions }: Supposition): boolean => isProduction(surfaceOf(use, assumptions));
  const seen = new Set<string>();
  const found = new Map<Supposition, readonly Context[]>();
  const ordered = [
    ...next.filter(({ isSaid }) => isSaid),
    ...next.filter((one) => !one.isSaid && isShipped(one)),
    ...next.filter((one) => !one.isSaid && !isShipped(one)),
  ];
  const shipped = ordered.filter((one) => one.isSaid || isShipped(one)).length;
  let isCut = false;
  for (const [index, one] of ordered.entries()) {
    if (bounds[countedAs(one)] <= 0) {
      // Past the bound the other callers count as one that is unknown, never as none.
      if (!isCut) found.set(one, seenAs(one, own, search));
      isCut = true;
      continue;
    }
    const tests = Math.min(ordered.length - shipped, 1);
    const waiting = index < shipped ? shipped - index - 1 + tests : ordered.length - index - 1;
    const share: Bounds = { looks: bounds.looks, chains: Math.ceil(bounds.chains / (waiting + 1)) };
    const before = { ...share };
    const work = (): readonly Context[] => follow(one, own, { ...search, bounds: share }, seen, 1);
    found.set(one, meter.share(waiting, LIMITS.leastStepsOfLook, work));
    bounds.chains -= before.chains - share.chains;
    bounds.looks -= before.looks - share.looks;
  }
  return next.flatMap((one) => found.get(one) ?? []);
}

/** The contexts of a supposition; those of a recursion as long as they reach something new. */
function follow(
  supposition: Supposition,
  own: Look['own'],
  search: Search,
  seen: Set<string>,
  depth: number,
): readonly Context[] {
  const { bounds } = search;
  const kind = countedAs(supposition);
  if (bounds[kind] <= 0) return withMoreCallers(own());
  bounds[kind] -= 1;
  const one = look(supposition, search);
  const known = one === null ? [] : contextsFrom(one, search);
  const contexts = supposition.again && seen.size > 0 ? known.map(withoutEnd) : known;
  const reached = contexts.flatMap(({ targets }) => targets.map(({ value }) => whereTo(value)));
  const isNew = reached.some((place) => !seen.has(place));
  for (const place of reached) seen.add(place);
  const again = isNew ? (supposition.again?.() ?? []) : [];
  if (again.length === 0) return contexts;
  if (depth >= LIMITS.recursionDepth) return [...contexts, ...own().map((each) => ({ ...each, targets: [TOO_DEEP] }))];
  return [...contexts, ...again.flatMap((each) => follow(each, own, search, seen, depth + 1))];
}

/** What says all is looked at; anything else is a chain that goes on. */
function countedAs({ isSaid }: Supposition): keyof Bounds {
  return isSaid ? 'looks' : 'chains';
}

/** What is known without a caller, where that caller stands. */
function seenAs({ assumptions }: Supposition, own: Look['own'], { use }: Search): readonly Context[] {
  const surface = surfaceOf(use, assumptions);
  return withMoreCallers(own()).map((one) => ({ ...one, surface }));
}

/** The same, saying that callers were left out and not that there are none. */
function withMoreCallers(contexts: readonly Context[]): readonly Context[] {
  return contexts.map((one) => ({ ...one, targets: one.targets.map(leftOut) }));
}

function leftOut(target: Target): Target {
  const { value } = target;
  const isKept = value.kind === 'text' && openParameters(value).length === 0;
  return isKept ? target : { ...target, value: withHoles(value, withMore) };
}

/** What more callers give to a function, named by it: not all that call it by others are further places. */
function withMore(hole: Hole): Hole {
  if (hole.kind !== 'parameter') return hole;
  const { module, function: id, index, beside } = hole;
  const expr = module.functions[id]?.parameters[index];
  const unknown = { kind: 'unknown', reason: 'too-many-callers', ...(beside ? { beside } : {}) } as const;
  return expr === undefined ? unknown : { ...unknown, at: { module, expr, frame: null } };
}

/** Where the data of a recursion ends, nothing is reached: a list without items, a member that the last of its objects lacks. */
function withoutEnd(context: Context): Context {
  return { ...context, targets: context.targets.filter(({ value }) => !isMissing(value)) };
}

const MISSING: ReadonlySet<HoleReason> = new Set<HoleReason>(['element', 'unknown-member', 'uninitialised']);

function isMissing(value: Value): boolean {
  return decidingHoles(value).some((one) => one.kind === 'unknown' && MISSING.has(one.reason));
}

const TOO_DEEP: Target = { value: hole('too-deep'), origin: 'code', option: false };

/** What decides where a target goes. */
function whereTo(value: Value): string {
  const split = value.kind === 'text' ? splitUrl(value.parts) : null;
  return split ? keyOf({ kind: 'text', parts: split.authority, trail: null }) : isOpen(value) ? keyOf(value) : '';
}

/** From a sink use to a finding: its roles are evaluated and composed, in the context of each chain of callers that matters. */
import { isBuiltin } from 'node:module';
import { isProduction, type How, type Surface } from '../identify/destination.ts';
import { redact } from '../parse/redact.ts';
import { positionAt } from '../parse/source-text.ts';
import { capturesOfAll, type Captures } from '../values/captures.ts';
import type { Assumptions } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { render } from '../values/render.ts';
import { offsetOf, trailSteps, type Trail } from '../values/trail.ts';
import { mayMake } from '../values/operations/inheritance.ts';
import { HOLE_REASONS, optionsOf, type Hole, type Part, type Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { assume, wrappersIn } from './assume.ts';
import { settle, type Settled } from './by-type.ts';
import { compose, type Target } from './composers/compose.ts';
import type { Finding, Reach } from './finding.ts';
import { receiversOf } from './receivers.ts';
import type { SinkEnd, SinkUse } from './uses.ts';
import { openParameters, readTarget, type Outcome } from './target.ts';

/**
 * Resolves one use: a finding for each surface from which it is reached (a wrapper that tests call with addresses of their own reaches
 * those in tests), and for each place of a configuration. Empty when nothing connects there.
 */
export function resolve(use: SinkUse, analysis: Analysis): readonly Finding[] {
  const chains = { left: LIMITS.callerChains };
  const contexts = contextsOf(use, use.assumptions, analysis, chains);
  const surfaces = new Set(contexts.map(({ surface }) => surface));
  return [...surfaces].flatMap((surface) => {
    const own = contexts.filter((context) => context.surface === surface);
    const reaches = distinct(own.flatMap((context) => reachesIn(use, context)));
    return reaches.length === 0 ? [] : placed(findingOf(use, surface, own, reaches), use);
  });
}

/** The settings of a configuration stand in different lines; anything else is one finding. */
function placed(finding: Finding, use: SinkUse): readonly Finding[] {
  if (endOf(use).path.root.kind !== 'export') return [finding];
  return finding.reaches.map((reach) => {
    const written = reach.trail.findLast(({ file }) => file === finding.file);
    return { ...finding, reaches: [reach], ...(written ? { line: written.line, column: 1 } : {}) };
  });
}

function findingOf(use: SinkUse, surface: Surface, contexts: readonly Context[], reaches: readonly Reach[]): Finding {
  const { module, at, sink } = use;
  const end = endOf(use);
  return {
    file: module.path,
    ...positionAt(module.source, module.starts[at] ?? 0),
    symbol: use.symbol,
    surface,
    component: module.file.component,
    rule: end.rule.id,
    api: end.path.api,
    sdk: packageOf(use),
    service: end.rule.family === 'services' ? end.rule.id.replace('services/', '') : null,
    sdkEnv: sink.env ?? [],
    credentials: credentialsOf(use, contexts),
    reaches,
  };
}

/** The snippet by which the use is shown. */
function endOf({ ends }: SinkUse): SinkEnd {
  const [end] = ends;
  if (!end) throw new Error('a sink use has at least one end');
  return end;
}

interface Context extends Settled {
  readonly wrapped: boolean;
  readonly surface: Surface;
}

/** The use as seen from its callers, where a parameter decides the target; else as it stands. */
function contextsOf(
  use: SinkUse,
  assumptions: Assumptions,
  analysis: Analysis,
  chains: { left: number },
): readonly Context[] {
  const evaluation = analysis.under(assumptions);
  const captures = capturesOfAll(use.ends, use.applied, evaluation);
  if (captures === null) return [];
  const targets = compose(use.sink, captures, evaluation, 'callers may say');
  const own = (): Context => ({
    ...settle(use, captures, assumptions, analysis),
    wrapped: wrappersIn(assumptions) > 0,
    surface: surfaceOf(use, assumptions),
  });
  const receivers = isAmbiguous(targets) ? receiversOf(use, assumptions, analysis) : [];
  const callers =
    wrappersIn(assumptions) >= LIMITS.wrapperDepth ? [] : callersOfOpen(targets, captures, assumptions, analysis);
  const expanded = (receivers.length > 0 ? receivers : callers).flatMap((next) => {
    // Past the bound a caller counts as unknown, never as none.
    if (chains.left <= 0) return [own()];
    chains.left -= 1;
    return contextsOf(use, next, analysis, chains);
  });
  if (expanded.length === 0) return [own()];
  // What only tests call is still there for callers outside the repository.
  const isOpen = isProduction(surfaceOf(use, assumptions)) && !expanded.some(({ surface }) => isProduction(surface));
  return isOpen ? [own(), ...expanded] : expanded;
}

/** Where a use runs when it is called so: where its file does, unless a caller stands in a test or script. */
function surfaceOf(use: SinkUse, assumptions: Assumptions): Surface {
  const callers = [...assumptions.values()].flatMap(({ args }) =>
    args.kind === 'call' ? [args.call.module.file.surface] : [],
  );
  return callers.find((surface) => !isProduction(surface)) ?? use.sink.surface ?? use.module.file.surface;
}

/** Whether more than one thing may be meant: another class of `this` may say which. */
function isAmbiguous(targets: readonly Target[]): boolean {
  return targets.length > 1 || targets.some(({ value }) => value.kind !== 'text' || value.parts.some(isUnknown));
}

function isUnknown(part: Part): boolean {
  return part.kind === 'hole' && part.hole.kind === 'unknown';
}

/** What to suppose next: the callers of the first function whose parameter decides a target and that has any. */
function callersOfOpen(
  targets: readonly Target[],
  captures: Captures,
  assumptions: Assumptions,
  analysis: Analysis,
): readonly Assumptions[] {
  const open = [
    ...targets.flatMap(({ value }) => openParameters(value)),
    ...[...captures.values()].flatMap(({ value }) => wholeParameters(value)),
  ];
  for (const { module, function: id, self } of open) {
    const frames = analysis.callers.of(module, id).filter((frame) => mayMake(frame, self ?? null, analysis.evaluation));
    const next = frames.flatMap((frame) => assume(assumptions, frame) ?? []);
    if (next.length > 0) return next;
  }
  return [];
}

/** A role that is a parameter as a whole may be absent for one caller and given by another. */
function wholeParameters(value: Value): readonly Extract<Hole, { kind: 'parameter' }>[] {
  return optionsOf(value).flatMap((option) =>
    option.kind === 'hole' && option.hole.kind === 'parameter' ? [option.hole] : [],
  );
}

function reachesIn(use: SinkUse, context: Context): readonly Reach[] {
  const { sink } = use;
  const outcomes = context.targets.map((target) => ({
    target,
    outcome: readTarget(target.value, { scheme: sink.scheme, port: sink.port }),
  }));
  const hasEnv = outcomes.some(({ outcome }) => outcome.kind === 'env');
  return outcomes.flatMap(({ target, outcome }): readonly Reach[] => {
    if (outcome.kind === 'none') return [];
    const trail = target.value.kind === 'text' || target.value.kind === 'hole' ? trailSteps(target.value.trail) : [];
    return [
      {
        outcome: outcome.kind === 'dynamic' ? { kind: 'dynamic', reason: reasonOf(outcome.hole) } : outcome,
        how: howOf(use, target, outcome, context, hasEnv),
        target: redact(render(target.value)),
        isDefault: target.origin !== 'code',
        trail: trail.slice(0, LIMITS.trailSteps),
      },
    ];
  });
}

/** The hardest step that was needed. */
function howOf(use: SinkUse, target: Target, outcome: Outcome, context: Context, hasEnv: boolean): How {
  const last = endOf(use).path.steps.at(-1);
  if (outcome.kind === 'dynamic') return 'dynamic';
  if (target.origin !== 'code') return 'sdk-default';
  if (outcome.kind === 'env') return 'env';
  if (context.byType.has(target)) return 'type';
  if (context.wrapped) return 'wrapper';
  if (hasEnv) return 'env-default';
  if (last?.kind === 'markup') return 'markup';
  if (last?.kind === 'exported') return 'config';
  if (target.option) return 'option';
  return isWrittenInPlace(use, target.value) ? 'literal' : 'constant';
}

function isWrittenInPlace(use: SinkUse, value: Value): boolean {
  if (value.kind !== 'text') return false;
  const start = use.module.starts[use.at] ?? 0;
  const end = use.module.ends[use.at] ?? 0;
  const inside = (trail: Trail | null): boolean => {
    if (trail === null) return true;
    if (trail.kind === 'join') return inside(trail.left) && inside(trail.right);
    const at = offsetOf(trail);
    return trail.module === use.module && at >= start && at < end && inside(trail.from);
  };
  return inside(value.trail);
}

/** The sentence that a report shows for a hole. */
function reasonOf(hole: Hole): string {
  switch (hole.kind) {
    case 'parameter':
      return HOLE_REASONS.parameter;
    case 'env':
      return HOLE_REASONS['unknown-environment'];
    case 'unknown':
      return hole.detail === undefined ? HOLE_REASONS[hole.reason] : `${HOLE_REASONS[hole.reason]} (${hole.detail})`;
  }
}

/** Names of the variables that carry the secret: those the code passes, else those the SDK reads. */
function credentialsOf(use: SinkUse, contexts: readonly Context[]): readonly string[] {
  const passed = contexts
    .flatMap(({ captures }) => captures.get('credential') ?? [])
    .filter(({ explicit }) => explicit);
  const names =
    passed.length > 0 ? passed.flatMap(({ value }) => optionsOf(value).flatMap(envNamesIn)) : use.sink.credentials;
  return [...new Set(names)].toSorted();
}

function envNamesIn(value: Value): readonly string[] {
  if (value.kind !== 'text') return [];
  return value.parts.flatMap((part) => (part.kind === 'hole' && part.hole.kind === 'env' ? [part.hole.name] : []));
}

function packageOf(use: SinkUse): string | null {
  const { root } = endOf(use).path;
  if (root.kind !== 'module' || isBuiltin(root.specifier)) return null;
  return /^(?:@[^/]+\/)?[^/]+/.exec(root.specifier)?.[0] ?? null;
}

function distinct(reaches: readonly Reach[]): readonly Reach[] {
  const found = new Map<string, Reach>();
  for (const reach of reaches) {
    const key = `${reach.outcome.kind} ${reach.target}`;
    if (!found.has(key)) found.set(key, reach);
  }
  return [...found.values()];
}

/** From a sink use to findings: plain data for everything that it reaches. */
import { isBuiltin } from 'node:module';
import { type How, type NamedPlace, type Unreached } from '../identify/destination.ts';
import { redact } from '../parse/redact.ts';
import { positionAt } from '../parse/source-text.ts';
import { LIMITS } from '../values/limits.ts';
import { render } from '../values/render.ts';
import { offsetOf, trailSteps, type Trail } from '../values/trail.ts';
import { HOLE_REASONS } from '../values/reasons.ts';
import type { Hole, Ref, Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { functionsAround, ownersOf } from '../link/call-sites.ts';
import { MODULE_LEVEL } from '../lower/module.ts';
import type { Target } from './composers/compose.ts';
import { credentialsOf, type Credentials, type SecretSearch } from './credentials.ts';
import { withoutUnknownOfTests, withoutUnrelatedTests } from './told-by-tests.ts';
import { atAssignments, configuredIn, documentedBeside } from './configured.ts';
import { entryOf, type Context } from './context.ts';
import { withoutMachines } from './deployment/deployment.ts';
import { contextsOf } from './contexts.ts';
import type { Finding, Reach } from './finding.ts';
import { keyPathOf } from './key-path.ts';
import { asOneUnknown, withoutManyTakers } from './many-takers.ts';
import { inCode, symbolAt, type Reached } from './placing.ts';
import type { SinkEnd, SinkUse } from './uses.ts';
import { readTarget, type Outcome } from './target.ts';
import { writtenSettingOf } from './written-setting.ts';

/** What a use comes to: findings, or a place that nothing can reach. */
export interface Resolved {
  readonly findings: readonly Finding[];
  readonly unreached: readonly Unreached[];
}

/**
 * Resolves one use: a finding for each context in which it connects, at the sink and at the call that gives the address, and for each
 * place of a configuration. Nothing when nothing connects there.
 */
export function resolve(use: SinkUse, analysis: Analysis): Resolved {
  const contexts = withoutUnrelatedTests(contextsOf(use, analysis), use, analysis);
  const reached = contexts.filter(({ unreached }) => !unreached);
  const secrets: SecretSearch = { left: LIMITS.callersOfSecretOfSink };
  const all = reached.flatMap((context) => findingsIn(use, context, analysis, secrets));
  const at = { file: use.module.path, symbol: use.symbol };
  const told = withoutUnknownOfTests(all, analysis.evaluation.program);
  const findings = use.sink.relays ? asOneUnknown(told, at) : withoutManyTakers(told, at);
  const isUnreached = findings.length === 0 && reached.length < contexts.length;
  return { findings, unreached: isUnreached ? [unreachedAt(use)] : [] };
}

function findingsIn(use: SinkUse, context: Context, analysis: Analysis, secrets: SecretSearch): readonly Finding[] {
  const found = distinct(reachesIn(use, context, analysis), use);
  if (found.length === 0) return [];
  const credentials = credentialsOf(use, context, analysis, secrets);
  const configured = configuredIn(use, context, analysis);
  const documented = documentedBeside(
    found.map(({ reach }) => reach),
    configured,
  );
  const own = findingOf(
    use,
    context,
    [...found, ...documented].map(({ reach }) => reach),
    credentials,
  );
  return [...inCode(own, found, documented, use), ...atAssignments(own, configured, use)];
}

function findingOf(
  use: SinkUse,
  context: Context,
  reaches: readonly Reach[],
  { names, literals }: Credentials,
): Finding {
  const { module, sink } = use;
  const end = endOf(use);
  return {
    ...unreachedAt(use),
    surface: context.surface,
    ...(sink.loads === undefined ? {} : { loads: sink.loads }),
    component: module.file.component,
    sdk: packageOf(use),
    service: end.rule.family === 'services' && !context.isShared ? end.rule.id.replace('services/', '') : null,
    sdkEnv: context.isShared ? [] : (sink.env ?? []),
    credentials: names,
    literals,
    reaches,
  };
}

/** Where a use stands and which it is. */
function unreachedAt(use: SinkUse): Unreached {
  const { module, at, symbol } = use;
  const end = endOf(use);
  const position = positionAt(module.source, module.starts[at] ?? 0);
  return { file: module.path, ...position, symbol, rule: end.rule.id, api: end.path.api };
}

/** The snippet by which the use is shown. */
function endOf({ ends }: SinkUse): SinkEnd {
  const [end] = ends;
  if (!end) throw new Error('a sink use has at least one end');
  return end;
}

function reachesIn(use: SinkUse, context: Context, analysis: Analysis): readonly Reached[] {
  const { sink } = use;
  const outcomes = context.targets.map((target) => ({
    target,
    outcome: withoutMachines(readTarget(target.value, { scheme: sink.scheme, port: sink.port }), analysis.deployment),
  }));
  const hasEnv = outcomes.some(({ outcome }) => outcome.kind === 'env');
  const said = outcomes.filter(({ target, outcome }) => !isLeftToCallers(target, outcome));
  return (said.length === 0 ? outcomes : said).flatMap(({ target, outcome }): readonly Reached[] => {
    // A database has no page that an address could be relative to: a name without a scheme is that of a file, or of one on the server.
    if (outcome.kind === 'none' || (outcome.kind === 'same-origin' && sink.answers === 'database')) return [];
    const trail = trailOf(target.value);
    const setting = keyPathOf(trail, use.module);
    const symbol = setting?.symbol ?? use.symbol;
    const { caller, origin } = entryOf(target.value, context);
    const via = outcome.kind === 'dynamic' ? origin : caller;
    const named = outcome.kind === 'dynamic' && outcome.hole.kind === 'unknown' ? (outcome.hole.at ?? origin) : origin;
    const reached: Reach['outcome'] =
      outcome.kind === 'dynamic'
        ? {
            kind: 'dynamic',
            reason: reasonOf(outcome.hole),
            at: takerOf(outcome.hole, named, use) ?? (named ? placeOf(named) : { file: use.module.path, symbol }),
            through: throughOf(use, context),
          }
        : outcome;
    const reach: Reach = {
      outcome: reached,
      how: howOf(use, target, outcome, context, hasEnv),
      target: redact(render(target.value)),
      isDefault: target.origin !== 'code',
      givenIn: givenIn(reached, via, use, analysis),
      trail: trailSteps(trail).slice(0, LIMITS.trailSteps),
    };
    const written = endOf(use).path.root.kind === 'export' ? writtenSettingOf(trail, use.module) : null;
    return [{ reach, via, setting, written }];
  });
}

/** The functions that an address is handed on by, as one of their callers sees it, and the one in which it is used. */
function throughOf({ module, symbol }: SinkUse, { assumptions }: Context): readonly NamedPlace[] {
  const frames = [...assumptions.values()].filter(({ args }) => args.kind !== 'open');
  const functions = frames.map((frame): NamedPlace => {
    return { file: frame.module.path, symbol: frame.module.functions[frame.function]?.symbol ?? 'module' };
  });
  return [{ file: module.path, symbol }, ...functions];
}

/** The package whose call gives what is reached; of what is not known, that of the place where it enters. */
function givenIn(
  outcome: Reach['outcome'],
  via: Ref | null,
  { module }: SinkUse,
  { evaluation: { program } }: Analysis,
): Reach['givenIn'] {
  const own = module.file.component;
  const entered = outcome.kind === 'dynamic' ? program.byPath.get(outcome.at.file)?.file.component : undefined;
  if (entered !== undefined && entered !== own) return [entered];
  return via === null ? [] : [via.module.file.component];
}

/** What nobody says who calls a function, in a place where the program says something itself: `axios({ url, ...options })`. */
function isLeftToCallers({ value }: Target, outcome: Outcome): boolean {
  const holes = value.kind === 'text' ? value.parts.map((part) => (part.kind === 'hole' ? part.hole : null)) : [];
  const all = value.kind === 'hole' ? [value.hole] : holes;
  return (
    outcome.kind === 'dynamic' &&
    all.every((one) => one !== null) &&
    all.some((one) => one !== null && one.kind !== 'env' && one.beside === true)
  );
}

/**
 * The function that takes what no call of the program gives. A constructor is named, whichever methods use it or hand it on; a function of a module
 * too, where it keeps it for those who call others; else what is around the use. Null where a call inside of it passes it on, for that says
 * more; for a callback at the top of a file, which has no name; and for what is not known otherwise.
 */
function takerOf(hole: Hole, named: Ref | null, use: SinkUse): NamedPlace | null {
  const taker = hole.kind === 'parameter' ? hole.module.functions[hole.function] : undefined;
  if (hole.kind !== 'parameter' || !taker) return null;
  const { module, function: id } = hole;
  const place = { file: module.path, symbol: taker.symbol };
  const isConstructor = taker.class !== null && module.classes[taker.class]?.body === id;
  if (isConstructor && hole.self !== undefined) return place;
  if (taker.symbol === 'module') return null;
  if (!named) return module === use.module && [...functionsAround(use.owner, module)].includes(id) ? place : null;
  const isOfModule = isConstructor || (taker.name !== null && taker.parent === MODULE_LEVEL && taker.class === null);
  return isOfModule && (named.module !== module || ![...ownersOf(module, named.expr)].includes(id)) ? place : null;
}

/** Where what is not known enters: at the call that passes it. */
function placeOf(origin: Ref): NamedPlace {
  return { file: origin.module.path, symbol: symbolAt(origin.module, origin.expr) };
}

function trailOf(value: Value): Trail | null {
  return value.kind === 'text' || value.kind === 'hole' ? value.trail : null;
}

/** The hardest step that was needed. */
function howOf(use: SinkUse, target: Target, outcome: Outcome, context: Context, hasEnv: boolean): How {
  const last = endOf(use).path.steps.at(-1);
  if (outcome.kind === 'dynamic') return 'dynamic';
  if (target.origin !== 'code') return 'sdk-default';
  if (outcome.kind === 'env') return 'env';
  if (context.byType.has(target)) return 'type';
  if (context.wrapped) return 'wrapper';
  if (use.sink.compose === 'command') return 'process';
  if (use.sink.compose === 'stylesheet' || use.sink.compose === 'markup') return 'markup';
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
  const seen = new Set<Trail>();
  const inside = (trail: Trail | null): boolean => {
    if (trail === null || seen.has(trail)) return true;
    seen.add(trail);
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
      return HOLE_REASONS[hole.names ? 'unknown-environment' : 'parameter'];
    case 'env':
      return HOLE_REASONS['unknown-environment'];
    case 'unknown':
      return hole.detail === undefined ? HOLE_REASONS[hole.reason] : `${HOLE_REASONS[hole.reason]} (${hole.detail})`;
  }
}

function packageOf(use: SinkUse): string | null {
  const { path, rule } = endOf(use);
  const { root } = path;
  // A file of configuration is read by the one package that the rule is about.
  if (root.kind === 'export') return rule.packages.length === 1 ? (rule.packages[0] ?? null) : null;
  if (root.kind !== 'module' || isBuiltin(root.specifier)) return null;
  return /^(?:@[^/]+\/)?[^/]+/.exec(use.specifier ?? root.specifier)?.[0] ?? null;
}

/** Places of a configuration count each, for each is a line of its own. */
function distinct(reached: readonly Reached[], use: SinkUse): readonly Reached[] {
  const isConfiguration = endOf(use).path.root.kind === 'export';
  const found = new Map<string, Reached>();
  for (const one of reached) {
    const line = isConfiguration ? one.reach.trail.map(({ line: at }) => at).join() : '';
    const key = `${one.reach.outcome.kind} ${one.reach.target} ${line}`;
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** Where findings stand: at the sink, at the calls that give the address, at the settings of a configuration. */
import { isProduction, type Surface, type TrailStep } from '../identify/destination.ts';
import { lookupsIn } from '../link/lookups.ts';
import type { LinkedModule } from '../link/program.ts';
import type { ExprId } from '../lower/module.ts';
import { positionAt } from '../parse/source-text.ts';
import { trailSteps } from '../values/trail.ts';
import type { Ref } from '../values/value.ts';
import type { Configured } from './configured.ts';
import type { Finding, Reach } from './finding.ts';
import { keyPathOf, type KeyPath } from './key-path.ts';
import { ruledIn, surfaceAt } from './server-functions.ts';
import type { SinkUse } from './uses.ts';
import { writtenSettingOf } from './written-setting.ts';

/** What a context reaches, and the call through which. */
export interface Reached {
  readonly reach: Reach;
  readonly via: Ref | null;
  /** In a file of data, the keys above it. */
  readonly setting: KeyPath | null;
  /** In a configuration, the property or item in which it is written. */
  readonly written: ExprId | null;
}

/** A finding at the sink, and at the calls that give the address. */
export function inCode(
  own: Finding,
  found: readonly Reached[],
  documented: readonly Configured[],
  use: SinkUse,
): readonly Finding[] {
  const callers = distinctRefs(found.flatMap(({ via }) => via ?? []));
  if (callers.length === 0) return placed(own, found, documented, use);
  const atCallers = callers.map((caller) => {
    // With what it gives stands what is reached without it: a default beside a variable.
    const given = found.filter(({ via, reach }) => (via ? isSame(via, caller) : reach.outcome.kind !== 'dynamic'));
    const configured = given.some(({ reach }) => reach.outcome.kind === 'env') ? documented : [];
    const finding = { ...own, reaches: [...given, ...configured].map(({ reach }) => reach) };
    return atCaller(finding, caller, use.sink.surface ?? null);
  });
  return [own, ...atCallers];
}

function distinctRefs(refs: readonly Ref[]): readonly Ref[] {
  return refs.filter((ref, index) => refs.findIndex((one) => isSame(one, ref)) === index);
}

function isSame(a: Ref, b: Ref): boolean {
  return a.module === b.module && a.expr === b.expr;
}

/** The same finding at the call that gives the address: the line that a reader has to look at. */
function atCaller(finding: Finding, { module, expr }: Ref, ruled: Surface | null): Finding {
  const { component } = module.file;
  const surface = surfaceAt(module, expr);
  // An image that a server renders is loaded by a browser, whichever file gives its address.
  const own = isProduction(surface) ? (ruledIn(module, ruled) ?? surface) : surface;
  return {
    ...finding,
    file: module.path,
    ...positionAt(module.source, module.starts[expr] ?? 0),
    symbol: symbolAt(module, expr),
    surface: isProduction(finding.surface) ? own : finding.surface,
    component,
  };
}

/** The function in which a call stands, or that returns an expression. */
export function symbolAt(module: LinkedModule, expr: ExprId): string {
  const [site, read] = [lookupsIn(module).siteOf(expr), module.expressions[expr]];
  if (read?.kind === 'parameter') return module.functions[read.function]?.symbol ?? 'module';
  return site?.symbol ?? module.functions.find(({ returns }) => returns.includes(expr))?.symbol ?? 'module';
}

/** The settings of a configuration are a finding each, with all that one may be: a variable, its default, what it is documented to be. */
function placed(
  finding: Finding,
  found: readonly Reached[],
  documented: readonly Configured[],
  use: SinkUse,
): readonly Finding[] {
  if (use.ends[0]?.path.root.kind !== 'export') return [finding];
  const own = found.map(({ reach, setting, written }): Placed => {
    return { reach, setting, written, trail: reach.trail, documents: null };
  });
  // What configuration says of a variable stands where the variable is read.
  const filled = documented.map(({ reach, trail, from }): Placed => ({
    reach,
    setting: keyPathOf(trail, use.module),
    written: writtenSettingOf(trail, use.module),
    trail: trailSteps(trail),
    documents: from.map(({ name }) => name),
  }));
  const all = bySetting([...own, ...filled]).flatMap((one) => (isOneAddress(one, use) ? [one] : apart(one)));
  return all.map((alternatives) => {
    const [{ setting, trail }] = alternatives;
    const line = trail.findLast(({ file }) => file === finding.file)?.line;
    return {
      ...finding,
      reaches: alternatives.map(({ reach }) => reach),
      ...(setting ? { symbol: setting.symbol, api: setting.key } : {}),
      surface: (setting && use.module.file.settings?.[setting.symbol]) ?? finding.surface,
      ...(line === undefined ? {} : { line, column: 1 }),
    };
  });
}

interface Placed extends Pick<Reached, 'reach' | 'setting' | 'written'> {
  readonly trail: readonly TrailStep[];
  /** The variables of which configuration says it. */
  readonly documents: readonly string[] | null;
}

type Alternatives = readonly [Placed, ...Placed[]];

/** Those that are written in one property, item or variable together; one that stands in none, by itself. */
function bySetting(all: readonly Placed[]): readonly Alternatives[] {
  const found = new Map<ExprId | Placed, [Placed, ...Placed[]]>();
  for (const one of all) {
    const key = one.written ?? one;
    const known = found.get(key);
    if (known) known.push(one);
    else found.set(key, [one]);
  }
  return [...found.values()];
}

/** A line of a shell names several addresses, and so may a text that is taken apart: then no host is a variable's default. */
function isOneAddress(together: Alternatives, { sink }: SinkUse): boolean {
  return (
    sink.compose !== 'command' &&
    together.filter(({ reach, documents }) => documents === null && reach.outcome.kind !== 'env').length < 2
  );
}

/** Each by itself, with what is said of its variables. */
function apart(together: Alternatives): readonly Alternatives[] {
  const isOf = ({ documents }: Placed, { reach: { outcome } }: Placed): boolean =>
    outcome.kind === 'env' && documents !== null && outcome.env.some((name) => documents.includes(name));
  const own = together.filter(({ documents }) => documents === null);
  const others = together.filter((one) => one.documents !== null && !own.some((variable) => isOf(one, variable)));
  return [
    ...own.map((one): Alternatives => [one, ...together.filter((other) => isOf(other, one))]),
    ...others.map((one): Alternatives => [one]),
  ];
}

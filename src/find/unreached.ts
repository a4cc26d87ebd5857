/** What is left of the targets of a use when a function whose parameter decides one of them cannot be called. */
import { MODULE_LEVEL, type FunctionId } from '../lower/module.ts';
import { lookupsIn } from '../link/lookups.ts';
import type { LinkedModule } from '../link/program.ts';
import type { Assumptions } from '../values/evaluation.ts';
import { functionKey } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import type { Settled } from './by-type.ts';
import type { Target } from './composers/compose.ts';
import { openParameters } from './target.ts';
import type { SinkUse } from './uses.ts';

/**
 * A function that runs where the use does, and is never called, leaves nothing. One that only writes what the use reads takes its own
 * targets with it: `setBase(url)` that nobody calls, beside the base that is there from the beginning.
 */
export function withoutUnreached(
  settled: Settled,
  targets: readonly Target[],
  use: SinkUse,
  assumptions: Assumptions,
  analysis: Analysis,
): Settled & { readonly unreached: boolean } {
  const deciding = unreachedIn(targets, analysis);
  if (deciding.length === 0) return { ...settled, unreached: false };
  const running = runningAt(use, assumptions);
  if (deciding.some((key) => running.has(key))) return { ...settled, unreached: true };
  const kept = settled.targets.filter((target) => unreachedIn([target], analysis).length === 0);
  return kept.length === 0 ? { ...settled, unreached: true } : { ...settled, targets: kept, unreached: false };
}

/** The functions that nothing can call and whose parameters decide targets. */
function unreachedIn(targets: readonly Target[], analysis: Analysis): readonly string[] {
  return targets
    .flatMap(({ value }) => openParameters(value))
    .filter(({ module, function: id }) => analysis.reachability.isUnreached(module, id))
    .map(({ module, function: id }) => functionKey(module, id));
}

/** The functions that run when the use does: those around it, and around each call that is supposed. */
function runningAt(use: SinkUse, assumptions: Assumptions): ReadonlySet<string> {
  const found = new Set(around(use.module, use.owner));
  for (const { args } of assumptions.values()) {
    const ref = args.kind === 'call' ? args.call : args.kind === 'list' ? args.list.call : null;
    const site = ref ? lookupsIn(ref.module).siteOf(ref.expr) : undefined;
    if (ref && site) for (const key of around(ref.module, site.owner)) found.add(key);
  }
  return found;
}

function around(module: LinkedModule, owner: FunctionId): readonly string[] {
  const keys: string[] = [];
  for (let id = owner; id !== MODULE_LEVEL; id = module.functions[id]?.parent ?? MODULE_LEVEL) {
    keys.push(functionKey(module, id));
  }
  return keys;
}

/** The sinks at a position of the trie, as uses of them. */
import type { ExprId, FunctionId, Guard } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import type { Sink } from '../rules/rule.ts';
import type { PathEnd } from '../rules/trie.ts';
import type { Assumptions } from '../values/evaluation.ts';
import type { ApiValue, Applied } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { choose, isDemanding } from './choosing.ts';

export type SinkEnd = Extract<PathEnd, { kind: 'sink' }>;

/** One meeting of a sink: where, which, and the calls that lead to it. */
export interface SinkUse {
  readonly module: LinkedModule;
  readonly at: ExprId;
  readonly owner: FunctionId;
  readonly symbol: string;
  readonly sink: Sink;
  /** What names the package, where the rule is about any. */
  readonly specifier?: string;
  /** The ways in which the rule writes this call; what they capture counts together. */
  readonly ends: readonly SinkEnd[];
  /** All that may be meant by the call, where that is decided by literals that are not known here; else null. */
  readonly rivals: readonly SinkEnd[] | null;
  readonly applied: readonly Applied[];
  /** What is known where it stands. */
  readonly guards?: readonly Guard[];
  /** Set when the client itself came in as a parameter. */
  readonly assumptions: Assumptions;
}

export type Where = Pick<SinkUse, 'module' | 'at' | 'owner' | 'symbol' | 'assumptions' | 'guards'>;

/** One use for each sink at the position that it is, or may be when callers say so. */
export function uses(api: ApiValue, where: Where, analysis: Analysis): readonly SinkUse[] {
  const ends = api.node.ends.filter(isSink).filter((end) => analysis.applies(end, where.module));
  if (!isDemanding(ends)) return bySink(ends, null, api, where);
  const chosen = choose(ends, api.applied, analysis.under(where.assumptions));
  return chosen.open.size === 0
    ? bySink(chosen.ends, null, api, where)
    : bySink([...chosen.ends, ...chosen.possible], ends, api, where);
}

/** The same of a configuration: each snippet is about a setting of its own, so none stands in the place of another. */
export function settings({ node, applied }: ApiValue, where: Where, analysis: Analysis): readonly SinkUse[] {
  return node.ends
    .filter(isSink)
    .filter((end) => analysis.applies(end, where.module))
    .map((end) => ({ ...where, sink: end.sink, ends: [end], rivals: null, applied }));
}

function isSink(end: PathEnd): end is SinkEnd {
  return end.kind === 'sink';
}

function bySink(
  ends: readonly SinkEnd[],
  rivals: readonly SinkEnd[] | null,
  { applied }: ApiValue,
  where: Where,
): readonly SinkUse[] {
  const sinks = new Map<Sink, SinkEnd[]>();
  for (const end of ends) {
    const known = sinks.get(end.sink);
    if (known) known.push(end);
    else sinks.set(end.sink, [end]);
  }
  return [...sinks].map(([sink, own]) => ({ ...where, sink, ends: own, rivals, applied }));
}

/** The sinks at a position of the trie, as uses of them. */
import type { ExprId, FunctionId, Guard } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import type { Rule, Sink } from '../rules/rule.ts';
import type { PathEnd } from '../rules/trie.ts';
import { literalsMatched } from '../values/captures.ts';
import type { Assumptions } from '../values/evaluation.ts';
import type { ApiValue, Applied } from '../values/value.ts';
import type { Analysis } from './analysis.ts';

export type SinkEnd = Extract<PathEnd, { kind: 'sink' }>;

/** One meeting of a sink: where, which, and the calls that lead to it. */
export interface SinkUse {
  readonly module: LinkedModule;
  readonly at: ExprId;
  readonly owner: FunctionId;
  readonly symbol: string;
  readonly sink: Sink;
  /** The ways in which the rule writes this call; what they capture counts together. */
  readonly ends: readonly SinkEnd[];
  readonly applied: readonly Applied[];
  /** What is known where it stands. */
  readonly guards?: readonly Guard[];
  /** Set when the client itself came in as a parameter. */
  readonly assumptions: Assumptions;
}

export type Where = Pick<SinkUse, 'module' | 'at' | 'owner' | 'symbol' | 'assumptions' | 'guards'>;

/** One use for each sink at the position. Within a rule, a snippet that names a literal wins over one that does not. */
export function uses(api: ApiValue, where: Where, analysis: Analysis): readonly SinkUse[] {
  const matched = api.node.ends.flatMap((end) => {
    if (end.kind !== 'sink' || !analysis.applies(end, where.module)) return [];
    const literals = literalsMatched(end, api.applied, analysis.under(where.assumptions));
    return literals === null ? [] : [{ end, literals }];
  });
  const most = new Map<Rule, number>();
  for (const { end, literals } of matched) most.set(end.rule, Math.max(literals, most.get(end.rule) ?? 0));
  const bySink = new Map<Sink, SinkEnd[]>();
  for (const { end, literals } of matched) {
    if (literals < (most.get(end.rule) ?? 0)) continue;
    const known = bySink.get(end.sink);
    if (known) known.push(end);
    else bySink.set(end.sink, [end]);
  }
  return [...bySink].map(([sink, ends]) => ({ ...where, sink, ends, applied: api.applied }));
}

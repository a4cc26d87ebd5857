/** Tables of connections: `{ staging: { client, connection }, production: { … } }`. What one entry says belongs together. */
import type { ArgPattern } from '../rules/pattern.ts';
import { at, type Ref, type Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import type { SinkUse } from './uses.ts';

/** A use for each entry of the table that a setting is; the use itself where it is none, or holds what is not written out. */
export function entryByEntry(use: SinkUse, { evaluation }: Pick<Analysis, 'evaluation'>): readonly SinkUse[] {
  const [end, ...others] = use.ends;
  const [applied] = use.applied;
  const table = end && others.length === 0 && applied ? tableOf(end.args[0]?.[0]) : null;
  if (!end || !applied || !table) return [use];
  const entries = entriesIn(evaluation.ask(applied), table.without);
  if (entries === null || entries.length < 2) return [use];
  return entries.map((entry) => ({
    ...use,
    at: entry.module === use.module ? entry.expr : use.at,
    ends: [{ ...end, args: [[table.each]] }],
    applied: [{ ...entry, as: 'value' }],
  }));
}

interface Table {
  readonly each: ArgPattern;
  readonly without: readonly string[];
}

/** What a pattern says of each entry, where that is more than one thing. */
function tableOf(pattern: ArgPattern | undefined): Table | null {
  if (pattern?.kind === 'values' && !pattern.keys && isOfSeveral(pattern.each))
    return { each: pattern.each, without: pattern.without ?? [] };
  const [only, ...others] = pattern?.kind === 'array' ? pattern.items : [];
  return only && others.length === 0 && isOfSeveral(only) ? { each: only, without: [] } : null;
}

function isOfSeveral(pattern: ArgPattern): boolean {
  return pattern.kind === 'object' && pattern.fields.length > 1;
}

/** The entries of a table that is written out; null for any other. */
function entriesIn(value: Value, without: readonly string[]): readonly Ref[] | null {
  const made =
    value.kind === 'record' && value.writes.length === 0 ? value.object : value.kind === 'list' ? value.made : null;
  const expr = made?.module.expressions[made.expr];
  if (made && expr?.kind === 'array')
    return expr.items.some(({ spread }) => spread) ? null : expr.items.map((item) => at(made, item.value));
  if (!made || expr?.kind !== 'object') return null;
  const entries: Ref[] = [];
  for (const property of expr.properties) {
    if (property.kind !== 'property' || typeof property.key !== 'string') return null;
    if (!without.includes(property.key)) entries.push(at(made, property.value));
  }
  return entries;
}

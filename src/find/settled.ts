/** Defaults that a call elsewhere replaces for the whole component: `loader.config({ paths: { vs: '/vs' } })` says where every editor is loaded from. */
import { isProduction } from '../identify/destination.ts';
import { capturesOfAll } from '../values/captures.ts';
import type { Analysis } from './analysis.ts';
import type { SinkUse } from './uses.ts';

/** The uses without those whose default is replaced. What a test or script settles holds for no other. */
export function withoutSettled(uses: readonly SinkUse[], analysis: Analysis): readonly SinkUse[] {
  const settled = new Set(uses.flatMap((use) => settledBy(use, analysis) ?? []));
  if (settled.size === 0) return uses;
  return uses.filter((use) => !settled.has(keyOf(use, use.sink.settledBy)));
}

function settledBy(use: SinkUse, analysis: Analysis): string | null {
  const { settles, require = [] } = use.sink;
  if (settles === undefined || !isProduction(use.module.file.surface)) return null;
  const captures = capturesOfAll(use.ends, use.applied, analysis.under(use.assumptions));
  const isGiven = require.every((role) => captures?.get(role)?.explicit === true);
  return isGiven ? keyOf(use, settles) : null;
}

function keyOf({ ends, module }: SinkUse, word: string | undefined): string {
  return `${ends[0]?.rule ?? '-'} ${module.file.component} ${word ?? ''}`;
}

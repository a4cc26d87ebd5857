/** What a scan gives: plain data, and beside it what its readers need of the tree that was scanned. */
import type { ScanRecord } from './cache/scans.ts';
import type { Tree } from './discover/tree.ts';
import { redact } from './parse/redact.ts';
import { loadRules } from './rules/load-rules.ts';
import type { RuleIndex } from './rules/rule-index.ts';

export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

/** A scan as data that may come from another thread. */
export interface MadeScan {
  readonly record: ScanRecord;
  /** Milliseconds by stage; none where the scan was kept. */
  readonly timings: Readonly<Record<string, number>>;
}

export interface ScanResult extends ScanRecord {
  /** The rules that were used. */
  readonly rules: RuleIndex;
  /** Lines of a file, from 1, both ends included; none when the file is unknown, or was only looked into. */
  readonly lines: (file: string, from: number, to: number) => readonly string[];
  /** Milliseconds by stage. */
  readonly timings: Readonly<Record<string, number>>;
}

/** Completes a scan with what is read of its tree when it is asked for. */
export async function resultOf(tree: Tree, { record, timings }: MadeScan): Promise<ScanResult> {
  const { index: rules } = await loadRules(tree);
  return { ...record, rules, lines: lineReader(tree, new Set(record.bundles)), timings };
}

/** The lines of a bundle are too long to be shown. */
function lineReader(tree: Tree, bundles: ReadonlySet<string>): ScanResult['lines'] {
  const known = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    const read = bundles.has(file) ? null : tree.read(file);
    return read?.kind === 'text' ? read.text.split(/\r?\n/) : [];
  };
  return (file, from, to) => {
    const lines = known.get(file) ?? linesOf(file);
    known.set(file, lines);
    return lines.slice(from - 1, to).map(redact);
  };
}

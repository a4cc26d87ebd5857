/** What `rules list`, `rules lint` and `rules test` print. */
import type { Category } from '../../rules/vocabulary.ts';
import type { Style } from '../style.ts';
import { clean } from './clean.ts';
import { columnWidths, tableLines, type Column } from './table.ts';
import { counted, few } from './words.ts';

/** A rule as a list shows it. */
export interface ListedRule {
  readonly id: string;
  readonly name: string;
  readonly category: Category | null;
  readonly vendor: string | null;
  readonly stores: 'stateful' | 'ephemeral' | null;
  readonly homepage: string | null;
  readonly terms: string | null;
  readonly hosts: readonly string[];
  readonly packages: readonly string[];
  readonly documentation: string | null;
  /** The file of a rule of the repository; null for a built-in one. */
  readonly file: string | null;
}

/** What was found wrong with one rule of the repository. */
export interface RuleVerdict {
  readonly file: string;
  readonly faults: readonly string[];
}

/** Prints rules as a table: id, name, category, packages. */
export function rulesReport(rules: readonly ListedRule[], style: Style): string {
  const { paint } = style;
  const own = rules.filter(({ file }) => file !== null);
  const head = `sallyport: ${counted(rules.length, 'rule')}${own.length > 0 ? `, ${own.length} of them this repository's` : ''}`;
  const rows = rules.map(({ id, name, category, packages, file }) => [
    id,
    clean(name),
    category ?? '',
    file === null ? few(packages, 3) : clean(file),
  ]);
  const columns: readonly Column[] = [
    { least: 16, paint: paint.bold },
    { least: 10, paint: (text) => text },
    { least: 8, paint: paint.dim },
    { least: 10, paint: paint.cyan },
  ];
  const lines = tableLines(rows, columns, columnWidths(rows, columns, style.width - 2));
  return `${[paint.bold(head), '', ...lines.map((line) => `  ${line}`)].join('\n').trimEnd()}\n`;
}

/** Prints what lints or examples say of each rule; `done` is what was looked at: `3 rules, 8 examples`. */
export function verdictsReport(verdicts: readonly RuleVerdict[], done: string, { paint }: Style): string {
  const faults = verdicts.reduce((sum, { faults: own }) => sum + own.length, 0);
  const blocks = verdicts.flatMap(({ file, faults: own }) =>
    own.length === 0 ? [] : [[paint.bold(clean(file)), ...own.map((fault) => `  ${clean(fault)}`)].join('\n')],
  );
  const verdict = faults === 0 ? paint.green('no fault') : paint.red(counted(faults, 'fault'));
  return `${[...blocks, `sallyport: ${done}: ${verdict}`].join('\n\n')}\n`;
}

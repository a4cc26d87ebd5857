/** What a scan did not read, and why: a short block below the inventory. */
import type { Style } from '../style.ts';
import { clean } from './clean.ts';
import { columnWidths, tableLines, type Column } from './table.ts';

/** How many files were left out for one reason, and the first of them. */
export interface LeftOut {
  readonly reason: string;
  readonly count: number;
  readonly examples: readonly string[];
}

const WORDS: Readonly<Record<string, string>> = {
  ignored: 'ignored by the manifest',
  dependency: 'installed packages',
  'build-output': 'build output, not in git',
  bundled: 'bundled or minified, only looked into',
  vendored: 'vendored, only looked into',
  repository: 'repositories of their own',
  link: 'links that lead outside',
  'not-source': 'no source code, whatever the name',
  'too-large': 'too large for configuration',
  unreadable: 'unreadable',
  'lock-file': 'lock files',
  'source-map': 'source maps',
  snapshot: 'snapshots of tests',
  declaration: 'declarations without code',
  translation: 'translations',
  data: 'data that no code and no rule names',
  media: 'pictures, fonts and other media',
  text: 'texts',
  other: 'no code and no configuration',
};

/** Draws the block; none when nothing was left out. */
export function leftOutBlock(all: readonly LeftOut[], { paint, width }: Style): readonly string[] {
  if (all.length === 0) return [];
  const rows = all.map(({ reason, count, examples }) => [
    WORDS[reason] ?? reason,
    String(count).padStart(6),
    [...examples.map(clean), ...(count > examples.length ? ['…'] : [])].join(', '),
  ]);
  const asIs = (text: string): string => text;
  const columns: readonly Column[] = [
    { least: 20, paint: asIs },
    { least: 6, paint: asIs },
    { least: 20, paint: paint.dim },
  ];
  const lines = tableLines(rows, columns, columnWidths(rows, columns, width - 2));
  return [[paint.bold('left out'), ...lines.map((line) => `  ${line}`)].join('\n')];
}

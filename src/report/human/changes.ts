/** What `init`, `accept` and `prune` did, and what comes next. */
import type { Accepted } from '../../manifest/declare.ts';
import type { Pruned } from '../../manifest/prune.ts';
import type { Style } from '../style.ts';
import { clean } from './clean.ts';
import { columnWidths, tableLines, type Column } from './table.ts';
import { counted, few } from './words.ts';

/** What a new manifest holds. */
export interface InitFacts {
  readonly file: string;
  readonly destinations: number;
  readonly dynamic: number;
  /** Something could not be judged, so entries may be missing. */
  readonly isPartial: boolean;
  /** The manifest that speaks for this package as well, if there is one. */
  readonly declaredBy?: string;
}

/** Says what was written, and that nobody has looked at it yet. */
export function initReport({ file, destinations, dynamic, isPartial, declaredBy }: InitFacts, style: Style): string {
  if (style.quiet) return '';
  const { paint } = style;
  const entries = [
    counted(destinations, 'destination'),
    ...(dynamic > 0 ? [`${counted(dynamic, 'place')} whose destination is not known`] : []),
  ].join(' and ');
  const isEmpty = destinations + dynamic === 0;
  const partial = ' Entries may be missing: part of the code could not be judged.';
  const steps: readonly (readonly [string, string])[] = [
    ...(isEmpty ? [] : [[`review ${file}`, 'give each entry a purpose and an owner'] as const]),
    ['sallyport', 'compare the code with it; the same command in CI'],
    ...(isEmpty ? [] : [['sallyport explain HOST', 'how is it reached, and how do you know?'] as const]),
  ];
  const elsewhere = declaredBy === undefined ? '' : ` besides what ${clean(declaredBy)} declares`;
  const head = `${paint.bold(`Wrote ${clean(file)}:`)} ${entries}${isEmpty ? elsewhere : ', not reviewed by anybody yet'}.`;
  return textOf([head + (isPartial ? paint.yellow(partial) : ''), '', 'Next:', ...commandLines(steps, style)]);
}

/** Says how to begin, below the inventory of a repository without a manifest. */
export function startHint(file: string, style: Style): string {
  const steps = [
    ['sallyport init', `write ${file}, which declares what is listed above`],
    ['sallyport', 'from then on: fail when the code gains a way out that is not in it'],
  ] as const;
  const { paint } = style;
  return textOf([
    `${paint.bold(`There is no ${clean(file)} yet,`)} so nothing was compared.`,
    '',
    ...commandLines(steps, style),
  ]);
}

/** Says which entries have got what. */
export function acceptReport(accepted: readonly Accepted[], file: string, style: Style): string {
  if (style.quiet) return '';
  if (accepted.length === 0) return textOf([`Nothing to accept: nothing is undeclared in ${clean(file)}.`]);
  const rows = accepted.map(({ entry, isNew, selectors, movedFrom }) => [
    isNew ? '+' : '~',
    clean(entry),
    movedFrom === undefined
      ? selectors
          .filter((selector) => selector !== entry)
          .map(clean)
          .join(', ')
      : `from ${clean(movedFrom)}`,
  ]);
  const next = [['sallyport check', 'compare again']] as const;
  const wide = accepted.flatMap(({ selectors, covers = [] }) => {
    const patterns = selectors.filter((selector) => selector.includes('*')).map(clean);
    return covers.length === 0
      ? []
      : [`${patterns.join(', ')} covers ${covers.length} of what was found: ${clean(few(covers, 8))}`];
  });
  const head = `${style.paint.bold(`Wrote ${clean(file)}:`)} ${counted(accepted.length, 'entry')} (+ new, ~ changed)`;
  return textOf([
    head,
    ...entryLines(rows, style, style.paint.green),
    ...wide,
    '',
    'Next:',
    ...commandLines(next, style),
  ]);
}

/** Says that what was asked for is there already. */
export function unchangedReport(file: string, style: Style): string {
  return style.quiet ? '' : textOf([`${clean(file)} says all of it already; nothing was written.`]);
}

/** Says what went. */
export function pruneReport(removed: readonly Pruned[], file: string, style: Style): string {
  if (style.quiet) return '';
  if (removed.length === 0) return textOf([`Nothing to prune: everything in ${clean(file)} is still reached.`]);
  const rows = removed.map(({ entry, whole, hosts, env }) => {
    const parts = [...hosts, ...env.map((name) => `env:${name}`)].join(', ');
    return [whole ? '-' : '~', clean(entry), clean(whole ? '' : `without ${parts}`)];
  });
  const head = `${style.paint.bold(`Wrote ${clean(file)}:`)} ${counted(removed.length, 'entry')} (- removed, ~ changed)`;
  return textOf([head, ...entryLines(rows, style, style.paint.red)]);
}

function entryLines(
  rows: readonly (readonly string[])[],
  { paint, width }: Style,
  sign: (text: string) => string,
): readonly string[] {
  const columns: readonly Column[] = [
    { least: 1, paint: sign },
    { least: 20, paint: paint.bold },
    { least: 20, paint: paint.dim },
  ];
  return tableLines(rows, columns, columnWidths(rows, columns, width - 2)).map((line) => `  ${line}`);
}

/** Commands and what each is for, side by side. */
function commandLines(steps: readonly (readonly [string, string])[], { paint, ready }: Style): readonly string[] {
  const rows = steps.map(([command, why]) => [
    clean(command.startsWith('sallyport') ? ready(command) : command),
    clean(why),
  ]);
  const columns: readonly Column[] = [
    { least: 1, paint: paint.cyan },
    { least: 1, paint: paint.dim },
  ];
  // A command is never cut: it is there to be copied.
  return tableLines(rows, columns, columnWidths(rows, columns, Infinity)).map((line) => `  ${line}`);
}

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** The inventory as a table: who is reached, how, from where. */
import type { Destination } from '../../identify/destination.ts';
import { CATEGORY_ORDER } from '../category-order.ts';
import type { Shown } from '../shown.ts';
import type { Style } from '../style.ts';
import { clean } from './clean.ts';
import { siteLine, stepLine, targetLines } from './site.ts';
import { columnWidths, tableLines, type Column } from './table.ts';
import { few, counted } from './words.ts';

/** Prints the inventory; `--verbose` adds every site with its trail. */
export function scanReport(shown: Shown, style: Style): string {
  const groups = groupsOf(shown.destinations);
  const known = groups.filter(({ title }) => title !== UNKNOWN);
  const columns = columnsOf(style);
  const rows = new Map(groups.map((group) => [group, group.destinations.map(cellsOf)]));
  const room = style.width - INDENT.length;
  const widths = columnWidths(
    known.flatMap((group) => rows.get(group) ?? []),
    columns,
    room,
  );
  const blocks = groups.map((group) => {
    const cells = rows.get(group) ?? [];
    const own = group.title === UNKNOWN ? columnWidths(cells, columns, room) : widths;
    const lines = tableLines(cells, columns, own).map((line) => INDENT + line);
    return [style.paint.bold(group.title), ...withSites(lines, group.destinations, style)].join('\n');
  });
  return `${[scanHeadline(shown, style), ...blocks].join('\n\n')}\n`;
}

/** The counts in one line. */
export function scanHeadline({ summary }: Shown, { paint }: Style): string {
  const { files, parsed, sites, destinations } = summary;
  const reached = `${counted(destinations, 'destination')} at ${counted(sites, 'site')}`;
  return `${paint.bold(`sallyport: ${destinations === 0 ? 'nothing is reached' : reached}`)} (${counted(files, 'file')}, ${parsed} parsed)`;
}

const INDENT = '  ';
const UNKNOWN = 'not known (dynamic)';

interface Group {
  readonly title: string;
  readonly destinations: readonly Destination[];
}

function groupsOf(destinations: readonly Destination[]): readonly Group[] {
  const titles = [...CATEGORY_ORDER, OTHER_HOSTS, FROM_ENV, UNKNOWN, 'same-origin', 'loopback'];
  const groups = Map.groupBy?.(destinations, titleOf) ?? grouped(destinations);
  return titles.flatMap((title) => {
    const members = groups.get(title);
    return members === undefined ? [] : [{ title, destinations: members.toSorted(byName) }];
  });
}

const OTHER_HOSTS = 'other hosts';
const FROM_ENV = 'set by the environment';

function titleOf({ verdict, category }: Destination): string {
  switch (verdict) {
    case 'external':
      return category ?? OTHER_HOSTS;
    case 'env':
      return category ?? FROM_ENV;
    case 'dynamic':
      return UNKNOWN;
    case 'same-origin':
    case 'loopback':
      return verdict;
  }
}

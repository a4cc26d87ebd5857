/** The inventory as a table: who is reached, how, from where. */
import type { Destination, Problem } from '../../identify/destination.ts';
import { isOwnPort } from '../../identify/ports.ts';
import type { Shown } from '../shown.ts';
import type { Style } from '../style.ts';
import { clean } from './clean.ts';
import { leftOutBlock, type LeftOut } from './left-out.ts';
import { ownTrail, siteLine, stepLine, targetLines } from './site.ts';
import { columnWidths, tableLines, type Column } from './table.ts';
import { counted, few } from './words.ts';

/** Prints the inventory; `--verbose` adds every site with its trail. `problems`: of the scan, for what was only looked into. */
export function scanReport(
  shown: Shown,
  problems: readonly Problem[],
  leftOut: readonly LeftOut[],
  style: Style,
): string {
  const groups = groupsOf(shown.destinations);
  const columns = columnsOf(style);
  const placeColumns = placeColumnsOf(columns);
  const room = style.width - INDENT.length;
  const shared = groups.filter(({ title }) => !ofPlaces(title)).flatMap(({ rows }) => rows);
  const widths = columnWidths(shared, columns, room);
  const blocks = groups.map(({ title, rows, destinations }) => {
    const isOfPlaces = ofPlaces(title);
    const own = isOfPlaces ? placeColumns : columns;
    // A place has a long name and a reason in place of hosts: it would make every other row narrow.
    const lines = tableLines(rows, own, isOfPlaces ? columnWidths(rows, own, room) : widths).map(
      (line) => INDENT + line,
    );
    const shown = title === MEDIA && !style.verbose ? firstOf(lines, style) : withSites(lines, destinations, style);
    return [style.paint.bold(title), ...shown].join('\n').trimEnd();
  });
  const others = [...bundledBlock(problems, style), ...unreachedBlock(shown, style), ...leftOutBlock(leftOut, style)];
  return `${[scanHeadline(shown, style), ...blocks, ...others].join('\n\n')}\n`;
}

/** Code that no scan vouches for: a repository whose only way out is in there must not look empty. */
function bundledBlock(problems: readonly Problem[], { paint, verbose }: Style): readonly string[] {
  const all = problems.flatMap(({ code, message }) => (code === 'bundled' || code === 'vendored' ? [message] : []));
  if (all.length === 0) return [];
  const shown = verbose ? all : all.slice(0, MOST_BUNDLES);
  const more = all.length - shown.length;
  const rest = more > 0 ? [paint.dim(`${INDENT}… and ${more} more; --verbose lists them`)] : [];
  return [
    [
      paint.bold('bundled code, not analysed'),
      ...shown.map((text) => INDENT + clean(withoutTitle(text))),
      ...rest,
    ].join('\n'),
  ];
}

/** The title says it already. */
function withoutTitle(message: string): string {
  return message.replace(/ (?:is bundled|holds vendored) code, not analysed; /, '  ');
}

/** What is no destination, because nothing can call the function that would connect: worth deleting. */
function unreachedBlock({ unreached }: Shown, { paint }: Style): readonly string[] {
  if (unreached.length === 0) return [];
  const lines = unreached.map(({ file, line, symbol, api }) => `${INDENT}${file}:${line}  ${symbol}  ${api}`);
  return [[paint.bold('never called: no destination'), ...lines].join('\n')];
}

/** The counts in one line. */
export function scanHeadline({ summary }: Shown, { paint }: Style): string {
  const { files, parsed, sites, destinations } = summary;
  const reached = `${counted(destinations, 'destination')} at ${counted(sites, 'site')}`;
  const found = destinations === 0 ? 'nothing is reached' : reached;
  return `${paint.bold(`sallyport: ${found}`)} (${counted(files, 'file')}, ${parsed} parsed)`;
}

const INDENT = '  ';
const MOST_BUNDLES = 10;
const OTHER_HOSTS = 'other hosts';
const FROM_ENV = 'set by the environment';
const UNKNOWN = 'not known (dynamic)';
const MEDIA = 'not known (dynamic): pictures, video and sound that pages show';
const MOST_MEDIA = 5;

/** After the categories, which are sorted by name. */
const LAST_TITLES: readonly string[] = [OTHER_HOSTS, FROM_ENV, UNKNOWN, MEDIA, 'same-origin', 'loopback'];

interface Group {
  readonly title: string;
  readonly destinations: readonly Destination[];
  readonly rows: readonly (readonly string[])[];
}

function groupsOf(all: readonly Destination[]): readonly Group[] {
  const titles = new Set(all.map(titleOf));
  const ordered = [
    ...[...titles].filter((title) => !LAST_TITLES.includes(title)).toSorted(),
    ...LAST_TITLES.filter((title) => titles.has(title)),
  ];
  return ordered.map((title) => {
    const destinations = all.filter((one) => titleOf(one) === title).toSorted(byName);
    return { title, destinations, rows: destinations.map(cellsOf) };
  });
}

function ofPlaces(title: string): boolean {
  return title === UNKNOWN || title === MEDIA;
}

function titleOf({ verdict, category, sites }: Destination): string {
  switch (verdict) {
    case 'external':
      return category ?? OTHER_HOSTS;
    case 'env':
      return category ?? FROM_ENV;
    case 'dynamic':
      return sites.every(({ loads }) => loads === 'media') ? MEDIA : UNKNOWN;
    case 'same-origin':
    case 'loopback':
      return verdict;
  }
}

function columnsOf({ paint }: Style): readonly Column[] {
  return [
    { least: 16, paint: asIs },
    { least: 14, paint: asIs },
    { least: 6, paint: paint.dim },
    { least: 7, paint: paint.dim },
    { least: 24, paint: paint.cyan, keep: 'end' },
  ];
}

/** The end of a place's name is what tells it from the others. */
function placeColumnsOf([name, ...others]: readonly Column[]): readonly Column[] {
  return name === undefined ? [] : [{ ...name, least: 40, keep: 'end' }, ...others];
}

function cellsOf(destination: Destination): readonly string[] {
  const { name, sites, surfaces, verdict } = destination;
  const [first] = sites;
  const place = first === undefined ? '' : `${clean(first.file)}:${first.line}`;
  // One line for a place says where it is; its name begins with the file.
  const where = verdict === 'dynamic' && first !== undefined ? `line ${first.line}` : place;
  const count = verdict === 'dynamic' && sites.length === 1 ? '' : counted(sites.length, 'site');
  return [clean(name), clean(reachedBy(destination)), surfaces.join(', '), count, where];
}

/** What the name does not say yet: hosts, variables, the SDK, an odd scheme or port; or why nothing is known. */
function reachedBy({ verdict, name, hosts, env, sdk, schemes, ports, service, reason, sites }: Destination): string {
  if (verdict === 'dynamic') return `${few([...new Set(sites.map(({ api }) => api))], 1)}: ${reason ?? ''}`;
  const shownHosts = hosts.filter((host) => host !== name);
  const oddPorts = ports.filter((port) => !isOwn(port, schemes)).map((port) => `:${port}`);
  const oddSchemes = schemes.filter((scheme) => scheme !== 'https');
  return [
    ...(shownHosts.length > 0 ? [few(shownHosts, 2)] : []),
    ...env.filter((variable) => variable !== name).map((variable) => `$${variable}`),
    ...(service === null && sdk !== null ? [`via ${sdk}`] : []),
    ...(service === null ? [...oddSchemes, ...oddPorts] : []),
  ].join(' ');
}

function isOwn(port: number, schemes: readonly string[]): boolean {
  return port === 443 || schemes.some((scheme) => isOwnPort(scheme, port));
}

/** A page shows pictures in a hundred places. */
function firstOf(lines: readonly string[], { paint }: Style): readonly string[] {
  const more = lines.length - MOST_MEDIA;
  const rest = more > 0 ? [paint.dim(`${INDENT}… and ${more} more; --verbose lists them`)] : [];
  return [...lines.slice(0, MOST_MEDIA), ...rest];
}

function withSites(lines: readonly string[], destinations: readonly Destination[], style: Style): readonly string[] {
  if (!style.verbose) return lines;
  const indent = `${INDENT}  `;
  return destinations.flatMap(({ sites }, i) => [
    ...lines.slice(i, i + 1),
    ...sites.flatMap((site) => [
      indent + siteLine(site, style),
      ...targetLines(site, style, `${indent}  `),
      ...ownTrail(site).map((step) => stepLine(step, style, `${indent}  `)),
    ]),
    '',
  ]);
}

function byName(a: Destination, b: Destination): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}

function asIs(text: string): string {
  return text;
}

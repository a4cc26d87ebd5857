/** What `check` tells people: one line when all is well, else every drift with its fix. */
import { DRIFT_KINDS, type Drift, type DriftKind } from '../../drift/drift.ts';
import { shellQuoted } from '../../drift/fix.ts';
import type { Inventory, Problem } from '../../identify/destination.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import type { Since } from '../result.ts';
import type { Style } from '../style.ts';
import { clean } from './clean.ts';
import { driftLines, subjectOf, type DriftContext } from './drift.ts';
import type { LineReader } from './frame.ts';
import { changeBlocks } from './diff.ts';
import { unjudgedLine } from './problems.ts';
import { pad } from './width.ts';
import { counted, few } from './words.ts';

/** What there is to tell. */
export interface CheckFacts {
  readonly inventory: Inventory;
  readonly manifest: Manifest;
  readonly drift: readonly Drift[];
  /** Comments that declare what is not there. */
  readonly unused: readonly Problem[];
  /** Approvals that end soon. */
  readonly ending: readonly Problem[];
  readonly lines: LineReader;
  /** Warnings fail too. */
  readonly strict: boolean;
  readonly warnOnly: boolean;
  /** What is new since another revision, when that was asked. */
  readonly since?: Since | null;
}

/** So many drifts have a section of their own; the others are one line each. */
const SECTIONS = 20;
const ONE_LINERS = 100;

/** Reports a comparison; empty when all is well and `--quiet` was asked for. */
export function checkReport(facts: CheckFacts, style: Style): string {
  const failing = facts.drift.filter((drift) => isFailing(drift, facts));
  const isJudged = !facts.inventory.problems.some(({ severity }) => severity === 'error');
  const since = facts.since ?? null;
  const isFrozenOut = since !== null && since.unapproved.length > 0;
  if (failing.length === 0 && isJudged && style.quiet && !isFrozenOut && !isStrictlyUnused(facts)) return '';
  const warnings = style.quiet ? [] : facts.drift.filter((drift) => !isFailing(drift, facts));
  const blocks = [
    [checkHeadline(facts, style)],
    ...sectionBlocks(failing, facts, style),
    ...warningBlocks(warnings, facts, style),
    ...(since === null || style.quiet
      ? []
      : changeBlocks({ ...since, after: '', manifest: facts.manifest.file }, style)),
    noticeLines('unused', isStrictlyUnused(facts) || !style.quiet ? facts.unused : [], style),
    noticeLines('ending', style.quiet ? [] : facts.ending, style),
    ...closingBlocks(failing, style),
  ].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

/** The verdict in one line. */
export function checkHeadline(facts: CheckFacts, style: Style): string {
  const { paint } = style;
  const { inventory, manifest, drift, unused, ending, warnOnly } = facts;
  const failing = drift.filter((one) => isFailing(one, facts));
  const files = counted(inventory.summary.files, 'file');
  const unreviewed = drift.filter(({ kind }) => kind === 'unreviewed').length;
  const stale = drift.filter(({ kind }) => kind === 'stale').length;
  const declared = [
    `${counted(manifest.destinations.length, 'destination')} declared`,
    ...(unreviewed > 0 ? [`${unreviewed} unreviewed`] : []),
    ...(manifest.dynamic.length > 0 ? [`${manifest.dynamic.length} dynamic`] : []),
    ...(stale > 0 ? [`${stale} stale`] : []),
    ...(unused.length > 0 && !isStrictlyUnused(facts) ? [counted(unused.length, 'unused comment')] : []),
    ...(ending.length > 0 ? [`${ending.length} ending soon`] : []),
  ].join(', ');
  const isJudged = !inventory.problems.some(({ severity }) => severity === 'error');
  const found = [kindCounts(failing), isStrictlyUnused(facts) ? counted(unused.length, 'unused comment') : '']
    .filter((part) => part !== '')
    .join(', ');
  if (!isJudged) return `${unjudgedLine(inventory.problems, style)}${found === '' ? '' : ` Found so far: ${found}.`}`;
  const refused = facts.since?.unapproved.length ?? 0;
  if (found === '' && refused > 0) {
    const text = `${counted(refused, 'policy change')} without approval, and the manifest is frozen`;
    return `${paint.bold(paint.red(`sallyport: ${text}.`))} ${declared} (${files})`;
  }
  if (found === '') return `${paint.bold(paint.green('sallyport: in sync.'))} ${declared} (${files})`;
  const leniency = warnOnly ? paint.dim(' Reported only (--warn-only).') : '';
  return `${paint.bold(paint.red(`sallyport: ${found}`))} (${declared}, ${files})${leniency}`;
}

function isFailing({ severity }: Drift, { strict }: CheckFacts): boolean {
  return severity === 'error' || strict;
}

function isStrictlyUnused({ unused, strict }: CheckFacts): boolean {
  return strict && unused.length > 0;
}

function kindCounts(drift: readonly Drift[]): string {
  const counts = DRIFT_KINDS.map((kind) => [kind, drift.filter((one) => one.kind === kind).length] as const);
  return counts.flatMap(([kind, count]) => (count > 0 ? [`${count} ${kind}`] : [])).join(', ');
}

function sectionBlocks(drift: readonly Drift[], facts: CheckFacts, style: Style): readonly (readonly string[])[] {
  const context: DriftContext = {
    destinations: new Map(facts.inventory.destinations.map((destination) => [destination.id, destination])),
    declaredServices: new Set(facts.manifest.destinations.flatMap(({ service }) => service ?? [])),
    manifestName: facts.manifest.file,
    lines: facts.lines,
    since: facts.since ?? null,
    style,
  };
  const inFull = style.verbose ? drift : drift.filter((one) => !isBrief(one)).slice(0, SECTIONS);
  const others = drift.filter((one) => !inFull.includes(one));
  const lines = others.slice(0, ONE_LINERS).map((one) => oneLine(one, style));
  const more = others.length - lines.length;
  return [
    ...inFull.map((one) => driftLines(one, context)),
    [...lines, ...(more > 0 ? [style.paint.dim(`… and ${more} more; --verbose lists them`)] : [])],
  ];
}

/** Kinds that come in great numbers and say little each. */
function isBrief({ kind }: Drift): boolean {
  return kind === 'unreviewed' || kind === 'stale';
}

function oneLine(drift: Drift, { paint }: Style): string {
  const [site] = drift.sites;
  const place = site === undefined ? '' : `  ${paint.cyan(`${clean(site.file)}:${site.line}:${site.column}`)}`;
  const colour = drift.severity === 'error' ? paint.red : paint.yellow;
  const detail = isBrief(drift) ? paint.dim(`  ${clean(drift.message)}`) : '';
  return `${colour(drift.kind)}  ${subjectOf(drift)}${place}${detail}`;
}

function warningBlocks(drift: readonly Drift[], facts: CheckFacts, style: Style): readonly (readonly string[])[] {
  if (style.verbose) return sectionBlocks(drift, facts, style);
  const stale = drift.filter(({ kind }) => kind === 'stale');
  // The headline counts what is unreviewed; that is all one needs to hear of it on every run.
  const others = drift.filter((one) => !isBrief(one));
  const names = few(stale.map(goneOf), 3);
  const staleLines = [
    `${style.paint.yellow('stale')}  Nothing reaches ${names} any more. ${style.paint.dim('To remove:')} ${style.ready('sallyport prune')}`,
  ];
  return [...sectionBlocks(others, facts, style), ...(stale.length > 0 ? [staleLines] : [])];
}

/** Of an entry that is reached in part, only the rest is gone. */
function goneOf(drift: Drift): string {
  const gone = [...drift.hosts, ...drift.env.map((name) => `env:${name}`)].join(', ');
  return gone === '' ? subjectOf(drift) : clean(gone);
}

/** What is no drift yet: the sentence, and the command. */
function noticeLines(label: string, notices: readonly Problem[], { paint, ready, verbose }: Style): readonly string[] {
  const shown = verbose ? notices : notices.slice(0, SECTIONS);
  const more = notices.length - shown.length;
  return [
    ...shown.flatMap(({ message, hint }) => [
      `${paint.yellow(label)}  ${clean(message)}`,
      `  ${clean((hint ?? '').replace(/`([^`]*)`/, (_, command: string) => ready(command)))}`,
    ]),
    ...(more > 0 ? [paint.dim(`… and ${more} more; --verbose lists them`)] : []),
  ];
}

const ABOUT_CODE: readonly DriftKind[] = ['undeclared', 'out-of-scope', 'denied', 'cleartext'];

/** Commands that are about more than one drift. */
function closingBlocks(failing: readonly Drift[], { paint, ready }: Style): readonly (readonly string[])[] {
  const aboutCode = failing.filter(({ kind }) => ABOUT_CODE.includes(kind));
  const example = aboutCode.find(({ hosts }) => hosts.length > 0) ?? aboutCode[0];
  const isMany = failing.filter(({ kind }) => kind === 'undeclared').length > 2;
  const fixOf = (wanted: DriftKind) => failing.find(({ kind, fix }) => kind === wanted && fix !== null)?.fix ?? null;
  const commands: readonly (readonly [string, string | null])[] = [
    ['Why was it found?', example === undefined ? null : `sallyport explain ${shellQuoted(selectorOf(example))}`],
    ['By one function:', throughOne(failing)],
    ['All at once:', isMany ? 'sallyport accept --all --reason "…"' : null],
    ['Remove stale:', fixOf('stale')],
    ['Complete one:', fixOf('unreviewed')],
  ];
  const line = (label: string, command: string) => `${paint.dim(pad(label, 17))}  ${clean(ready(command))}`;
  return [commands.flatMap(([label, command]) => (command === null ? [] : [line(label, command)]))];
}

/** The command that declares what several places, none of them known, give to the same function; null where none is given to any. */
function throughOne(failing: readonly Drift[]): string | null {
  const unknown = failing.filter(({ kind, destination }) => kind === 'undeclared' && isPlace(destination));
  const places = unknown.map(({ sites }) => new Set(sites.map(({ file, symbol }) => `${file}#${symbol}`)));
  const counts = [...new Set(places.flatMap((all) => [...all]))].map((place) => {
    return { place, count: places.filter((all) => all.has(place)).length };
  });
  const [most] = counts.toSorted((a, b) => b.count - a.count);
  if (most === undefined || most.count < 2) return null;
  return `sallyport accept ${shellQuoted(`dynamic:${most.place}`)} --reason "…"`;
}

function isPlace(destination: string | null): boolean {
  return destination?.startsWith('dynamic:') === true;
}

function selectorOf({ hosts: [host], env: [variable], destination }: Drift): string {
  return host ?? (variable === undefined ? (destination ?? '') : `env:${variable}`);
}

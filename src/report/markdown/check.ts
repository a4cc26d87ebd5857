/** A comparison in Markdown. */
import { DRIFT_KINDS, type Drift } from '../../drift/drift.ts';
import type { Place } from '../../identify/destination.ts';
import { clean } from '../human/clean.ts';
import { subjectOf } from '../human/drift.ts';
import { cut } from '../human/width.ts';
import { counted } from '../human/words.ts';
import {
  isFailing,
  isJudged,
  leadChooser,
  manifestPlace,
  pathOf,
  sitesOf,
  type Comparison,
  type Result,
} from '../result.ts';
import { code, fenceOf, prose, tableHead, tableRow } from './escape.ts';
import { changeSections } from './changes.ts';
import { evidenceSection } from './evidence.ts';
import type { Section } from './section.ts';

const MOST_CHARACTERS = 120;
const MOST_OF_SENTENCE = 500;

/** The verdict, and what it is about. */
export function verdictLines(result: Result): readonly string[] {
  const { comparison, summary } = result;
  const files = counted(summary.files, 'file');
  if (comparison === null)
    return ['## Sallyport: cannot judge', '', 'Nothing could be compared, so no verdict is given.'];
  const { drift, declared, warnOnly, since } = comparison;
  const refused = since?.unapproved.length ?? 0;
  const found = [
    kindCounts(drift.filter((one) => isFailing(one, comparison))),
    refused === 0 ? '' : `${counted(refused, 'policy change')} without approval`,
  ]
    .filter((part) => part !== '')
    .join(', ');
  const unreviewed = drift.filter(({ kind }) => kind === 'unreviewed').length;
  const facts = [
    `${counted(declared.destinations, 'destination')} declared`,
    ...(unreviewed > 0 ? [`${unreviewed} unreviewed`] : []),
    ...(declared.dynamic > 0 ? [`${declared.dynamic} dynamic`] : []),
    files,
  ].join(', ');
  if (!isJudged(result)) {
    const soFar = found === '' ? '' : ` Found so far: ${found}.`;
    return [
      '## Sallyport: cannot judge',
      '',
      `Part of the code could not be judged, so no verdict is given.${soFar} (${facts})`,
    ];
  }
  const leniency = found !== '' && warnOnly ? ' Reported only (`--warn-only`).' : '';
  return [`## Sallyport: ${found === '' ? 'in sync' : found}`, '', `${facts}.${leniency}`];
}

/** What is to be said, most important first; the evidence comes last, since it may be long. */
export function checkSections(result: Result): readonly Section[] {
  const { comparison } = result;
  if (comparison === null) return [];
  const failing = comparison.drift.filter((one) => isFailing(one, comparison));
  const undeclared = failing.filter(({ kind }) => kind === 'undeclared');
  const others = comparison.drift.filter((one) => one.kind !== 'undeclared' && isWorthARow(one, comparison));
  return [
    newSection(undeclared, result),
    otherSection(others, result),
    ...(comparison.since === null ? [] : changeSections(comparison.since, result)),
    fixSection([...failing, ...others], result),
    evidenceSection(
      failing.map((one) => ({ title: code(cut(subjectOf(one), MOST_CHARACTERS)), sites: sitesOf(one, result) })),
      result.paths,
    ),
  ];
}

/** What nobody has reviewed is counted in the verdict, which is all that one needs to hear of it on every run. */
function isWorthARow(drift: Drift, comparison: Comparison): boolean {
  return drift.kind !== 'unreviewed' || isFailing(drift, comparison);
}

function kindCounts(drift: readonly Drift[]): string {
  const counts = DRIFT_KINDS.map((kind) => [kind, drift.filter((one) => one.kind === kind).length] as const);
  return counts.flatMap(([kind, count]) => (count > 0 ? [`${count} ${kind}`] : [])).join(', ');
}

function newSection(undeclared: readonly Drift[], result: Result): Section {
  const lead = leadChooser(result);
  return {
    head: ['### New in code, not declared', '', ...tableHead(['Destination', 'Who', 'Surface', 'Where', 'Sites'])],
    items: undeclared.map((drift) => [newRow(drift, result, lead(drift.sites))]),
    tail: [],
    share: 16_000,
  };
}

function newRow(drift: Drift, { destinations, paths }: Result, site: Place | undefined): string {
  const destination = destinations.find(({ id }) => id === drift.destination);
  const known = destination?.service == null ? '' : code(cut(destination.name, MOST_CHARACTERS));
  const who =
    destination?.verdict === 'dynamic'
      ? prose(cut(`not known: ${destination.reason ?? 'no reason given'}`, MOST_CHARACTERS))
      : known;
  return tableRow([
    code(cut(subjectOf(drift), MOST_CHARACTERS)),
    [who, destination?.category ?? ''].filter((part) => part !== '').join(', '),
    [...drift.surfaces, ...drift.components.filter((one) => one !== '.').map(code)].join(', '),
    site === undefined ? '' : code(`${pathOf(site.file, paths)}:${site.line}`),
    String(drift.sites.length),
  ]);
}

function otherSection(others: readonly Drift[], result: Result): Section {
  const { paths } = result;
  const lead = leadChooser(result);
  return {
    head: ['### Other drift', '', ...tableHead(['Kind', 'What', 'Where', 'In words'])],
    items: others.map((drift) => [otherRow(drift)]),
    tail: [],
    share: 10_000,
  };

  function otherRow(drift: Drift): string {
    const site = lead(drift.sites);
    const { file, line } = site ?? manifestPlace(drift, paths);
    const where = code(`${pathOf(file, paths)}:${line}`);
    const subject = code(cut(subjectOf(drift), MOST_CHARACTERS));
    return tableRow([drift.kind, subject, where, prose(cut(drift.message, MOST_OF_SENTENCE))]);
  }
}

function fixSection(drift: readonly Drift[], { ready }: Result): Section {
  const commands = [...new Set(drift.flatMap(({ fix }) => fix ?? []))].map((fix) => clean(ready(fix)));
  const isMany = drift.filter(({ kind }) => kind === 'undeclared').length > 2;
  const all = isMany ? [ready('sallyport accept --all --reason "…"')] : [];
  const isAboutCode = drift.some(({ destination }) => destination !== null);
  const fence = fenceOf([...commands, ...all]);
  return {
    head: ['### How to settle it', '', isAboutCode ? 'Remove the call, or:' : 'One of:', '', `${fence}sh`],
    items: [...commands, ...(isMany ? ['# or all at once', ...all] : [])].map((line) => [line]),
    tail: [fence],
    share: 8000,
  };
}

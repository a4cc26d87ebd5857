/** A comparison in Markdown. */
import { DRIFT_KINDS, type Drift } from '../../drift/drift.ts';
import { clean } from '../human/clean.ts';
import { subjectOf } from '../human/drift.ts';
import { cut } from '../human/width.ts';
import { counted } from '../human/words.ts';
import { isFailing, isJudged, pathOf, sitesOf, type Comparison, type PolicyChange, type Result } from '../result.ts';
import { code, fenceOf, prose, tableHead, tableRow } from './escape.ts';
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
  const { drift, declared, warnOnly } = comparison;
  const found = kindCounts(drift.filter((one) => isFailing(one, comparison)));
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
    policySection(comparison.policyChanges ?? [], result),
    fixSection(failing, result),
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
  return {
    head: ['### New in code, not declared', '', ...tableHead(['Destination', 'Who', 'Surface', 'First site', 'Sites'])],
    items: undeclared.map((drift) => [newRow(drift, result)]),
    tail: [],
    share: 16_000,
  };
}

function newRow(drift: Drift, { destinations, paths }: Result): string {
  const destination = destinations.find(({ id }) => id === drift.destination);
  const [site] = drift.sites;
  const known = destination?.service == null ? '' : code(cut(destination.name, MOST_CHARACTERS));
  const who =
    destination?.verdict === 'dynamic' ? prose(cut(`not known: ${destination.reason}`, MOST_CHARACTERS)) : known;
  return tableRow([
    code(cut(subjectOf(drift), MOST_CHARACTERS)),
    [who, destination?.category ?? ''].filter((part) => part !== '').join(', '),
    [...drift.surfaces, ...drift.components.filter((one) => one !== '.').map(code)].join(', '),
    site === undefined ? '' : code(`${pathOf(site.file, paths)}:${site.line}`),
    String(drift.sites.length),
  ]);
}

function otherSection(others: readonly Drift[], { paths }: Result): Section {
  return {
    head: ['### Besides', '', ...tableHead(['Kind', 'What', 'Where', 'In words'])],
    items: others.map((drift) => [otherRow(drift)]),
    tail: [],
    share: 10_000,
  };

  function otherRow(drift: Drift): string {
    const [site] = drift.sites;
    const line =
      site === undefined ? `${paths.manifest.path}:${drift.at?.line ?? 1}` : `${pathOf(site.file, paths)}:${site.line}`;
    const subject = code(cut(subjectOf(drift), MOST_CHARACTERS));
    return tableRow([drift.kind, subject, code(line), prose(cut(drift.message, MOST_OF_SENTENCE))]);
  }
}

function policySection(changes: readonly PolicyChange[], { paths }: Result): Section {
  return {
    head: ['### Policy changes in this change', '', ...tableHead(['Change', 'Entry', 'What', 'Where'])],
    items: changes.map(({ kind, entry, detail, at }) => [
      tableRow([
        prose(kind),
        code(cut(entry, MOST_CHARACTERS)),
        prose(cut(detail, MOST_OF_SENTENCE)),
        at === undefined ? '' : code(`${paths.manifest.path}:${at.line}`),
      ]),
    ]),
    tail: [],
    share: 10_000,
  };
}

function fixSection(failing: readonly Drift[], { ready }: Result): Section {
  const commands = [...new Set(failing.flatMap(({ fix }) => fix ?? []))].map((fix) => clean(ready(fix)));
  const isMany = failing.filter(({ kind }) => kind === 'undeclared').length > 2;
  const all = isMany ? [ready('sallyport accept --all --reason "…"')] : [];
  const isAboutCode = failing.some(({ destination }) => destination !== null);
  const fence = fenceOf([...commands, ...all]);
  return {
    head: ['### How to settle it', '', isAboutCode ? 'Remove the call, or:' : 'One of:', '', `${fence}sh`],
    items: [...commands, ...(isMany ? ['# or all at once', ...all] : [])].map((line) => [line]),
    tail: [fence],
    share: 8000,
  };
}

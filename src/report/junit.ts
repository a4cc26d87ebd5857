/** JUnit's XML: a test case for each destination, one for each entry that is about the manifest alone, and one for the scan itself. */
import type { PolicyChange } from '../changes/change.ts';
import type { Drift } from '../drift/drift.ts';
import type { Destination, Place } from '../identify/destination.ts';
import { codePlaces, codeSentence, codeSubject, detailsText, policyRegion, policySentence } from './difference.ts';
import { clean } from './human/clean.ts';
import { subjectOf } from './human/drift.ts';
import { refusalSentence } from './remarks.ts';
import { PLAIN } from './style.ts';
import { siteLine } from './human/site.ts';
import { counted } from './human/words.ts';
import { groupsBy } from './groups.ts';
import { leadChooser, manifestPlace, levelOf, pathOf, sitesOf, type Comparison, type Result } from './result.ts';
import { xmlDocument, type Element } from './xml.ts';

/** Prints a result. */
export function junitReport(result: Result): string {
  const { comparison } = result;
  const suites = [
    suiteOf('sallyport', [scanCase(result)]),
    ...(result.mode === 'diff'
      ? [suiteOf('sallyport.changes', changeCases(result))]
      : [suiteOf('sallyport.destinations', destinationCases(result))]),
    ...(comparison === null ? [] : [suiteOf('sallyport.manifest', manifestCases(comparison, result))]),
  ].filter(({ children }) => children.length > 0);
  return xmlDocument({ name: 'testsuites', attributes: { name: 'sallyport', ...countsOf(suites) }, children: suites });
}

const SITES_SHOWN = 10;

function suiteOf(name: string, cases: readonly Element[]): Element & { readonly children: readonly Element[] } {
  const has = (outcome: string) => cases.filter((one) => outcomeOf(one) === outcome).length;
  const counts = { tests: cases.length, failures: has('failure'), errors: has('error'), skipped: has('skipped') };
  return { name: 'testsuite', attributes: { name, ...counts, time: 0 }, children: cases };
}

function outcomeOf({ children: [first] }: Element): string | null {
  return first === undefined || typeof first === 'string' ? null : first.name;
}

function countsOf(suites: readonly Element[]): Element['attributes'] {
  const sum = (name: string) => suites.reduce((total, { attributes }) => total + Number(attributes[name] ?? 0), 0);
  return { tests: sum('tests'), failures: sum('failures'), errors: sum('errors'), time: 0 };
}

interface FileLine {
  readonly file: string;
  readonly line: number;
}

function caseOf(name: string, classname: string, place: FileLine, children: readonly Element[]): Element {
  const { file, line } = place;
  return { name: 'testcase', attributes: { name: clean(name), classname, file: clean(file), line, time: 0 }, children };
}

/** There is always one test case, since a report without any is an error for most readers. */
function scanCase(result: Result): Element {
  const { problems, paths, mode } = result;
  const texts = problems.map(
    ({ severity, message, hint }) => `${severity}: ${message}${hint === null ? '' : `\n  ${hint}`}`,
  );
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const report = texts.map(cleanLines).join('\n');
  const message = `${first?.message ?? ''}${errors.length > 1 ? ` and ${errors.length - 1} more` : ''}`;
  const outcome =
    first === undefined ? outputOf(report) : [element('error', { message: clean(message), type: first.code }, report)];
  const place =
    first?.file == null
      ? { file: paths.manifest.path, line: 1 }
      : { file: pathOf(first.file, paths), line: first.line ?? 1 };
  return caseOf(
    mode === 'check' ? 'everything could be judged' : 'everything could be read',
    'sallyport',
    place,
    outcome,
  );
}

function destinationCases(result: Result): readonly Element[] {
  const { destinations, comparison, mode } = result;
  if (mode === 'check' && comparison === null) return [];
  const drift = comparison?.drift ?? [];
  const lead = leadChooser(result);
  const byId = new Map(groupsBy(drift, (one) => one.destination ?? '').map((group) => [group[0]?.destination, group]));
  return destinations.map((destination) => {
    const own = byId.get(destination.id) ?? [];
    return destinationCase(destination, own, result, lead(own[0]?.sites ?? destination.sites));
  });
}

function destinationCase(
  destination: Destination,
  drift: readonly Drift[],
  result: Result,
  site: Place | undefined,
): Element {
  const { id, name, service, verdict, sites } = destination;
  const { comparison, paths } = result;
  const place = { file: site === undefined ? paths.manifest.path : pathOf(site.file, paths), line: site?.line ?? 1 };
  const isGated = comparison === null || sites.some(({ surface }) => comparison.surfaces.includes(surface));
  const skipped = element('skipped', { message: `not judged: only ${destination.surfaces.join(', ')}` }, '');
  const outcome = comparison === null ? [] : isGated ? outcomeOfDrift(drift, comparison, result) : [skipped];
  return caseOf(service === null ? id : `${id} (${name})`, `sallyport.${verdict}`, place, outcome);
}

/** A test case for each change, which passes: nothing is judged here. */
function changeCases(result: Result): readonly Element[] {
  const { difference, paths } = result;
  const { code, policy } = difference?.changes ?? { code: [], policy: [] };
  const placeOf = codePlaces(result);
  return [
    ...code.map((change) => {
      const site = placeOf(change);
      const place =
        site === null ? { file: paths.manifest.path, line: 1 } : { ...site, file: pathOf(site.file, paths) };
      const name = `${change.kind} ${codeSubject(change)}`;
      return caseOf(name, 'sallyport.code', place, outputOf(clean(codeSentence(change))));
    }),
    ...policy.map((change) => {
      const { path, line } = policyRegion(change, result);
      const name = `${change.kind} ${change.entry} (${change.file})`;
      return caseOf(name, 'sallyport.policy', { file: path, line }, outputOf(clean(policySentence(change))));
    }),
  ];
}

function manifestCases(comparison: Comparison, result: Result): readonly Element[] {
  const { paths } = result;
  const drifted = comparison.drift
    .filter(({ destination }) => destination === null)
    .map((drift) => {
      const { file, line } = manifestPlace(drift, paths);
      const place = { file: pathOf(file, paths), line };
      const name = `${drift.kind} ${subjectOf(drift)}`;
      return caseOf(name, 'sallyport.manifest', place, outcomeOfDrift([drift], comparison, result));
    });
  return [...drifted, ...(comparison.since?.unapproved ?? []).map((change) => refusalCase(change, comparison, result))];
}

/** A change of a frozen manifest that nobody has approved. */
function refusalCase(change: PolicyChange, { warnOnly }: Comparison, { paths }: Result): Element {
  const message = clean(refusalSentence(change));
  const text = [message, clean(detailsText(change.details))].filter((line) => line !== '').join('\n');
  const outcome = warnOnly ? outputOf(text) : [element('failure', { message, type: 'frozen' }, text)];
  const place = { file: pathOf(change.file, paths), line: change.at?.line ?? 1 };
  return caseOf(`policy ${change.entry}`, 'sallyport.manifest', place, outcome);
}

/** What fails is a failure, of which a test case has one; what does not is its output. */
function outcomeOfDrift(drift: readonly Drift[], comparison: Comparison, result: Result): readonly Element[] {
  if (drift.length === 0) return [];
  const text = drift.map((one) => driftText(one, result)).join('\n\n');
  const failing = drift.filter((one) => levelOf(one, comparison) === 'error');
  const [first] = failing;
  if (first === undefined) return outputOf(text);
  const message = failing.map((one) => one.message).join('; ');
  return [element('failure', { message: clean(message), type: first.kind }, text)];
}

function driftText(drift: Drift, result: Result): string {
  const sites = sitesOf(drift, result);
  const shown = sites.slice(0, SITES_SHOWN);
  const more = sites.length - shown.length;
  const lines = [
    `${drift.kind}: ${clean(drift.message)}`,
    ...shown.map((site) => `  ${siteLine({ ...site, file: pathOf(site.file, result.paths) }, PLAIN)}`),
    ...(more > 0 ? [`  … and ${counted(more, 'more site')}`] : []),
    ...(drift.fix === null ? [] : [`To settle it: ${clean(result.ready(drift.fix))}`]),
  ];
  return lines.join('\n');
}

function outputOf(text: string): readonly Element[] {
  return text === '' ? [] : [element('system-out', {}, text)];
}

function element(name: string, attributes: Element['attributes'], text: string): Element {
  return { name, attributes, children: text === '' ? [] : [text] };
}

function cleanLines(text: string): string {
  return text.split('\n').map(clean).join('\n');
}

/** What to annotate: one place for each party or entry, and at most ten of each severity, since the runner drops the rest. */
import type { Drift } from '../../drift/drift.ts';
import type { Destination, Problem } from '../../identify/destination.ts';
import { codePlaces, codeSentence, codeSubject, detailsText, policyRegion } from '../difference.ts';
import { groupsBy } from '../groups.ts';
import { meaningOf } from '../human/diff.ts';
import { subjectOf } from '../human/drift.ts';
import { counted, few } from '../human/words.ts';
import { KINDS } from '../kinds.ts';
import { regionOf } from '../region.ts';
import { inventorySentence, refusalSentence } from '../remarks.ts';
import {
  isFailing,
  leadChooser,
  levelOf,
  manifestPlace,
  type Comparison,
  type Difference,
  type Result,
  type Since,
} from '../result.ts';
import { LEVELS, type Annotation } from './command.ts';

/** Chooses among the places of a party. */
type Lead = ReturnType<typeof leadChooser>;

/** The runner keeps so many of each severity in a step. */
const MOST = 10;

/** The annotations of a result, worst first. */
export function annotationsOf(result: Result): readonly Annotation[] {
  const { comparison, difference, destinations, mode } = result;
  const lead = leadChooser(result);
  const all = [
    ...problemAnnotations(result),
    ...(comparison === null ? [] : driftAnnotations(comparison, result, lead)),
    ...(comparison?.since == null ? [] : policyAnnotations({ ...comparison.since, ...comparison }, result)),
    ...(difference === null ? [] : differenceAnnotations(difference, result)),
    ...(mode === 'scan' ? destinations.flatMap((one) => inventoryAnnotation(one, result, lead)) : []),
  ];
  return LEVELS.flatMap((level) => capped(all.filter((one) => one.level === level)));
}

/** Keeps ten; the tenth says how many there are besides, and who. */
function capped(annotations: readonly Annotation[]): readonly Annotation[] {
  const last = annotations[MOST - 1];
  const left = annotations.slice(MOST);
  if (last === undefined || left.length === 0) return annotations;
  const more = `… and ${left.length} more, which the log lists: ${few(
    left.map(({ title }) => title),
    5,
  )}`;
  return [...annotations.slice(0, MOST - 1), { ...last, lines: [...last.lines.slice(0, 3), more] }];
}

/** Problems of one kind are one annotation: fifty files that do not parse would leave no room for anything else. */
function problemAnnotations(result: Result): readonly Annotation[] {
  const groups = groupsBy(result.problems, ({ code, severity }) => `${severity} ${code}`);
  return groups.flatMap(([first, ...others]) =>
    first === undefined ? [] : [problemAnnotation(first, others, result)],
  );
}

function problemAnnotation(first: Problem, others: readonly Problem[], { paths, lines }: Result): Annotation {
  const { severity, message, hint, file, line, column } = first;
  const named = others.flatMap((one) => one.file ?? []);
  const also = named.length > 0 ? `: ${few(named, 3)}` : '';
  const place = file === null ? null : { file, line: line ?? 1, column: column ?? 1 };
  return {
    level: severity,
    title: severity === 'error' ? 'Sallyport cannot judge' : 'Sallyport',
    lines: [
      message,
      ...(others.length > 0 ? [`… and ${others.length} more of this kind${also}`] : []),
      ...(hint === null ? [] : [hint]),
    ],
    region: place === null ? null : regionOf(place, paths, lines),
  };
}

function driftAnnotations(comparison: Comparison, result: Result, lead: Lead): readonly Annotation[] {
  const { drift } = comparison;
  // Entries that nobody has reviewed come by the dozen, and all say the same.
  const unreviewed = drift.filter((one) => one.kind === 'unreviewed');
  const parties = groupsBy(
    drift.filter((one) => one.kind !== 'unreviewed'),
    (one) => one.destination ?? `${one.kind} ${one.entry}`,
  );
  return [
    ...parties.flatMap((group) => partyAnnotation(group, comparison, result, lead)),
    ...unreviewedAnnotation(unreviewed, comparison, result, lead),
  ];
}

/** All that is to be said of one party, at one of its sites. */
function partyAnnotation(
  group: readonly Drift[],
  comparison: Comparison,
  result: Result,
  lead: Lead,
): readonly Annotation[] {
  const ordered = group.toSorted((a, b) => Number(isFailing(b, comparison)) - Number(isFailing(a, comparison)));
  const [first] = ordered;
  if (first === undefined) return [];
  const fixes = new Set(ordered.flatMap(({ fix }) => fix ?? []));
  const commands = [...fixes].map((fix) => `To settle it: ${result.ready(fix)}`);
  const sentences = ordered.map(({ message }) => `${message}.`).slice(0, 4 - Math.min(1, commands.length));
  const remedy = first.fix === null ? [withoutCode(KINDS[first.kind].help)] : [];
  return [
    {
      level: levelOf(first, comparison),
      title: `${KINDS[first.kind].title}: ${subjectOf(first)}`,
      lines: [...sentences, ...commands, ...remedy].slice(0, 4),
      region: regionOfDrift(first, result, lead),
    },
  ];
}

function unreviewedAnnotation(
  unreviewed: readonly Drift[],
  comparison: Comparison,
  result: Result,
  lead: Lead,
): readonly Annotation[] {
  const [first] = unreviewed;
  if (first === undefined) return [];
  if (unreviewed.length === 1) return partyAnnotation(unreviewed, comparison, result, lead);
  const names = few(unreviewed.map(subjectOf), 10);
  const example = first.fix === null ? [] : [`For example: ${result.ready(first.fix)}`];
  return [
    {
      level: levelOf(first, comparison),
      title: `${counted(unreviewed.length, 'unreviewed entry')}`,
      lines: [`Nobody has reviewed ${names} yet.`, ...example],
      region: regionOfDrift(first, result, lead),
    },
  ];
}

/** What a change does to the manifest: loud where all is in sync, and an error where the manifest is frozen. */
function policyAnnotations(
  { changes, unapproved, warnOnly }: Pick<Since, 'changes' | 'unapproved'> & Pick<Comparison, 'warnOnly'>,
  result: Result,
): readonly Annotation[] {
  return changes.policy.map((change) => {
    const isRefused = unapproved.includes(change);
    return {
      level: isRefused ? (warnOnly ? 'warning' : 'error') : 'notice',
      title: `${isRefused ? KINDS.frozen.title : 'Policy change'}: ${change.entry}`,
      lines: [
        isRefused ? `${refusalSentence(change)}.` : `${change.entry} in ${change.file} is ${meaningOf(change)}.`,
        ...(change.details.length === 0 ? [] : [detailsText(change.details)]),
      ],
      region: policyRegion(change, result),
    };
  });
}

/** What lies between two states; what the code reaches no more stands nowhere, and the log lists it. */
function differenceAnnotations({ changes }: Difference, result: Result): readonly Annotation[] {
  const { paths, lines } = result;
  const placeOf = codePlaces(result);
  const code = changes.code.flatMap((change) => {
    const place = placeOf(change);
    if (place === null) return [];
    const title = `${KINDS['code-change'].title}: ${codeSubject(change)}`;
    return [
      { level: 'notice' as const, title, lines: [`${codeSentence(change)}.`], region: regionOf(place, paths, lines) },
    ];
  });
  return [...code, ...policyAnnotations({ changes, unapproved: [], warnOnly: false }, result)];
}

function regionOfDrift(drift: Drift, { paths, lines }: Result, lead: Lead): Annotation['region'] {
  return regionOf(lead(drift.sites) ?? manifestPlace(drift, paths), paths, lines);
}

function inventoryAnnotation(destination: Destination, { paths, lines }: Result, lead: Lead): readonly Annotation[] {
  const site = lead(destination.sites);
  if (site === undefined) return [];
  const title = `${KINDS.destination.title}: ${destination.name}`;
  const region = regionOf(site, paths, lines);
  return [{ level: 'notice', title, lines: [`${inventorySentence(destination)}.`], region }];
}

function withoutCode(text: string): string {
  return text.replaceAll('`', '"');
}

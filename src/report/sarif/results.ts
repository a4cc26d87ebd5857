/** Remarks as results of SARIF: one for each place, with the steps by which its value is known. */
import type { Location, Notification, Result as SarifResult, ThreadFlowLocation } from 'sarif';
import type { Problem, TrailStep } from '../../identify/destination.ts';
import { clean } from '../human/clean.ts';
import { cut } from '../human/width.ts';
import { regionOf, type Region } from '../region.ts';
import type { Remark } from '../remarks.ts';
import { pathOf, type Paths, type Result } from '../result.ts';
import { ruleIndexOf } from './rules.ts';
import { uriOf } from './uri.ts';

/** The root of the repository, which all paths are relative to. */
export const ROOT = '%SRCROOT%';

/** A trail is shown up to here; none that people read is as long. */
const MOST_STEPS = 100;
const MOST_CHARACTERS = 1500;
const MOST_NOTIFICATIONS = 1000;

/** Makes results of remarks. */
export function sarifResults(remarks: readonly Remark[], { paths }: Result): SarifResult[] {
  return remarks.flatMap((remark) => {
    const ruleIndex = ruleIndexOf(remark.kind);
    return ruleIndex === null ? [] : [resultOf(remark, ruleIndex, paths)];
  });
}

/** Makes notifications of problems, worst first as they come, and says how many there are beyond what is listed. */
export function sarifNotifications({ problems, paths, lines }: Result, left: number): Notification[] {
  const shown = problems.slice(0, MOST_NOTIFICATIONS);
  const more = problems.length - shown.length + left;
  return [
    ...shown.map((problem) => ({
      descriptor: { id: problem.code },
      level: problem.severity,
      message: { text: messageText([problem.message, problem.hint]) },
      ...placeOf(problem, (place) => locationOf(regionOf(place, paths, lines))),
    })),
    ...(more > 0 ? [cutNotification(more)] : []),
  ];
}

function placeOf(
  { file, line, column }: Problem,
  location: (place: { file: string; line: number; column: number }) => Location,
): { locations?: Location[] } {
  return file === null ? {} : { locations: [location({ file, line: line ?? 1, column: column ?? 1 })] };
}

function cutNotification(more: number): Notification {
  const text = `${more} more are not in this file. The report without --format has all of them.`;
  return { descriptor: { id: 'report-cut' }, level: 'warning', message: { text } };
}

function resultOf(remark: Remark, ruleIndex: number, paths: Paths): SarifResult {
  const { kind, level, message, fix, region, fingerprint, trail } = remark;
  return {
    ruleId: kind,
    ruleIndex,
    level,
    message: { text: messageText([message, fixText(remark)]) },
    locations: [locationOf(region)],
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    ...(trail.length > 1 ? { codeFlows: [{ threadFlows: [{ locations: flowOf(trail, paths) }] }] } : {}),
    ...(fix === null ? {} : { properties: { fix } }),
  };
}

function fixText({ kind, fix }: Remark): string | null {
  if (fix === null || kind === 'not-judged') return fix;
  return `To settle it: ${fix}`;
}

/** From where the value is written to the place that connects. */
function flowOf(trail: readonly TrailStep[], paths: Paths): ThreadFlowLocation[] {
  return trail
    .slice(0, MOST_STEPS)
    .toReversed()
    .map(({ file, line, text }) => ({
      location: {
        physicalLocation: { artifactLocation: artifact(pathOf(file, paths)), region: { startLine: line } },
        message: { text: messageText([text]) },
      },
    }));
}

function locationOf({ path, line, column, endColumn }: Region): Location {
  return {
    physicalLocation: {
      artifactLocation: artifact(path),
      region: { startLine: line, startColumn: column, endLine: line, endColumn },
    },
  };
}

function artifact(path: string): { uri: string; uriBaseId: string } {
  return { uri: uriOf(path), uriBaseId: ROOT };
}

/** Sentences, one a line; never empty, and never with a link, which `[text](target)` would be. */
function messageText(sentences: readonly (string | null)[]): string {
  const text = sentences
    .flatMap((sentence) => (sentence === null ? [] : [clean(sentence).replaceAll('](', '] (')]))
    .join('\n');
  return text.trim() === '' ? '(no text)' : cut(text, MOST_CHARACTERS);
}

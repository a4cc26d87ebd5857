/** GitLab's Code Quality report: an array of issues, each at one line, told apart by their fingerprints. */
import { clean } from './human/clean.ts';
import { cut } from './human/width.ts';
import { KINDS } from './kinds.ts';
import { MOST_REMARKS, remarksOf, type Remark } from './remarks.ts';
import type { Result } from './result.ts';

const MOST_CHARACTERS = 1500;

/** Prints a result. */
export function gitlabReport(result: Result): string {
  const { remarks, left } = remarksOf(result);
  const issues = [...remarks.map(issueOf), ...(left > 0 ? [cutIssue(left, result)] : [])];
  return `${JSON.stringify(issues, null, 2)}\n`;
}

function issueOf({ kind, level, code, message, fix, region, fingerprint }: Remark): object {
  const [failing, otherwise] = KINDS[kind].quality;
  const settle = fix === null || code !== null ? fix : `To settle it: ${fix}`;
  const description = settle === null ? message : `${message}. ${settle}`;
  return {
    description: cut(clean(description), MOST_CHARACTERS),
    check_name: `sallyport/${code ?? kind}`,
    fingerprint,
    severity: level === 'error' ? failing : otherwise,
    location: { path: clean(region.path), lines: { begin: region.line } },
  };
}

/** An honest end of a list that is cut. */
function cutIssue(left: number, { paths }: Result): object {
  return {
    description: `${left} more are not in this report, which has the first ${MOST_REMARKS}.`,
    check_name: 'sallyport/report-cut',
    fingerprint: 'report-cut',
    severity: 'info',
    location: { path: paths.manifest.path, lines: { begin: 1 } },
  };
}

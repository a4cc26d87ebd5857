/** Markdown for a job summary or a comment: the verdict, what is new, what the policy gains, the evidence, and what to do. */
import type { Result } from '../result.ts';
import { checkSections, verdictLines } from './check.ts';
import { differenceLines, differenceSections } from './difference.ts';
import { inventoryLines, inventorySections } from './inventory.ts';
import { problemSections } from './problems.ts';
import { fittedSections, sizeOf, type Section } from './section.ts';

/** A comment on GitHub holds 64 KB, and a summary of a job should leave room for others. */
const MOST_BYTES = 60_000;

/** For the lines that say what is missing. */
const RESERVE = 1000;

/** Prints a result. */
export function markdownReport(result: Result): string {
  const head = headOf(result);
  const [errors, warnings] = problemSections(result);
  const own = sectionsOf(result);
  const lines = [...head, ...fittedSections([errors, ...own, warnings], MOST_BYTES - RESERVE - sizeOf(head))];
  return `${lines.join('\n')}\n`;
}

function headOf(result: Result): readonly string[] {
  if (result.difference !== null) return differenceLines(result.difference, result);
  return result.mode === 'scan' ? inventoryLines(result) : verdictLines(result);
}

function sectionsOf(result: Result): readonly Section[] {
  if (result.difference !== null) return differenceSections(result.difference, result);
  return result.mode === 'scan' ? inventorySections(result) : checkSections(result);
}

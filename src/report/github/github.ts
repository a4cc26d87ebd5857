/** Annotations for GitHub Actions, and below them the report for people, which the runner must not take for commands. */
import type { Result } from '../result.ts';
import { annotationsOf } from './annotations.ts';
import { inertText, workflowCommand } from './command.ts';

/** Prints a result; `summary`: what people read in the log. */
export function githubReport(result: Result, summary: string): string {
  return annotationsOf(result)
    .map((annotation) => `${workflowCommand(annotation)}\n`)
    .concat(inertText(summary))
    .join('');
}

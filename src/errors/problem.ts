/**
 * Every problem that Sallyport can report is built by one function of this folder: a code that tests match, a sentence, a hint.
 * Messages name the file, the line where there is one, and what to do.
 */
import type { Place, Problem } from '../identify/destination.ts';

/** Ends a command with exit code 2 and its problems on stderr: Sallyport could not judge. */
export class SallyportError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.name = 'SallyportError';
    this.problems = problems;
  }
}

interface ProblemParts {
  readonly hint?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly severity?: 'error' | 'warning';
}

/** Builds a problem; the factories of this folder are its only callers. */
export function problem(code: string, message: string, parts: ProblemParts = {}): Problem {
  return {
    code,
    severity: parts.severity ?? 'error',
    message,
    hint: parts.hint ?? null,
    file: parts.file ?? null,
    line: parts.line ?? null,
    column: parts.column ?? null,
  };
}

/** One that stands at a place of a file. */
export function problemAt(code: string, { file, line, column }: Place, detail: string, hint: string): Problem {
  return problem(code, `${file}:${line}:${column} ${detail}`, { hint, file, line, column });
}

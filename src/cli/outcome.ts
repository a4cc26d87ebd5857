/** What a command ends with; only main.ts writes it and sets the exit code. */

/** 0 in sync, 1 drift, 2 could not judge. */
export type ExitCode = 0 | 1 | 2;

/** The end of a command. */
export interface Outcome {
  readonly exitCode: ExitCode;
  /** For stdout, or for the file of `--output`. */
  readonly report: string;
  /** For stderr: problems, timings. */
  readonly messages: string;
  /** One line about a report that goes to a file, for a log that would otherwise say nothing. */
  readonly headline?: string;
}

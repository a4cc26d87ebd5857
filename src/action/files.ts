/** The files that the runner reads after a step. */
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Adds an output; a value may have several lines. Nothing where the runner gave no file. */
export function setOutput(file: string | undefined, name: string, value: string): void {
  if (file === undefined || file === '') return;
  // https://docs.github.com/en/actions/reference/workflow-commands#multiline-strings: a delimiter that no value can hold.
  const end = `end-${randomUUID()}`;
  appendFileSync(file, `${name}<<${end}\n${value}\n${end}\n`);
}

/** Adds to the summary of the job. */
export function addSummary(file: string | undefined, markdown: string): void {
  if (file !== undefined && file !== '') appendFileSync(file, `${markdown}\n`);
}

/** Writes a file, and the folders that it needs. */
export function writeReport(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** SARIF 2.1.0 as GitHub's code scanning takes it. */
import type { Log, Run } from 'sarif';
import { remarksOf } from '../remarks.ts';
import { isJudged, type Result } from '../result.ts';
import { ROOT, sarifNotifications, sarifResults } from './results.ts';
import { sarifRules } from './rules.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Prints a result as one run. */
export function sarifReport(result: Result): string {
  const log: Log = { $schema: SCHEMA, version: '2.1.0', runs: [runOf(result)] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function runOf(result: Result): Run {
  const { mode, version, paths } = result;
  const { remarks, left } = remarksOf(result);
  const folder = paths.folder === '' ? '' : `${paths.folder}/`;
  return {
    tool: { driver: { name: 'Sallyport', version, semanticVersion: version, rules: sarifRules() } },
    // Two uploads of one commit stand beside each other when their categories differ: one for each folder and command.
    automationDetails: { id: `sallyport-${mode}/${folder}` },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
    invocations: [
      { executionSuccessful: isJudged(result), toolExecutionNotifications: sarifNotifications(result, left) },
    ],
    results: sarifResults(remarks, result),
  };
}

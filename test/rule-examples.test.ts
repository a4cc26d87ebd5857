/** Every example of every rule, executed: what must be found is found, and nothing else. */
import { describe, expect, test } from 'vitest';
import { faultsOfExample } from '../src/example.ts';
import { readRuleFiles } from '../src/rules/read-rules.ts';
import { RULES_FOLDER, builtInRules } from './helpers/analyze-text.ts';

const { files, faults } = readRuleFiles(RULES_FOLDER);

test('every rule file is valid', () => {
  expect(faults).toEqual([]);
});

describe.each(files)('$family/$id', ({ rule }) => {
  test.each(rule.examples)('%#: $code', (example) => {
    expect(faultsOfExample(example, builtInRules())).toEqual([]);
  });
});

/** Rules by where their paths begin: from the bundle as from the rules themselves, and one catalogue over another. */
import { describe, expect, test } from 'vitest';
import { bundled, unbundled } from '../../src/rules/bundle.ts';
import { compileRules, readRuleFiles } from '../../src/rules/read-rules.ts';
import { indexRules, joinIndexes, type RuleIndex } from '../../src/rules/rule-index.ts';
import { compileRule, type RuleFile } from '../../src/rules/rule.ts';
import { clientSchema } from '../../src/rules/schema.ts';
import { RULES_FOLDER } from '../helpers/analyze-text.ts';

const KINDS = ['module', 'global', 'element', 'export', 'object', 'schema'] as const;

function everything(index: RuleIndex): unknown {
  return {
    rules: index.ids.map((id) => index.rule(id)),
    paths: KINDS.map((kind) => index.roots(kind).map((name) => [name, index.paths(kind, name)])),
    hosts: [...index.hosts],
    readers: index.readers,
  };
}

test('a bundle gives what the rules say', () => {
  const index = indexRules(compileRules(readRuleFiles(RULES_FOLDER).files).rules);
  const { index: text, slices } = bundled(index);
  const bytes = Buffer.from(slices);
  const read = unbundled(text, (from, to) => bytes.toString('utf8', from, to));
  // Undefined is not written to JSON, and means the same as nothing.
  expect(JSON.stringify(everything(read))).toBe(JSON.stringify(everything(index)));
  expect(read.rule('services/none')).toBeNull();
  expect(read.paths('module', 'toString')).toEqual([]);
});

describe('one catalogue over another', () => {
  const client = (id: string, url: string): RuleFile => ({
    family: 'clients',
    id,
    rule: clientSchema.parse({
      name: id,
      source: 'acme 1.0.0, index.js',
      sinks: [{ match: `import { ${id} } from 'acme'; ${id}($path)`, defaults: [url] }],
      examples: [
        { code: `import { ${id} } from 'acme';`, reaches: [] },
        { code: `import { ${id} } from 'acme'; ${id}('/x');`, reaches: [new URL(url).hostname] },
      ],
    }),
  });
  const under = indexRules(
    [client('get', 'https://old.acme.com'), client('post', 'https://post.acme.com')].map(compileRule),
  );
  const over = indexRules(
    [client('get', 'https://new.acme.com'), client('put', 'https://put.acme.com')].map(compileRule),
  );
  const joined = joinIndexes(over, under);

  test('of two rules with one id the first counts', () => {
    expect(joined.ids).toEqual(['clients/get', 'clients/put', 'clients/post']);
    expect(joined.rule('clients/get')?.sinks[0]?.defaults).toEqual(['https://new.acme.com']);
  });

  test('what begins at one package comes from both, and once', () => {
    expect(joined.paths('module', 'acme').map(({ rule }) => rule)).toEqual([
      'clients/get',
      'clients/put',
      'clients/post',
    ]);
  });
});

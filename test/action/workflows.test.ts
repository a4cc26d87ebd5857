/** The workflows of docs/ci.md, and the project's own: each is parsed, and its step with the Action is run. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { call, commit, committed, git, write } from '../git/repository.ts';
import { actionFile, node24, runStep } from './runner.ts';

interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly WorkflowStep[] }>>;
}

interface WorkflowStep {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}

const page = readFileSync('docs/ci.md', 'utf8');
const shown = [...page.matchAll(/```yaml\n# (\.github\/workflows\/\S+)\n([^]*?)```/g)].map(
  ([, name = '', text = '']) => [name, text] as const,
);
const own = readFileSync('.github/workflows/egress.yml', 'utf8');

beforeAll(() => void node24(), 300_000);

test('the page shows three', () => {
  expect(shown.map(([name]) => name)).toHaveLength(3);
});

test.each([...shown, ['the own one', own] as const])('%s', async (_, text) => {
  const { permissions, jobs } = parse(text) as Workflow;
  expect(permissions.contents).toBe('read');
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const step = steps.find(({ uses = '' }) => uses === './' || uses.startsWith('OWNER/sallyport@'));
  const inputs = step?.with ?? {};
  const declared = Object.keys(actionFile('.').inputs);
  expect(Object.keys(inputs).filter((name) => !declared.includes(name))).toEqual([]);
  const root = committed();
  const base = git(root, 'rev-parse', 'HEAD').trim();
  write(root, 'src/new.ts', call('rates.acme-bank.com'));
  commit(root, 'new');
  const payload = {
    pull_request: { number: 1, base: { sha: base }, head: { sha: git(root, 'rev-parse', 'HEAD').trim() } },
  };
  const { exitCode, outputs } = await runStep({ workspace: root, event: 'pull_request', payload, inputs });
  expect(exitCode).toBe(1);
  expect(outputs.result).toBe('drift');
  expect(outputs['sarif-file']).toBe(inputs.sarif ?? '');
});

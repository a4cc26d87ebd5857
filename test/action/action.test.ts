/** The GitHub Action, started as the runner starts it, on real repositories with a base and a head. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { call, commit, committed, DECLARED, git, write } from '../git/repository.ts';
import { actionFile, node24, runStep, type StepOptions } from './runner.ts';

// The first run may have to get the node that actions run on.
beforeAll(() => void node24(), 300_000);

const RATES = `  - id: rates
    hosts: [rates.acme-bank.com]
    purpose: Rates
`;

/** A branch that adds a call, declared or not. */
function changed(manifest = DECLARED): { readonly root: string; readonly payload: object } {
  const root = committed();
  const base = git(root, 'rev-parse', 'HEAD').trim();
  git(root, 'checkout', '-q', '-b', 'work');
  write(root, 'src/new.ts', call('rates.acme-bank.com'));
  write(root, 'egress.yaml', manifest);
  commit(root, 'work');
  const head = git(root, 'rev-parse', 'HEAD').trim();
  return { root, payload: { pull_request: { number: 7, base: { sha: base }, head: { sha: head } } } };
}

function onPullRequest(more: Partial<StepOptions> = {}, manifest = DECLARED) {
  const { root, payload } = changed(manifest);
  return { root, step: runStep({ workspace: root, event: 'pull_request', payload, ...more }) };
}

const list = (text: string | undefined): unknown => JSON.parse(text ?? '');

describe('a pull request', () => {
  test('with a new host fails: annotation, summary, outputs, SARIF', async () => {
    const { root, step } = onPullRequest({ inputs: { sarif: 'reports/egress.sarif' } });
    const { exitCode, log, summary, outputs } = await step;
    expect(exitCode).toBe(1);
    expect(log).toMatch(/^::error file=src\/new\.ts,line=1,[^\n]*title=Undeclared egress%3A rates\.acme-bank\.com::/m);
    expect(summary).toContain('## Sallyport: 1 undeclared');
    expect(summary).toContain('sallyport accept rates.acme-bank.com --reason "…"');
    expect(outputs).toMatchObject({ result: 'drift', 'sarif-file': 'reports/egress.sarif' });
    expect(list(outputs.drift)).toMatchObject([{ kind: 'undeclared', hosts: ['rates.acme-bank.com'], new: true }]);
    expect(list(outputs['new-hosts'])).toEqual(['rates.acme-bank.com']);
    expect(list(outputs['policy-changes'])).toEqual([]);
    expect(outputs['manifest-digest']).toMatch(/^sha256:[0-9a-f]{64}$/);
    const sarif = list(readFileSync(join(root, 'reports/egress.sarif'), 'utf8'));
    expect(sarif).toMatchObject({ version: '2.1.0', runs: [{ results: [{ ruleId: 'undeclared' }] }] });
  });

  test('with a new host gives a patch that declares it', async () => {
    const temp = mkdtempSync(join(tmpdir(), 'runner-temp-'));
    try {
      const { root, step } = onPullRequest({ temp });
      const { summary, outputs } = await step;
      const patch = outputs['patch-file'] ?? '';
      expect(patch.startsWith(temp)).toBe(true);
      expect(summary).toContain(`\`\`\`diff\n${readFileSync(patch, 'utf8')}\`\`\`\n`);
      expect(git(root, 'status', '--porcelain')).toBe('');
      git(root, 'apply', patch);
      git(root, 'commit', '-qam', 'declared');
      expect((await runStep({ workspace: root, event: 'schedule', payload: {} })).exitCode).toBe(0);
    } finally {
      rmSync(temp, { recursive: true, force: true });
    }
  });

  test('has no patch where the policy is frozen', async () => {
    const { outputs, summary } = await onPullRequest({}, `policy: { frozen: true }\n${DECLARED}`).step;
    expect(outputs).toMatchObject({ result: 'drift', 'patch-file': '' });
    expect(summary).not.toContain('git apply');
  });

  test('with its own entry is in sync, and says so loudly', async () => {
    const { exitCode, summary, outputs } = await onPullRequest({}, DECLARED + RATES).step;
    expect(exitCode).toBe(0);
    expect(outputs['patch-file']).toBe('');
    expect(summary).toContain('### Policy changes in this change');
    expect(outputs.result).toBe('in-sync');
    expect(list(outputs['policy-changes'])).toMatchObject([{ kind: 'added', entry: 'rates', effect: 'wider' }]);
  });

  test.each([
    ['never', DECLARED, 0],
    ['expired', DECLARED, 0],
    ['undeclared,stale', DECLARED, 1],
    ['policy-change', DECLARED + RATES, 1],
  ])('fail-on: %s', async (failOn, manifest, expected) => {
    const { step } = onPullRequest({ inputs: { 'fail-on': failOn } }, manifest);
    expect((await step).exitCode).toBe(expected);
  });

  test('options of check can be given, and a wrong one is said', async () => {
    expect((await onPullRequest({ inputs: { args: '--frozen' } }, DECLARED + RATES).step).exitCode).toBe(1);
    const wrong = await onPullRequest({ inputs: { args: '--no-such-thing', 'fail-on': 'drift' } }).step;
    expect(wrong.exitCode).toBe(2);
    expect(wrong.log).toContain("::error title=Sallyport cannot judge::args: unknown option '--no-such-thing'");
    const input = await onPullRequest({ inputs: { 'fail-on': 'drfit', comment: 'maybe' } }).step;
    expect(input.exitCode).toBe(2);
    expect(input.log).toContain('fail-on: drfit does not exist');
    expect(input.log).toContain('comment: maybe does not exist');
  });

  test('without annotations nothing in the log is a command', async () => {
    const { log } = await onPullRequest({ inputs: { annotations: 'false' } }).step;
    expect(log).toContain('undeclared  rates.acme-bank.com');
    expect(log).not.toMatch(/^\s*::/m);
  });

  test('in a folder below, paths are those of the repository', async () => {
    const root = committed({ 'apps/api/egress.yaml': DECLARED, 'apps/api/src/a.ts': call('rates.acme-bank.com') });
    const { exitCode, log } = await runStep({
      workspace: root,
      event: 'workflow_dispatch',
      payload: {},
      inputs: { 'working-directory': 'apps/api' },
    });
    expect(exitCode).toBe(1);
    expect(log).toContain('::error file=apps/api/src/a.ts,line=1');
  });

  test('what cannot be judged fails whatever fail-on says', async () => {
    const { root, payload } = changed();
    write(root, 'src/broken.ts', 'export const = ;\n');
    const { exitCode, outputs } = await runStep({
      workspace: root,
      event: 'pull_request',
      payload,
      inputs: { 'fail-on': 'never' },
    });
    expect(exitCode).toBe(2);
    expect(outputs.result).toBe('cannot-judge');
  });

  test('without a manifest', async () => {
    const { root, payload } = changed();
    rmSync(join(root, 'egress.yaml'));
    const { exitCode, summary, outputs } = await runStep({ workspace: root, event: 'pull_request', payload });
    expect(exitCode).toBe(2);
    expect(summary).toContain('## Sallyport: cannot judge');
    expect(outputs).toMatchObject({ drift: '[]', 'manifest-digest': '' });
  });
});

describe('other events', () => {
  test.each([
    ['push', (base: string) => ({ before: base })],
    ['merge_group', (base: string) => ({ merge_group: { base_sha: base } })],
  ])('%s is compared with what was before', async (event, payload) => {
    const { root } = changed();
    const base = git(root, 'rev-parse', 'main').trim();
    const { outputs } = await runStep({ workspace: root, event, payload: payload(base) });
    expect(list(outputs.drift)).toMatchObject([{ new: true }]);
  });

  test('a push of a new branch, and a schedule, are compared with nothing', async () => {
    const { root } = changed();
    const pushed = await runStep({ workspace: root, event: 'push', payload: { before: '0'.repeat(40) } });
    expect(pushed.exitCode).toBe(1);
    expect(list(pushed.outputs['new-hosts'])).toEqual(['rates.acme-bank.com']);
    expect((await runStep({ workspace: root, event: 'schedule', payload: {} })).summary).not.toContain('since');
  });
});

describe('a shallow checkout', () => {
  const clones: string[] = [];
  afterEach(() => {
    for (const folder of clones.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  /** As actions/checkout does it: one commit, the merge of the pull request with the branch as it is now. */
  function checkedOut(root: string, ref: string): string {
    const clone = mkdtempSync(join(tmpdir(), 'sallyport-'));
    clones.push(clone);
    execFileSync('git', ['init', '-q', clone]);
    git(root, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    git(clone, 'remote', 'add', 'origin', `file://${root}`);
    git(clone, 'fetch', '-q', '--depth=1', 'origin', ref);
    git(clone, 'checkout', '-q', 'FETCH_HEAD');
    return clone;
  }

  test('gets the commit before the change, and counts only what the change adds', async () => {
    const { root, payload } = changed();
    git(root, 'checkout', '-q', 'main');
    write(root, 'src/theirs.ts', call('theirs.acme-bank.com'));
    commit(root, 'theirs');
    git(root, 'checkout', '-q', '-b', 'merge');
    git(root, 'merge', '-q', '--no-edit', 'work');
    const clone = checkedOut(root, 'merge');
    const { outputs, log } = await runStep({ workspace: clone, event: 'pull_request', payload });
    expect(log).not.toContain('policy diff unavailable');
    expect(list(outputs['new-hosts'])).toEqual(['rates.acme-bank.com']);
    expect(list(outputs.drift)).toMatchObject([
      { hosts: ['rates.acme-bank.com'], new: true },
      { hosts: ['theirs.acme-bank.com'], new: false },
    ]);
  });

  test('that cannot get it says so, and still judges', async () => {
    const { root, payload } = changed();
    const clone = checkedOut(root, 'work');
    git(clone, 'remote', 'set-url', 'origin', `file://${root}-gone`);
    const { exitCode, log } = await runStep({ workspace: clone, event: 'pull_request', payload });
    expect(exitCode).toBe(1);
    expect(log).toContain('::warning title=Sallyport%3A policy diff unavailable::');
  });
});

describe('the comment on the pull request', () => {
  interface Asked {
    readonly method: string;
    readonly path: string;
    readonly body: string;
  }

  /** The part of GitHub's interface that comments need; `status` is what every write gets. */
  async function api(
    existing: readonly object[],
    status: number,
  ): Promise<{ server: Server; url: string; asked: Asked[] }> {
    const asked: Asked[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += String(part)));
      request.on('end', () => {
        asked.push({ method: request.method ?? '', path: request.url ?? '', body });
        response.statusCode = request.method === 'GET' ? 200 : status;
        response.end(JSON.stringify(request.method === 'GET' ? existing : { message: 'Resource not accessible' }));
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return { server, url: `http://127.0.0.1:${port}`, asked };
  }

  async function commented(existing: readonly object[], status: number, inputs: object, manifest = DECLARED) {
    const { server, url, asked } = await api(existing, status);
    try {
      const more = { inputs: { token: 't0ken', ...inputs }, env: { GITHUB_API_URL: url } };
      const step = await onPullRequest(more, manifest).step;
      return { step, asked };
    } finally {
      server.close();
    }
  }

  test('is made once, and updated from then on', async () => {
    const first = await commented([], 201, { comment: 'on-drift' });
    expect(first.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /repos/acme/shop/issues/7/comments?per_page=100&page=1',
      'POST /repos/acme/shop/issues/7/comments',
    ]);
    const { body } = list(first.asked[1]?.body) as { readonly body: string };
    expect(body).toMatch(/^<!-- sallyport: \. -->\n## Sallyport: 1 undeclared\n/);
    const again = await commented([{ id: 42, body }], 200, { comment: 'on-drift' }, DECLARED + RATES);
    expect(again.asked[1]).toMatchObject({ method: 'PATCH', path: '/repos/acme/shop/issues/comments/42' });
    expect(again.asked[1]?.body).toContain('## Sallyport: in sync');
  });

  test('is not made where all is well, unless always', async () => {
    expect((await commented([], 201, { comment: 'on-drift' }, DECLARED + RATES)).asked).toHaveLength(1);
    expect((await commented([], 201, { comment: 'always' }, DECLARED + RATES)).asked).toHaveLength(2);
    expect((await commented([], 201, {})).asked).toEqual([]);
  });

  test('that is refused, as on a fork, is a warning', async () => {
    const { step } = await commented([], 403, { comment: 'always' });
    expect(step.exitCode).toBe(1);
    expect(step.log).toContain('::warning title=Sallyport::The comment was refused (403 Resource not accessible)');
    expect(step.log).toContain('permissions: pull-requests: write');
  });
});

test('action.yml names a node that the runner has, and a file that is in the repository', () => {
  const { runs } = actionFile('.');
  expect(runs.using).toBe('node24');
  expect(existsSync(runs.main)).toBe(true);
});

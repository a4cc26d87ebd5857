/** `accept` with its ways out: a terminal, a patch, and CI. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { repository, write } from '../discover/repository.ts';
import { ACME, sallyport } from './fake.ts';

const bin = fileURLToPath(new URL('../../bin/sallyport.js', import.meta.url));
/** Gives a command a terminal (util-linux). */
const SCRIPT = '/usr/bin/script';
const REQUIRING = `version: 1
policy:
  require: [owner, purpose, data, review]
destinations: []
`;

function manifest(root: string): string {
  return readFileSync(join(root, 'egress.yaml'), 'utf8');
}

describe('in CI', () => {
  test.each([{ CI: 'true' }, { CI: '1' }, { GITHUB_ACTIONS: 'true' }])(
    '%o: refuses, and says what to do',
    async (env) => {
      const root = repository({ ...ACME, 'egress.yaml': 'version: 1\n' });
      for (const args of [
        ['accept', '--all'],
        ['accept', 'api.segment.io', '--reason', 'x'],
      ]) {
        const refused = await sallyport(root, args, { env });
        expect(refused).toEqual({
          exitCode: 2,
          stdout: '',
          stderr: `error  accept does not write egress.yaml in CI, where nobody has looked at what it declares
  Run the same command on the branch and commit the manifest, print a patch with --patch, or allow it here with --ci-write.
`,
        });
      }
      expect(manifest(root)).toBe('version: 1\n');
      expect((await sallyport(root, ['accept', '--all', '--patch'], { env })).stdout).toContain('+  - id: openai');
      expect(manifest(root)).toBe('version: 1\n');
      expect((await sallyport(root, ['accept', '--all', '--ci-write'], { env })).exitCode).toBe(0);
      expect(manifest(root)).toContain('- id: openai');
    },
  );
});

describe('a pattern', () => {
  const files = {
    'a.ts': `fetch('https://eu.acme-pay.com');\nfetch('https://us.acme-pay.com');\nfetch('https://acme-pay.com');\n`,
    'egress.yaml': 'version: 1\n',
  };

  test('without a reason says what it would cover', async () => {
    const { exitCode, stderr } = await sallyport(repository(files), ['accept', '*.acme-pay.com']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: `error  *.acme-pay.com cannot be accepted without a reason; of what was found it would cover eu.acme-pay.com, us.acme-pay.com
  Say why with --reason "…", in your own words.
`,
    });
  });

  test('with a reason says what it covers', async () => {
    const root = repository(files);
    const { stdout } = await sallyport(root, ['accept', '*.acme-pay.com', '--reason', 'Regions']);
    expect(stdout).toContain('*.acme-pay.com covers 2 of what was found: eu.acme-pay.com, us.acme-pay.com\n');
    expect(manifest(root)).toContain('hosts: ["*.acme-pay.com"]');
  });

  test.each(['*', '**', '*.com', '*.co.uk'])('%s is refused', async (pattern) => {
    const { exitCode, stderr } = await sallyport(repository(files), ['accept', pattern, '--reason', 'All of it']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/every host|public suffix/);
  });
});

describe('--patch', () => {
  const git = (root: string, ...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: root, encoding: 'utf8' });
  const call = `await fetch('https://api.acme-pay.com/v1');\n`;
  const yaml = 'version: 1\n# ours\ndestinations:\n  - id: z\n    hosts: [z.acme-pay.com]\n    purpose: Kept\n';

  /** The patch must give, applied by git at the top, what writing gives. */
  async function proves(files: Readonly<Record<string, string>>, folder: string, name: string): Promise<string> {
    const root = repository(files);
    git(root, 'init', '-q');
    git(root, '-c', 'core.autocrlf=false', 'add', '.');
    git(root, 'commit', '-qm', 'x');
    const args = ['accept', '--all', '--reason', 'Payments', '--manifest', join(root, folder, name), '--cwd', folder];
    const { exitCode, stdout: patch, stderr } = await sallyport(root, [...args, '--patch']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(git(root, 'status', '--porcelain')).toBe('');
    writeFileSync(join(root, 'accept.patch'), patch);
    git(root, 'apply', '--check', 'accept.patch');
    git(root, 'apply', 'accept.patch');
    const patched = readFileSync(join(root, folder, name), 'utf8');
    if (files[join(folder, name)] === undefined) return patched;
    git(root, 'checkout', '-q', '--', '.');
    expect((await sallyport(root, args)).exitCode).toBe(0);
    expect(readFileSync(join(root, folder, name), 'utf8')).toBe(patched);
    expect((await sallyport(root, ['check', '--manifest', join(root, folder, name), '--cwd', folder])).exitCode).toBe(
      0,
    );
    expect((await sallyport(root, [...args, '--patch'])).stdout).toBe('');
    return patched;
  }

  test.each<[string, string]>([
    ['plain', yaml],
    ['with carriage returns', yaml.replaceAll('\n', '\r\n')],
    ['without a last line end', yaml.trimEnd()],
    ['empty but for its version', 'version: 1'],
    ['flow', 'version: 1\ndestinations: [{ id: z, hosts: [z.acme-pay.com] }]\n'],
    ['long', yaml + Array.from({ length: 40 }, (_, i) => `  - id: z${i}\n    hosts: [z${i}.acme-pay.com]\n`).join('')],
  ])('%s', async (_, text) => {
    expect(await proves({ 'a.ts': call, 'egress.yaml': text }, '.', 'egress.yaml')).toContain('api.acme-pay.com');
  });

  test('in a subfolder it is still one of the repository', async () => {
    await proves({ 'apps/my web/a.ts': call, 'apps/my web/egress.yaml': yaml }, 'apps/my web', 'egress.yaml');
    await proves({ 'apps/wéb/a.ts': call, 'apps/wéb/"odd".yaml': yaml }, 'apps/wéb', '"odd".yaml');
  });

  test('a manifest that is not there yet', async () => {
    const text = await proves({ 'a.ts': call }, '.', 'egress.yaml');
    expect(text).toContain('version: 1');
    expect(text).toContain('hosts: [api.acme-pay.com]');
  });

  test('outside of git, and with what does not go with it', async () => {
    const root = repository({ 'a.ts': call, 'egress.yaml': yaml });
    expect((await sallyport(root, ['accept', '--all', '--patch'])).stdout).toBe(`diff --git a/egress.yaml b/egress.yaml
--- a/egress.yaml
+++ b/egress.yaml
@@ -1,6 +1,9 @@
 version: 1
 # ours
 destinations:
+  - id: api.acme-pay.com
+    hosts: [api.acme-pay.com]
+    schemes: [https]
   - id: z
     hosts: [z.acme-pay.com]
     purpose: Kept
`);
    const json = await sallyport(root, ['accept', '--all', '--patch', '--format', 'json']);
    expect(json).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--patch prints a patch') });
    expect((await sallyport(root, ['accept', 'x.acme-pay.com', '--reason', 'x', '--patch'])).stdout).toBe('');
  });
});

describe('on a terminal', () => {
  const typing = (...lines: readonly string[]) => ({
    isTTY: true,
    typed: `${lines.join('\n')}\n`,
    env: { NO_COLOR: '1' },
  });

  test('walks through what is undeclared and asks for what the policy requires', async () => {
    const root = repository({ ...ACME, 'egress.yaml': REQUIRING });
    const openai = ['maybe', 'y', '', 'Chat completions', '@acme/ai', 'prompts, customer-content', '@acme/security'];
    const segment = ['yes', 'Events of the product', '@acme/data', 'events', '@acme/security', ''];
    // The variable is left for later, and the place with what comes after it.
    const typed = typing(...openai, '2020-01-01', '2099-12-31', ...segment, 's', 'e');
    const { exitCode, stdout, stderr } = await sallyport(root, ['accept'], typed);
    expect(exitCode).toBe(0);
    expect(manifest(root).replaceAll(/ on: [\d-]+/g, ' on: TODAY')).toBe(`version: 1
policy:
  require: [owner, purpose, data, review]
destinations:
  - id: openai
    service: openai
    hosts: [api.openai.com]
    env: [OPENAI_BASE_URL]
    credentials: [OPENAI_API_KEY]
    schemes: [https]
    purpose: Chat completions
    owner: "@acme/ai"
    data: [prompts, customer-content]
    review: { by: "@acme/security", on: TODAY, until: 2099-12-31 }
  - id: segment
    service: segment
    hosts: [api.segment.io]
    schemes: [https]
    purpose: Events of the product
    owner: "@acme/data"
    data: [events]
    review: { by: "@acme/security", on: TODAY }
`);
    expect(stderr).toContain('1 of 4  OpenAI');
    expect(stderr).toContain('lib/models.ts:4:10  new OpenAI()  in getModel');
    expect(stderr).toMatch(/category +model-inference/);
    expect(stdout).toContain('Wrote egress.yaml: 2 entries');
  });

  test('moves the entry of a place that moved, and offers what was said of it', async () => {
    const entry = (at: string): string =>
      `version: 1\ndynamic:\n  - { at: ${at}, reason: customers configure it, owner: "@acme/hooks" }\n`;
    const root = repository({
      'src/send.ts': 'export const deliver = (hook: { url: string }) => fetch(hook.url);\n',
      'egress.yaml': entry('src/webhooks.ts#deliver'),
    });
    const { exitCode, stderr } = await sallyport(root, ['accept'], typing('y', ''));
    expect(exitCode).toBe(0);
    expect(stderr).toContain('moves here from src/webhooks.ts#deliver');
    expect(manifest(root)).toBe(entry('src/send.ts#deliver'));
  });

  test.each([
    ['Ctrl-C at the first question', '\u0003'],
    ['Ctrl-C after one entry', 'y\nBecause\n@me\nnone\n@you\n\ny\n\u0003'],
    ['the end of the input', 'y\nBecause\n'],
  ])('%s writes nothing', async (_, typed) => {
    const root = repository({ ...ACME, 'egress.yaml': REQUIRING });
    const { exitCode, stderr } = await sallyport(root, ['accept'], { ...typing(), typed });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('stopped; nothing was written to egress.yaml');
    expect(manifest(root)).toBe(REQUIRING);
  });

  test('asks only for what no option says', async () => {
    const root = repository({ ...ACME, 'egress.yaml': REQUIRING.replace(', review', '') });
    const args = ['accept', 'api.openai.com', '--owner', '@acme/ai', '--data', 'prompts'];
    const { exitCode, stderr } = await sallyport(root, args, typing('y', 'Chat'));
    expect({ exitCode, questions: stderr.match(/\? /g)?.length }).toEqual({ exitCode: 0, questions: 2 });
    expect(manifest(root)).toContain('purpose: Chat\n    owner: "@acme/ai"\n    data: [prompts]');
  });

  test('nothing to ask: all is declared, the manifest is frozen, or a reason is there', async () => {
    const root = repository({ 'a.ts': 'export {};\n', 'egress.yaml': 'version: 1\n' });
    expect((await sallyport(root, ['accept'], typing())).stdout).toContain('Nothing to accept');
    write(root, 'a.ts', `fetch('https://a.acme-pay.com');\n`);
    const plain = await sallyport(root, ['accept', 'a.acme-pay.com', '--reason', 'x'], typing());
    expect(plain).toMatchObject({ exitCode: 0, stderr: '' });
    write(root, 'egress.yaml', 'version: 1\npolicy: { frozen: true }\n');
    expect((await sallyport(root, ['accept'], typing('y'))).stderr).toContain('is frozen');
  });

  test('without a terminal nobody is asked', async () => {
    const root = repository({ ...ACME, 'egress.yaml': 'version: 1\n' });
    const { exitCode, stderr } = await sallyport(root, ['accept'], { typed: 'y\n' });
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('needs to be told what'),
    });
  });

  const hasScript = existsSync(SCRIPT) && process.platform === 'linux';

  test.runIf(hasScript)('a real one', { timeout: 120_000 }, async () => {
    const root = repository({ ...ACME, 'egress.yaml': 'version: 1\n' });
    const stopped = await onTerminal(root, ['y', '\u0003']);
    expect(stopped.screen).toContain('stopped; nothing was written to egress.yaml');
    expect({ status: stopped.status, text: manifest(root) }).toEqual({ status: 2, text: 'version: 1\n' });
    const done = await onTerminal(root, ['s', 's', 'y', 'The ledger', 'y', 'Customers say where']);
    expect(done.screen).toContain('Wrote egress.yaml: 2 entries');
    expect(done.status).toBe(0);
    expect(manifest(root)).toContain('purpose: The ledger');
    expect(manifest(root)).toContain('reason: Customers say where');
  });
});

/** Answers the questions of a real process on a terminal of its own, each when it stands there. */
async function onTerminal(root: string, answers: readonly string[]): Promise<{ screen: string; status: unknown }> {
  const command = `${process.execPath} ${bin} accept --no-color`;
  const child = spawn(SCRIPT, ['-qec', command, '/dev/null'], {
    cwd: root,
    env: { ...process.env, CI: '', GITHUB_ACTIONS: '', TERM: 'xterm' },
  });
  const left = [...answers];
  let [screen, read] = ['', 0];
  child.stdout.on('data', (data) => {
    screen += String(data);
    const question = /(?:nothing\): |\? )(?:\u001B\[[\d;]*[A-Za-z])*$/.exec(screen);
    if (question === null || question.index < read) return;
    read = screen.length;
    const answer = left.shift();
    if (answer !== undefined) child.stdin.write(answer.startsWith('\u0003') ? answer : `${answer}\r`);
  });
  const status = await new Promise((done) => child.on('close', done));
  return { screen, status };
}

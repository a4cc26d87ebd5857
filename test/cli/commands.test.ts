import { existsSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { scanJsonSchema } from '../../src/report/schema.ts';
import { repository, write } from '../discover/repository.ts';
import { ACME, sallyport } from './fake.ts';

const validate = new Ajv2020({ strict: true }).compile(scanJsonSchema());

/** Reads the JSON form, which must always be valid. */
function documentOf(stdout: string): { readonly [key: string]: unknown } {
  const document: unknown = JSON.parse(stdout);
  validate(document);
  expect(validate.errors).toBeNull();
  return document as { readonly [key: string]: unknown };
}

describe('a repository from its first run on', () => {
  test('init, check, a new call, accept, a call that goes, prune', async () => {
    const root = repository(ACME);
    const first = await sallyport(root, []);
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toContain('There is no egress.yaml yet');

    const init = await sallyport(root, ['init']);
    expect(init.exitCode).toBe(0);
    expect(init.stdout).toContain('Wrote egress.yaml: 3 destinations and 1 place');
    expect(await sallyport(root, [])).toEqual({
      exitCode: 0,
      stdout: 'sallyport: in sync. 3 destinations declared, 4 unreviewed, 1 dynamic (4 files)\n',
      stderr: '',
    });
    expect(await sallyport(root, ['check', '--quiet'])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect((await sallyport(root, ['check', '--strict'])).exitCode).toBe(1);

    write(root, 'src/new.ts', `export const rate = () => fetch('https://rates.example.com/eur');\n`);
    const red = await sallyport(root, ['check']);
    expect(red.exitCode).toBe(1);
    expect(red.stdout).toContain('    sallyport accept rates.example.com --reason "…"\n');
    expect((await sallyport(root, ['check', '--warn-only'])).exitCode).toBe(0);

    const accept = await sallyport(root, [
      'accept',
      'rates.example.com',
      '--reason',
      'Rates',
      '--data',
      'none,currency',
    ]);
    expect(accept.exitCode).toBe(0);
    expect(readFileSync(join(root, 'egress.yaml'), 'utf8')).toContain('purpose: Rates\n    data: [none, currency]');
    expect((await sallyport(root, ['check'])).exitCode).toBe(0);
    const again = await sallyport(root, ['accept', '--all']);
    expect(again.stdout).toContain('Nothing to accept');

    write(root, 'src/new.ts', 'export {};\n');
    expect((await sallyport(root, ['check'])).stdout).toContain('Nothing reaches rates.example.com any more.');
    expect((await sallyport(root, ['prune'])).stdout).toContain('-  rates.example.com');
    expect((await sallyport(root, ['prune'])).stdout).toContain('Nothing to prune');
  });

  test('without a manifest, CI fails and a terminal does not', async () => {
    const root = repository(ACME);
    expect((await sallyport(root, [], { env: { CI: 'true' } })).exitCode).toBe(2);
    expect((await sallyport(root, [], { env: { GITHUB_ACTIONS: 'true' } })).exitCode).toBe(2);
    expect((await sallyport(root, [], { env: { CI: 'false' } })).exitCode).toBe(0);
    expect((await sallyport(root, ['check'])).stderr).toContain('there is no egress.yaml here');
    for (const args of [['check'], ['prune'], ['accept', 'a.b.com', '--reason', 'x'], ['--manifest', 'no.yaml']]) {
      expect({ args, exitCode: (await sallyport(root, args)).exitCode }).toEqual({ args, exitCode: 2 });
    }
  });

  test('init never overwrites, but with --force', async () => {
    const root = repository({ ...ACME, 'egress.yaml': '# mine\nversion: 1\n' });
    const refused = await sallyport(root, ['init']);
    expect(refused.exitCode).toBe(2);
    expect(readFileSync(join(root, 'egress.yaml'), 'utf8')).toBe('# mine\nversion: 1\n');
    expect((await sallyport(root, ['init', '--force'])).exitCode).toBe(0);
    expect(readFileSync(join(root, 'egress.yaml'), 'utf8')).toContain('api.openai.com');
    expect(readdirSync(root).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('what cannot be judged', () => {
  const broken = { ...ACME, 'src/broken.ts': 'fetch("https://a.example.com"\n', 'egress.yaml': 'version: 1\n' };

  test('a file that does not parse: the drift is shown, the verdict is not given', async () => {
    const root = repository(broken);
    for (const args of [[], ['check', '--warn-only'], ['scan'], ['explain', 'api.openai.com'], ['prune']]) {
      const { exitCode, stderr } = await sallyport(root, args);
      expect({ args, exitCode }).toEqual({ args, exitCode: 2 });
      expect(stderr).toContain('src/broken.ts:');
      expect(stderr).toContain('cannot judge');
    }
    const { stdout } = await sallyport(root, ['check']);
    expect(stdout).toContain('Found so far: 4 undeclared.');
    expect(stdout).toContain('sallyport accept api.openai.com --reason "…"');
    expect((await sallyport(root, ['prune'])).stderr).toContain('nothing was removed');
    const init = await sallyport(root, ['init', '--force']);
    expect(init.exitCode).toBe(2);
    expect(init.stdout).toContain('Entries may be missing');
    expect((await sallyport(root, ['check'])).stdout).toContain('cannot judge');
  });

  test('a manifest with problems: all of them, with their lines', async () => {
    const root = repository({
      ...ACME,
      'egress.yaml': 'version: 1\naplication: x\ndestinations:\n  - id: a\n    hosts: ["*"]\n',
    });
    const { exitCode, stdout, stderr } = await sallyport(root, ['check']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatchInlineSnapshot(`
      "error  egress.yaml:2:1 "aplication" is not a key of the manifest
        1 │ version: 1
        2 │ aplication: x
          │ ^
        Did you mean "application"?
      error  egress.yaml:5:13 destinations[0].hosts[0]: "*" stands for every host
        4 │   - id: a
        5 │     hosts: ["*"]
          │             ^
        Name the hosts, or a domain: "*.example.com".
      "
    `);
    const json = documentOf((await sallyport(root, ['check', '--format', 'json'])).stdout);
    expect(json).not.toHaveProperty('drift');
    expect(json.problems).toHaveLength(2);
    for (const args of [['scan'], ['explain', 'api.openai.com']]) {
      const ran = await sallyport(root, args);
      expect(ran.exitCode).toBe(2);
      expect(ran.stdout).toContain('OpenAI');
      expect(ran.stderr).toContain('aplication');
    }
  });

  test('a manifest that cannot be read', async () => {
    const root = repository({ 'egress.yaml/x': '', 'latin.yaml': Buffer.from([0xe9]) });
    expect((await sallyport(root, ['check'])).stderr).toContain('egress.yaml cannot be read: it is a folder');
    expect((await sallyport(root, ['--manifest', 'latin.yaml'])).stderr).toContain('it is not UTF-8');
  });
});

describe('--format json', () => {
  test('scan and check print the document of the contract', async () => {
    const root = repository({ ...ACME, 'egress.yaml': 'version: 1\n' });
    const scan = documentOf((await sallyport(root, ['scan', '--format', 'json'])).stdout);
    expect(scan).not.toHaveProperty('drift');
    expect(scan.summary).toEqual({ files: 4, parsed: 4, sites: 4, destinations: 4, dynamic: 1 });
    const all = documentOf((await sallyport(root, ['scan', '--format', 'json', '--all'])).stdout);
    expect(all.summary).toEqual({ files: 4, parsed: 4, sites: 5, destinations: 5, dynamic: 1 });
    const { exitCode, stdout, stderr } = await sallyport(root, ['--format', 'json', 'check']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(documentOf(stdout).drift).toHaveLength(4);
    expect(stdout).not.toContain(root);
  });

  test('explain prints what it matched; init, accept and prune what they did', async () => {
    const root = repository(ACME);
    const init = JSON.parse((await sallyport(root, ['init', '--format', 'json'])).stdout) as { entries: string[] };
    expect(init).toMatchObject({ schemaVersion: 1, manifest: 'egress.yaml', changed: true, problems: [] });
    expect(init.entries).toContain('openai');
    const explained = documentOf((await sallyport(root, ['explain', 'openai', '--format', 'json'])).stdout);
    expect(explained.destinations).toHaveLength(1);
    const prune = JSON.parse((await sallyport(root, ['prune', '--format', 'json'])).stdout) as object;
    expect(prune).toMatchObject({ changed: false, entries: [] });
  });
});

describe('options that every command has', () => {
  test('--cwd and --manifest, and fixes that repeat them', async () => {
    const root = repository({
      'apps/web/a.ts': `fetch('https://a.example.com');\n`,
      'policies/web.yaml': 'version: 1\n',
    });
    const args = ['--cwd', 'apps/web', '--manifest', 'policies/web.yaml'];
    const { exitCode, stdout } = await sallyport(root, [...args, 'check']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('sallyport accept a.example.com --reason "…" --manifest policies/web.yaml --cwd apps/web');
    expect(stdout).toContain('  a.ts:1:1  fetch()');
    expect(stdout).not.toContain(root);
    expect((await sallyport(root, ['accept', 'a.example.com', '--reason', 'x', ...args])).exitCode).toBe(0);
    expect((await sallyport(root, args)).exitCode).toBe(0);
  });

  test('--output writes the report and leaves one line on stderr', async () => {
    const root = repository({ ...ACME, 'egress.yaml': 'version: 1\n' });
    const args = ['check', '--format', 'json', '--output', 'out/report.json'];
    const { exitCode, stdout, stderr } = await sallyport(root, args, { env: { FORCE_COLOR: '1' } });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('4 undeclared');
    expect(stderr).toContain('out/report.json');
    const file = join(root, 'out/report.json');
    documentOf(readFileSync(file, 'utf8'));
    const before = statSync(file).mtimeMs;
    await sallyport(root, args);
    expect(statSync(file).mtimeMs).toBe(before);
    const refused = await sallyport(root, ['check', '--output', 'package.json/x']);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('cannot be written');
  });

  test('--component looks at some workspace packages, by folder or name', async () => {
    const root = repository({
      'package.json': '{ "name": "shop", "workspaces": ["apps/*"] }',
      'apps/api/package.json': '{ "name": "@shop/api" }',
      'apps/api/a.ts': `await fetch('https://api.example-pay.com');`,
      'apps/web/package.json': '{ "name": "@shop/web" }',
      'apps/web/w.ts': `await fetch('https://web.example-pay.com');`,
    });
    const scanned = await sallyport(root, ['scan', '--component', '@shop/api', '--format', 'json']);
    expect(scanned.stdout).toContain('api.example-pay.com');
    expect(scanned.stdout).not.toContain('web.example-pay.com');
    // The manifest of a package inherits, so there must be one to inherit from.
    expect((await sallyport(root, ['init', '--component', 'apps/web'])).exitCode).toBe(2);
    writeFileSync(join(root, 'egress.yaml'), 'version: 1\n');
    await sallyport(root, ['init', '--component', 'apps/web']);
    expect(existsSync(join(root, 'apps/web/egress.yaml'))).toBe(true);
    expect((await sallyport(root, ['check', '--component', 'apps/web'])).exitCode).toBe(0);
    expect((await sallyport(root, ['check', '--component', 'apps/*'])).exitCode).toBe(1);
    // What another package needs is not stale.
    expect((await sallyport(root, ['check', '--component', 'apps/api'])).stdout).not.toContain('any more');
    expect((await sallyport(root, ['prune', '--component', 'apps/api'])).exitCode).toBe(2);
    const unknown = await sallyport(root, ['scan', '--component', '@shop/apy']);
    expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Did you mean @shop/api') });
  });

  test('--surface narrows what gates and what is shown', async () => {
    const root = repository({
      'egress.yaml': 'version: 1\n',
      'src/a.ts': `fetch('https://a.example.com');\n`,
      'test/a.test.ts': `fetch('https://t.example.com');\n`,
    });
    expect((await sallyport(root, ['check', '--surface', 'browser'])).exitCode).toBe(0);
    const both = await sallyport(root, ['check', '--surface', 'server,test']);
    expect(both.stdout).toContain('t.example.com');
    const { stdout } = await sallyport(root, ['scan', '--surface', 'test']);
    expect(stdout).toContain('t.example.com');
    expect(stdout).not.toContain('a.example.com');
  });

  test('colour: flags before FORCE_COLOR before NO_COLOR before the stream', async () => {
    const root = repository({ ...ACME, 'egress.yaml': 'version: 1\n' });
    const isColoured = async (args: readonly string[], env: Readonly<Record<string, string>>, isTTY = false) =>
      (await sallyport(root, ['check', ...args], { env, isTTY })).stdout.includes('\u001B[');
    expect(await isColoured([], {})).toBe(false);
    expect(await isColoured([], {}, true)).toBe(true);
    expect(await isColoured([], { NO_COLOR: '1' }, true)).toBe(false);
    expect(await isColoured([], { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(true);
    expect(await isColoured([], { FORCE_COLOR: '0' }, true)).toBe(false);
    expect(await isColoured(['--no-color'], { FORCE_COLOR: '1' }, true)).toBe(false);
    expect(await isColoured(['--color'], { NO_COLOR: '1' })).toBe(true);
    expect(await isColoured([], { CI: '1', GITHUB_ACTIONS: 'true' })).toBe(false);
  });

  test('a manifest behind a link is written where it stands', async () => {
    const root = repository({ ...ACME, 'shared/egress.yaml': 'version: 1\n' });
    symlinkSync('shared/egress.yaml', join(root, 'egress.yaml'));
    await sallyport(root, ['accept', 'api.openai.com', '--reason', 'Chat']);
    expect(readFileSync(join(root, 'shared/egress.yaml'), 'utf8')).toContain('api.openai.com');
    expect(existsSync(join(root, 'egress.yaml'))).toBe(true);
  });

  test('--verbose says where the time went, on stderr only', async () => {
    const { stdout, stderr } = await sallyport(repository(ACME), ['scan', '--verbose', '--format', 'json']);
    documentOf(stdout);
    expect(stderr).toMatch(/discover \d+ ms/);
  });
});

describe('explain', () => {
  const root = () =>
    repository({ ...ACME, 'egress.yaml': 'version: 1\ndestinations:\n  - id: s\n    hosts: [api.segment.io]\n' });

  test('a host: the site, the steps, the rule, what the manifest says', async () => {
    const { exitCode, stdout } = await sallyport(root(), ['explain', 'api.segment.io']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "Twilio Segment  external · analytics
        vendor          Twilio Inc.
        keeps data      yes, by design
        data terms      https://www.twilio.com/en-us/legal/sub-processors
        hosts           api.segment.io
        reached from    server
        manifest        api.segment.io: declared by s (egress.yaml:3)

        src/track.ts:4:9  fetch()  in track
          3 │ export async function track(event: string) {
          4 │   await fetch(\`\${BASE}/v1/track\`, { method: 'POST', body: event });
            │         ^
          reaches   https://api.segment.io/v1/track
          how       followed to a constant
          steps     ← src/track.ts:1  import { BASE } from './config.ts';
                    BASE ← src/config.ts:1  export const BASE = 'https://api.segment.io';
          rule      clients/fetch (fetch)
                    https://developer.mozilla.org/docs/Web/API/Fetch_API
          surface   server
      "
    `);
  });

  test.each<[string, string]>([
    ['env:LEDGER_URL', 'LEDGER_URL  env'],
    ['env:OPENAI_BASE_URL', 'OpenAI'],
    ['openai', 'OpenAI'],
    ['dynamic:src/deliver.ts#deliver', 'not known before the program runs'],
    ['src/track.ts:4', 'https://api.segment.io/v1/track'],
    ['src/track.ts:4:9', 'https://api.segment.io/v1/track'],
    ['./src/track.ts', '/api/me'],
    ['src/track.ts:2', 'There is no site at src/track.ts:2; these are the nearest'],
    ['src/config.ts:1', 'https://api.segment.io/v1/track'],
  ])('%s', async (what, text) => {
    const { exitCode, stdout } = await sallyport(root(), ['explain', what]);
    expect(stdout).toContain(text);
    expect(exitCode).toBe(0);
  });

  test.each<[string, string]>([
    ['api.opena.com', 'Did you mean api.openai.com?'],
    ['nope.example.com:8443', 'nothing in this repository reaches'],
    ['src/none.ts:4', 'src/none.ts was not scanned'],
  ])('%s is not there', async (what, text) => {
    const { exitCode, stdout, stderr } = await sallyport(root(), ['explain', what]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(text);
  });
});

/** What a release brings: a folder from which the Action and the command run where nothing is installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, committed, DECLARED, write } from '../git/repository.ts';
import { node24, runStep } from './runner.ts';

const checkout = mkdtempSync(join(tmpdir(), 'sallyport-release-'));
const bundle = join(checkout, 'bundle');

beforeAll(() => {
  node24();
  execFileSync(process.execPath, ['scripts/build-action/main.mjs', '--out', bundle, '--only-here']);
  mkdirSync(join(checkout, 'action'));
  for (const file of ['action.yml', 'action/main.js']) cpSync(file, join(checkout, file));
}, 300_000);

afterAll(() => rmSync(checkout, { recursive: true, force: true }));

test('the Action runs from it, and installs nothing', async () => {
  const root = committed({ 'egress.yaml': DECLARED, 'src/a.ts': call('rates.acme-bank.com') });
  // A registry that nobody answers: an install would fail.
  const env = { npm_config_registry: 'http://127.0.0.1:1/' };
  const step = await runStep({ workspace: root, event: 'schedule', payload: {}, action: checkout, env });
  expect(step.log).not.toContain('Installing');
  expect(step.log).toContain('::error file=src/a.ts,line=1,');
  expect(step.exitCode).toBe(1);
  expect(step.summary).toContain('## Sallyport: 1 undeclared');
  expect(step.outputs.result).toBe('drift');
});

describe('the command finds the same as without it', () => {
  const scan = (program: string, folder: string): string => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [program, 'scan', '--no-cache', '--format', 'json', '--cwd', folder], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    }); // prettier-ignore
    return `${status}\n${stderr}\n${stdout}`;
  };

  // Types load one compiler, broken syntax the other; the rest needs parsers of templates, styles, TOML and YAML.
  test.each([
    'examples/assistant',
    'fixtures/markup',
    'fixtures/config',
    'fixtures/values',
    'fixtures/bad-input',
    'conformance/types',
  ])('in %s', (folder) => {
    expect(scan(join(bundle, 'bin/sallyport.js'), folder)).toBe(scan('bin/sallyport.js', folder));
  });
});

test.each([
  ['in one thread', []],
  ['in a thread of its own', ['--allow-worker']],
])('nothing outside of it is read %s', (_, threads) => {
  const node = node24();
  const root = committed({
    'src/a.ts': call('rates.acme-bank.com'),
    'src/b.pug': 'img(src="https://cdn.acme.com/a.png")',
  });
  // Only its type tells: that loads a compiler.
  write(root, 'src/c.ts', "export const at = (region: 'eu' | 'us') => fetch(`https://${region}.acme-bank.com`);\n");
  const allowed = [bundle, root].map((folder) => `--allow-fs-read=${folder}/`);
  const permission =
    spawnSync(node, ['--permission', '-e', '']).status === 0 ? '--permission' : '--experimental-permission';
  const words = ['--no-warnings', permission, '--allow-addons', '--allow-child-process', ...threads, ...allowed];
  const scanned = [join(bundle, 'bin/sallyport.js'), 'scan', '--no-cache', '--cwd', root];
  const { stdout, stderr, status } = spawnSync(node, [...words, ...scanned], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  for (const host of ['cdn.acme.com', 'eu.acme-bank.com', 'rates.acme-bank.com', 'us.acme-bank.com']) {
    expect(stdout).toContain(host);
  }
});

test('every package in it has its licence beside it', () => {
  const text = readFileSync(join(bundle, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object };
  const named = Object.keys(dependencies).filter((name) => text.includes(`\n\n${name} `));
  expect(named).toEqual(Object.keys(dependencies));
  expect(text).toContain('Apache License');
});

/** `check --base` and `diff`: what lies between two states, in code and in policy. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { diffJsonSchema, scanJsonSchema } from '../../src/report/schema.ts';
import { sallyport } from '../cli/fake.ts';
import { call, commit, committed, DECLARED, git, write } from './repository.ts';

interface Changed {
  readonly drift: readonly { readonly kind: string; readonly hosts: readonly string[]; readonly new: boolean }[];
  readonly changes: {
    readonly code: readonly {
      readonly kind: string;
      readonly hosts: readonly string[];
      readonly components: readonly string[];
    }[];
    readonly policy: readonly {
      readonly kind: string;
      readonly entry: string;
      readonly manifest: string;
      readonly effect: string;
      readonly approved: boolean;
    }[];
  };
}

const validCheck = new Ajv2020({ strict: true }).compile(scanJsonSchema());
const validDiff = new Ajv2020({ strict: true }).compile(diffJsonSchema());

async function json(root: string, args: readonly string[]): Promise<Changed> {
  const ran = await sallyport(root, [...args, '--format', 'json']);
  const document: unknown = JSON.parse(ran.stdout);
  const validate = args[0] === 'diff' ? validDiff : validCheck;
  validate(document);
  expect(validate.errors).toBeNull();
  return document as Changed;
}

async function codeOf(root: string, args: readonly string[]): Promise<readonly string[]> {
  const { changes } = await json(root, args);
  return changes.code.map(({ kind, hosts }) => `${kind} ${hosts.join(' ')}`);
}

async function policyOf(root: string, args: readonly string[]): Promise<readonly string[]> {
  const { changes } = await json(root, args);
  return changes.policy.map(({ kind, entry, effect }) => `${kind} ${entry} ${effect}`);
}

/** A branch `work` on top of `main`. */
function branched(files: Readonly<Record<string, string>> = {}): string {
  const root = committed(files);
  git(root, 'checkout', '-q', '-b', 'work');
  return root;
}

describe('what is new in code', () => {
  test('a host, a host from another component, a scheme, one that is gone', async () => {
    const root = branched({
      'package.json': '{ "name": "acme", "workspaces": ["packages/*"] }\n',
      'packages/web/package.json': '{ "name": "@acme/web" }\n',
      'src/old.ts': call('old.acme-bank.com'),
      'src/plain.ts': `export const p = () => fetch('https://plain.acme-bank.com:8443/x');\n`,
    });
    write(root, 'src/old.ts', 'export {};\n');
    write(root, 'src/new.ts', call('rates.acme-bank.com'));
    write(root, 'src/plain.ts', `export const p = () => fetch('http://plain.acme-bank.com:8443/x');\n`);
    write(root, 'packages/web/src/track.ts', call('api.segment.io'));
    const expected = [
      'new rates.acme-bank.com',
      'new-use api.segment.io',
      'changed plain.acme-bank.com:8443',
      'removed old.acme-bank.com',
    ];
    expect(await codeOf(root, ['check', '--base', 'main'])).toEqual(expected);
    expect(await codeOf(root, ['diff', 'main'])).toEqual(expected);
    commit(root, 'work');
    expect(await codeOf(root, ['diff', 'main', 'work'])).toEqual(expected);
    expect(await codeOf(root, ['diff', 'work', 'main'])).toEqual([
      'new old.acme-bank.com',
      'changed plain.acme-bank.com:8443',
      'removed rates.acme-bank.com',
    ]);
  });

  test('what was undeclared before is told apart from what came with the change', async () => {
    const root = branched({ 'src/before.ts': call('before.acme-bank.com') });
    write(root, 'src/new.ts', call('rates.acme-bank.com'));
    const { drift } = await json(root, ['check', '--base', 'main']);
    expect(drift.map(({ hosts, new: isNew }) => `${hosts.join()} ${isNew ? 'new' : 'old'}`)).toEqual([
      'before.acme-bank.com old',
      'rates.acme-bank.com new',
    ]);
    const { stdout, exitCode } = await sallyport(root, ['check', '--base', 'main']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('not new: main has it too');
    expect(stdout).toContain('new in this change');
  });

  test('it counts from where the branch began, not from what others did since', async () => {
    const root = branched();
    write(root, 'src/mine.ts', call('mine.acme-bank.com'));
    commit(root, 'mine');
    git(root, 'checkout', '-q', 'main');
    write(root, 'src/theirs.ts', call('theirs.acme-bank.com'));
    commit(root, 'theirs');
    git(root, 'checkout', '-q', 'work');
    expect(await codeOf(root, ['check', '--base', 'main'])).toEqual(['new mine.acme-bank.com']);
    expect(await codeOf(root, ['diff', 'main...work'])).toEqual(['new mine.acme-bank.com']);
    expect(await codeOf(root, ['diff', 'main..work'])).toEqual([
      'new mine.acme-bank.com',
      'removed theirs.acme-bank.com',
    ]);
  });

  test('a place that is not known stays the same when its file is moved', async () => {
    const root = branched({ 'src/hook.ts': 'export const deliver = (hook: { url: string }) => fetch(hook.url);\n' });
    git(root, 'mv', 'src/hook.ts', 'src/deliver.ts');
    expect(await codeOf(root, ['diff', '--staged'])).toEqual(['changed ']);
    expect((await sallyport(root, ['diff', '--staged'])).stdout).toContain('place: - dynamic:src/hook.ts#deliver');
  });

  const PUT = `export const put = (url: string) => fetch(url, { method: 'PUT' });\n`;
  const form = (name: string): string =>
    `import { put } from './put';\nexport const ${name} = async () => put((await import('node:fs')).readFileSync('url', 'utf8'));\n`;

  test('a place that is not known stays the same when the call that gives the address moves', async () => {
    const root = branched({ 'src/put.ts': PUT, 'src/logo.ts': form('logo'), 'src/photo.ts': form('photo') });
    write(root, 'src/upload.ts', form('upload'));
    git(root, 'rm', '-q', 'src/logo.ts', 'src/photo.ts');
    expect(await codeOf(root, ['diff'])).toEqual(['changed ']);
    const { stdout } = await sallyport(root, ['diff']);
    expect(stdout).toContain('place: - dynamic:src/logo.ts#logo, dynamic:src/photo.ts#photo');
    expect(stdout).toContain('place: + dynamic:src/upload.ts#upload');
    // Of two in the stead of one, the second is new.
    write(root, 'src/more.ts', form('more'));
    commit(root, 'moved');
    git(root, 'rm', '-q', 'src/upload.ts', 'src/more.ts');
    write(root, 'src/a.ts', form('a'));
    write(root, 'src/b.ts', form('b'));
    write(root, 'src/c.ts', form('c'));
    expect(await codeOf(root, ['diff'])).toEqual(['new ', 'changed ', 'changed ']);
  });

  test('with the base it is known which entry moves, whatever the new name is', async () => {
    const entries = (...lines: readonly string[]): string =>
      `${DECLARED}dynamic:\n${lines.map((line) => `  - { at: ${line}, reason: chosen by whoever uploads, owner: me }\n`).join('')}`;
    const manifest = entries('src/logo.ts#logo', 'src/photo.ts#photo');
    const root = branched({ 'src/put.ts': PUT, 'src/logo.ts': form('logo'), 'src/photo.ts': form('photo'), 'egress.yaml': manifest }); // prettier-ignore
    write(root, 'src/upload.ts', form('upload'));
    git(root, 'rm', '-q', 'src/logo.ts', 'src/photo.ts');
    const fix = 'sallyport accept "dynamic:src/upload.ts#upload" --moved-from "src/logo.ts#logo"';
    expect((await sallyport(root, ['check'])).stdout).not.toContain('moved from');
    const { exitCode, stdout } = await sallyport(root, ['check', '--base', 'main']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(fix);
    // Two became one: the first entry moves, and the other has nothing left.
    expect(stdout).toContain('stale  Nothing reaches dynamic:src/photo.ts#photo any more.');
    const moved = ['accept', 'dynamic:src/upload.ts#upload', '--moved-from', 'src/logo.ts#logo'];
    expect((await sallyport(root, moved)).exitCode).toBe(0);
    expect(readFileSync(join(root, 'egress.yaml'), 'utf8')).toBe(entries('src/upload.ts#upload', 'src/photo.ts#photo'));
    expect((await sallyport(root, ['check', '--base', 'main'])).exitCode).toBe(0);
  });

  test('another connection in the stead of one is new', async () => {
    const root = branched({ 'src/put.ts': PUT, 'src/logo.ts': form('logo') });
    git(root, 'rm', '-q', 'src/logo.ts', 'src/put.ts');
    write(root, 'src/hook.ts', 'export const deliver = (hook: { url: string }) => fetch(hook.url);\n');
    expect(await codeOf(root, ['diff'])).toEqual(['new ', 'removed ']);
  });

  test('what is counted to another party has no other credentials for that', async () => {
    const client = `import posthog from 'posthog-js';\nposthog.init(process.env.POSTHOG_KEY!, { api_host: process.env.POSTHOG_HOST });\n`;
    const root = branched({ 'package.json': '{ "dependencies": { "posthog-js": "1" } }\n', 'src/a.ts': client });
    write(root, 'src/b.ts', 'export const flags = () => fetch(`${process.env.POSTHOG_HOST}/flags`);\n');
    // The server reaches it too now; nothing else is different.
    expect(await codeOf(root, ['diff'])).toEqual(['new-use ']);
  });

  test('the index can be what is compared', async () => {
    const root = branched();
    write(root, 'src/new.ts', call('rates.acme-bank.com'));
    expect(await codeOf(root, ['check', '--staged', '--base', 'main'])).toEqual([]);
    git(root, 'add', '-A');
    write(root, 'src/new.ts', 'export {};\n');
    expect(await codeOf(root, ['check', '--staged', '--base', 'main'])).toEqual(['new rates.acme-bank.com']);
    expect(await codeOf(root, ['diff'])).toEqual([]);
  });
});

const RATES = `  - id: rates
    hosts: [rates.acme-bank.com]
`;

describe('what changes in policy', () => {
  test('a call with its own entry is in sync, and loud', async () => {
    const root = branched();
    write(root, 'src/new.ts', call('rates.acme-bank.com'));
    write(root, 'egress.yaml', DECLARED + RATES);
    const ran = await sallyport(root, ['check', '--base', 'main']);
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain(
      'Policy changes in this change (egress.yaml)\n  + rates  added, not reviewed  egress.yaml:6',
    );
  });

  test.each([
    ['hosts: [api.segment.io]', 'hosts: ["*.segment.io"]', 'changed segment wider'],
    ['hosts: [api.segment.io]', 'hosts: [api.segment.io, cdn.segment.com]', 'changed segment wider'],
    ['purpose: Analytics', 'purpose: Analytics\n    data: [user-ids]', 'changed segment wider'],
    ['purpose: Analytics', 'purpose: Analytics\n    retention: none', 'changed segment other'],
    ['purpose: Analytics', 'purpose: Analytics\n    surfaces: [server]', 'changed segment narrower'],
    ['purpose: Analytics', 'purpose: Analytics\n    review: { by: "@a", on: 2026-01-01 }', 'changed segment other'],
    ['version: 1', 'version: 1\npolicy: { cleartext: allow }', 'changed policy wider'],
    ['version: 1', 'version: 1\npolicy: { stale: error }', 'changed policy narrower'],
    ['version: 1', 'version: 1\npolicy: { surfaces: [server] }', 'changed policy wider'],
    ['version: 1', 'version: 1\nignore: [{ path: src/**, reason: later }]', 'added ignore:src/** wider'],
    ['version: 1', 'version: 1\ndeny: [{ hosts: [x.acme.io], reason: no }]', 'added deny:x.acme.io narrower'],
    ['version: 1', 'version: 1\ndynamic: [{ at: "src/a.ts#b", reason: hooks }]', 'added dynamic:src/a.ts#b wider'],
  ])('%s becomes %s', async (from, to, expected) => {
    const root = branched();
    write(root, 'egress.yaml', DECLARED.replace(from, to));
    expect(await policyOf(root, ['diff'])).toEqual([expected]);
    git(root, 'add', '-A');
    expect(await policyOf(root, ['diff', '--staged'])).toEqual([expected]);
  });

  test.each([
    ['until: 2027-05-01', 'until: 2028-05-01', 'wider'],
    ['until: 2027-05-01', 'until: 2026-12-31', 'narrower'],
    [', until: 2027-05-01', '', 'wider'],
    ['    review: { by: "@sec", on: 2026-01-01, until: 2027-05-01 }\n', '', 'wider'],
  ])('an approval: %s becomes %s', async (from, to, effect) => {
    const reviewed = `${DECLARED}    review: { by: "@sec", on: 2026-01-01, until: 2027-05-01 }\n`;
    const root = branched({ 'egress.yaml': reviewed });
    write(root, 'egress.yaml', reviewed.replace(from, to));
    expect(await policyOf(root, ['diff'])).toEqual([`changed segment ${effect}`]);
  });

  test('a manifest that is new, and one whose former state cannot be read', async () => {
    const root = branched();
    write(root, 'egress.yaml', 'version: 2\n');
    commit(root, 'broken');
    write(root, 'egress.yaml', DECLARED);
    const ran = await sallyport(root, ['check', '--base', 'HEAD', '--verbose']);
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain('egress.yaml cannot be read as it is in HEAD');
    git(root, 'rm', '-q', '--cached', 'egress.yaml');
    git(root, 'commit', '-q', '-m', 'gone');
    expect(await policyOf(root, ['diff'])).toEqual(['added segment wider']);
  });
});

describe('a frozen manifest', () => {
  const REVIEW = `    review: { by: "@acme/security", on: 2026-11-01 }\n`;

  test.each([
    ['--frozen', DECLARED, DECLARED],
    ['policy.frozen', DECLARED.replace('version: 1', 'version: 1\npolicy: { frozen: true }'), ''],
  ])('%s fails what no review approves', async (way, manifest) => {
    const flags = way === '--frozen' ? ['--frozen'] : [];
    const root = branched({ 'egress.yaml': manifest });
    write(root, 'src/new.ts', call('rates.acme-bank.com'));
    write(root, 'egress.yaml', manifest + RATES);
    const red = await sallyport(root, ['check', '--base', 'main', ...flags]);
    expect(red.exitCode).toBe(1);
    expect(red.stdout).toContain('not approved: the manifest is frozen, and this carries no new review');
    write(root, 'egress.yaml', manifest + RATES + REVIEW);
    expect((await sallyport(root, ['check', '--base', 'main', ...flags])).exitCode).toBe(0);
    // What was approved once is not approved for more.
    commit(root, 'approved');
    write(root, 'egress.yaml', (manifest + RATES + REVIEW).replace('[rates.', '["*.acme-bank.com", rates.'));
    const { changes } = await json(root, ['check', '--base', 'HEAD', ...flags]);
    expect(changes.policy).toMatchObject([{ entry: 'rates', effect: 'wider', approved: false }]);
    expect((await sallyport(root, ['check', '--base', 'HEAD', '--warn-only', ...flags])).exitCode).toBe(0);
  });

  test('taking the freeze away does not take effect in the change that does it', async () => {
    const frozen = DECLARED.replace('version: 1', 'version: 1\npolicy: { frozen: true }');
    const root = branched({ 'egress.yaml': frozen });
    write(root, 'egress.yaml', DECLARED + RATES);
    expect((await sallyport(root, ['check', '--base', 'main'])).exitCode).toBe(1);
  });
});

describe('the manifest of a package', () => {
  const ROOT = { 'package.json': '{ "name": "acme", "workspaces": ["packages/*"] }\n' };
  const WEB = { 'packages/web/package.json': '{ "name": "@acme/web" }\n' };
  const OWN = 'packages/web/egress.yaml';
  const own = (policy: string): string => `version: 1\n${policy}destinations:\n  - id: cdn\n    hosts: [cdn.acme.io]\n`;
  const FROZEN = 'policy: { frozen: true }\n';

  test('its policy is part of what changes; what it inherits is told of the root alone', async () => {
    const root = branched({ ...ROOT, ...WEB, [OWN]: own('') });
    write(root, OWN, own('policy: { require: [owner], stale: error }\n'));
    const ran = await sallyport(root, ['check', '--base', 'main']);
    expect(ran.stdout).toContain(
      'Policy changes in this change (egress.yaml)\n  ~ policy (packages/web/egress.yaml)  narrowed',
    );
    expect(ran.stdout).toContain('policy.require: + owner');
    const { changes } = await json(root, ['diff', 'main']);
    expect(changes.policy).toMatchObject([{ manifest: OWN, entry: 'policy', effect: 'narrower' }]);
    // The root asks for the same now, and the package for no more than that.
    write(root, 'egress.yaml', DECLARED.replace('version: 1', 'version: 1\npolicy: { require: [owner] }'));
    write(root, OWN, own(''));
    expect((await json(root, ['diff', 'main'])).changes.policy).toMatchObject([
      { manifest: 'egress.yaml', entry: 'policy', effect: 'narrower' },
    ]);
  });

  const HOOK = 'export const deliver = (hook: { url: string }) => fetch(hook.url);\n';
  const hookAt = (place: string): string =>
    `version: 1\ndynamic:\n  - { at: ${place}, reason: chosen by customers, owner: web }\n`;

  test('an entry for a place follows it in its own file, which counts places from its folder', async () => {
    const root = branched({ ...ROOT, ...WEB, 'packages/web/src/hook.ts': HOOK, [OWN]: hookAt('src/hook.ts#deliver') });
    expect((await sallyport(root, ['check'])).exitCode).toBe(0);
    git(root, 'mv', 'packages/web/src/hook.ts', 'packages/web/src/send.ts');
    const { exitCode, stdout } = await sallyport(root, ['check', '--base', 'main']);
    expect(exitCode).toBe(1);
    const moved = 'accept "dynamic:packages/web/src/send.ts#deliver" --moved-from "packages/web/src/hook.ts#deliver"';
    expect(stdout).toContain(moved);
    const args = moved.replaceAll('"', '').split(' ');
    const accepted = stdout.includes('--component packages/web') ? [...args, '--component', 'packages/web'] : args;
    expect((await sallyport(root, accepted)).exitCode).toBe(0);
    expect(readFileSync(join(root, OWN), 'utf8')).toBe(hookAt('src/send.ts#deliver'));
    expect((await sallyport(root, ['check', '--base', 'main'])).exitCode).toBe(0);
  });

  test('a place that moves to another package needs an entry there: what one team has said is not said by the other', async () => {
    const API = { 'packages/api/package.json': '{ "name": "@acme/api" }\n', 'packages/api/egress.yaml': own('') };
    const from = 'packages/web/src/hook.ts';
    const root = branched({ ...ROOT, ...WEB, ...API, [from]: HOOK, [OWN]: hookAt('src/hook.ts#deliver') });
    write(root, 'packages/api/src/hook.ts', HOOK);
    git(root, 'rm', '-q', from);
    const { exitCode, stdout } = await sallyport(root, ['check', '--base', 'main']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('dynamic:packages/api/src/hook.ts#deliver');
    expect(stdout).not.toContain('--moved-from');
    expect(stdout).toMatch(/Nothing reaches .*dynamic:packages\/web\/src\/hook\.ts#deliver any more\./);
  });

  test('a stricter policy that goes with its file is a wider one', async () => {
    const root = branched({ ...ROOT, ...WEB, [OWN]: own('policy: { require: [owner] }\n') });
    git(root, 'rm', '-q', OWN);
    expect(await policyOf(root, ['diff'])).toEqual(['changed policy wider', 'removed cdn narrower']);
  });

  test.each([
    ['a new entry', own(FROZEN), `${own(FROZEN)}${RATES}`],
    ['a new entry together with the thaw', own(FROZEN), `${own('')}${RATES}`],
    ['the thaw', own(FROZEN), own('')],
    ['a denial that goes', `${own(FROZEN)}deny: [{ hosts: [x.acme.io], reason: no }]\n`, own(FROZEN)],
  ])('is frozen by itself: %s', async (_, before, after) => {
    const root = branched({ ...ROOT, ...WEB, [OWN]: before });
    write(root, OWN, after);
    const ran = await sallyport(root, ['check', '--base', 'main']);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('not approved: the manifest is frozen');
  });

  test('freezes itself, and not the root or another package', async () => {
    const root = branched({ ...ROOT, ...WEB, [OWN]: own(FROZEN), 'packages/api/package.json': '{ "name": "api" }\n' });
    write(root, 'egress.yaml', DECLARED + RATES);
    write(root, 'packages/api/egress.yaml', own(''));
    expect((await sallyport(root, ['check', '--base', 'main'])).exitCode).toBe(0);
  });

  test('is frozen with the root, whatever it says itself', async () => {
    const frozen = DECLARED.replace('version: 1', `version: 1\n${FROZEN.trim()}`);
    const root = branched({ ...ROOT, ...WEB, 'egress.yaml': frozen, [OWN]: own('') });
    write(root, OWN, own('') + RATES);
    expect((await sallyport(root, ['check', '--base', 'main'])).exitCode).toBe(1);
  });
});

describe('what cannot be compared', () => {
  test.each([
    [['check', '--base', 'nowhere'], 'nowhere is no commit of this clone'],
    [['diff', 'nowhere'], 'nowhere is no commit of this clone'],
    [['diff', 'main', 'HEAD', '--staged'], '--staged and a second revision exclude each other'],
    [['diff', '--format', 'json', '--help-me'], "unknown option '--help-me'"],
  ])('%j says why', async (args, message) => {
    const root = branched();
    const ran = await sallyport(root, args);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain(message);
  });

  test('a history that is not shared', async () => {
    const root = branched();
    git(root, 'checkout', '-q', '--orphan', 'alone');
    commit(root, 'alone');
    const ran = await sallyport(root, ['check', '--base', 'main']);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('main and HEAD have no commit in common');
  });

  test('a shallow clone without the base, and with it', async () => {
    const root = branched();
    write(root, 'src/new.ts', call('rates.acme-bank.com'));
    commit(root, 'new');
    const clone = mkdtempSync(join(tmpdir(), 'sallyport-'));
    try {
      execFileSync('git', ['clone', '-q', '--depth=1', '--single-branch', '--branch', 'work', `file://${root}`, clone]);
      const without = await sallyport(clone, ['check', '--base', 'main']);
      expect(without.exitCode).toBe(2);
      expect(without.stderr).toContain('The clone is shallow: fetch it first');
      git(clone, 'fetch', '-q', '--depth=1', 'origin', 'main:refs/remotes/origin/main');
      const found = await sallyport(clone, ['check', '--base', 'main', '--verbose']);
      expect(found.stderr).toContain('this is compared with origin/main itself');
      expect(await codeOf(clone, ['check', '--base', 'main'])).toEqual(['new rates.acme-bank.com']);
    } finally {
      rmSync(clone, { recursive: true, force: true });
    }
  });

  test('an object that is gone is said, and never fetched', async () => {
    const root = branched();
    const object = git(root, 'rev-parse', 'HEAD:src/track.ts').trim();
    const place = join(root, '.git/objects', object.slice(0, 2), object.slice(2));
    renameSync(place, `${place}-gone`);
    write(root, 'src/track.ts', call('api.segment.io').replace('v1', 'v2'));
    const ran = await sallyport(root, ['check', '--base', 'HEAD', '--verbose']);
    expect(ran.stderr).toContain('Part of HEAD could not be judged, so what is called new here may not be');
  });
});

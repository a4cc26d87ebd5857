/** Input that git cannot hold, or that nobody should have to read: one clear word about each, nothing lost, never a stack trace. */
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import type { ScanDocument } from '../src/report/schema.ts';
import { sallyport, type Ran } from './cli/fake.ts';
import { git, repository, write } from './discover/repository.ts';
import { compact } from './front-door/inventory.ts';

const GOOD = { 'src/good.ts': `export const good = () => fetch('https://good.example/');\n` };
const GOOD_LINES = `external good.example good.example:443 https on=server
  src/good.ts:1:27 good \`fetch()\` literal https://good.example/
`;
const MANIFEST = `version: 1
application: acme
destinations:
  - id: good
    service: good.example
    hosts: [good.example]
    purpose: The good
    owner: "@acme/good"
`;

/** The inventory of a folder, in the form of the fixtures. */
async function inventory(root: string): Promise<Ran> {
  const ran = await sallyport(root, ['scan', '--format', 'json', '--all']);
  expect(ran.stderr).not.toMatch(/internal error|\n {4}at /);
  return { ...ran, stdout: compact(JSON.parse(ran.stdout) as ScanDocument) };
}

describe('what is not text', () => {
  test('a film that is called .ts', async () => {
    const film = Buffer.alloc(188 * 40, 0);
    for (let at = 0; at < film.length; at += 188) film[at] = 0x47;
    const ran = await inventory(repository({ ...GOOD, 'assets/intro.ts': film }));
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain(GOOD_LINES);
    expect(ran.stdout).toMatch(/^warning not-source: assets\/intro\.ts is .*, not source code$/m);
  });

  test('a translation file that is called .ts', async () => {
    const translation = '<?xml version="1.0"?>\n<!DOCTYPE TS>\n<TS version="2.1"></TS>\n';
    const ran = await inventory(repository({ ...GOOD, 'i18n/de.ts': translation }));
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toMatch(/^warning not-source: i18n\/de\.ts is .*, not source code$/m);
  });

  test('a byte that is not UTF-8 costs a warning, not the file', async () => {
    const text = Buffer.from(`export const price = '10 \xa4';\nfetch('https://latin.example/');\n`, 'latin1');
    const ran = await inventory(repository({ 'src/latin.ts': text }));
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('  src/latin.ts:2:1 module `fetch()` literal https://latin.example/\n');
    expect(ran.stdout).toContain('warning invalid-utf8: src/latin.ts is not valid UTF-8');
  });

  test('NUL bytes in a source file are never taken for nothing', async () => {
    const ran = await inventory(repository({ ...GOOD, 'src/nul.ts': `fetch('https://nul.example/');\0\0\0` }));
    expect(ran.stdout).toContain(GOOD_LINES);
    expect(ran.stdout).toMatch(/src\/nul\.ts/);
  });
});

describe('ways to write text', () => {
  test('a byte order mark', async () => {
    const text = `\uFEFFexport const marked = () => fetch('https://marked.example/');\n`;
    const ran = await inventory(repository({ 'src/marked.ts': text, 'package.json': '\uFEFF{ "name": "acme" }' }));
    expect(ran).toEqual({
      exitCode: 0,
      stdout: `external marked.example marked.example:443 https on=server
  src/marked.ts:1:29 marked \`fetch()\` literal https://marked.example/
`,
      stderr: '',
    });
  });

  test('the line ends of Windows, also in the manifest', async () => {
    const code = `// first\r\nexport const items = () =>\r\n  fetch('https://good.example/');\r\n`;
    const root = repository({ 'src/items.ts': code, 'egress.yaml': MANIFEST.replaceAll('\n', '\r\n') });
    expect((await inventory(root)).stdout).toContain('  src/items.ts:3:3 items');
    expect((await sallyport(root, ['check', '--strict'])).exitCode).toBe(0);
    write(root, 'src/mail.ts', `export const mail = () => fetch('https://mail.example/');\r\n`);
    const accept = await sallyport(root, ['accept', 'mail.example', '--reason', 'Mails']);
    expect(accept.exitCode).toBe(0);
    const text = readFileSync(join(root, 'egress.yaml'), 'utf8');
    expect(text).toContain('mail.example');
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('old line ends and the separators of Unicode', async () => {
    const code = `const a = 'x\u2028y';\rexport const items = () => fetch('https://good.example/');\r`;
    expect((await inventory(repository({ 'src/items.ts': code }))).stdout).toContain('external good.example');
  });
});

describe('configuration', () => {
  test('a stylesheet of 20 MB and a compose file of 1 MB are named and left out', async () => {
    const root = repository({
      ...GOOD,
      'src/big.css': '.a { background: url(https://img.acme-big.com/a.png) }\n'.repeat(380_000),
      'docker-compose.yml': `services:\n${'  a: {}\n'.repeat(140_000)}`,
    });
    const ran = await inventory(root);
    expect(ran.stdout).toContain(GOOD_LINES);
    expect(ran.stdout).toMatch(/^warning too-large: docker-compose\.yml /m);
    expect(ran.stdout).toMatch(/^warning too-large: src\/big\.css /m);
  });

  test('a binary file that is called .env, and a compose file that is no YAML', async () => {
    const root = repository({
      ...GOOD,
      '.env': Buffer.from([0, 1, 2, 255, 254, 0]),
      'docker-compose.yml': 'services:\n  api:\n    image: "unfinished\n',
    });
    const ran = await inventory(root);
    expect(ran.exitCode).toBe(2);
    expect(ran.stdout).toContain(GOOD_LINES);
    expect(ran.stdout).toMatch(/^warning not-source: \.env is binary data/m);
    expect(ran.stdout).toMatch(/^error parse-failed: docker-compose\.yml:4:1 cannot be parsed/m);
  });
});

describe('size and depth', () => {
  test('a bundle of 20 MB is named and left out', async () => {
    const line = `!function(){var a=fetch("https://bundle.example/"),b=${'"x",'.repeat(200)}c}();`;
    const bundle = line.repeat(Math.ceil(20_000_000 / line.length));
    const ran = await inventory(repository({ ...GOOD, 'src/vendor-app.js': bundle }));
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain(GOOD_LINES);
    expect(ran.stdout).toContain('warning bundled: src/vendor-app.js is bundled code, not analysed');
  });

  test.each([
    ['parentheses', '('.repeat(5000) + '1' + ')'.repeat(5000)],
    ['arrays', '['.repeat(5000) + ']'.repeat(5000)],
    ['objects', '{ a: '.repeat(5000) + '1' + ' }'.repeat(5000)],
    ['calls', 'f('.repeat(5000) + ')'.repeat(5000)],
    ['functions', '() => '.repeat(5000) + '1'],
    ['conditions', 'x ? 1 : '.repeat(5000) + '2'],
    ['members', `x${'.y'.repeat(5000)}`],
  ])('5,000 nested %s are understood or named', async (_name, expression) => {
    const ran = await inventory(repository({ ...GOOD, 'src/deep.ts': `export const deep = ${expression};\n` }));
    expect(ran.stdout).toContain(GOOD_LINES);
    const isNamed = /^error parse-failed: src\/deep\.ts:1:\d+ /m.test(ran.stdout);
    expect(ran.exitCode).toBe(isNamed ? 2 : 0);
  });

  test.each([5000, 100_000])('%d concatenations are understood or named', async (count) => {
    const text = `export const url = 'https://long.example/'${" + 'x'".repeat(count)};\nfetch(url);\n`;
    const ran = await inventory(repository({ ...GOOD, 'src/long.ts': text }));
    expect(ran.stdout).toContain(GOOD_LINES);
    const isKnown = ran.stdout.includes('external long.example') || ran.stdout.includes('dynamic:src/long.ts#');
    const isNamed = /^error parse-failed: src\/long\.ts:1:\d+ /m.test(ran.stdout);
    expect(isKnown || isNamed).toBe(true);
    expect(ran.exitCode).toBe(isNamed ? 2 : 0);
  });

  test('1,000 statements that grow one text', async () => {
    const text = `let url = 'https://grown.example/';\n${`url += 'x';\n`.repeat(1000)}fetch(url);\n`;
    const ran = await inventory(repository({ ...GOOD, 'src/grown.ts': text }));
    expect(ran.stdout).toContain(GOOD_LINES);
    expect(ran.stdout).toMatch(/src\/grown\.ts/);
  });

  test('a chain of 300 modules that import each other in a ring', async () => {
    const modules = Array.from({ length: 300 }, (_, index) => [
      `src/m${index}.ts`,
      `export * from './m${(index + 1) % 300}';\nexport const v${index} = 'https://ring.example/${index}';\n`,
    ]);
    const main = `import { v299, missing } from './m0';\nfetch(v299);\nfetch(missing);\n`;
    const ran = await inventory(repository({ ...Object.fromEntries(modules), 'src/main.ts': main }));
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('external ring.example');
    expect(ran.stdout).toContain('dynamic dynamic:src/main.ts#module');
  });
});

describe('what a folder can hold', () => {
  test('links that lead in a circle, nowhere, and outside', async () => {
    const root = repository(GOOD);
    symlinkSync('.', join(root, 'src/self'));
    symlinkSync('b.ts', join(root, 'src/a.ts'));
    symlinkSync('a.ts', join(root, 'src/b.ts'));
    symlinkSync('nowhere.ts', join(root, 'src/broken.ts'));
    symlinkSync(repository({ 'secret.ts': `fetch('https://outside.example/');\n` }), join(root, 'outside'));
    const ran = await inventory(root);
    expect(ran).toEqual({
      exitCode: 0,
      stdout: `${GOOD_LINES}warning link-outside: outside is a symbolic link that leaves the scanned folder and was not analysed\n`,
      stderr: ran.stderr,
    });
  });

  // Root may read everything.
  test.skipIf(process.getuid?.() === 0)('a folder and a file that may not be read', async () => {
    const root = repository({ ...GOOD, 'src/closed/x.ts': 'fetch("https://closed.example/")', 'src/shut.ts': '1' });
    chmodSync(join(root, 'src/closed'), 0);
    chmodSync(join(root, 'src/shut.ts'), 0);
    try {
      const ran = await inventory(root);
      expect(ran.exitCode).toBe(2);
      expect(ran.stdout).toContain('error unreadable: src/closed cannot be read (EACCES)');
      expect(ran.stdout).toContain('error unreadable: src/shut.ts cannot be read (EACCES)');
    } finally {
      chmodSync(join(root, 'src/closed'), 0o755);
    }
  });

  test('a source file that is a folder', async () => {
    const root = repository({ ...GOOD, 'src/odd.ts/inner.ts': `fetch('https://inner.example/');\n` });
    expect((await inventory(root)).stdout).toContain('external inner.example');
  });

  test('nothing at all', async () => {
    const root = repository({});
    expect(await inventory(root)).toEqual({ exitCode: 0, stdout: 'nothing\n', stderr: '' });
    expect((await sallyport(root, [])).exitCode).toBe(0);
    expect((await sallyport(root, ['init'])).exitCode).toBe(0);
    expect((await sallyport(root, ['check', '--strict'])).exitCode).toBe(0);
  });
});

describe('who lists the files', () => {
  test('git or not, what is ignored is left out and the rest is the same', async () => {
    const files = {
      ...GOOD,
      '.gitignore': 'generated/\n*.local.ts\n',
      'generated/api.ts': `fetch('https://generated.example/');\n`,
      'src/my.local.ts': `fetch('https://local.example/');\n`,
      'node_modules/dep/index.js': `fetch('https://dependency.example/');\n`,
    };
    const [plain, tracked] = [repository(files), repository(files)];
    git(tracked, 'init', '--quiet');
    git(tracked, 'add', 'src/good.ts');
    expect(await inventory(plain)).toEqual({ exitCode: 0, stdout: GOOD_LINES, stderr: '' });
    expect(await inventory(tracked)).toEqual(await inventory(plain));
  });
});

describe('a manifest that is none', () => {
  test.each<[string, (root: string) => void, RegExp]>([
    ['a folder', (root) => mkdirSync(join(root, 'egress.yaml')), /^error {2}egress\.yaml cannot be read: /],
    ['an empty file', (root) => write(root, 'egress.yaml', ''), /^error {2}egress\.yaml:1:1 is empty/],
    ['a list', (root) => write(root, 'egress.yaml', '- a\n- b\n'), /^error {2}egress\.yaml:1:1 /],
    ['a film', (root) => write(root, 'egress.yaml', Buffer.from([0, 255, 254, 0, 1])), /^error {2}egress\.yaml/],
    [
      'two documents',
      (root) => write(root, 'egress.yaml', `${MANIFEST}---\n${MANIFEST}`),
      /^error {2}egress\.yaml:\d+/,
    ],
    ['a bomb', (root) => write(root, 'egress.yaml', bomb()), /^error {2}egress\.yaml:\d+/],
  ])('%s', async (_name, prepare, message) => {
    const root = repository(GOOD);
    prepare(root);
    for (const command of [['check'], [], ['prune'], ['accept', 'good.example', '--reason', 'Good']]) {
      const ran = await sallyport(root, command);
      expect(ran.exitCode).toBe(2);
      expect(ran.stderr).toMatch(message);
      expect(ran.stderr).not.toMatch(/internal error|\n {4}at /);
    }
  });
});

/** Aliases of aliases, which would be a billion entries. */
function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const items = level === 0 ? 'x' : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array.from({ length: 10 }, () => items).join(', ')}]`;
  });
  return `version: 1\napplication: acme\n${levels.join('\n')}\n`;
}

describe('a command line that leads nowhere', () => {
  test('--cwd names no folder', async () => {
    const root = repository(GOOD);
    for (const folder of ['nowhere', 'src/good.ts']) {
      const ran = await sallyport(root, ['scan', '--cwd', folder]);
      expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
      expect(ran.stderr).toContain(`error  --cwd ${folder}: `);
    }
  });

  test('--output names a folder', async () => {
    const ran = await sallyport(repository(GOOD), ['scan', '--output', 'src']);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toMatch(/^error {2}src cannot be written: /);
  });
});

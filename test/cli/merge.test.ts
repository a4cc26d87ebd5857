/** The merge driver in real merges of git. The package must be built. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { repository, write } from '../discover/repository.ts';
import { sallyport } from './fake.ts';

const bin = fileURLToPath(new URL('../../bin/sallyport.js', import.meta.url));

interface Merged {
  readonly status: number | null;
  readonly text: string;
  readonly said: string;
}

/** Merges two branches that each wrote a manifest, with the driver as the documentation sets it up. */
function merge(base: string | null, ours: string, theirs: string): Merged {
  const root = repository({
    '.gitattributes': 'egress.yaml merge=sallyport\n',
    ...(base === null ? {} : { 'egress.yaml': base }),
  });
  const git = (...args: readonly string[]) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'a');
  git('config', 'user.email', 'a@b.c');
  git('config', 'core.autocrlf', 'false');
  git('config', 'merge.sallyport.driver', `"${process.execPath}" "${bin}" merge %O %A %B %P`);
  const commit = (text: string | null) => {
    if (text !== null) write(root, 'egress.yaml', text);
    git('add', '.');
    git('commit', '-q', '--allow-empty', '-m', 'x');
  };
  commit(base);
  git('checkout', '-q', '-b', 'theirs');
  commit(theirs);
  git('checkout', '-q', 'main');
  commit(ours);
  const { status, stdout, stderr } = git('merge', '-q', '--no-edit', 'theirs');
  return {
    status,
    text: readFileSync(join(root, 'egress.yaml'), 'utf8'),
    said: (stdout + stderr).replace('Auto-merging egress.yaml\n', ''),
  };
}

const HEAD = `# Owned by @acme/security
version: 1
policy:
  require: [owner] # everybody
`;

const entry = (id: string, more = '') =>
  `  - id: ${id}\n    hosts: [${id}.acme-pay.com]\n    owner: "@acme/${id}"\n${more}`;
const list = (...entries: readonly string[]) => `${HEAD}destinations:\n${entries.join('')}`;

describe('clean', () => {
  test.each<[string, string, string, string, string]>([
    [
      'both add at the same place',
      list(entry('a'), entry('z')),
      list(entry('a'), '  # For cards\n', entry('m'), entry('z')),
      list(entry('a'), '  # For maps\n', entry('n'), entry('z')),
      list(entry('a'), '  # For cards\n', entry('m'), '  # For maps\n', entry('n'), entry('z')),
    ],
    [
      'both add the first',
      `${HEAD}destinations: []\n`,
      list(entry('b')),
      list(entry('a')),
      list(entry('a'), entry('b')),
    ],
    ['both add the section', HEAD, list(entry('b')), list(entry('a')), list(entry('a'), entry('b'))],
    [
      'both add the same',
      list(entry('a')),
      list(entry('a'), entry('b')),
      list(entry('a'), entry('b')),
      list(entry('a'), entry('b')),
    ],
    [
      'one renews, the other adds beside it',
      list(entry('a'), entry('b')),
      list(entry('a', '    review: { until: 2027-01-31 }\n'), entry('b')),
      list(entry('a'), entry('aa'), entry('b')),
      list(entry('a', '    review: { until: 2027-01-31 }\n'), entry('aa'), entry('b')),
    ],
    [
      'both change one entry in different keys',
      list(entry('a')),
      list(entry('a', '    data: [prompts] # only these\n')),
      list(entry('a', '    region: eu\n')),
      list(entry('a', '    region: eu\n    data: [prompts] # only these\n')),
    ],
    [
      'both add hosts to one entry',
      list('  - id: a\n    hosts: [b.acme.com, d.acme.com]\n'),
      list('  - id: a\n    hosts: [a.acme.com, b.acme.com, d.acme.com]\n'),
      list('  - id: a\n    hosts: [b.acme.com, c.acme.com]\n'),
      list('  - id: a\n    hosts: [a.acme.com, b.acme.com, c.acme.com]\n'),
    ],
    [
      'both remove',
      list(entry('a'), entry('b')),
      `${HEAD}destinations: []\n`,
      list(entry('a')),
      `${HEAD}destinations: []\n`,
    ],
    [
      'one sorts what the other adds to',
      list(entry('c'), entry('a'), entry('b')),
      list(entry('a'), entry('b'), entry('c')),
      list(entry('c'), entry('a'), entry('b'), entry('d')),
      list(entry('a'), entry('b'), entry('c'), entry('d')),
    ],
    [
      'comments on both sides',
      list('  # one\n', entry('a'), '\n  # --- b ---\n\n', entry('b')),
      list('  # one\n  # ours\n', entry('a'), '\n  # --- b ---\n\n', entry('b'), entry('c')),
      list('  # one\n  # theirs\n', entry('a'), '\n  # --- b ---\n\n', entry('b'), '# the end\n'),
      list(
        '  # one\n  # ours\n  # theirs\n',
        entry('a'),
        '\n  # --- b ---\n\n',
        entry('b'),
        '\n',
        entry('c'),
        '# the end\n',
      ),
    ],
    [
      'places, denials, exemptions and the policy',
      `${HEAD}dynamic:\n  - at: src/a.ts#a\n    reason: x\n`,
      `${HEAD}  unreviewed: error\ndynamic:\n  - at: src/a.ts#a\n    reason: x\n  - at: src/c.ts#c\n    reason: c\ndeny:\n  - hosts: [a.evil.com]\n    reason: a\n`,
      `${HEAD}  cleartext: warn\ndynamic:\n  - at: src/a.ts#a\n    reason: x\n  - at: src/b.ts#b\n    reason: b\ndeny:\n  - hosts: [b.evil.com]\n    reason: b\nignore:\n  - path: examples\n    reason: c\n`,
      `${HEAD}  cleartext: warn\n  unreviewed: error\ndynamic:\n  - at: src/a.ts#a\n    reason: x\n  - at: src/b.ts#b\n    reason: b\n  - at: src/c.ts#c\n    reason: c\ndeny:\n  - hosts: [b.evil.com]\n    reason: b\n  - hosts: [a.evil.com]\n    reason: a\nignore:\n  - path: examples\n    reason: c\n`,
    ],
  ])('%s', async (_, base, ours, theirs, expected) => {
    const merged = merge(base, ours, theirs);
    expect(merged).toEqual({ status: 0, text: expected, said: '' });
    const root = repository({ 'egress.yaml': merged.text });
    expect(await sallyport(root, ['check', '--quiet'])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  test('carriage returns stay', () => {
    const windows = (text: string) => text.replaceAll('\n', '\r\n');
    const merged = merge(
      windows(list(entry('a'))),
      windows(list(entry('a'), entry('b'))),
      windows(list(entry('a'), entry('c'))),
    );
    expect(merged).toMatchObject({ status: 0, text: windows(list(entry('a'), entry('b'), entry('c'))) });
  });

  test('both branches wrote the first manifest', () => {
    expect(merge(null, list(entry('b')), list(entry('a')))).toMatchObject({
      status: 0,
      text: list(entry('a'), entry('b')),
    });
  });
});

describe('a real disagreement', () => {
  test.each<[string, string, string, string, string, string]>([
    [
      'one id with two owners',
      list(entry('a'), entry('b')),
      list(entry('a'), entry('b').replace('@acme/b', '@acme/x'), entry('c')),
      list(entry('a'), entry('b').replace('@acme/b', '@acme/y'), entry('d')),
      list(
        entry('a'),
        '<<<<<<< ours\n',
        entry('b').replace('@acme/b', '@acme/x'),
        '=======\n',
        entry('b').replace('@acme/b', '@acme/y'),
        '>>>>>>> theirs\n',
        entry('c'),
        entry('d'),
      ),
      'destinations.b',
    ],
    [
      'edited and removed',
      list(entry('a'), entry('b')),
      list(entry('b')),
      list(entry('a', '    region: eu\n'), entry('b'), entry('c')),
      list('<<<<<<< ours\n=======\n', entry('a', '    region: eu\n'), '>>>>>>> theirs\n', entry('b'), entry('c')),
      'destinations.a',
    ],
    [
      'the policy',
      HEAD,
      `${HEAD}  stale: error\n`,
      `${HEAD}  stale: off\n`,
      `${HEAD}<<<<<<< ours\n  stale: error\n=======\n  stale: off\n>>>>>>> theirs\n`,
      'policy.stale',
    ],
  ])('%s', (_, base, ours, theirs, expected, conflict) => {
    const merged = merge(base, ours, theirs);
    expect(merged).toMatchObject({ status: 1, text: expected });
    expect(merged.said).toContain(`error  egress.yaml: both sides changed ${conflict}, and differently`);
    expect(merged.said).toContain('CONFLICT (content): Merge conflict in egress.yaml');
  });
});

describe('what is no manifest', () => {
  test.each<[string, string, string, string]>([
    ['our side', list(entry('a')), `${list(entry('a'))}  - id: [\n`, list(entry('a', '    region: eu\n'))],
    ['their side', list(entry('a')), list(entry('a', '    region: eu\n')), list(entry('a'), '    colour: red\n')],
    [
      'the common ancestor',
      list(entry('a'), entry('a')),
      list(entry('a', '    region: eu\n')),
      list(entry('a', '    region: us\n')),
    ],
  ])('%s: git merges the text, and it is said', (whose, base, ours, theirs) => {
    const { status, text, said } = merge(base, ours, theirs);
    expect(status).toBe(1);
    expect(said.match(/^error /gm)).toHaveLength(1);
    expect(said).toContain(`egress.yaml was merged as plain text, for ${whose} is not a good manifest: line `);
    expect(text).toContain('<<<<<<< ours');
    expect(text).toContain('>>>>>>> theirs');
  });

  test('files that are not there', async () => {
    const ran = await sallyport(repository({ a: '' }), ['merge', 'a', 'b', 'c']);
    expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('b cannot be read') });
  });
});

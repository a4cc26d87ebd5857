/** `check --base` in the formats of pipelines: a change that declares its own call is in sync, and loud. */
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/report/formats.ts';
import { sallyport } from '../cli/fake.ts';
import { commandsIn } from '../report/runner.ts';
import { call, committed, DECLARED, git, write } from './repository.ts';

/** A branch that adds a call, and the entry for it. */
function branch(): string {
  const root = committed();
  git(root, 'switch', '-q', '-c', 'topic');
  write(root, 'src/rates.ts', call('rates.acme-billing.com'));
  write(root, 'egress.yaml', `${DECLARED}  - id: rates\n    hosts: [rates.acme-billing.com]\n    purpose: Rates\n`);
  return root;
}

describe('a change that declares its own call', () => {
  test('has the same exit code in every format, also where the manifest is frozen', async () => {
    const root = branch();
    for (const format of FORMATS) {
      const args = ['check', '--base', 'main', '--format', format];
      const codes = [await sallyport(root, args), await sallyport(root, [...args, '--frozen'])].map(
        (ran) => ran.exitCode,
      );
      expect({ format, codes }).toEqual({ format, codes: [0, 1] });
    }
  });

  test('is a notice at the entry, and an error where the manifest is frozen', async () => {
    const root = branch();
    const told = async (...args: readonly string[]) =>
      commandsIn((await sallyport(root, ['check', '--base', 'main', '--format', 'github', ...args])).stdout).map(
        ({ name, properties }) => `${name} ${properties.file}:${properties.line} ${properties.title}`,
      );
    expect(await told()).toEqual(['notice egress.yaml:6 Policy change: rates']);
    expect(await told('--frozen')).toEqual(['error egress.yaml:6 Policy change without approval: rates']);
  });

  test('is a section of the Markdown', async () => {
    const { stdout } = await sallyport(branch(), ['check', '--base', 'main', '--format', 'markdown']);
    expect(stdout).toContain('### Policy changes in this change');
    expect(stdout).toContain('| added, not reviewed | `rates` |');
    expect(stdout).toContain('### Changes in code since main');
    expect(stdout).toContain('| new | `rates.acme-billing.com` |');
  });
});

describe('diff', () => {
  test('has the same exit code in every format: nothing is judged, and what cannot be read is said', async () => {
    const root = branch();
    for (const format of FORMATS) {
      const ran = await sallyport(root, ['diff', 'main', '--format', format]);
      expect({ format, exitCode: ran.exitCode }).toEqual({ format, exitCode: 0 });
      expect(ran.stdout).toContain('rates.acme-billing.com');
    }
    write(root, 'src/broken.ts', 'export const = ;\n');
    for (const format of FORMATS) {
      const ran = await sallyport(root, ['diff', 'main', '--format', format]);
      expect({ format, exitCode: ran.exitCode }).toEqual({ format, exitCode: 2 });
    }
  });

  test('shows a change where it stands, with the way to it', async () => {
    const { stdout } = await sallyport(branch(), ['diff', 'main', '--format', 'github']);
    expect(commandsIn(stdout).map(({ name, properties }) => `${name} ${properties.file}:${properties.line}`)).toEqual([
      'notice src/rates.ts:1',
      'notice egress.yaml:6',
    ]);
  });
});

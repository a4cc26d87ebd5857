/** Each conformance program that can run is run, with the network intercepted: every host that it contacts was predicted. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allPrograms } from './all-programs.ts';
import { predict, type Prediction } from './predict.ts';
import type { Program } from './program.ts';
import { contactsOf, valueOfVariable } from './run.ts';

const RUNNABLE = allPrograms().filter(([, program]) => program.expect.run !== undefined);
const scratch = mkdtempSync(join(tmpdir(), 'conformance-'));

beforeAll(() => symlinkSync(new URL('../../node_modules', import.meta.url).pathname, join(scratch, 'node_modules')));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the hosts that a program contacts were predicted', () => {
  test.concurrent.each(RUNNABLE)('%s', async (name, program) => {
    const folder = join(scratch, name);
    mkdirSync(folder, { recursive: true });
    const contacted = await contactsOf(program, folder);
    const predicted = predict(program);
    const surprises = contacted.filter((host) => !isPredicted(host, predicted, program));
    expect(surprises, `contacted ${contacted.join(', ')}`).toEqual([]);
    // A run that contacts nothing proves nothing, unless nothing is what it should contact.
    const { hosts, env, dynamic } = program.expect;
    if (hosts.length + env.length + dynamic.length > 0) expect(contacted).not.toEqual([]);
  });
});

function isPredicted(host: string, { hosts, env, dynamic }: Prediction, { expect: { environment } }: Program): boolean {
  if (/^(localhost|127\.|\[?::1)/.test(host)) return true;
  if (hosts.some((pattern) => matches(pattern, host))) return true;
  if (env.some((name) => (environment[name] ?? valueOfVariable(name)).includes(host))) return true;
  return dynamic.length > 0;
}

function matches(pattern: string, host: string): boolean {
  const source = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.+');
  return new RegExp(`^${source}$`, 'i').test(host);
}

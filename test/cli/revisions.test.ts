/** Two states that are scanned at once, or one after the other. */
import { describe, expect, test } from 'vitest';
import { scanBoth, type Before } from '../../src/cli/revisions.ts';
import type { Session } from '../../src/cli/session.ts';

function sessionOf(scansAtOnce: number): Session {
  return { settings: { scansAtOnce, quiet: false } } as Session;
}

async function later<T>(end: () => T): Promise<T> {
  await new Promise((done) => setTimeout(done, 20));
  return end();
}

function fail(name: string): never {
  throw new Error(name);
}

const BEFORE = { problems: [] } as unknown as Before;

describe.each([1, 2])('%i at once', (scansAtOnce) => {
  const session = sessionOf(scansAtOnce);

  test('both are given, whichever ends first', async () => {
    expect(await scanBoth(session, () => later(() => BEFORE), async () => 'after')).toEqual([BEFORE, 'after']); // prettier-ignore
  });

  test('the reason is that of the one before, whichever fails first', async () => {
    const failing = scanBoth(session, () => later(() => fail('before')), async () => fail('after')); // prettier-ignore
    await expect(failing).rejects.toThrow('before');
  });

  test('what is asked of the one before alone is said before the other begins', async () => {
    let isBegun = false;
    const begin = async (): Promise<void> => {
      isBegun = true;
    };
    await expect(scanBoth(session, () => fail('no such revision'), begin)).rejects.toThrow('no such revision');
    expect(isBegun).toBe(false);
  });
});

test('one line of progress is shown, that of the state that is judged', async () => {
  const seen: boolean[] = [];
  const before = async ({ settings }: Session): Promise<Before> => {
    seen.push(settings.quiet);
    return BEFORE;
  };
  await scanBoth(sessionOf(2), before, async () => null);
  await scanBoth(sessionOf(1), before, async () => null);
  expect(seen).toEqual([true, false]);
});

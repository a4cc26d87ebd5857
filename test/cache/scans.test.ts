/** A scan that is found again is the scan that would be made. */
import { join } from 'node:path';
import { globbySync } from 'globby';
import { describe, expect, test } from 'vitest';
import type { CacheFolder } from '../../src/cache/folder.ts';
import { scanCache } from '../../src/cache/scans.ts';
import { folderTree } from '../../src/discover/folder-tree.ts';
import type { Tree } from '../../src/discover/tree.ts';
import { scan } from '../../src/run.ts';
import { inCopy } from '../front-door/play.ts';

const ROOT = new URL('../../fixtures', import.meta.url).pathname;
const FIXTURES = globbySync('*/*', { cwd: ROOT, onlyDirectories: true }).toSorted();

/** A cache that remembers as long as the test runs, and how often something was kept. */
function memory(): CacheFolder & { readonly kept: () => number } {
  const texts = new Map<string, string>();
  return {
    beginning: (prefix) => [...texts.keys()].filter((name) => name.startsWith(prefix)),
    read: (name) => texts.get(name) ?? null,
    keep: (name, text) => texts.set(name, text),
    kept: () => texts.size,
  };
}

/** What a scan says, without how long it took. */
async function said(tree: Tree, folder: CacheFolder | null, program = '1'): Promise<unknown> {
  const { inventory, components, leftOut } = await scan({
    tree,
    ...(folder === null ? {} : { cache: scanCache(folder, program) }),
  });
  // As programs read it: a field that is not there and one without a value are the same.
  return JSON.parse(JSON.stringify({ inventory, components, leftOut })) as unknown;
}

describe('fixtures', () => {
  test.each(FIXTURES)('%s is the same from the cache', async (name) => {
    await inCopy(join(ROOT, name), async (root) => {
      const tree = folderTree(root);
      const folder = memory();
      const without = await said(tree, null);
      expect(await said(tree, folder)).toEqual(without);
      const before = folder.kept();
      expect(await said(tree, folder)).toEqual(without);
      expect(folder.kept()).toBe(before);
    });
  });
});

test('another version of the program begins anew', async () => {
  await inCopy(join(ROOT, FIXTURES[0] ?? ''), async (root) => {
    const folder = memory();
    await said(folderTree(root), folder, '1');
    await said(folderTree(root), folder, '2');
    expect(folder.kept()).toBe(2);
  });
});

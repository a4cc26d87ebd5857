import { test } from 'vitest';
import { compare } from '../../src/drift/compare.ts';
import { accept } from '../../src/manifest/accept.ts';
import { initManifest } from '../../src/manifest/init.ts';
import { prune } from '../../src/manifest/prune.ts';
import { parseManifest } from '../../src/manifest/parse.ts';
import { manifestOf } from './examples.ts';
import { destination, hosts, site } from './found.ts';
test('perf', () => {
  const all = Array.from({ length: 60 }, (_, i) =>
    i % 3 === 0
      ? destination(`dynamic:src/f${i}.ts#run`, [site({ file: `src/f${i}.ts` })])
      : destination(
          `h${i}.com`,
          Array.from({ length: 20 }, (_, j) =>
            site({ file: `src/x${j}.ts`, hosts: hosts(`h${i}.com`, `${j}.h${i}.com`), env: [`E${i}`] }),
          ),
        ),
  );
  const time = (n: string, f: () => unknown) => {
    const t = performance.now();
    const r = f();
    console.log(n, (performance.now() - t).toFixed(0));
    return r as any;
  };
  const text = time('init', () => initManifest(all, { application: 'x' }));
  const m = time('parse', () => manifestOf(text));
  time('compare', () => compare(all, m, { asOf: '2026-01-01' }));
  const r = time('accept all', () => accept('version: 1\n', 'e', all, { selectors: 'all', asOf: '2026-01-01' }));
  console.log(
    r.kind,
    time('after', () => compare(all, manifestOf(r.text), { asOf: '2026-01-01' })).filter(
      (d: any) => d.kind !== 'unreviewed',
    ).length,
  );
  time('prune', () => prune(text, 'e', all.slice(0, 30)));
  console.log(parseManifest(`version: 1\ndestinations: ${'['.repeat(100)}`, 'e').kind);
  console.log(text.length, text.split('\n').length);
});

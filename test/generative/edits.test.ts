/** Edits that keep the meaning of a program keep its destinations. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allPrograms } from '../conformance/all-programs.ts';
import { predict } from '../conformance/predict.ts';
import type { Program } from '../conformance/program.ts';
import { EDITS, type Files } from './edits/edits.ts';
import { RUNS, seeded } from './settings.ts';

/** In the test run, themes whose programs stand still; in a long run all. */
const THEMES = ['classes/', 'functions/'];
const PROGRAMS = allPrograms().filter(([name]) => RUNS !== null || THEMES.some((theme) => name.startsWith(theme)));
const KINDS = Object.entries(EDITS);

test('destinations survive edits', { timeout: 1e9 }, () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), fc.nat(), (program, kind, file, place) => {
      const [name, before] = PROGRAMS[program % PROGRAMS.length] ?? [];
      const [edit, ways] = KINDS[kind % KINDS.length] ?? [];
      if (!before || !ways) return;
      const paths = Object.keys(before.files).filter((path) => /\.[mc]?[jt]sx?$/.test(path));
      const made = ways(paths[file % paths.length] ?? '', before.files);
      const files = made[place % made.length]?.();
      if (files)
        expect(said(before, files), `${name}: ${edit}\n${shown(before.files, files)}`).toEqual(
          said(before, before.files),
        );
    }),
    seeded(RUNS ?? 300),
  );
});

/** Which places are dynamic follows the names of symbols; that there are some does not. */
function said(program: Program, files: Files): unknown {
  const { hosts, env, dynamic } = predict({ ...program, files });
  return { hosts, env, hasDynamic: dynamic.length > 0 };
}

/** The files that changed. */
function shown(before: Files, after: Files): string {
  return Object.entries(after)
    .filter(([path, text]) => before[path] !== text)
    .map(([path, text]) => `// ${path}\n${text}`)
    .join('\n');
}

/** Edits that keep the meaning of a program keep its destinations. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allPrograms } from '../conformance/all-programs.ts';
import { predict, type Prediction } from '../conformance/predict.ts';
import type { Program } from '../conformance/program.ts';
import { EDITS, type Files } from './edits/edits.ts';
import { RUNS, seeded } from './settings.ts';

/** In the test run, themes whose programs stand still; in a long run all. */
const THEMES = ['classes/', 'functions/'];
const PROGRAMS = allPrograms().filter(([name]) => RUNS !== null || THEMES.some((theme) => name.startsWith(theme)));
const KINDS = Object.entries(EDITS);

/** Edits after which less is known, by program and edit, with the reason: there all that was shown is shown, or something dynamic is. */
const TELLS_LESS: readonly (readonly [program: RegExp, edit: RegExp, reason: string])[] = [
  [/^guards\//, /function|constant|in place|object|passed on|wrapped/, 'a check is about the name that it names'],
  [/^classes\/fluent-builder/, /./, 'a builder is followed through expressions that are known to hand it on'],
  [/unknown-inside-the-wrapper$/, /wrapped/, 'a literal that chooses a branch has to stand in the call itself'],
];

test('destinations survive edits', { timeout: 1e9 }, () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), fc.nat(), (program, kind, file, place) => {
      const [name, before] = PROGRAMS[program % PROGRAMS.length] ?? [];
      const [edit, ways] = KINDS[kind % KINDS.length] ?? [];
      if (!before || !ways) return;
      const paths = Object.keys(before.files).filter((path) => /\.[mc]?[jt]sx?$/.test(path));
      const made = ways(paths[file % paths.length] ?? '', before.files);
      const files = made[place % made.length]?.();
      if (files) judge(name ?? '', edit ?? '', before, files);
    }),
    seeded(RUNS ?? 300),
  );
});

function judge(name: string, edit: string, before: Program, files: Files): void {
  const due = said(before, before.files);
  const told = said(before, files);
  const tellsLess = TELLS_LESS.some(([programs, edits]) => programs.test(name) && edits.test(edit));
  const isCovered = told.hasDynamic || due.hosts.every((host) => told.hosts.includes(host));
  expect(tellsLess && isCovered ? due : told, `${name}: ${edit}\n${shown(before.files, files)}`).toEqual(due);
}

interface Said extends Pick<Prediction, 'hosts' | 'env'> {
  readonly hasDynamic: boolean;
}

/** Which places are dynamic follows the names of symbols; that there are some does not. */
function said(program: Program, files: Files): Said {
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

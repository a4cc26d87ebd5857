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
  [
    /^guards\/|^types\/type-guard$/,
    /function|constant|in place|object|passed on|wrapped/,
    'a check is about the name that it names',
  ],
  [
    /^classes\/(?:fluent-builder|field-written-in-a-callback)/,
    /./,
    'a builder is followed through expressions that are known to hand it on',
  ],
  [/unknown-inside-the-wrapper$/, /wrapped/, 'a literal that chooses a branch has to stand in the call itself'],
  [/^config\/next-config-behind-plugins$/, /object|of its own/, 'a configuration is followed by its names and calls'],
  [
    /^config\/package-json-as-configuration$/,
    /function|in place|object|passed on|wrapped/,
    'a `require` of its own is told by its definition',
  ],
  [
    /^config\/unknown-validator-keeps-the-variables$/,
    /wrapped/,
    'a validator is told by the environment that it is handed',
  ],
  [
    /^frameworks\/(?:cloudflare-worker-handlers|url-of-the-request-moved)$|^loops\/work-list$/,
    /function|in place|object|passed on|of its own/,
    'what is moved, or taken from a list that grows, is told by the name that holds it',
  ],
];

/** Edits after which something is missing. */
const LOSES: readonly (readonly [program: RegExp, edit: RegExp, reason: string])[] = [
  [/^classes\/prototype-compiled$/, /wrapped/, 'what compilers write for `extends` is told by its name'],
  [
    /^clients\/(?:effects-that-call-fetch|fetch-wrapped-by-a-package)$/,
    /wrapped/,
    'a client is handed to a package by the call itself',
  ],
  [
    /^functions\/same-layer-twice$/,
    /wrapped/,
    'what a layer collects and hands on where it is written, in a chain by recursion',
  ],
];

/** An edit made, with what to say of it. */
interface Edited {
  readonly name: string;
  readonly edits: readonly string[];
  readonly before: Program;
  readonly files: Files;
}

test('destinations survive edits', { timeout: 1e9 }, () => {
  fc.assert(
    fc.property(place(), (at) => {
      const [name, before] = PROGRAMS[at.program % PROGRAMS.length] ?? [];
      const edited = before && editedAt(at, { name: name ?? '', edits: [], before, files: before.files });
      if (edited) judge(edited);
    }),
    seeded(RUNS ?? 300),
  );
});

test.runIf(RUNS !== null)('every edit of every program', { timeout: 1e9 }, () => {
  for (const [name, before] of PROGRAMS) for (const edited of allEdits(name, before)) judge(edited);
});

test.runIf(RUNS !== null)('destinations survive two edits', { timeout: 1e9 }, () => {
  fc.assert(
    fc.property(place(), place(), (first, second) => {
      const [name, before] = PROGRAMS[first.program % PROGRAMS.length] ?? [];
      const once = before && editedAt(first, { name: name ?? '', edits: [], before, files: before.files });
      const twice = once && editedAt(second, once);
      if (twice) judge(twice);
    }),
    seeded(RUNS ?? 300),
  );
});

interface Place {
  readonly program: number;
  readonly kind: number;
  readonly file: number;
  readonly way: number;
}

function place(): fc.Arbitrary<Place> {
  return fc.record({ program: fc.nat(), kind: fc.nat(), file: fc.nat(), way: fc.nat() });
}

function editedAt({ kind, file, way }: Place, edited: Edited): Edited | null {
  const [edit, ways] = KINDS[kind % KINDS.length] ?? [];
  const paths = scriptsOf(edited.files);
  const made = ways?.(paths[file % paths.length] ?? '', edited.files) ?? [];
  const files = made[way % made.length]?.();
  return files ? { ...edited, files, edits: [...edited.edits, edit ?? ''] } : null;
}

function allEdits(name: string, before: Program): readonly Edited[] {
  return KINDS.flatMap(([edit, ways]) =>
    scriptsOf(before.files).flatMap((path) =>
      ways(path, before.files).map((made) => ({ name, edits: [edit], before, files: made() })),
    ),
  );
}

function scriptsOf(files: Files): readonly string[] {
  return Object.keys(files).filter((path) => /\.[mc]?[jt]sx?$/.test(path));
}

function judge({ name, edits, before, files }: Edited): void {
  const isOneOf = (all: typeof LOSES): boolean =>
    all.some(([programs, kinds]) => programs.test(name) && edits.some((edit) => kinds.test(edit)));
  if (isOneOf(LOSES)) return;
  const due = said(before, before.files);
  const told = said(before, files);
  const isCovered = told.hasDynamic || due.hosts.every((host) => told.hosts.includes(host));
  const isLess = isOneOf(TELLS_LESS) && isCovered;
  expect(isLess ? due : told, `${name}: ${edits.join(', then ')}\n${shown(before.files, files)}`).toEqual(due);
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

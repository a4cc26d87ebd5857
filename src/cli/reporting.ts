/** A report in the format that was asked for; what prints a format is loaded when it is wanted. */
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { Problem } from '../identify/destination.ts';
import type { Format } from '../report/formats.ts';
import type { CheckFacts } from '../report/human/check.ts';
import type { LineReader } from '../report/human/frame.ts';
import { readyHint } from '../report/human/problems.ts';
import type { Comparison, Paths, Result } from '../report/result.ts';
import type { Shown } from '../report/shown.ts';
import { PLAIN, type Style } from '../report/style.ts';
import type { Session } from './session.ts';

/** What a command has to offer: its report for people and for programs, and the plain value that all others are made of. */
export interface Forms {
  readonly human: (style: Style) => string;
  readonly json: () => string;
  readonly result: () => Result;
}

/** Prints one of the forms. */
export async function reportIn(format: Format, out: Style, forms: Forms): Promise<string> {
  switch (format) {
    case 'human':
      return forms.human(out);
    case 'json':
      return forms.json();
    case 'sarif':
      return (await import('../report/sarif/sarif.ts')).sarifReport(forms.result());
    case 'github': {
      const { githubReport } = await import('../report/github/github.ts');
      return githubReport(forms.result(), forms.human({ ...out, paint: PLAIN.paint }));
    }
    case 'markdown':
      return (await import('../report/markdown/markdown.ts')).markdownReport(forms.result());
    case 'junit':
      return (await import('../report/junit.ts')).junitReport(forms.result());
    case 'gitlab':
      return (await import('../report/gitlab.ts')).gitlabReport(forms.result());
  }
}

/** The result of a command that compares nothing. */
export function scanResult(
  { settings, version, folder }: Session,
  { summary, destinations }: Shown,
  problems: readonly Problem[],
  lines: LineReader,
): Result {
  const { root, manifest, ready } = settings;
  const paths = pathsOf(root, manifest, folder);
  return {
    mode: 'scan',
    version,
    summary,
    destinations,
    problems: problems.map(({ hint, ...one }) => ({ ...one, hint: hint === null ? null : readyHint(hint, ready) })),
    comparison: null,
    difference: null,
    paths,
    lines,
    ready,
  };
}

/** What the reports say of a comparison. */
export function comparisonOf(
  { manifest, drift, strict, warnOnly, since }: CheckFacts,
  surfaces: Comparison['surfaces'] | null,
): Comparison {
  const declared = { destinations: manifest.destinations.length, dynamic: manifest.dynamic.length };
  return { drift, declared, surfaces: surfaces ?? manifest.policy.surfaces, strict, warnOnly, since: since ?? null };
}

/** Lines of the manifest by its name, and of whatever else by another reader. */
export function readerWith(name: string, manifest: LineReader, others: LineReader): LineReader {
  return (file, from, to) => (file === name ? manifest : others)(file, from, to);
}

/** Where the scanned folder and the manifest are in the repository; without one, in the current folder. */
function pathsOf(root: string, manifest: { readonly path: string; readonly name: string }, current: string): Paths {
  const top = repositoryAround(root) ?? (isInside(root, current) ? current : root);
  return {
    folder: wayTo(root, top),
    manifest: { name: manifest.name, path: wayTo(manifest.path, top) },
  };
}

/** The nearest folder above, or this one, that git keeps: `.git` is a file in a worktree or submodule. */
function repositoryAround(folder: string): string | null {
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? null : repositoryAround(above);
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && !way.startsWith('..');
}

function wayTo(path: string, folder: string): string {
  return relative(folder, path).replaceAll('\\', '/');
}

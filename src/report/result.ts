/** What the reports for machines and reviewers are made of: one plain value, whichever command came to it. */
import type { Drift } from '../drift/drift.ts';
import type { Destination, Problem, ScanSummary, Site, Surface } from '../identify/destination.ts';
import type { LineReader } from './human/frame.ts';

/** The outcome of a command, as the reporters take it. */
export interface Result {
  /** Whether the code was only listed, or held against a manifest. */
  readonly mode: 'scan' | 'check';
  /** Of Sallyport. */
  readonly version: string;
  /** The counts of what is shown. */
  readonly summary: ScanSummary;
  /** Those that are shown. */
  readonly destinations: readonly Destination[];
  readonly problems: readonly Problem[];
  /** Null where nothing was compared: by `scan`, and without a manifest that can be used. */
  readonly comparison: Comparison | null;
  readonly paths: Paths;
  /** Lines of a scanned file, and of the manifest by the name that messages give it. */
  readonly lines: LineReader;
  /** Completes a suggested command with what it must repeat, such as `--cwd`. */
  readonly ready: (command: string) => string;
}

/** What came out of holding the code against the manifest. */
export interface Comparison {
  readonly drift: readonly Drift[];
  /** Entries of the manifest: destinations, and places that cannot be known. */
  readonly declared: { readonly destinations: number; readonly dynamic: number };
  /** The surfaces that gate. */
  readonly surfaces: readonly Surface[];
  /** Warnings fail too. */
  readonly strict: boolean;
  /** Nothing fails; drift is only reported. */
  readonly warnOnly: boolean;
  /** What a change does to the manifest, where two revisions were compared. */
  readonly policyChanges?: readonly PolicyChange[];
}

/** One thing that a change does to the manifest. */
export interface PolicyChange {
  /** A word for the table: `added`, `widened`, `removed`, `data` … */
  readonly kind: string;
  /** The entry, as its author calls it. */
  readonly entry: string;
  /** What is other than before, in words. */
  readonly detail: string;
  /** Where that stands in the manifest; absent for what is gone. */
  readonly at?: { readonly line: number; readonly column: number };
}

/** How the paths of a result become those of the repository, which is what every reader of a report resolves them against. */
export interface Paths {
  /** The scanned folder from the root of the repository; empty when it is the root. */
  readonly folder: string;
  /** The manifest: as messages call it, and from the root of the repository. */
  readonly manifest: { readonly name: string; readonly path: string };
}

/** Gives a file of a result its path from the root of the repository. */
export function pathOf(file: string, { folder, manifest }: Paths): string {
  if (file === manifest.name) return manifest.path;
  return folder === '' ? file : `${folder}/${file}`;
}

/** Decides whether a drift makes the run fail, but for `--warn-only`. */
export function isFailing({ severity }: Drift, { strict }: Pick<Comparison, 'strict'>): boolean {
  return severity === 'error' || strict;
}

/** How loud a drift is in a report that knows levels. */
export function levelOf(drift: Drift, comparison: Comparison): 'error' | 'warning' {
  return isFailing(drift, comparison) && !comparison.warnOnly ? 'error' : 'warning';
}

/** Decides whether a verdict can be given. */
export function isJudged({ problems }: Pick<Result, 'problems'>): boolean {
  return !problems.some(({ severity }) => severity === 'error');
}

/** The sites behind a drift's places, with all that is known of them. */
export function sitesOf(drift: Drift, { destinations }: Pick<Result, 'destinations'>): readonly Site[] {
  const all = destinations.find(({ id }) => id === drift.destination)?.sites ?? [];
  return drift.sites.flatMap(
    (place) =>
      all.find(({ file, line, column }) => file === place.file && line === place.line && column === place.column) ?? [],
  );
}

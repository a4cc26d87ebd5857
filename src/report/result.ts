/** What the reports for machines and reviewers are made of: one plain value, whichever command came to it. */
import type { Changes, PolicyChange } from '../changes/change.ts';
import type { Drift } from '../drift/drift.ts';
import type { Destination, Place, Problem, ScanSummary, Site, Surface } from '../identify/destination.ts';
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
  /** What is new since another revision; null when none was asked for. */
  readonly since: Since | null;
}

/** What a comparison with another revision knows besides. */
export interface Since {
  /** The revision, as it was named. */
  readonly before: string;
  readonly commit: string | null;
  /** The drift that was there. */
  readonly drift: readonly Drift[];
  readonly changes: Changes;
  /** The changes of a frozen manifest that nobody has approved. */
  readonly unapproved: readonly PolicyChange[];
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

/** Where a drift stands in its manifest, that of a package or of the root. */
export function manifestPlace({ manifest, at }: Pick<Drift, 'manifest' | 'at'>, paths: Paths): Place {
  return { file: manifest ?? paths.manifest.name, ...(at ?? { line: 1, column: 1 }) };
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
  const siteAt = siteFinder(destinations.find(({ id }) => id === drift.destination));
  return drift.sites.flatMap((place) => siteAt(place) ?? []);
}

/**
 * Chooses the place at which a party is shown where there is room for one: the first that is new, where a change is looked at, and that
 * no other party has too, since a call inside a wrapper says nothing of who is reached through it.
 */
export function leadChooser({
  destinations,
  comparison,
}: Lead): <P extends Place>(places: readonly P[]) => P | undefined {
  const counts = new Map<string, number>();
  for (const { sites } of destinations) {
    for (const key of new Set(sites.map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const changed = (comparison?.since?.changes.code ?? []).filter(({ kind }) => kind !== 'removed');
  const fresh = new Set(changed.flatMap(({ sites }) => sites.map(keyOf)));
  const isOwn = (place: Place) => (counts.get(keyOf(place)) ?? 0) < 2;
  return (places) => {
    const wanted = places.filter((place) => fresh.has(keyOf(place)));
    const candidates = wanted.length > 0 ? wanted : places;
    return candidates.find(isOwn) ?? candidates[0];
  };
}

type Lead = Pick<Result, 'destinations' | 'comparison'>;

/** Finds sites of a destination by their places. */
export function siteFinder(destination: Destination | undefined): (place: Place) => Site | undefined {
  const sites = new Map((destination?.sites ?? []).toReversed().map((site) => [keyOf(site), site]));
  return (place) => sites.get(keyOf(place));
}

function keyOf({ file, line, column }: Place): string {
  return `${line}:${column}:${file}`;
}

/** Sallyport as a library: the scan and the check, without printing anything. */
import { resolve } from 'node:path';
import { readManifest } from './cli/manifest-file.ts';
import { folderTree } from './discover/folder-tree.ts';
import { readOwnManifests } from './cli/own-manifests.ts';
import { compare } from './drift/compare.ts';
import { endingApprovals } from './drift/ending.ts';
import type { Drift } from './drift/drift.ts';
import { exitCode } from './drift/exit-code.ts';
import { SallyportError } from './errors/problem.ts';
import type { Inventory, Surface } from './identify/destination.ts';
import { scan as scanFolder } from './run.ts';

export { SallyportError } from './errors/problem.ts';
export type { Drift, DriftKind, DriftSite } from './drift/drift.ts';
export type {
  Destination,
  HostPort,
  How,
  Inventory,
  Place,
  Problem,
  ScanSummary,
  Site,
  Surface,
  TrailStep,
  Verdict,
} from './identify/destination.ts';

/** What to scan. */
export interface ScanOptions {
  /** The folder; default: the current one. */
  readonly cwd?: string;
  /** Path globs to leave out. */
  readonly ignore?: readonly string[];
  /** Whether TypeScript's types are asked for what is unknown without; default: yes. */
  readonly types?: boolean;
}

/** What to check. */
export interface CheckOptions {
  /** The folder; default: the current one. */
  readonly cwd?: string;
  /** The manifest; default: `egress.yaml` in the folder. */
  readonly manifest?: string;
  /** The surfaces that gate, in place of those of the manifest. */
  readonly surfaces?: readonly Surface[];
  /** The day on which approvals are judged, `YYYY-MM-DD`; default: today in UTC. */
  readonly asOf?: string;
  /** Warnings count too. */
  readonly strict?: boolean;
  /** Whether TypeScript's types are asked for what is unknown without; default: yes. */
  readonly types?: boolean;
}

/** What a check came to. */
export interface CheckResult {
  readonly inventory: Inventory;
  readonly drift: readonly Drift[];
  /** 0 in sync, 1 drift, 2 could not judge. */
  readonly exitCode: 0 | 1 | 2;
}

/** Scans a folder. Repository code is never run; what could not be judged is in `problems`. */
export async function scan({ cwd = '.', ignore = [], types = true }: ScanOptions = {}): Promise<Inventory> {
  return (await scanFolder({ tree: folderTree(resolve(cwd)), ignore, types })).inventory;
}

/** Compares a folder with its manifest. Throws SallyportError when the manifest is missing or has problems. */
export async function check(options: CheckOptions = {}): Promise<CheckResult> {
  const cwd = resolve(options.cwd ?? '.');
  const place = { path: resolve(cwd, 'egress.yaml'), name: 'egress.yaml', isNamed: false };
  const named = options.manifest;
  const at = named === undefined ? place : { path: resolve(named), name: named.replaceAll('\\', '/'), isNamed: true };
  const found = await readManifest(at);
  if (found.kind === 'absent') throw new SallyportError([found.problem]);
  if (found.kind === 'problems') throw new SallyportError(found.problems);
  const { types = true } = options;
  const ignore = found.manifest.ignore.map(({ path }) => path);
  const result = await scanFolder({ tree: folderTree(cwd), ignore, types });
  const { manifest, problems: faults } = await readOwnManifests(
    cwd,
    found.manifest,
    at,
    result.components,
    readManifest,
  );
  if (faults.length > 0) throw new SallyportError(faults);
  const { inventory } = result;
  const { strict = false, surfaces, asOf = new Date().toISOString().slice(0, 10) } = options;
  const drift = compare(inventory.destinations, manifest, {
    asOf,
    ...(surfaces === undefined ? {} : { surfaces }),
  });
  const isUnjudged = inventory.problems.some(({ severity }) => severity === 'error');
  const problems = [...inventory.problems, ...endingApprovals(inventory.destinations, manifest, asOf)];
  return { inventory: { ...inventory, problems }, drift, exitCode: isUnjudged ? 2 : exitCode(drift, { strict }) };
}

/** The JSON form: versioned, the same bytes every time, exactly the fields of the contract. */
import type { Changes, CodeChange, PolicyChange } from '../changes/change.ts';
import { escapeUnseen } from '../document/escape.ts';
import type { Drift } from '../drift/drift.ts';
import { isNewDrift } from '../drift/novelty.ts';
import type { Destination, Problem, SiteComment } from '../identify/destination.ts';
import type { LeftOut } from './human/left-out.ts';
import type { ListedRule } from './human/rules.ts';
import type { Since } from './result.ts';
import type { ChangesRow, DestinationRow, DiffDocument, DriftRow, ScanDocument } from './schema.ts';
import type { Shown } from './shown.ts';

/** What the document is made of. */
export interface DocumentParts {
  readonly shown: Shown;
  readonly problems: readonly Problem[];
  /** What was not read, where somebody asked. */
  readonly leftOut?: readonly LeftOut[];
  /** Left out when nothing was compared: an empty list would read as "in sync". */
  readonly drift?: readonly Drift[];
  /** What is new since another revision, when that was asked. */
  readonly since?: Since;
}

/** Prints the document of `scan`, `explain` and `check`. */
export function jsonReport({ shown, problems, leftOut = [], drift, since }: DocumentParts, version: string): string {
  const { files, parsed, sites, destinations, dynamic } = shown.summary;
  const document: ScanDocument = {
    schemaVersion: 1,
    tool: { name: 'sallyport', version },
    summary: { files, parsed, sites, destinations, dynamic },
    destinations: shown.destinations.map(destinationRow),
    problems: problems.map((problem) => ({ ...problem })),
    ...(shown.unreached.length === 0 ? {} : { unreached: shown.unreached.map((one) => ({ ...one })) }),
    ...(leftOut.length === 0
      ? {}
      : { leftOut: leftOut.map(({ reason, count, examples }) => ({ reason, count, examples: [...examples] })) }),
    ...(drift === undefined ? {} : { drift: drift.map((one) => driftRow(one, since)) }),
    ...(since === undefined
      ? {}
      : { base: { name: since.before, commit: since.commit }, changes: changesRow(since.changes, since.unapproved) }),
  };
  return jsonText(document);
}

/** Prints what lies between two states; null: no commit. */
export function jsonDiff({ before, after, changes, problems }: DiffParts, version: string): string {
  const document: DiffDocument = {
    schemaVersion: 1,
    tool: { name: 'sallyport', version },
    base: { name: before.name, commit: before.commit },
    head: { name: after.name, commit: after.commit },
    changes: changesRow(changes, []),
    problems: problems.map((problem) => ({ ...problem })),
  };
  return jsonText(document);
}

interface DiffParts {
  readonly before: NamedState;
  readonly after: NamedState;
  readonly changes: Changes;
  readonly problems: readonly Problem[];
}

interface NamedState {
  readonly name: string;
  readonly commit: string | null;
}

/** Prints rules. */
export function jsonRules(rules: readonly ListedRule[], version: string): string {
  const rows = rules.map(
    ({ id, name, category, vendor, stores, homepage, terms, hosts, packages, documentation, file }) => ({
      id,
      name,
      category,
      vendor,
      stores,
      homepage,
      terms,
      hosts,
      packages,
      documentation,
      file,
    }),
  );
  return jsonText({ schemaVersion: 1, tool: { name: 'sallyport', version }, rules: rows });
}

/** Prints what a command did to the manifest. */
export function jsonChange(
  change: {
    readonly manifest: string;
    readonly changed: boolean;
    readonly entries: readonly unknown[];
    readonly problems: readonly Problem[];
  },
  version: string,
): string {
  return jsonText({ schemaVersion: 1, tool: { name: 'sallyport', version }, ...change });
}

function jsonText(value: object): string {
  return `${escapeUnseen(JSON.stringify(value, null, 2))}\n`;
}

/** Every field by name: what a site knows besides, for the comparison, is not part of the contract. */
function destinationRow(destination: Destination): DestinationRow {
  const { id, verdict, hosts, ports, schemes, service, name, category, sdk, env, credentials } = destination;
  const { surfaces, components, sites, reason } = destination;
  return {
    id,
    verdict,
    hosts: [...hosts],
    ports: [...ports],
    schemes: [...schemes],
    service,
    name,
    category,
    sdk,
    env: [...env],
    credentials: [...credentials],
    surfaces: [...surfaces],
    components: [...components],
    sites: sites.map(siteRow),
    ...(destination.label === undefined ? {} : { label: destination.label }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function siteRow(site: Destination['sites'][number]): DestinationRow['sites'][number] {
  const { file, line, column, symbol, rule, api, how, target, surface, trail } = site;
  const steps = trail.map((step) => ({ file: step.file, line: step.line, text: step.text }));
  const { comments } = site;
  return {
    file,
    line,
    column,
    symbol,
    rule,
    api,
    how,
    target,
    surface,
    trail: steps,
    ...(comments === undefined ? {} : { comments: comments.map(commentRow) }),
  };
}

function commentRow({ file, line, names, reason }: SiteComment): {
  file: string;
  line: number;
  names: string[];
  reason: string;
} {
  return { file, line, names: [...names], reason };
}

function driftRow(drift: Drift, since: Since | undefined): DriftRow {
  const { kind, severity, destination, hosts, env, service, sdk, sites, entry, manifest, at, movedFrom, message, fix } =
    drift;
  return {
    kind,
    severity,
    destination,
    hosts: [...hosts],
    env: [...env],
    service,
    sdk,
    sites: sites.map(({ file, line, column, symbol }) => ({ file, line, column, symbol })),
    ...(entry === undefined ? {} : { entry }),
    ...(manifest === undefined ? {} : { manifest }),
    ...(at === undefined ? {} : { at }),
    ...(movedFrom === undefined ? {} : { movedFrom }),
    ...(since === undefined ? {} : { new: isNewDrift(drift, since.drift) }),
    message,
    fix,
  };
}

function changesRow({ code, policy }: Changes, refused: readonly PolicyChange[]): ChangesRow {
  return {
    code: code.map(codeRow),
    policy: policy.map((change) => ({
      kind: change.kind,
      manifest: change.file,
      entry: change.entry,
      effect: change.effect,
      reviewed: change.isReviewed,
      approved: !refused.includes(change),
      ...(change.at === null ? {} : { at: { line: change.at.line, column: change.at.column } }),
      details: change.details.map(({ field, removed, added, effect }) => ({
        field,
        removed: [...removed],
        added: [...added],
        effect,
      })),
    })),
  };
}

function codeRow(change: CodeChange): ChangesRow['code'][number] {
  const { kind, destination, name, service, sdk, hosts, env, dynamic, surfaces, components, sites, details } = change;
  return {
    kind,
    destination,
    name,
    service,
    sdk,
    hosts: [...hosts],
    env: [...env],
    dynamic: [...dynamic],
    surfaces: [...surfaces],
    components: [...components],
    sites: sites.map(({ file, line, column, symbol }) => ({ file, line, column, symbol })),
    details: details.map(({ field, removed, added }) => ({ field, removed: [...removed], added: [...added] })),
  };
}

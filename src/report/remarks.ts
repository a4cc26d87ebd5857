/** A result as a list of remarks, each about one place: what formats that know nothing but a place and a sentence print. */
import { createHash } from 'node:crypto';
import type { PolicyChange } from '../changes/change.ts';
import type { Drift, DriftKind } from '../drift/drift.ts';
import type { Destination, Problem, Site, TrailStep } from '../identify/destination.ts';
import { needsOf } from '../manifest/needs.ts';
import { meaningOf } from './human/diff.ts';
import { subjectOf } from './human/drift.ts';
import { codePlaces, codeSentence, codeSubject, policyRegion, policySentence } from './difference.ts';
import { regionOf, type Region } from './region.ts';
import { levelOf, manifestPlace, siteFinder, type Comparison, type Result } from './result.ts';

/** What a remark is about: a kind of drift, a change of a frozen manifest, what could not be judged, a warning of the scan, a destination that is only listed, or what lies between two states. */
export type RemarkKind =
  DriftKind | 'frozen' | 'not-judged' | 'notice' | 'destination' | 'code-change' | 'policy-change';

/** One thing to say at one place. */
export interface Remark {
  readonly kind: RemarkKind;
  readonly level: 'error' | 'warning' | 'note';
  /** The party or entry. */
  readonly subject: string;
  /** The code of the problem that this is about, if it is one. */
  readonly code: string | null;
  readonly message: string;
  /** What to do: a command, or a hint. */
  readonly fix: string | null;
  readonly region: Region;
  /** The same as long as the same party is reached in the same file, wherever in it. */
  readonly fingerprint: string;
  /** From the place back to where the value is written. */
  readonly trail: readonly TrailStep[];
}

/** No reader shows more, and some refuse a file that has. */
export const MOST_REMARKS = 5000;

/** The remarks of a result, in its order, and how many are left out because there are too many. */
export function remarksOf(result: Result): { readonly remarks: readonly Remark[]; readonly left: number } {
  const drafts = draftsOf(result);
  // The first place of everybody comes before the second of anybody.
  const kept = new Set(drafts.toSorted((a, b) => a.nth - b.nth).slice(0, MOST_REMARKS));
  const remarks = fingerprinted(drafts.filter((draft) => kept.has(draft)));
  return { remarks, left: drafts.length - remarks.length };
}

interface Draft {
  readonly remark: Omit<Remark, 'fingerprint'>;
  /** Who is meant, in words that no line and no count is part of. */
  readonly identity: string;
  /** The how-manieth place of its party this is. */
  readonly nth: number;
}

function draftsOf(result: Result): readonly Draft[] {
  const { comparison, destinations, problems, mode } = result;
  const found = mode === 'scan' ? destinations.flatMap((one) => listed(one, result)) : [];
  const drift = comparison === null ? [] : comparison.drift.flatMap((one) => drifted(one, comparison, result));
  const refused = comparison === null ? [] : refusals(comparison, result);
  return [...problems.map((problem) => told(problem, result)), ...drift, ...refused, ...differences(result), ...found];
}

function fingerprinted(drafts: readonly Draft[]): readonly Remark[] {
  const counts = new Map<string, number>();
  return drafts.map(({ remark, identity }) => {
    const text = [remark.kind, identity, remark.region.path].join('\0');
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 32);
    return { ...remark, fingerprint: `${hash}:${count}` };
  });
}

function drifted(drift: Drift, comparison: Comparison, result: Result): readonly Draft[] {
  const { paths, lines, ready } = result;
  const destination = result.destinations.find(({ id }) => id === drift.destination);
  const places = drift.sites.length > 0 ? drift.sites : [manifestPlace(drift, paths)];
  const siteAt = siteFinder(destination);
  return places.map((place, nth) => {
    const site = siteAt(place);
    return {
      remark: {
        kind: drift.kind,
        level: levelOf(drift, comparison),
        subject: subjectOf(drift),
        code: null,
        message: drift.message,
        fix: drift.fix === null ? null : ready(drift.fix),
        region: regionOf(place, paths, lines),
        trail: site?.trail ?? [],
      },
      identity: identityOf(drift, destination, site),
      nth,
    };
  });
}

/** The party with what of it differs here: another host of the same service is another thing to decide on. */
function identityOf(drift: Drift, destination: Destination | undefined, site: Site | undefined): string {
  const differing = [...drift.hosts, ...drift.env.map((name) => `env:${name}`)];
  const needs = destination === undefined || site === undefined ? [] : needsOf(destination, site);
  const here = needs.map(({ selector }) => selector).filter((selector) => differing.includes(selector));
  return [drift.destination ?? drift.entry ?? '', ...(here.length > 0 ? here : differing).toSorted()].join(' ');
}

/** What is changed in a frozen manifest and carries no review of its own. */
function refusals(comparison: Comparison, result: Result): readonly Draft[] {
  return (comparison.since?.unapproved ?? []).map((change, nth) => ({
    remark: {
      kind: 'frozen',
      level: comparison.warnOnly ? 'warning' : 'error',
      subject: change.entry,
      code: null,
      message: refusalSentence(change),
      fix: null,
      region: policyRegion(change, result),
      trail: [],
    },
    identity: `${change.entry} ${change.details.map(({ field, added }) => `${field}=${added.join(',')}`).join(' ')}`,
    nth,
  }));
}

/** `segment in egress.yaml is added, not reviewed, and the manifest is frozen`. */
export function refusalSentence(change: PolicyChange): string {
  return `${change.entry} in ${change.file} is ${meaningOf(change)}, and the manifest is frozen: this carries no new review`;
}

/** What is different between two states; what the code reaches no more has no place left to be shown at. */
function differences(result: Result): readonly Draft[] {
  const { difference, paths, lines } = result;
  if (difference === null) return [];
  const placeOf = codePlaces(result);
  const code = difference.changes.code.flatMap((change) => {
    const place = placeOf(change);
    if (place === null) return [];
    const destination = result.destinations.find(({ id }) => id === change.destination);
    const trail = siteFinder(destination)(place)?.trail ?? [];
    const identity = `${change.kind} ${codeSubject(change)}`;
    const told = { subject: codeSubject(change), message: codeSentence(change), trail };
    return [
      {
        remark: { ...NOTE, kind: 'code-change' as const, ...told, region: regionOf(place, paths, lines) },
        identity,
        nth: 0,
      },
    ];
  });
  const policy = difference.changes.policy.map((change) => ({
    remark: {
      ...NOTE,
      kind: 'policy-change' as const,
      subject: change.entry,
      message: policySentence(change),
      trail: [],
      region: policyRegion(change, result),
    },
    identity: `${change.kind} ${change.file} ${change.entry}`,
    nth: 0,
  }));
  return [...code, ...policy];
}

/** A remark that nothing has to be done about. */
const NOTE = { level: 'note', code: null, fix: null } as const;

function told(problem: Problem, { paths, lines }: Result): Draft {
  const { code, severity, message, hint, file, line, column } = problem;
  const place = { file: file ?? paths.manifest.name, line: line ?? 1, column: column ?? 1 };
  return {
    remark: {
      kind: severity === 'error' ? 'not-judged' : 'notice',
      level: severity,
      subject: file ?? code,
      code,
      message,
      fix: hint,
      region: regionOf(place, paths, lines),
      trail: [],
    },
    identity: file === null ? `${code} ${message}` : code,
    nth: 0,
  };
}

/** A destination of the inventory stands at its first site. */
function listed(destination: Destination, { paths, lines }: Result): readonly Draft[] {
  const { id, name, sites } = destination;
  const [site] = sites;
  if (site === undefined) return [];
  return [
    {
      remark: {
        kind: 'destination',
        level: 'note',
        subject: name,
        code: null,
        message: inventorySentence(destination),
        fix: null,
        region: regionOf(site, paths, lines),
        trail: site.trail,
      },
      identity: id,
      nth: 0,
    },
  ];
}

/** `OpenAI (api.openai.com) is reached from here and 2 more places`. */
export function inventorySentence({ name, hosts, env, reason, verdict, sites }: Destination): string {
  const named = [...hosts, ...env].filter((one) => one !== name).join(', ');
  const more = sites.length - 1;
  const others = more === 0 ? '' : ` and ${more} more ${more === 1 ? 'place' : 'places'}`;
  if (verdict === 'dynamic')
    return `A destination that is not known (${reason ?? 'no reason given'}) is reached from here`;
  return `${named === '' ? name : `${name} (${named})`} is reached from here${others}`;
}

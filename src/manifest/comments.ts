/**
 * Comments that declare a site where it stands: `sallyport: api.example.com -- sandbox only`. A host says what an unknown destination is, and
 * the manifest must declare that host; what the code itself says is never overruled.
 */
import { commentInvalid, commentReason, commentUnused } from '../errors/comments.ts';
import type { Destination, Place, Problem, Site, SiteComment } from '../identify/destination.ts';
import { isBlank } from './review.ts';
import { needsOf, type Need } from './needs.ts';
import { parseSelector, type Selector } from './selector.ts';

/** A comment as it was read; the lines are those of sites that it may speak of. */
export interface WrittenComment extends Place {
  readonly text: string;
  readonly lines: readonly number[];
  readonly around: number | null;
  readonly within: readonly [number, number] | null;
  readonly gates: boolean;
}

/** The same destinations with what comments say at their sites, and what is wrong with the comments. */
export interface Commented {
  readonly destinations: readonly Destination[];
  readonly problems: readonly Problem[];
}

/** Puts comments to the sites that they speak of. */
export function withComments(destinations: readonly Destination[], written: readonly WrittenComment[]): Commented {
  if (written.length === 0) return { destinations, problems: [] };
  const distinct = [...new Map(written.map((one) => [`${one.file}:${one.line}:${one.column}`, one])).values()];
  const read = distinct.map((one) => readComment(one));
  const candidates = candidatesIn(destinations, new Set(distinct.map(({ file }) => file)));
  const matched = read.flatMap((comment) =>
    'problem' in comment
      ? []
      : comment.names.map((name) => ({ comment, name, at: sitesOf(name, comment, candidates) })),
  );
  const said = new Map<Site, SiteComment[]>();
  for (const { comment, name, at } of matched) {
    for (const site of at.sites) said.set(site, [...(said.get(site) ?? []), commentOf(comment, name, at.isUnknown)]);
  }
  return {
    destinations: destinations.map((one) => withoutEcho(spread(one, said))),
    problems: [
      ...read.flatMap((comment) => ('problem' in comment ? [comment.problem] : [])),
      ...matched.flatMap(({ comment, name, at }) =>
        at.sites.length === 0 ? [commentUnused(comment.written, name.text)] : [],
      ),
    ],
  };
}

interface Comment {
  readonly written: WrittenComment;
  readonly names: readonly Name[];
  readonly reason: string;
}

interface Name {
  readonly text: string;
  /** Null: `dynamic`. */
  readonly selector: Selector | null;
}

function readComment(written: WrittenComment): Comment | { readonly problem: Problem } {
  const [, named = '', reason = ''] = /^(.*?)(?:(?:^|\s)--(?:\s+(.*))?)?$/s.exec(written.text) ?? [];
  if (isBlank(reason) || /^[\s.…]*$/.test(reason)) return { problem: commentReason(written, written.gates) };
  const words = named.split(/[\s,]+/).filter((word) => word !== '');
  const read = words.map((text) => ({ text, selector: text === 'dynamic' ? null : selectorIn(text) }));
  const names = read.flatMap(({ text, selector }): readonly Name[] =>
    selector === null || (selector.kind !== 'bad' && selector.kind !== 'dynamic') ? [{ text, selector }] : [],
  );
  const [bad] = read.filter(({ text }) => names.every((name) => name.text !== text));
  const fault =
    bad === undefined ? 'it names no host' : bad.selector?.kind === 'bad' ? bad.selector.fault : PLACE_FAULT;
  if (names.length === 0 || bad !== undefined) return { problem: commentInvalid(written, fault, written.gates) };
  return { written, names, reason: reason.trim() };
}

/** A comment is about one call, which uses one port. */
function selectorIn(text: string): ReturnType<typeof parseSelector> {
  const selector = parseSelector(text);
  const isAnyPort = selector.kind === 'host' && selector.value.endsWith(':*');
  return isAnyPort ? { kind: 'bad', fault: `"${text}" stands for every port; name the port` } : selector;
}

const PLACE_FAULT = 'write `dynamic`; its place is where the comment stands';

interface Candidate {
  readonly destination: Destination;
  readonly site: Site;
  readonly needs: readonly Need[];
}

function candidatesIn(destinations: readonly Destination[], files: ReadonlySet<string>): readonly Candidate[] {
  return destinations
    .filter(({ verdict }) => verdict !== 'same-origin' && verdict !== 'loopback')
    .flatMap((destination) =>
      destination.sites
        .filter(({ file }) => files.has(file))
        .map((site) => ({ destination, site, needs: needsOf(destination, site) })),
    );
}

interface Meant {
  readonly sites: readonly Site[];
  readonly isUnknown: boolean;
}

/** The sites that a name is about: those that reach it; else, and nearer, those that reach what is not known. */
function sitesOf({ selector }: Name, { written }: Comment, candidates: readonly Candidate[]): Meant {
  const { file, lines, around, within } = written;
  const here = candidates.filter(({ site }) => site.file === file);
  const isWithin = ({ line }: Site): boolean => within !== null && within[0] <= line && line <= within[1];
  const isNear = ({ line }: Site): boolean => lines.includes(line);
  const isAround = ({ line }: Site): boolean => line === around;
  const known = here.filter(
    ({ site, needs, destination }) =>
      (isNear(site) || isAround(site) || isWithin(site)) &&
      selector !== null &&
      needs.some((need) => need.kind !== 'dynamic' && selector.matches(need, destination)),
  );
  if (known.length > 0 || selector?.kind === 'env') return { sites: known.map(({ site }) => site), isUnknown: false };
  // Only what can change nothing reaches further than a statement: a host for all that a function may come to hold would.
  const ranges = selector === null ? [isNear, isAround, isWithin] : [isNear, isAround];
  const unknown = here.filter(({ needs }) => needs.some(({ kind }) => kind === 'dynamic')).map(({ site }) => site);
  const sites = ranges.map((isMeant) => unknown.filter(isMeant)).find((some) => some.length > 0) ?? [];
  return { sites, isUnknown: true };
}

function commentOf({ written: { file, line, column }, reason }: Comment, name: Name, isUnknown: boolean): SiteComment {
  return {
    file,
    line,
    column,
    names: [name.text],
    reason,
    unknown: isUnknown && name.selector !== null ? [name.selector.value] : [],
    isDynamic: name.selector === null,
  };
}

/** A place where what is not known enters speaks for the sites further in, once every site at the place has its comment. */
function spread(destination: Destination, said: ReadonlyMap<Site, readonly SiteComment[]>): Destination {
  const { place, sites } = destination;
  const own = (site: Site): readonly SiteComment[] => said.get(site) ?? [];
  if (!sites.some((site) => own(site).length > 0)) return destination;
  const isAtPlace = (site: Site): boolean => site.file === place?.file && site.symbol === place.symbol;
  const atPlace = sites.filter(isAtPlace);
  const answers = atPlace.map((site) => own(site).filter(({ unknown, isDynamic }) => isDynamic || unknown.length > 0));
  const given = answers.every((some) => some.length > 0) ? answers.flat() : [];
  return {
    ...destination,
    sites: sites.map((site) => {
      const comments = [...own(site), ...(isAtPlace(site) ? [] : given)];
      return comments.length === 0 ? site : { ...site, comments };
    }),
  };
}

/** One comment that names several things is one at its site. */
function withoutEcho(destination: Destination): Destination {
  if (!destination.sites.some(({ comments }) => comments !== undefined)) return destination;
  const sites = destination.sites.map((site) =>
    site.comments === undefined ? site : { ...site, comments: merged(site.comments) },
  );
  return { ...destination, sites };
}

function merged(comments: readonly SiteComment[]): readonly SiteComment[] {
  const found = new Map<string, SiteComment>();
  for (const one of comments) {
    const key = `${one.file}:${one.line}:${one.column}`;
    const known = found.get(key);
    found.set(key, known === undefined ? one : joined(known, one));
  }
  return [...found.values()];
}

function joined(first: SiteComment, second: SiteComment): SiteComment {
  return {
    ...first,
    names: [...new Set([...first.names, ...second.names])],
    unknown: [...new Set([...first.unknown, ...second.unknown])],
    isDynamic: first.isDynamic || second.isDynamic,
  };
}

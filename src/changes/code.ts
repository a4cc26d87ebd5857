/** What the code reaches in one state of a repository and not, or otherwise, in another. */
import { SURFACES, type Destination, type Site, type Surface } from '../identify/destination.ts';
import { gatedSites, needsOf } from '../manifest/needs.ts';
import { CODE_CHANGE_KINDS, type CodeChange, type Detail } from './change.ts';
import { movesOf } from './moves.ts';
import type { Use } from './use.ts';

export interface CodeOptions {
  /** Which sites count: those on surfaces that gate. */
  readonly counts: (site: Site) => boolean;
  /** Files that were moved: the new path, and the old one. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Compares two inventories; sorted by kind and destination. */
export function codeChanges(
  before: readonly Destination[],
  after: readonly Destination[],
  options: CodeOptions,
): readonly CodeChange[] {
  const old = usesOf(before, options.counts);
  const now = usesOf(after, options.counts);
  const moves = movesOf(now, old, options.renamed);
  const gone = new Set([...moves.values()].flatMap((uses) => uses.map(({ selector }) => selector)));
  const befores = (use: Use): readonly Use[] => {
    const same = old.get(use.selector);
    return same === undefined ? (moves.get(use.selector) ?? []) : [same];
  };
  const known = { before: credentialsOf(before), after: credentialsOf(after) };
  const changes = [
    ...[...now.values()].flatMap((use) => changesOf(use, befores(use), known)),
    ...[...old.values()]
      .filter(({ selector }) => !now.has(selector) && !gone.has(selector))
      .map((use) => changeOf('removed', use, {})),
  ];
  return merged(changes).toSorted(byKindAndName);
}

function usesOf(destinations: readonly Destination[], counts: CodeOptions['counts']): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  for (const destination of destinations) {
    for (const site of gatedSites(destination, counts)) {
      for (const need of needsOf(destination, site)) {
        const { selector } = need;
        const known = uses.get(selector) ?? { selector, need, destination, sites: [] };
        uses.set(selector, { ...known, sites: [...known.sites, site] });
      }
    }
  }
  return uses;
}

/** The credentials of all destinations of each state. */
interface Known {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

function credentialsOf(destinations: readonly Destination[]): ReadonlySet<string> {
  return new Set(destinations.flatMap(({ credentials }) => credentials));
}

/** `befores`: the same before; places that are not known may have been several. */
function changesOf(use: Use, befores: readonly Use[], known: Known): readonly CodeChange[] {
  if (befores.length === 0) return [changeOf('new', use, {})];
  const surfaces = surfacesOf(use).filter((surface) => !befores.some((one) => surfacesOf(one).includes(surface)));
  const components = componentsOf(use).filter(
    (component) => !befores.some((one) => componentsOf(one).includes(component)),
  );
  const isNewUse = surfaces.length > 0 || components.length > 0;
  const sites = use.sites.filter((site) => surfaces.includes(site.surface) || components.includes(site.component));
  const details = detailsOf(use, befores, known);
  return [
    ...(isNewUse ? [changeOf('new-use', { ...use, sites }, { surfaces, components })] : []),
    ...(details.length > 0 ? [changeOf('changed', use, { details })] : []),
  ];
}

function detailsOf(use: Use, befores: readonly Use[], known: Known): readonly Detail[] {
  const schemes = ({ sites }: Use): readonly string[] => sites.flatMap(({ scheme }) => scheme ?? []);
  return [
    detailOf(
      'place',
      befores.map(({ selector }) => selector),
      [use.selector],
    ),
    detailOf('schemes', befores.flatMap(schemes), schemes(use)),
    credentialsDetail(use, befores, known),
  ].flatMap((detail) => detail ?? []);
}

/** A host that is counted to another party now brings the credentials of that party along, and neither lost nor got any. */
function credentialsDetail(use: Use, befores: readonly Use[], { before, after }: Known): Detail | null {
  const { id, credentials } = use.destination;
  const old = befores.flatMap(({ destination }) => destination.credentials);
  if (befores.every(({ destination }) => destination.id === id)) return detailOf('credentials', old, credentials);
  return detailOf(
    'credentials',
    old.filter((name) => credentials.includes(name) || !after.has(name)),
    credentials.filter((name) => old.includes(name) || !before.has(name)),
  );
}

function detailOf(field: string, before: readonly string[], after: readonly string[]): Detail | null {
  const removed = [...new Set(before)].filter((one) => !after.includes(one)).toSorted();
  const added = [...new Set(after)].filter((one) => !before.includes(one)).toSorted();
  return removed.length + added.length === 0 ? null : { field, removed, added };
}

function changeOf(kind: CodeChange['kind'], use: Use, parts: Partial<CodeChange>): CodeChange {
  const { need, destination, sites } = use;
  return {
    kind,
    destination: destination.id,
    name: destination.name,
    service: destination.service,
    sdk: destination.sdk,
    hosts: need.kind === 'host' ? [need.selector] : [],
    env: need.kind === 'env' ? [need.name] : [],
    dynamic: need.kind === 'dynamic' ? [need.selector] : [],
    surfaces: surfacesOf(use),
    components: componentsOf(use),
    sites: sites.map(({ file, line, column, symbol }) => ({ file, line, column, symbol })),
    details: [],
    ...parts,
  };
}

/** A destination that changed in several of its hosts or variables in the same way is told once. */
function merged(changes: readonly CodeChange[]): readonly CodeChange[] {
  const groups = new Map<string, CodeChange>();
  for (const change of changes) {
    const key = JSON.stringify([change.kind, change.destination, change.details]);
    const known = groups.get(key);
    groups.set(key, known === undefined ? change : joined(known, change));
  }
  return [...groups.values()];
}

function joined(one: CodeChange, other: CodeChange): CodeChange {
  const places = new Map([...one.sites, ...other.sites].map((site) => [JSON.stringify(site), site]));
  return {
    ...one,
    hosts: [...new Set([...one.hosts, ...other.hosts])].toSorted(),
    env: [...new Set([...one.env, ...other.env])].toSorted(),
    dynamic: [...new Set([...one.dynamic, ...other.dynamic])].toSorted(),
    surfaces: SURFACES.filter((surface) => one.surfaces.includes(surface) || other.surfaces.includes(surface)),
    components: [...new Set([...one.components, ...other.components])].toSorted(),
    sites: [...places.values()],
  };
}

function surfacesOf({ sites }: Use): readonly Surface[] {
  return SURFACES.filter((surface) => sites.some((site) => site.surface === surface));
}

function componentsOf({ sites }: Use): readonly string[] {
  return [...new Set(sites.map(({ component }) => component))].toSorted();
}

function byKindAndName(a: CodeChange, b: CodeChange): number {
  const kinds = CODE_CHANGE_KINDS.indexOf(a.kind) - CODE_CHANGE_KINDS.indexOf(b.kind);
  if (kinds !== 0) return kinds;
  return a.destination === b.destination ? 0 : a.destination < b.destination ? -1 : 1;
}

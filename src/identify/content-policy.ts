/**
 * A content security policy held against what the code reaches from the browser (CSP Level 3, https://www.w3.org/TR/CSP3/). It says
 * only what is certain: what of a policy is not known may allow anything.
 */
import type { Destination, HostPort, Site } from './destination.ts';
import { portOfScheme } from './ports.ts';

/** A policy, taken apart. */
export interface ContentPolicy {
  readonly file: string;
  readonly line: number;
  readonly component: string;
  readonly directives: ReadonlyMap<string, Sources>;
  /** There may be directives that are not known, behind those of `settled`: of two for the same the first counts. */
  readonly isOpen: boolean;
  readonly settled: ReadonlySet<string>;
}

interface Sources {
  readonly hosts: readonly HostSource[];
  /** `https:`, `data:`. */
  readonly schemes: readonly string[];
  /** Something in it is not known, or allows what no host names: `*`, `'strict-dynamic'`. */
  readonly isOpen: boolean;
}

interface HostSource {
  readonly text: string;
  readonly scheme: string | null;
  readonly host: string;
  readonly port: string | null;
}

/** A request that every policy of its package refuses. */
export interface Refused {
  readonly policy: ContentPolicy;
  readonly host: string;
  readonly directive: string;
  readonly site: Site;
}

/** What a policy allows and nothing asks for. */
export interface InVain {
  readonly policy: ContentPolicy;
  readonly sources: readonly string[];
}

/** Reads the text of a policy, in which U+0000 stands for what is not known (the first of a directive counts). */
export function readPolicy(written: {
  readonly file: string;
  readonly line: number;
  readonly component: string;
  readonly text: string;
}): ContentPolicy {
  const { file, line, component, text } = written;
  const directives = new Map<string, Sources>();
  const settled = new Set<string>();
  let isOpen = false;
  for (const piece of text.split(';')) {
    const [name = '', ...sources] = piece.trim().split(/[\t\n\f\r ]+/);
    if (name.includes(GAP)) isOpen = true;
    else if (name !== '' && !directives.has(name.toLowerCase()))
      directives.set(name.toLowerCase(), readSources(sources));
    // What is not known may bring a semicolon with it.
    isOpen ||= sources.some((source) => source.includes(GAP) && !source.startsWith("'nonce-"));
    if (!isOpen && name !== '') settled.add(name.toLowerCase());
  }
  return { file, line, component, directives, isOpen, settled };
}

const GAP = '\u0000';
const HOST_SOURCE = /^(?:([a-z][a-z\d+.-]*):\/\/)?((?:\*\.)?[a-z\d-]+(?:\.[a-z\d-]+)*|\*)(?::(\d+|\*))?(?:\/\S*)?$/i;
/** Keywords, nonces and hashes say nothing of hosts; some frameworks write keywords without quotes. */
const NO_HOST =
  /^'|^(?:self|none|unsafe-[\w-]+|strict-dynamic|report-sample|wasm-unsafe-eval)$|^(?:nonce|sha(?:256|384|512))-/i;

function readSources(texts: readonly string[]): Sources {
  const hosts: HostSource[] = [];
  const schemes: string[] = [];
  let isOpen = false;
  for (const text of texts) {
    if (/strict-dynamic/i.test(text) || text === '*') isOpen = true;
    else if (NO_HOST.test(text)) continue;
    else if (/^[a-z][a-z\d+.-]*:$/i.test(text)) schemes.push(text.slice(0, -1).toLowerCase());
    else {
      const [, scheme, host = '', port] = HOST_SOURCE.exec(text) ?? [];
      if (host === '' || host === '*') isOpen = true;
      else hosts.push({ text, scheme: scheme?.toLowerCase() ?? null, host: host.toLowerCase(), port: port ?? null });
    }
  }
  return { hosts, schemes, isOpen };
}

/** The requests of the browser that no policy of their package lets through. */
export function refusedBy(
  policies: readonly ContentPolicy[],
  destinations: readonly Destination[],
): readonly Refused[] {
  return destinations.flatMap((destination) =>
    browserSites(destination).flatMap((site) => {
      const own = policies.filter(({ component }) => component === site.component);
      const [policy] = own;
      if (policy === undefined) return [];
      return site.hosts.flatMap((host) => {
        const directives = own.map((one) => refusal(one, host, site));
        const [directive] = directives;
        return typeof directive === 'string' && directives.every((one) => one !== null)
          ? [{ policy, host: host.host, directive, site }]
          : [];
      });
    }),
  );
}

/** What policies name, and nothing that the browser runs reaches. */
export function allowedInVain(
  policies: readonly ContentPolicy[],
  destinations: readonly Destination[],
): readonly InVain[] {
  const sites = destinations.flatMap(browserSites);
  // What is not known could be any of them.
  if (destinations.some(({ verdict, surfaces }) => OPEN.has(verdict) && surfaces.includes('browser'))) return [];
  const hosts = sites.flatMap((site) => site.hosts.map(({ host }) => host));
  const services = new Set(destinations.flatMap(({ service, hosts: own }) => (service === null ? [] : own)));
  const isReached = ({ host }: HostSource): boolean => [...hosts, ...services].some((one) => mayBe(host, one));
  return policies.flatMap((policy) => {
    const all = [...policy.directives].filter(([name]) => /-src(?:-elem)?$/.test(name)).flatMap(([, one]) => one.hosts);
    const sources = [...new Set(all.filter((one) => !isReached(one)).map(({ text }) => text))].toSorted();
    return sources.length === 0 ? [] : [{ policy, sources }];
  });
}

const OPEN: ReadonlySet<string> = new Set(['env', 'dynamic']);

function browserSites({ verdict, sites }: Destination): readonly Site[] {
  return verdict === 'external' ? sites.filter(({ surface }) => surface === 'browser') : [];
}

/** The directive by which a policy refuses a host; null where it does not, or nobody can tell. */
function refusal(policy: ContentPolicy, host: HostPort, site: Site): string | null {
  if (host.host.includes('*')) return null;
  const kinds = directivesOf(site);
  if (kinds === null) return null;
  for (const name of kinds) {
    const sources = policy.directives.get(name);
    if (sources === undefined) continue;
    // What is not known may say of this kind of request what stands for all of them otherwise.
    if (policy.isOpen && (name === 'default-src' || !policy.settled.has(name))) return null;
    return sources.isOpen || allows(sources, host, site.scheme) ? null : name;
  }
  return null;
}

const CONNECT = ['connect-src', 'default-src'];
/** The fetch directive fallback list: the directive that counts is the first of these that a policy has. */
const BY_TAG: Readonly<Record<string, readonly string[]>> = {
  script: ['script-src-elem', 'script-src', 'default-src'],
  img: ['img-src', 'default-src'],
  iframe: ['frame-src', 'child-src', 'default-src'],
  frame: ['frame-src', 'child-src', 'default-src'],
  video: ['media-src', 'default-src'],
  audio: ['media-src', 'default-src'],
  track: ['media-src', 'default-src'],
  object: ['object-src', 'default-src'],
  embed: ['object-src', 'default-src'],
  form: ['form-action'],
};
/** Rules whose sinks are requests that scripts make; what an SDK does is not told. */
const CONNECTING = new Set(
  'fetch xml-http-request web-socket event-source send-beacon axios ky ofetch superagent redaxios jquery'
    .split(' ')
    .map((id) => `clients/${id}`),
);

/** Rules about components, by the element that these put into the page. */
const RENDERED: Readonly<Record<string, string>> = { 'clients/next-script': 'script' };

function directivesOf({ api, rule }: Site): readonly string[] | null {
  const tag = RENDERED[rule] ?? /^<([a-z]+)/.exec(api)?.[1];
  if (tag !== undefined) return BY_TAG[tag] ?? null;
  return CONNECTING.has(rule) ? CONNECT : null;
}

function allows({ hosts, schemes }: Sources, { host, port }: HostPort, siteScheme: string | null): boolean {
  const scheme = siteScheme ?? 'https';
  if (schemes.some((one) => matchesScheme(one, scheme))) return true;
  return hosts.some(
    (source) =>
      mayBe(source.host, host) &&
      (source.scheme === null || matchesScheme(source.scheme, scheme)) &&
      matchesPort(source, port, scheme),
  );
}

/** Scheme-part match: a secure variant of what is named is allowed too. */
function matchesScheme(named: string, scheme: string): boolean {
  if (named === scheme) return true;
  if (named === 'http') return scheme === 'https';
  if (named === 'ws') return ['wss', 'http', 'https'].includes(scheme);
  return named === 'wss' && scheme === 'https';
}

/** Port-part match: without a port, that of the scheme is meant. */
function matchesPort({ port }: HostSource, actual: number | null, scheme: string): boolean {
  if (port === '*' || actual === null) return true;
  return port === null ? actual === (portOfScheme(scheme) ?? 443) : Number(port) === actual;
}

/** Host-part match: `*.` stands for one or more labels, and not for none. */
function mayBe(source: string, host: string): boolean {
  return source.startsWith('*.') ? host.endsWith(source.slice(1)) : source === host;
}

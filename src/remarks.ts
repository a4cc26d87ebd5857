/** What deserves a word besides the destinations: what could not be read, what was only looked into, secrets, policies that do not fit. */
import { isProduction, type Destination, type Problem, type Surface } from './identify/destination.ts';
import type { SourceFile } from './discover/source-file.ts';
import {
  bundledFile,
  configurationPartlyRead,
  literalCredential,
  parseFailed,
  partlyRead,
  policyForgets,
  policyInVain,
  tooDeep,
  vendoredFolder,
} from './errors/sources.ts';
import { bundleFindings } from './extract/bundle/findings.ts';
import type { ReadFailure } from './extract/read-modules.ts';
import type { Unfollowed } from './find/contained.ts';
import type { Finding, LiteralCredential } from './find/finding.ts';
import type { Catalogue } from './identify/catalogue.ts';
import { allowedInVain, refusedBy, type ContentPolicy } from './identify/content-policy.ts';

/** Code that is built or somebody else's, and the folder of other people's code that holds it. */
export interface BundleSource {
  readonly file: SourceFile;
  readonly text: string;
  readonly vendored: string | null;
}

/** What was found, and a word about what was only looked into. */
export interface LookedInto {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** What code that is not analysed reaches for certain; one word about each file, or each folder of other people's code. */
export function lookInto(bundles: Iterable<BundleSource>): LookedInto {
  const findings: Finding[] = [];
  const hosts = new Map<string, { readonly isFolder: boolean; readonly hosts: Set<string> }>();
  for (const { file, text, vendored } of bundles) {
    const found = file.kind === 'script' ? bundleFindings(file, text) : [];
    const name = vendored ?? file.path;
    const known = hosts.get(name) ?? { isFolder: vendored !== null, hosts: new Set() };
    hosts.set(name, known);
    for (const host of found.flatMap(hostsOf)) known.hosts.add(host);
    findings.push(...found);
  }
  const problems = [...hosts].map(([name, one]) =>
    (one.isFolder ? vendoredFolder : bundledFile)(name, [...one.hosts].toSorted()),
  );
  return { findings, problems };
}

function hostsOf({ reaches }: Finding): readonly string[] {
  return reaches.flatMap(({ outcome }) => (outcome.kind === 'external' ? outcome.hosts.map(({ host }) => host) : []));
}

/** Where the policies for browsers and what the code reaches from there do not agree: never destinations, and nothing that fails. */
export function policyProblems(
  policies: readonly ContentPolicy[],
  destinations: readonly Destination[],
): readonly Problem[] {
  const refused = refusedBy(policies, destinations).map(({ policy, host, directive, site }) =>
    policyForgets({ ...policy, column: 1 }, host, directive, `${site.file}:${site.line}`),
  );
  const inVain = allowedInVain(policies, destinations).map(({ policy, sources }) =>
    policyInVain({ ...policy, column: 1 }, sources),
  );
  return [...new Map([...refused, ...inVain].map((problem) => [problem.message, problem])).values()];
}

/** Whether a failure gates is known once the surface of its file is. */
export function unparsed(failure: ReadFailure, surface: Surface, { path, kind }: SourceFile): Problem {
  const { message, line, column, isPart } = failure;
  if (isPart === true) return kind === 'component' ? partlyRead(path, message) : configurationPartlyRead(path, message);
  return parseFailed(path, line, column, message, isProduction(surface));
}

/** A place at which the search ended before its time. */
export function notFollowed({ file, line, column }: Unfollowed): Problem {
  return tooDeep(file.path, line, column, isProduction(file.surface));
}

/** Secrets in code that is shipped; those of tests and scripts are seldom ones. */
export function literalCredentials(findings: readonly Finding[], catalogue: Catalogue): readonly Problem[] {
  const places = new Map<string, { readonly literal: LiteralCredential; readonly who: Set<string> }>();
  for (const { literals, service, api, surface } of findings) {
    if (!isProduction(surface) || surface === 'browser') continue;
    for (const literal of literals) {
      const key = `${literal.file}:${literal.line} ${literal.masked}`;
      const place = places.get(key) ?? { literal, who: new Set<string>() };
      places.set(key, place);
      place.who.add((service === null ? null : catalogue.byId(service)?.name) ?? api);
    }
  }
  // One secret that several clients are handed is one to revoke.
  return [...places.values()].map(({ literal: { file, line, masked }, who }) =>
    literalCredential(file, line, [...who].toSorted(), masked),
  );
}

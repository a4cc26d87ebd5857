/** What a target reaches with the values that the repository's configuration gives its variables. */
import { isProduction } from '../identify/destination.ts';
import { positionAt } from '../parse/source-text.ts';
import { redact } from '../parse/redact.ts';
import { createCodec } from '../values/codec.ts';
import { LIMITS } from '../values/limits.ts';
import { render } from '../values/render.ts';
import { fromParts } from '../values/text.ts';
import { trailSteps, type Trail } from '../values/trail.ts';
import { splitUrl } from '../values/url-text.ts';
import type { TextValue, Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import type { Context } from './context.ts';
import type { Assignment } from './deployment/assignments.ts';
import type { Filled } from './deployment/substitution.ts';
import type { Finding, Reach } from './finding.ts';
import { beginsWithHost } from './host.ts';
import { keyPathOf } from './key-path.ts';
import { documentedHost } from './placeholders.ts';
import { readTarget, type TargetDefaults } from './target.ts';
import type { SinkUse } from './uses.ts';

/** A host that configuration names, and the values from which that is known. */
export interface Configured {
  readonly reach: Reach;
  readonly from: readonly Assignment[];
  /** The place of what it is read for, where that is a setting itself. */
  readonly trail: Trail | null;
}

/** What the configuration of the repository names where variables decide, also those that the SDK reads by itself. */
export function configuredIn(use: SinkUse, { targets, isShared }: Context, analysis: Analysis): readonly Configured[] {
  const { sink, module } = use;
  const { component } = module.file;
  const defaults: TargetDefaults = { scheme: sink.scheme, port: sink.port };
  const read = targets.flatMap(({ value }) => {
    const outcome = readTarget(value, defaults);
    return outcome.kind === 'env' ? configuredReaches(value, outcome.env, component, defaults, analysis) : [];
  });
  if (isShared || !targets.some(({ origin }) => origin === 'default')) return read;
  const byItself = (sink.env ?? []).flatMap((name) =>
    configuredReaches(
      { kind: 'hole', hole: { kind: 'env', name }, trail: null },
      [name],
      component,
      defaults,
      analysis,
    ),
  );
  return [...read, ...byItself];
}

/** The hosts that variables of a target are documented to name. `names`: those that decide where it goes. */
function configuredReaches(
  value: Value,
  names: readonly string[],
  component: string,
  defaults: TargetDefaults,
  { deployment }: Analysis,
): readonly Configured[] {
  const text = value.kind === 'hole' ? fromParts([{ kind: 'hole', hole: value.hole }], value.trail) : value;
  if (text.kind !== 'text') return [];
  return deployment
    .filled(text, names, component)
    .flatMap(eachAddress)
    .flatMap((filled) => reachOf(filled, defaults, deployment.isInternal))
    .map((found) => ({ ...found, trail: text.trail }));
}

/** A variable may hold a list: `k1.acme.com:9092,k2.acme.com:9092`, `https://a.acme.com https://b.acme.com`. */
function eachAddress(filled: Filled): readonly Filled[] {
  const codec = createCodec();
  const written = codec.write(filled.value.parts)?.trim() ?? '';
  const pieces = written.split(/[\s,;|]+/).filter((piece) => piece !== '');
  const isList = pieces.length > 1 && [WITH_SCHEME, HOST].some((form) => pieces.every((piece) => form.test(piece)));
  return isList ? pieces.map((piece) => ({ ...filled, value: codec.read(piece, filled.value.trail) })) : [filled];
}

const WITH_SCHEME = /^[a-z][a-z\d+.-]*:\/\/[^/]/i;
const HOST = /^[\w-]+(?:\.[\w-]+)+(?::\d+)?$/;

function reachOf(
  { value, from }: Filled,
  defaults: TargetDefaults,
  isInternal: (host: string) => boolean,
): readonly Omit<Configured, 'trail'>[] {
  const outcome = readTarget(withAuthority(value), defaults);
  if (outcome.kind !== 'external') return [];
  const hosts = outcome.hosts.flatMap((one) => (isInternal(one.host) ? [] : (documentedHost(one) ?? [])));
  if (hosts.length === 0) return [];
  const reach: Reach = {
    outcome: { ...outcome, hosts, env: [] },
    how: 'config',
    target: redact(render(value)),
    isDefault: false,
    givenIn: [],
    trail: trailSteps(value.trail).slice(0, LIMITS.trailSteps),
  };
  return [{ reach, from }];
}

/** `api.example.com:8443` alone is a host, where an address is expected. */
function withAuthority(value: TextValue): TextValue {
  if (splitUrl(value.parts) || !beginsWithHost(value.parts)) return value;
  return fromParts([{ kind: 'text', text: '//' }, ...value.parts], value.trail);
}

/** The same finding where configuration names the host: the line in which another one would appear. */
export function atAssignments(finding: Finding, configured: readonly Configured[], use: SinkUse): readonly Finding[] {
  return configured.flatMap(({ reach, from, trail }) =>
    from.map(({ symbol, module, offset, surface }): Finding => {
      const { component } = module.file;
      return {
        ...finding,
        api: keyPathOf(trail, use.module)?.key ?? finding.api,
        file: module.path,
        ...positionAt(module.source, offset),
        symbol,
        surface: isProduction(surface) ? finding.surface : surface,
        component,
        credentials: [],
        literals: [],
        reaches: [reach],
      };
    }),
  );
}

/** What the configuration of what is shipped says beside what the code does; it is given by whoever gives the variables. */
export function documentedBeside(found: readonly Reach[], configured: readonly Configured[]): readonly Configured[] {
  const variables = found.filter(({ outcome }) => outcome.kind === 'env');
  const isGiven = variables.every(({ givenIn }) => givenIn.length > 0);
  const givenIn = isGiven ? variables.flatMap((reach) => reach.givenIn) : [];
  return configured.filter(isOfProduction).map((one) => ({ ...one, reach: { ...one.reach, givenIn } }));
}

function isOfProduction({ from }: Configured): boolean {
  return from.every(({ surface }) => isProduction(surface));
}

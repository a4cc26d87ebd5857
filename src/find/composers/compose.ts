/** From captured roles to targets: what a sink reaches. A closed set of composers; rules name them. */
import { inPartition } from '../../identify/partitions.ts';
import type { Role } from '../../rules/vocabulary.ts';
import type { Sink } from '../../rules/rule.ts';
import type { Captured, Captures } from '../../values/captures.ts';
import type { Evaluation } from '../../values/evaluation.ts';
import { choice, closedText, concatenate, mapOptions, oneOf, variableText, withTrail } from '../../values/text.ts';
import { isPage, type HoleReason } from '../../values/reasons.ts';
import { keyOf } from '../../values/render.ts';
import { NEVER, hole, optionsOf, text, type Value } from '../../values/value.ts';
import { fromCommand } from './command.ts';
import { fromConnectionString } from './connection-string.ts';
import { fromDescription } from './description.ts';
import { withFilledIn } from './filled-in.ts';
import { fromHostList } from './host-list.ts';
import { fromHostPort } from './host-port.ts';
import { fromAction, fromImage } from './image.ts';
import { fromMarkup } from './markup-text.ts';
import { fromRefresh } from './refresh.ts';
import { fromRemote } from './remote.ts';
import { fromRewrite } from './rewrite.ts';
import { fromSrcset } from './srcset.ts';
import { fromStylesheet } from './stylesheet.ts';
import { fromUrl } from './url.ts';

/** One thing that a sink may reach, and where that is said: in the code, or by the rule. */
export interface Target {
  readonly value: Value;
  readonly origin: 'code' | 'default' | 'also';
  /** Whether it was given as the base or option of a client rather than as the URL of a request. */
  readonly option: boolean;
}

/** A composer: the target that the roles name, or null when they name none. */
export type Compose = (roles: Roles, sink: Sink) => Value | null;

export interface Roles {
  readonly get: (role: Role) => Value | null;
  readonly unfilled: Unfilled;
  readonly evaluation: Evaluation;
}

const COMPOSERS: { readonly [K in NonNullable<Sink['compose']>]: Compose } = {
  url: fromUrl,
  'host-port': fromHostPort,
  'connection-string': fromConnectionString,
  'host-list': fromHostList,
  srcset: fromSrcset,
  refresh: fromRefresh,
  remote: fromRemote,
  rewrite: fromRewrite,
  image: fromImage,
  action: fromAction,
  description: fromDescription,
  command: fromCommand,
  stylesheet: fromStylesheet,
  markup: fromMarkup,
  script: () => NEVER,
};

/** Whether a parameter that is still open may be filled by callers that have not been asked yet. */
export type Unfilled = 'callers may say' | 'nobody says';

/** All targets of a sink, or an empty list when a required role is missing: then nothing connects here. */
export function compose(sink: Sink, captures: Captures, evaluation: Evaluation, unfilled: Unfilled): readonly Target[] {
  return inTurn(captures).flatMap((part) => composePart(sink, part, evaluation, unfilled));
}

/** What stands at more places than one value has alternatives is composed in parts. */
function inTurn(captures: Captures): readonly Captures[] {
  const wide = [...captures].flatMap(([role, captured]) =>
    (captured.more ?? []).map((value): Captures => new Map([...captures, [role, { ...captured, value }]])),
  );
  return [captures, ...wide];
}

function composePart(sink: Sink, captures: Captures, evaluation: Evaluation, unfilled: Unfilled): readonly Target[] {
  const roles = rolesOf(sink, captures, evaluation, unfilled);
  if (sink.require?.some((role) => roles.get(role) === null)) return [];
  const composer = sink.compose ?? 'url';
  const found = COMPOSERS[composer](roles, sink);
  const composed = found !== null && ADDRESSES.has(composer) ? withFilledIn(found) : found;
  // Conditions exclude all that it may be: nothing connects here either.
  if (composed !== null && optionsOf(composed).length === 0) return [];
  const option = !captures.has('url');
  const present = composed === null ? [] : optionsOf(composed).filter((value) => !isAbsent(value));
  const hosted = present.filter((value) => !isHostless(value));
  const named = hosted.length > 0 ? hosted : present;
  const isRest = [...captures.values()].some((captured) => captured.isRest);
  // What a package knows of which no rule says anything is worth a word only where the code says nothing.
  const isSaid = named.some((value) => sink.elsewhere === 'package' || !isOpen(value));
  const isComplete = (isRest || isSaid) && composed !== null && !optionsOf(composed).some(isLeftOut);
  return [
    ...named.map((value): Target => ({ value, origin: 'code', option })),
    ...[...(isComplete ? [] : defaultsOf(sink, roles)), ...fill(sink.also ?? [], roles, 'also')].map((target) =>
      atDemanded(target, captures),
    ),
  ];
}

/** The composers that make addresses, and no lines or documents. */
const ADDRESSES: ReadonlySet<string> = new Set(['url', 'host-port', 'connection-string', 'host-list']);

/** What a configuration reaches because it names a provider stands where it names it. */
function atDemanded(target: Target, captures: Captures): Target {
  const demanded = captures.get('demanded');
  const place = demanded && optionsOf(demanded.value).find((one) => one.kind === 'text')?.trail;
  return place ? { ...target, value: withTrail(target.value, (trail) => trail ?? place) } : target;
}

/**
 * The values of the roles. Where the options are unknown as a whole, a role that the SDK has a default for is taken as not given: the
 * default is what can be said. A parameter stays, so that its callers are asked first.
 */
function rolesOf(sink: Sink, captures: Captures, evaluation: Evaluation, unfilled: Unfilled): Roles {
  const isOptional = sink.explicit === true || (sink.defaults?.length ?? 0) > 0;
  const usable = (captured: Captured): boolean =>
    captured.explicit || !isOptional || !isUnknown(captured.value, unfilled);
  return {
    evaluation,
    unfilled,
    get(role) {
      const captured = role === 'connection' && isPort(captures) ? undefined : captures.get(role);
      return captured && usable(captured) ? texts(captured, unfilled) : null;
    },
  };
}

/** Whether what may be a connection string is the port beside a host: `new Redis(process.env.PORT, process.env.HOST)`. */
function isPort(captures: Captures): boolean {
  const [connection, port] = [captures.get('connection')?.value, captures.get('port')?.value];
  if (!connection || !port || captures.get('host')?.explicit !== true) return false;
  // A number is no connection string, so of `PORT ? Number(PORT) : 6379` only the variable stands for both.
  const named = choice(optionsOf(port).filter((one) => !isNumber(one)));
  return (
    keyOf(named) === keyOf(connection) &&
    !optionsOf(connection).some((one) => closedText(one)?.includes('://') === true)
  );
}

function isNumber(value: Value): boolean {
  return (value.kind === 'constant' && typeof value.value === 'number') || /^\d+$/.test(closedText(value) ?? '');
}

/** What is no text is not for this role, once callers have been asked. */
function texts({ value, isText }: Captured, unfilled: Unfilled): Value | null {
  if (isText !== true || unfilled === 'callers may say') return value;
  const known = optionsOf(value).filter(({ kind }) => kind === 'text');
  return known.length === 0 ? null : oneOf(known);
}

function isUnknown(value: Value, unfilled: Unfilled): boolean {
  if (value.kind !== 'hole') return false;
  return value.hole.kind === 'unknown' || (value.hole.kind === 'parameter' && unfilled === 'nobody says');
}

/** A variable or an unknown as a whole: when it is undefined, the SDK falls back on its default. */
function isOpen(value: Value): boolean {
  return (
    value.kind === 'hole' ||
    (value.kind === 'text' && value.parts.every((part) => part.kind === 'hole' && !isPage(part.hole)))
  );
}

function isAbsent(value: Value): boolean {
  return value.kind === 'constant' && (value.value === undefined || value.value === null || value.value === false);
}

/** What a table may lack, or a condition may not give, is not left out on purpose. */
function isLeftOut(value: Value): boolean {
  return isAbsent(value) && (value.kind !== 'constant' || value.instead !== true);
}

/** `https://${host}/path` or `smtp://${host}:${port}` with an empty host: nobody means that where there are others. */
function isHostless(value: Value): boolean {
  const [first] = value.kind === 'text' ? value.parts : [];
  return first?.kind === 'text' && /^(?:(?:https?|wss?):\/{3}|(?:[a-z][a-z\d+.-]*:)?\/\/:(?:\d|$))/i.test(first.text);
}

/** What the SDK reaches by itself; one that has no host of its own goes where its variables say. */
function defaultsOf(sink: Sink, roles: Roles): readonly Target[] {
  const defaults = fill(
    (sink.defaults ?? []).map((target) => withPort(target, roles)),
    roles,
    'default',
  );
  if (defaults.length === 0 && sink.elsewhere)
    return [{ value: ELSEWHERE[sink.elsewhere], origin: 'code', option: false }];
  const [name] = sink.env ?? [];
  if (defaults.length > 0 || name === undefined || sink.require) return defaults;
  return [{ value: variableText(name), origin: 'default', option: true }];
}

/** What a language model fills in while the program runs, and what stands in a package. */
const ELSEWHERE = { model: elsewhere('picked-by-model'), package: elsewhere('known-to-package') };

function elsewhere(reason: HoleReason): Value {
  return { kind: 'text', parts: [{ kind: 'hole', hole: { kind: 'unknown', reason } }], trail: null };
}

/** A port that is given alone moves the default host's. */
function withPort(target: string, roles: Roles): string {
  const port = roles.get('port');
  const closed = port ? closedText(port) : null;
  return closed !== null && /^\d+$/.test(closed) ? target.replace(/:\d+$/, `:${closed}`) : target;
}

const PLACEHOLDER_ROLES: ReadonlySet<string> = new Set(['region', 'account', 'project', 'name']);

function fill(targets: readonly string[], roles: Roles, origin: 'default' | 'also'): readonly Target[] {
  return targets.flatMap((target) =>
    optionsOf(fillOne(target, roles)).map((value): Target => ({ value, origin, option: true })),
  );
}

/** `https://{account}.example.com`, `https://*.example.com`: what is not captured is a hole. */
function fillOne(target: string, roles: Roles): Value {
  const values = target.split(/(\{\w+\}|\*)/).map((piece): Value => {
    if (piece === '*') return hole('api-result');
    const role = /^\{(\w+)\}$/.exec(piece)?.[1];
    if (role === undefined || !isPlaceholder(role)) return text(piece);
    return onlyText(roles.get(role)) ?? hole('api-result');
  });
  return mapOptions(concatenate(values), (option) => {
    if (option.kind !== 'text') return option;
    const parts = option.parts.map((part) => (part.kind === 'text' ? { ...part, text: inPartition(part.text) } : part));
    return { ...option, parts };
  });
}

function isPlaceholder(role: string): role is 'region' | 'account' | 'project' | 'name' {
  return PLACEHOLDER_ROLES.has(role);
}

function onlyText(value: Value | null): Value | null {
  if (value === null) return null;
  const texts = optionsOf(value).filter(({ kind }) => kind === 'text' || kind === 'hole');
  return texts.length === 0 ? null : oneOf(texts);
}

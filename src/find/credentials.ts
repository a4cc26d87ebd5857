/** What carries the secret of a use: the names of variables, and literals, which are never shown whole. */
import { capturesOfAll } from '../values/captures.ts';
import type { Assumptions } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { trailSteps } from '../values/trail.ts';
import { closedText } from '../values/text.ts';
import { splitUrl } from '../values/url-text.ts';
import { optionsOf, type ParameterHole, type Part, type TextValue, type Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { assume } from './assume.ts';
import type { Context } from './context.ts';
import type { LiteralCredential } from './finding.ts';
import type { SinkUse } from './uses.ts';

export interface Credentials {
  /** Of environment variables. */
  readonly names: readonly string[];
  readonly literals: readonly LiteralCredential[];
}

/** The calls that may still be looked at for the secret of one sink. */
export interface SecretSearch {
  left: number;
}

/** Those that the code passes, by an option or in the address, else those that the SDK reads. */
export function credentialsOf(
  use: SinkUse,
  { captures, targets, assumptions, isShared }: Context,
  analysis: Analysis,
  budget: SecretSearch,
): Credentials {
  const passed = captures.get('credential');
  const { meter } = analysis.evaluation.facts;
  const search: Search = { use, analysis, budget, left: LIMITS.callersOfSecret };
  // A name for a secret is worth less than an address: it has a bound of its own.
  const options = passed?.explicit
    ? meter.within(LIMITS.stepsOfSecret, () => followed(passed.value, search, assumptions))
    : [];
  const inAddress = targets.flatMap(({ value }) => optionsOf(value).filter(isText)).map(passwordOf);
  const names = [
    ...options.flatMap(({ parts }) => namesIn(parts)),
    ...inAddress.flatMap(({ parts }) => namesIn(parts)),
  ];
  const own = passed?.explicit || names.length > 0 ? names : isShared ? [] : (use.sink.credentials ?? []);
  const literals = [
    ...options.flatMap((option) => literal(option, isSecret)),
    ...inAddress.flatMap((password) => literal(password, isPassword)),
  ];
  return { names: [...new Set(own)].toSorted(), literals };
}

interface Search {
  readonly use: SinkUse;
  readonly analysis: Analysis;
  /** Calls that may still be looked at, for all contexts of the sink and for this one. */
  readonly budget: SecretSearch;
  left: number;
}

/** The texts that a secret may be; where a parameter is left, as its callers give it. */
function followed(value: Value, search: Search, assumptions: Assumptions): readonly TextValue[] {
  const { use, analysis } = search;
  const found = optionsOf(value).filter(isText);
  const open = optionsOf(value).flatMap(parametersIn);
  const given = open.flatMap(({ module, function: id }) =>
    analysis.callers.of(module, id).flatMap((frame): readonly TextValue[] => {
      const supposed = search.left > 0 && search.budget.left > 0 ? assume(assumptions, frame) : null;
      search.left -= 1;
      search.budget.left -= 1;
      const captured = supposed && capturesOfAll(use.ends, use.applied, analysis.under(supposed))?.get('credential');
      return supposed && captured ? followed(captured.value, search, supposed) : [];
    }),
  );
  return [...found, ...given];
}

function parametersIn(value: Value): readonly ParameterHole[] {
  const parts: readonly Part[] = value.kind === 'text' ? value.parts : value.kind === 'hole' ? [value] : [];
  return parts.flatMap((part) => (part.kind === 'hole' && part.hole.kind === 'parameter' ? [part.hole] : []));
}

function isText(value: Value): value is TextValue {
  return value.kind === 'text';
}

function namesIn(parts: readonly Part[]): readonly string[] {
  return parts.flatMap((part) => (part.kind === 'hole' && part.hole.kind === 'env' ? [part.hole.name] : []));
}

/** What stands between the colon and the `@` of an address; all before the `@` where there is no colon (RFC 3986, section 3.2.1). */
function passwordOf(value: TextValue): TextValue {
  const authority = splitUrl(value.parts)?.authority ?? [];
  const at = authority.findLastIndex((part) => part.kind === 'text' && part.text.includes('@'));
  const before = authority.slice(0, at + 1).map((part, index): Part => {
    if (index < at || part.kind !== 'text') return part;
    return { kind: 'text', text: part.text.slice(0, part.text.lastIndexOf('@')) };
  });
  const colon = before.findIndex((part) => part.kind === 'text' && part.text.includes(':'));
  const password = before.slice(Math.max(colon, 0)).map((part, index): Part => {
    if (index > 0 || colon < 0 || part.kind !== 'text') return part;
    return { kind: 'text', text: part.text.slice(part.text.indexOf(':') + 1) };
  });
  return { kind: 'text', parts: password, trail: value.trail };
}

function literal(value: TextValue, is: (text: string) => boolean): readonly LiteralCredential[] {
  const text = closedText(value);
  const written = trailSteps(value.trail).at(-1);
  if (text === null || written === undefined || !is(text)) return [];
  return [{ file: written.file, line: written.line, masked: masked(text) }];
}

/** Enough to find it again: its beginning and its length. */
function masked(text: string): string {
  return `${text.length > 20 ? text.slice(0, 4) : ''}… (${text.length} characters)`;
}

/** What people write where a secret will stand. */
const STAND_IN =
  /your|example|xxx|dummy|test|fake|mock|placeholder|insert|change|replace|todo|sample|needed|required|none|local|ollama|[<>{}*\s]|\.\.\./i;

/** Keys that are made to be seen: publishable keys of Stripe and Clerk, project keys of PostHog, public tokens of Mapbox. */
const PUBLIC = /^(?:pk[_.]|phc_)/;

function isSecret(text: string): boolean {
  return text.length >= 16 && /\d/.test(text) && /[a-z]/i.test(text) && !STAND_IN.test(text) && !PUBLIC.test(text);
}

function isPassword(text: string): boolean {
  return (
    text.length >= 8 &&
    /\d/.test(text) &&
    !STAND_IN.test(text) &&
    !/^(?:postgres|password|passw0rd|admin|root|guest|secret)\d*$/i.test(text)
  );
}

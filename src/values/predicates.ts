/** What a condition says of a text: whether a known text can satisfy it, and what it makes of an unknown one. */
import type { Evaluation } from './evaluation.ts';
import { memberOf } from './operations/members.ts';
import { compileRegex } from './regex.ts';
import { closedText, fromParts } from './text.ts';
import { urlMember } from './url-object.ts';
import { hostOf, splitUrl } from './url-text.ts';
import { text, type Hole, type Part, type TextValue, type Value } from './value.ts';

/** A step from a text to the part of it that a condition is about: `new URL(text)`, a property of that, another writing of it. */
export type Step = { readonly kind: 'url' | 'lower' | 'trim' } | { readonly kind: 'member'; readonly name: string };

/** What is compared. `matches` is decided for known texts only. */
export type Fact =
  | { readonly kind: 'equals' | 'startsWith' | 'endsWith' | 'includes' }
  | { readonly kind: 'matches'; readonly regex: RegExp };

/** True, false, or unknown. */
export type Verdict = boolean | null;

/** The part of a value that the steps lead to; null when it is not known which that is, `throws` when there is none. */
export function project(value: Value, steps: readonly Step[], evaluation: Evaluation): Value | 'throws' | null {
  let current = value;
  for (const [index, step] of steps.entries()) {
    const next = projectOne(current, step, steps[index - 1], evaluation);
    if (next === null || next === 'throws') return next;
    current = next;
  }
  return current;
}

/** Whether a value satisfies a fact about a text. */
export function satisfies(value: Value, fact: Fact, operand: string): Verdict {
  if (value.kind === 'constant') return value.value == null || typeof value.value === 'boolean' ? false : null;
  if (value.kind !== 'text') return null;
  const closed = closedText(value);
  return closed === null ? openSatisfies(value.parts, fact, operand) : closedSatisfies(closed, fact, operand);
}

/** An unknown text of which this fact is true; null when it says nothing about where that leads. */
export function refined(value: Value, steps: readonly Step[], fact: Fact, operand: string): Value | null {
  const unknown = firstHole(value);
  const last = steps.findLast((step) => step.kind === 'member');
  if (unknown === null || fact.kind === 'includes' || fact.kind === 'matches') return null;
  if (last === undefined || last.kind !== 'member' || last.name === 'href') {
    return fact.kind === 'endsWith' ? null : wholeText(value, fact.kind, operand, unknown);
  }
  switch (last.name) {
    case 'hostname':
    case 'host':
      return fact.kind === 'startsWith' ? null : withHost(value, fact.kind, operand, unknown);
    case 'origin':
      return fact.kind === 'endsWith'
        ? null
        : wholeText(value, 'startsWith', `${operand}${fact.kind === 'equals' ? '/' : ''}`, unknown);
    case 'protocol':
      return fact.kind === 'equals' ? withScheme(value, operand, unknown) : null;
    default:
      return null;
  }
}

function projectOne(
  value: Value,
  step: Step,
  before: Step | undefined,
  evaluation: Evaluation,
): Value | 'throws' | null {
  if (value.kind === 'hole') return null;
  const closed = value.kind === 'text' ? closedText(value) : null;
  switch (step.kind) {
    case 'url':
      return closed !== null && !URL.canParse(closed) ? 'throws' : value;
    case 'lower':
      return closed === null ? lowered(value) : text(closed.toLowerCase());
    case 'trim':
      return closed === null ? value : text(closed.trim());
    case 'member':
      if (closed !== null) return memberOfUrl(closed, step.name);
      if (value.kind === 'text') return lowered(urlMember(value, step.name));
      if (value.kind === 'record' || value.kind === 'fields') return memberOf(value, step.name, evaluation);
      return before?.kind === 'url' ? 'throws' : null;
  }
}

/** What the language says that it is: host in lower case, no port that goes without saying. */
function memberOfUrl(closed: string, name: string): Value | null {
  if (!URL.canParse(closed)) return null;
  const url = new URL(closed);
  switch (name) {
    case 'hostname':
    case 'host':
    case 'origin':
    case 'protocol':
    case 'href':
    case 'pathname':
    case 'port':
    case 'search':
    case 'username':
      return text(url[name]);
    default:
      return null;
  }
}

function lowered(value: Value | null): Value | null {
  if (value?.kind !== 'text') return value;
  const parts = value.parts.map((part): Part => (part.kind === 'text' ? known(part.text.toLowerCase()) : part));
  return { ...value, parts };
}

function closedSatisfies(closed: string, fact: Fact, operand: string): Verdict {
  switch (fact.kind) {
    case 'equals':
      return closed === operand;
    case 'startsWith':
      return closed.startsWith(operand);
    case 'endsWith':
      return closed.endsWith(operand);
    case 'includes':
      return closed.includes(operand);
    case 'matches':
      return matches(fact.regex, closed);
  }
}

function matches({ source, flags }: RegExp, closed: string): Verdict {
  return compileRegex(source, flags.replace(/[gy]/g, ''), closed.length)?.test(closed) ?? null;
}

function openSatisfies(parts: readonly Part[], fact: Fact, operand: string): Verdict {
  const first = parts[0]?.kind === 'text' ? parts[0].text : '';
  const last = parts.at(-1);
  const end = last?.kind === 'text' ? last.text : '';
  switch (fact.kind) {
    case 'equals':
      return fits(parts, operand) ? null : false;
    case 'startsWith':
      return first.startsWith(operand) ? true : operand.startsWith(first) ? null : false;
    case 'endsWith':
      return end.endsWith(operand) ? true : operand.endsWith(end) ? null : false;
    case 'includes':
      return parts.some((part) => part.kind === 'text' && part.text.includes(operand)) ? true : null;
    case 'matches':
      return null;
  }
}

/** Whether the unknown parts can be such that the text is this one. */
function fits(parts: readonly Part[], whole: string): boolean {
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'hole') continue;
    const found = index === 0 ? (whole.startsWith(part.text) ? 0 : -1) : whole.indexOf(part.text, at);
    if (found < 0) return false;
    at = found + part.text.length;
  }
  const last = parts.at(-1);
  return last?.kind !== 'text' || whole.endsWith(last.text);
}

/** A prefix says where a text leads when its scheme or its first slash is known. */
function wholeText(value: Value, kind: 'equals' | 'startsWith', operand: string, unknown: Part): Value | null {
  if (value.kind === 'text' && value.parts[0]?.kind === 'text') return null;
  if (kind === 'equals') return build([known(operand)], value);
  if (/^(?:https?|wss?|ftp):\/{0,2}$/i.test(operand))
    return build([known(`${operand.replace(/\/*$/, '')}//`), unknown], value);
  const isTelling = /^[a-z][a-z0-9+.-]*:/i.test(operand) || /^[/?#.]/.test(operand);
  return isTelling ? build([known(operand), unknown], value) : null;
}

function withHost(value: Value, kind: 'equals' | 'endsWith', operand: string, unknown: Part): Value {
  const host = kind === 'equals' ? [known(operand)] : [unknown, known(operand)];
  const split = value.kind === 'text' ? splitUrl(value.parts) : null;
  if (!split) return build([unknown, known('://'), ...host, known('/'), unknown], value);
  if (kind === 'endsWith' && !endsOpen(hostOf(split.authority))) return value;
  const scheme = split.scheme.length > 0 ? [...split.scheme, known('://')] : [known('//')];
  return build([...scheme, ...host, known('/'), ...split.rest], value);
}

/** Whether the end of a host is unknown. */
function endsOpen(host: readonly Part[]): boolean {
  return host.at(-1)?.kind === 'hole';
}

function withScheme(value: Value, operand: string, unknown: Part): Value | null {
  const scheme = operand.replace(/:$/, '');
  const split = value.kind === 'text' ? splitUrl(value.parts) : null;
  if (split) return build([known(`${scheme}://`), ...split.authority, ...split.rest], value);
  const isNetwork = /^(?:https?|wss?|ftp)$/.test(scheme);
  return build([known(isNetwork ? `${scheme}://` : `${scheme}:`), unknown], value);
}

function firstHole(value: Value): Part | null {
  if (value.kind === 'hole') return { kind: 'hole', hole: value.hole };
  if (value.kind !== 'text') return null;
  const found = value.parts.find((part): part is { kind: 'hole'; hole: Hole } => part.kind === 'hole');
  return found ?? null;
}

function build(parts: readonly Part[], from: Value): TextValue {
  return fromParts(parts, from.kind === 'text' || from.kind === 'hole' ? from.trail : null);
}

function known(value: string): Part {
  return { kind: 'text', text: value };
}

/** What the functions of the rules give back: a value that passes through, a variable, a URL, a schema, a setting. */
import type { Returns } from '../../rules/vocabulary.ts';
import type { PathEnd } from '../../rules/trie.ts';
import { argumentsOf } from '../arguments.ts';
import { capturesAt, type Captures } from '../captures.ts';
import type { Evaluation } from '../evaluation.ts';
import { unknownVariable } from '../holes.ts';
import { choice, closedText, mapOptions, variableText } from '../text.ts';
import { joinUrl, parseUrl } from '../url-object.ts';
import { appendPath, joinPath } from '../url-text.ts';
import type { SchemaValue } from '../described.ts';
import { UNDEFINED, hole, pageAddress, text, type ApiValue, type Value } from '../value.ts';
import { addressGiven } from './addresses.ts';
import { answeredTo } from './answered.ts';
import { apiInvoke, settle } from './api.ts';
import { callWith } from './builtins.ts';
import { cased } from './cased.ts';
import { composedOf } from './composed.ts';
import { draftingWith } from './drafts.ts';
import { exportedFor } from './exported.ts';
import { fileUrl, folderOf } from './file-paths.ts';
import { gatheredFrom } from './gathered.ts';
import { instanceOf } from './typed.ts';
import { providedOrMade } from './provisions.ts';
import { NESTS, described } from './schema-notation.ts';
import { fieldsOfSchema, parseWith } from './schemas.ts';
import { dataOfFile, settingAt } from './settings.ts';
import { boxOf, heldBy, refTo, refsOf, stateOf, unrefsOf } from './refs.ts';
import { assembledObject } from './assembled.ts';
import { combinedStates, reducedState, selectedFrom, selectingObject } from './states.ts';
import { toldAlone } from './tellings.ts';
import { formatUrl } from './url-functions.ts';
import { madeUrl } from './url-instances.ts';

export type FunctionEnd = Extract<PathEnd, { kind: 'function' }>;

/** A function of a rule that is met: where, and with what. */
export interface Passage {
  readonly end: FunctionEnd;
  readonly api: ApiValue;
  readonly captures: Captures;
  readonly evaluation: Evaluation;
  readonly of: (role: 'value' | 'also' | 'url' | 'base' | 'name' | 'fallback') => Value | null;
}

/** What the function at a path's end gives; null when the call is not one that the snippet means. */
export function returned(end: FunctionEnd, api: ApiValue, evaluation: Evaluation): Value | null {
  const captures = capturesAt(end, api.applied, evaluation);
  if (captures === null) return null;
  return RESULTS[end.function.returns]({
    end,
    api,
    captures,
    evaluation,
    of: (role) => captures.get(role)?.value ?? null,
  });
}

const RESULTS: { readonly [R in Returns]: (passage: Passage) => Value } = {
  // Of two functions for two sides, either.
  value: ({ of }) => choice([of('value') ?? hole('unknown-call'), of('also')].filter((one) => one !== null)),
  url: ({ of, api, evaluation }) => urlObject(joined(of('url'), of('base')), api, evaluation),
  address: ({ end, of }) => addressGiven(end.function, of('base')),
  any: ({ api, evaluation }) => anyArgument(api, evaluation),
  join: ({ api, evaluation }) => joinedPaths(api, evaluation, appendPath),
  path: ({ api, evaluation }) => joinedPaths(api, evaluation, joinPath),
  folder: ({ of }) => folderOf(of('value')),
  'file-url': ({ of }) => fileUrl(of('value') ?? hole('unknown-call')),
  entries: () => ({ kind: 'list', items: [], open: true, rest: hole('element') }),
  format: ({ of, evaluation }) => formatUrl(of('value') ?? hole('unknown-call'), evaluation),
  environment: ({ end, api, captures, evaluation }) => checkedEnvironment(end, api, captures, evaluation),
  schema: ({ end, api, captures, evaluation }) => schemaFrom(end, api, captures, evaluation),
  parsed: ({ end, api, captures, evaluation }) => parsedBy(end, api, captures, evaluation),
  fields: ({ api, evaluation }) => (api.self ? fieldsOfSchema(api.self, evaluation) : hole('unknown-member')),
  cased: ({ end, of }) => cased(of('value') ?? hole('unknown-call'), end.function),
  env: ({ of }) => variable(of('name'), of('fallback')),
  page: pageAddress,
  local: () => text('blob:'),
  instance: ({ of, api, evaluation }) => instance(of('value'), api, evaluation),
  ref: ({ end, of, api, evaluation }) => {
    const [value, made] = [of('value') ?? UNDEFINED, api.applied.at(-1)];
    const { under } = end.function;
    return under === undefined ? refTo(value, made, evaluation) : boxOf(under, value, made);
  },
  refs: ({ of, captures, evaluation }) =>
    refsOf(of('value') ?? hole('unknown-call'), captures.get('member')?.value, evaluation),
  unref: ({ of, evaluation }) => heldBy(of('value') ?? hole('unknown-call'), evaluation),
  held: ({ of, api, evaluation }) => {
    const made = api.applied.at(-2) ?? api.applied.at(-1);
    const value = of('value');
    // In a function that the store is made with, it is the store that says what it begins with.
    const store = value || !made ? refTo(value ?? UNDEFINED, made, evaluation) : evaluation.evaluate(made);
    return made && store.kind === 'api' && settle(store, evaluation) === store
      ? toldAlone(made, evaluation)
      : heldBy(store, evaluation);
  },
  state: ({ of, api, evaluation }) => stateOf(of('value') ?? UNDEFINED, api.applied[0], evaluation),
  told: () => hole('unknown-call'),
  merged: () => hole('unknown-call'),
  selves: () => hole('unknown-call'),
  injected: ({ of }) => of('value') ?? hole('unknown-call'),
  drafting: ({ of, captures }) => {
    const value = of('value') ?? hole('unknown-call');
    return captures.has('transform') ? value : mapOptions(value, draftingWith);
  },
  combined: (passage) => combinedStates(passage),
  selecting: (passage) => selectingObject(passage),
  assembled: (passage) => assembledObject(passage),
  unrefs: ({ of, api, evaluation }) => unrefsOf(of('value') ?? hole('unknown-call'), api.applied[0], evaluation),
  selected: (passage) => selectedFrom(passage),
  reduced: (passage) => reducedState(passage),
  receiver: ({ end, api }) => receiver(end, api),
  element: ({ end }) => element(end),
  input: () => hole('request-input'),
  // Its members are functions too.
  function: () => ({ kind: 'builtin', name: 'function', receiver: null }),
  composed: ({ captures }) => composedOf(captures.get('next')?.value),
  gathered: ({ end, captures, evaluation }) => {
    const { by = '', under = '' } = end.function;
    return gatheredFrom(captures.get('next')?.value, { by, under }, evaluation);
  },
  cli: () => hole('cli-argument'),
  stored: () => hole('database'),
  unknown: () => hole('unknown-call'),
  nothing: () => UNDEFINED,
  registered: () => hole('unknown-call'),
  variables: () => hole('unknown-call'),
  defined: () => hole('unknown-call'),
  machines: () => hole('unknown-call'),
  provision: () => hole('unknown-call'),
  provided: (passage) => providedTo(passage),
  carried: ({ end }) => ({ kind: 'carrier', rule: end.rule.id, otherwise: 'unknown-member' }),
  brought: ({ end }) => ({ kind: 'carrier', rule: end.rule.id, otherwise: 'request-input' }),
  exported: ({ end, api, captures, evaluation }) => exportedFor(end, api, captures, evaluation),
  answered: (passage) => answeredTo(passage),
  called: ({ of, api, evaluation }) => mapOptions(of('value') ?? UNDEFINED, (one) => called(one, api, evaluation)),
  file: ({ api, captures, evaluation }) => dataOfFile(captures.get('path')?.value, api.applied.at(-1), evaluation),
  setting: ({ end, api, captures, evaluation }) =>
    settingAt(end, api, schemaFrom(end, api, captures, evaluation), captures, evaluation),
};

/** What is provided for a token. */
function providedTo({ end, api, captures, evaluation }: Passage): Value {
  const ref = api.applied.at(-1);
  const token = captures.get('token')?.value;
  if (!token || !ref) return hole('unknown-call');
  const fallback = captures.get('fallback')?.value;
  const given = fallback && called(fallback, api, evaluation);
  return mapOptions(token, (one) => {
    const found = providedOrMade(end.rule.id, one, ref, evaluation);
    if (!found) return given ?? hole('unknown-call');
    return given ? choice([found, given]) : found;
  });
}

/** What a function gives that a container calls; anything else is what it gives. */
function called(value: Value, api: ApiValue, evaluation: Evaluation): Value {
  const ref = api.applied.at(-1);
  const result = value.kind === 'api' && ref ? apiInvoke(value, 'call', ref) : null;
  if (result) return settle(result, evaluation);
  if (value.kind !== 'closure' || !ref) return value;
  return callWith(value, [], { args: [], ref, evaluation });
}

function instance(type: Value | null, { applied }: ApiValue, evaluation: Evaluation): Value {
  const ref = applied.at(-1);
  return (type && ref && instanceOf(type, ref, evaluation)) ?? hole('unknown-call');
}

/** What the method is called on: calls go on from there. */
function receiver(end: FunctionEnd, { applied }: ApiValue): Value {
  return end.receiver ? { kind: 'api', node: end.receiver, applied: applied.slice(0, -1) } : hole('unknown-call');
}

/** The tag of an element, which stands for it wherever a component does. */
function element({ path }: FunctionEnd): Value {
  const named = path.steps.findLast((step) => step.kind === 'member');
  return named?.kind === 'member' ? text(named.name) : hole('unknown-member');
}

function schemaFrom(end: FunctionEnd, api: ApiValue, captures: Captures, evaluation: Evaluation): SchemaValue {
  const keys = end.function.keys ?? api.self?.keys ?? {};
  const methods = evaluation.trie.schemas.get(end.rule.id) ?? null;
  const says = new Map(
    [...captures].map(([role, { value }]) => [
      role,
      NESTS.has(role) ? described(value, keys, methods, evaluation) : value,
    ]),
  );
  if (api.self && !says.has('schema')) says.set('schema', api.self);
  return { kind: 'schema', says, keys, methods };
}

/** What is handed to a schema is not part of it. */
function parserFrom(end: FunctionEnd, api: ApiValue, captures: Captures, evaluation: Evaluation): SchemaValue {
  const schema = schemaFrom(end, api, captures, evaluation);
  return {
    ...schema,
    says: new Map([...schema.says].filter(([capture]) => capture !== 'value' && capture !== 'path')),
  };
}

/** What the schema makes of the value. */
function parsedBy(end: FunctionEnd, api: ApiValue, captures: Captures, evaluation: Evaluation): Value {
  const ref = api.applied.at(-1);
  if (!ref) return hole('unknown-call');
  const input = captures.get('value')?.value ?? UNDEFINED;
  return parseWith(parserFrom(end, api, captures, evaluation), input, ref, evaluation);
}

/** The environment; where the members have schemas or names of their own, through those. */
function checkedEnvironment(end: FunctionEnd, api: ApiValue, captures: Captures, evaluation: Evaluation): Value {
  const ref = api.applied.at(-1);
  const environment: Value = { kind: 'environment' };
  if (!ref || captures.size === 0) return environment;
  const schema = parserFrom(end, api, captures, evaluation);
  return mapOptions(captures.get('value')?.value ?? environment, (input) => ({
    kind: 'parsed',
    schema,
    input: input.kind === 'hole' ? environment : input,
    otherwise: environment,
    ref,
  }));
}

function joined(url: Value | null, base: Value | null): Value {
  if (!url) return base ?? hole('unknown-call');
  const isAbsent = !base || (base.kind === 'constant' && base.value === undefined);
  return isAbsent ? parseUrl(url) : joinUrl(url, base);
}

function urlObject(url: Value, { applied }: ApiValue, evaluation: Evaluation): Value {
  const ref = applied.at(-1);
  return ref ? madeUrl(url, ref, evaluation) : url;
}

/** `join('https://a.com', 'v1', path)`: all arguments of the call, with one slash between. */
function joinedPaths(api: ApiValue, evaluation: Evaluation, append: (base: Value, path: Value) => Value): Value {
  const call = api.applied.at(-1);
  const expr = call?.module.expressions[call.expr];
  if (!call || expr?.kind !== 'call') return hole('unknown-call');
  const values = argumentsOf(call, evaluation);
  const [first, ...rest] = values.flatMap((value) => (value.kind === 'list' ? value.items : [value]));
  return rest.reduce((base, path) => append(base, path), first ?? text(''));
}

/** `merge({}, base, overrides)`: each argument may be where a field comes from. */
function anyArgument(api: ApiValue, evaluation: Evaluation): Value {
  const call = api.applied.at(-1);
  return call ? choice(argumentsOf(call, evaluation)) : hole('unknown-call');
}

function variable(name: Value | null, fallback: Value | null): Value {
  const closed = name ? closedText(name) : null;
  if (closed === null) return name ? unknownVariable(name) : hole('unknown-environment');
  const env = variableText(closed);
  const none = !fallback || (fallback.kind === 'constant' && fallback.value === undefined) || fallback.kind === 'hole';
  return none ? env : choice([env, fallback]);
}

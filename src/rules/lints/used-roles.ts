import { DOLLAR_NAMES } from '../snippet.ts';
import { GIVEN_PARAMETERS } from '../pattern.ts';
import type { SinkRule } from '../schema.ts';
import { FUNCTION_CAPTURES, type COMPOSERS, type Returns } from '../vocabulary.ts';
import type { Fault, FileLint } from './lint.ts';

export const usedRoles: FileLint = {
  name: 'used-roles',
  description:
    'What a snippet captures is used, and what the rule names is captured: else a fact looks recorded and is lost.',
  check(file) {
    if (file.family !== 'functions') return file.rule.sinks.flatMap(faultsOfSink);
    const { functions = [], calls = [] } = file.rule;
    return [
      ...functions.flatMap((one) => [...unused(capturesIn(one.match), BY_RETURNS[one.returns]), ...unusedNames(one)]),
      ...calls.flatMap(({ match, from = [], where, ofOne }) => [
        ...halves([match].flat(), [from].flat(), ofOne ? OF_ONE : NONE),
        ...unusedNames({ match: [match, from].flat(), where }),
      ]),
    ];
  },
};

const ENDPOINT = ['connection', 'url', 'base', 'host', 'port', 'protocol'];

/** What each composer reads. */
const BY_COMPOSER: { readonly [K in (typeof COMPOSERS)[number]]: readonly string[] } = {
  url: [...ENDPOINT, 'path'],
  'host-port': ENDPOINT,
  'connection-string': ENDPOINT,
  'host-list': [...ENDPOINT, 'hosts'],
  srcset: ['url'],
  refresh: ['url'],
  remote: ['url'],
  rewrite: ['url'],
  image: ['name', 'object'],
  action: ['name'],
  description: ['object', 'url'],
  stylesheet: ['stylesheet'],
  markup: ['markup'],
  script: ['script'],
  command: ['command', 'program', 'arguments', 'object'],
};

/** What may be said of a schema. */
const SCHEMA = [...FUNCTION_CAPTURES.filter((name) => name !== 'value'), 'name'];

const BY_RETURNS: { readonly [K in Returns]: readonly string[] } = {
  value: ['value', 'also'],
  answered: ['url'],
  exported: ['name'],
  url: ['url', 'base'],
  address: ['base'],
  path: ['value', 'url', 'base', 'path'],
  folder: ['value'],
  'file-url': ['value'],
  entries: [],
  format: ['value'],
  join: ['path', 'value'],
  any: [],
  environment: [...SCHEMA, 'value'],
  cased: ['value'],
  env: ['name', 'fallback'],
  page: [],
  local: [],
  instance: ['value'],
  ref: ['value'],
  unref: ['value'],
  refs: ['value', 'member'],
  held: ['value'],
  told: ['value', 'store'],
  merged: ['value', 'store'],
  assembled: ['value', 'fields', 'also'],
  selves: ['fields', 'also'],
  injected: ['value', 'transform', 'also'],
  selecting: ['value', 'fields'],
  combined: ['value'],
  drafting: ['value', 'transform'],
  unrefs: ['value'],
  selected: ['value', 'store', 'transform'],
  reduced: ['value', 'transform', 'factory'],
  state: ['value'],
  receiver: [],
  element: [],
  input: [],
  function: [],
  composed: ['next'],
  gathered: ['next'],
  cli: [],
  stored: [],
  unknown: ['schema'],
  nothing: [],
  schema: [...SCHEMA, 'value'],
  parsed: [...SCHEMA, 'value', 'path'],
  fields: ['schema'],
  called: ['value'],
  file: ['path'],
  registered: ['schema', 'transform', 'value', 'member', 'path'],
  variables: ['name', 'value'],
  defined: ['value', 'fields'],
  machines: ['value'],
  provision: ['token', 'value', 'factory', 'inject', 'class', 'alias'],
  provided: ['token', 'fallback'],
  carried: [],
  brought: [],
  setting: ['schema', 'path', 'name', 'fallback'],
};

/** What a parameter of a function receives without being captured. */
const GIVEN: ReadonlySet<string> = new Set(GIVEN_PARAMETERS);

function faultsOfSink(sink: SinkRule): readonly Fault[] {
  const { compose = 'url', defaults = [], also = [], require = [] } = sink;
  const captured = capturesIn(sink.match);
  const filled = [...defaults, ...also].flatMap((target) =>
    [...target.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
  );
  // A connection string names its account itself.
  const known = new Set([...captured, ...(compose === 'connection-string' ? ['account'] : [])]);
  return [
    ...unused(captured, [...BY_COMPOSER[compose], 'credential', ...filled]),
    ...unusedNames(sink),
    ...filled.filter((name) => !known.has(name)).map((name) => `no snippet captures {${name}}; write "*"`),
    ...require.filter((role) => !known.has(role)).map((role) => `no snippet captures ${role}, which is required`),
  ];
}

/** Captures are arguments; after a dot `$name` is a member, after `const` an export, and `$fetch` or `$state` is a name of its own. */
function capturesIn(match: SinkRule['match']): ReadonlySet<string> {
  const names = [match].flat().flatMap((snippet) => [...snippet.matchAll(/(?<![.\w']|const )\$(\w+)\b(?!\.)/g)]);
  return new Set(
    names
      .map(([, name = '']) => name)
      .filter((name) => name !== '_' && !DOLLAR_NAMES.has(`$${name}`) && !GIVEN.has(name)),
  );
}

/** What tells which function is meant, of which object, and is handed to none. */
const OF_ONE: ReadonlySet<string> = new Set(['store', 'channel']);
const NONE: ReadonlySet<string> = new Set();

/** What a function is called with is captured, and what is captured is for a function. */
function halves(match: readonly string[], from: readonly string[], telling: ReadonlySet<string>): readonly Fault[] {
  const wholes = from.length === 0 ? match : match.flatMap((one) => from.map((other) => `${one} ${other}`));
  return wholes.flatMap((whole) => {
    const names = [...capturesIn(whole)];
    return names
      .filter((name) => !telling.has(name))
      .filter((name) => whole.split(new RegExp(`(?<![.\\w']|const )\\$(?:${standingFor(name)})\\b`)).length < 3)
      .map((name) => `$${name} stands once in "${whole}": it fills nothing, or nothing fills it`);
  });
}

/** What a store holds is received under a name of its own. */
function standingFor(name: string): string {
  return name === 'value' ? 'value|held' : name;
}

function unused(captured: ReadonlySet<string>, usable: readonly string[]): readonly Fault[] {
  return [...captured]
    .filter((name) => !usable.includes(name))
    .map((name) => `$${name} is captured, but nothing uses it`);
}

function unusedNames({ match, where = {} }: Pick<SinkRule, 'match' | 'where'>): readonly Fault[] {
  return Object.keys(where)
    .filter(
      (name) => ![match].flat().some((snippet) => snippet.includes(`.$${name}`) || snippet.includes(`const $${name} `)),
    )
    .map((name) => `"where" lists ${name}, but no snippet has the member or export $${name}`);
}

/** The one printer of values: in reports, explanations, tests, and as the key of equality. */
import { LIMITS } from './limits.ts';
import { isPage } from './reasons.ts';
import type { ApiValue, ClosureValue, Hole, ListValue, Part, RecordValue, Ref, Value } from './value.ts';

/** Text with its holes: `https://{env:HOST}/v1/{?}`. */
export function renderParts(parts: readonly Part[]): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : renderHole(part.hole))).join('');
}

/** A value for people; alternatives as `(a|b)`. */
export function render(value: Value): string {
  switch (value.kind) {
    case 'text':
      return renderParts(value.parts);
    case 'constant':
      return String(value.value);
    case 'hole':
      return renderHole(value.hole);
    case 'choice':
      return `(${value.options.map(render).join('|')})`;
    case 'list':
      return `[${value.items.map(render).join(', ')}${value.open || value.loose === true ? ', …' : ''}]`;
    case 'fields':
      return `{${[...value.fields].map(([key, field]) => `${key}: ${render(field)}`).join(', ')}${value.open ? ', …' : ''}}`;
    case 'regex':
      return `/${value.pattern}/${value.flags}`;
    case 'bytes':
      return `<bytes ${JSON.stringify(value.latin1)}>`;
    default:
      return `<${value.kind}>`;
  }
}

/** Equal values have equal keys. One that is longer than the limit is the value's alone: nobody compares so much. */
export function keyOf(value: Value): string {
  if (!REMEMBERED.has(value.kind)) return KEY_OF[value.kind](value as never);
  const known = KEYS.get(value);
  if (known !== undefined) return known;
  const key = KEY_OF[value.kind](value as never);
  if (KEYS.size >= MOST_KEYS) KEYS.clear();
  KEYS.set(value, key);
  return key;
}

/** Values whose keys are worth keeping: those that hold others, which hold others, and those that are compared again and again. */
const REMEMBERED: ReadonlySet<Value['kind']> = new Set([
  'list',
  'fields',
  'choice',
  'schema',
  'parsed',
  'proxy',
  'record',
  'hole',
  'closure',
  'api',
  'instance',
]);

/** Values do not change. Weak keys in such numbers cost more in collecting garbage than it costs to make some of them anew. */
const KEYS = new Map<Value, string>();
const MOST_KEYS = 100_000;

const KEY_OF: { readonly [K in Value['kind']]: (value: Extract<Value, { kind: K }>) => string } = {
  text: ({ parts }) =>
    `"${parts.map((part) => (part.kind === 'text' ? JSON.stringify(part.text) : holeKey(part.hole))).join('')}`,
  constant: (value) => `constant ${render(value)}${value.instead ? ' instead' : ''}`,
  hole: ({ hole }) => holeKey(hole),
  record: recordKey,
  closure: (value) => `closure ${value.module.id}:${value.function}@${value.frame?.id ?? 0} ${closureContext(value)}`,
  class: (value) => `class ${value.module.id}:${value.class}@${value.frame?.id ?? 0}`,
  instance: ({ class: own, construction, exact, told = [] }) =>
    `instance of ${keyOf(own)} ${construction ? refKey(construction) : exact}${told.map(({ id }) => ` told ${id}`).join('')}`,
  api: apiKey,
  carrier: ({ rule, otherwise }) => `carrier ${rule} ${otherwise}`,
  environment: ({ node }) => `environment ${node?.id ?? ''}`,
  map: ({ made }) => `map ${refKey(made)}`,
  namespace: ({ module }) => `namespace ${module.id}`,
  builtin: ({ name, receiver }) => `builtin ${name} ${receiver ? keyOf(receiver) : ''}`,
  fields: ({ fields, open, made, others }) =>
    `{${keysOf(fields)} ${open}${others ? ` of ${keyOf(others)}` : ''}}${made ? ` at ${refKey(made)}` : ''}`,
  schema: ({ says }) => `schema (${keysOf(says)})`,
  proxy: ({ target, get }) => `proxy ${keyOf(target)} ${keyOf(get)}`,
  parsed: ({ schema, input }) => `parsed ${keyOf(schema)} of ${keyOf(input)}`,
  regex: (value) => `regex ${render(value)}`,
  bytes: (value) => `bytes ${render(value)}`,
  list: listKey,
  choice: ({ options }) => `choice (${keysOf(options.entries())})`,
};

/** Which writes an object has seen is told by how many, and by the last. */
function recordKey({ object, writes }: RecordValue): string {
  const last = writes.at(-1);
  return `record ${refKey(object)}${last ? `+${writes.length} ${last.value ? refKey(last.value) : ''}` : ''}`;
}

/** The keys of what a value holds, by name. */
function keysOf(held: Iterable<readonly [string | number, Value]>): string {
  let keys = '';
  for (const [name, one] of held) {
    keys += `${name}: ${keyOf(one)}, `;
    if (keys.length <= LIMITS.keyLength) continue;
    longKeys += 1;
    return `${keys.slice(0, LIMITS.keyLength)}… #${longKeys}`;
  }
  return keys;
}

let longKeys = 0;

function apiKey({ node, applied, self, bound = [], named = '' }: ApiValue): string {
  const ahead = bound.map(({ call, position }) => ` bound ${refKey(call)}.${position}`).join('');
  return `api ${node.id} ${applied.map(refKey).join(' ')}${self ? ` of ${keyOf(self)}` : ''}${ahead} ${named}`;
}

/** What tells two closures of one function apart: their `this` and what was bound ahead. */
function closureContext({ self, bound }: ClosureValue): string {
  const ahead = bound.map(({ call, position }) => `${refKey(call)}.${position}`).join(' ');
  return `${self === null ? '' : keyOf(self)} ${ahead}`;
}

function listKey({ items, open, rest, loose = false }: ListValue): string {
  return `[${keysOf(items.entries())} ${open} ${rest ? keyOf(rest) : ''} ${loose}]`;
}

function renderHole(hole: Hole): string {
  if (hole.kind === 'env') return `{env:${hole.name}}`;
  return isPage(hole) ? '{page}' : '{?}';
}

function holeKey(hole: Hole): string {
  switch (hole.kind) {
    case 'env':
      return `{env:${hole.name}}`;
    case 'parameter':
      return `{parameter ${hole.module.id}:${hole.function}:${hole.index}${hole.self ? ` ${keyOf(hole.self)}` : ''}}`;
    case 'unknown':
      return `{${hole.reason} ${hole.detail ?? ''}${hole.at ? ` ${refKey(hole.at)}` : ''}}`;
  }
}

function refKey(ref: Ref): string {
  return `${ref.module.id}:${ref.expr}@${ref.frame?.id ?? 0}`;
}

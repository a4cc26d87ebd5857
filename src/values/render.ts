/** The one printer of values: in reports, explanations, tests, and as the key of equality. */
import { LIMITS } from './limits.ts';
import { isPage } from './reasons.ts';
import type { ApiValue, ClosureValue, Hole, ListValue, Part, RecordValue, Ref, TextValue, Value } from './value.ts';

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
  const holder = holderOf(value);
  if (holder === null) return KEY_OF[value.kind](value as never);
  const known = KEYS.of(holder);
  if (known !== undefined) return known;
  const key = KEY_OF[value.kind](value as never);
  KEYS.remember(holder, key);
  return key;
}

/**
 * What a key is kept by, where it is worth keeping: of values that hold others, which hold others, and of those that are compared again and
 * again. A value that is the same but for its trail shares it.
 */
function holderOf(value: Value): object | null {
  switch (value.kind) {
    case 'text':
      return value.parts.length > 1 ? value.parts : null;
    case 'hole':
      return value.hole;
    case 'choice':
      return value.options;
    case 'list':
    case 'fields':
    case 'schema':
    case 'parsed':
    case 'proxy':
    case 'record':
    case 'closure':
    case 'api':
    case 'instance':
      return value;
    default:
      return null;
  }
}

/** Values do not change. Weak keys in such numbers cost more in collecting garbage than it costs to make some of them anew. */
class Keys {
  #recent = new Map<object, string>();
  /** Those before: what is asked for again stays. */
  #older: ReadonlyMap<object, string> = new Map();

  of(holder: object): string | undefined {
    const known = this.#recent.get(holder);
    if (known !== undefined) return known;
    const older = this.#older.get(holder);
    if (older !== undefined) this.remember(holder, older);
    return older;
  }

  remember(holder: object, key: string): void {
    if (this.#recent.size >= MOST_KEYS) [this.#older, this.#recent] = [this.#recent, new Map()];
    this.#recent.set(holder, key);
  }
}

const MOST_KEYS = 50_000;
const KEYS = new Keys();

const KEY_OF: { readonly [K in Value['kind']]: (value: Extract<Value, { kind: K }>) => string } = {
  text: textKey,
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

/** What is known as a whole needs no marks that tell its parts apart. */
function textKey({ parts }: TextValue): string {
  const [only] = parts;
  if (only?.kind === 'text' && parts.length === 1) return `"${only.text}`;
  return `+${parts.map((part) => (part.kind === 'text' ? JSON.stringify(part.text) : holeKey(part.hole))).join('')}`;
}

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
      return `{parameter ${hole.module.id}:${hole.function}:${hole.index}${hole.self ? ` ${keyOf(hole.self)}` : ''}${hole.beside ? ' beside' : ''}}`;
    case 'unknown':
      return `{${hole.reason} ${hole.detail ?? ''}${hole.at ? ` ${refKey(hole.at)}` : ''}}`;
  }
}

function refKey(ref: Ref): string {
  return `${ref.module.id}:${ref.expr}@${ref.frame?.id ?? 0}`;
}

/** The one printer of values: in reports, explanations, tests, and as the key of equality. */
import { LIMITS } from './limits.ts';
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
  if (!HOLDERS.has(value.kind)) return computeKey(value);
  const known = KEYS.get(value);
  if (known !== undefined) return known;
  const key = computeKey(value);
  KEYS.set(value, key);
  return key;
}

/** Values that hold others, which hold others, many of them the same ones. */
const HOLDERS: ReadonlySet<Value['kind']> = new Set(['list', 'fields', 'choice', 'schema', 'parsed', 'proxy']);

/** Values do not change. */
const KEYS = new WeakMap<Value, string>();

function computeKey(value: Value): string {
  switch (value.kind) {
    case 'text':
      return `"${value.parts.map((part) => (part.kind === 'text' ? JSON.stringify(part.text) : holeKey(part.hole))).join('')}`;
    case 'hole':
      return holeKey(value.hole);
    case 'record':
      return recordKey(value);
    case 'closure':
      return `closure ${value.module.id}:${value.function}@${value.frame?.id ?? 0} ${closureContext(value)}`;
    case 'class':
      return `class ${value.module.id}:${value.class}@${value.frame?.id ?? 0}`;
    case 'instance':
      return `instance of ${keyOf(value.class)} ${value.construction ? refKey(value.construction) : value.exact}`;
    case 'api':
      return apiKey(value);
    case 'carrier':
      return `carrier ${value.rule} ${value.otherwise}`;
    case 'map':
      return `map ${refKey(value.made)}`;
    case 'namespace':
      return `namespace ${value.module.id}`;
    case 'builtin':
      return `builtin ${value.name} ${value.receiver ? keyOf(value.receiver) : ''}`;
    case 'fields':
      return `{${keysOf(value.fields)} ${value.open}}`;
    case 'schema':
      return `schema (${keysOf(value.says)})`;
    case 'proxy':
      return `proxy ${keyOf(value.target)} ${keyOf(value.get)}`;
    case 'parsed':
      return `parsed ${keyOf(value.schema)} of ${keyOf(value.input)}`;
    case 'list':
      return listKey(value);
    case 'choice':
      return `choice (${keysOf(value.options.entries())})`;
    default:
      return `${value.kind} ${render(value)}`;
  }
}

function recordKey({ object, writes }: RecordValue): string {
  return `record ${refKey(object)}${writes.length === 0 ? '' : `+${writes.length}`}`;
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

function apiKey({ node, applied, self }: ApiValue): string {
  return `api ${node.id} ${applied.map(refKey).join(' ')}${self ? ` of ${keyOf(self)}` : ''}`;
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
  return hole.kind === 'env' ? `{env:${hole.name}}` : '{?}';
}

function holeKey(hole: Hole): string {
  switch (hole.kind) {
    case 'env':
      return `{env:${hole.name}}`;
    case 'parameter':
      return `{parameter ${hole.module.id}:${hole.function}:${hole.index}${hole.self ? ` ${keyOf(hole.self)}` : ''}}`;
    case 'unknown':
      return `{${hole.reason} ${hole.detail ?? ''}}`;
  }
}

function refKey(ref: Ref): string {
  return `${ref.module.id}:${ref.expr}@${ref.frame?.id ?? 0}`;
}

/**
 * Methods of the language's own lists, texts, maps and the like, told by the words of one module: `lines.push` where `const lines = []`.
 * What such a call does is known without asking what the list holds.
 */
import { NEW_LIST_METHODS, type Definition, type Expr, type ExprId, type Module } from '../lower/module.ts';
import { laterOf } from './later.ts';

/** The object whose methods a value has. */
type Own = object;

const TEXT: Own = String.prototype;
const NUMBER: Own = Number.prototype;
const LIST: Own = Array.prototype;
const TRUTH: Own = Boolean.prototype;

/** Whether a callee is such a method. What a program puts on a list under the same name is its own. */
export function isOwnMethod(module: Module, callee: ExprId): boolean {
  const expr = module.expressions[callee];
  if (expr?.kind !== 'member' || typeof expr.property !== 'string') return false;
  const { object, property } = expr;
  const kinds = kindsOf(module, object, new Set()) ?? [];
  return kinds.length > 0 && kinds.every((own) => property in own) && !isReplaced(module, object, property);
}

/**
 * Whether a callee is given first what a list or text takes, and no remote procedure does: a function, a text, a number or a pattern that is
 * written there.
 */
export function isCalledAsLanguage(module: Module, callee: ExprId): boolean {
  return calledSo(module).has(callee);
}

/** By module, such callees. */
const calledSo = laterOf(
  (module: Module): ReadonlySet<ExprId> => new Set(module.calls.flatMap(({ call }) => calleeGivenPlain(module, call))),
);

function calleeGivenPlain(module: Module, call: ExprId): readonly ExprId[] {
  const expr = module.expressions[call];
  const [first] = expr?.kind === 'call' && !expr.construct ? expr.args : [];
  const isPlain = first && !first.spread && PLAIN.has(module.expressions[first.value]?.kind);
  return expr?.kind === 'call' && isPlain ? [expr.callee] : [];
}

const PLAIN: ReadonlySet<Expr['kind'] | undefined> = new Set<Expr['kind'] | undefined>([
  'function',
  'literal',
  'template',
  'regex',
  'arithmetic',
]);

/** How many expressions are looked at: names that stand for other names, calls on what other calls gave. */
const MOST_SEEN = 60;

/** All that an expression may be, when that is data alone; null when it may be anything else. What leads back to itself adds nothing. */
function kindsOf(module: Module, id: ExprId, seen: Set<ExprId>): readonly Own[] | null {
  if (seen.has(id)) return [];
  seen.add(id);
  if (seen.size > MOST_SEEN) return null;
  const expr = module.expressions[id];
  switch (expr?.kind) {
    case 'literal':
      return ofLiteral(expr.value);
    case 'template':
      return [TEXT];
    case 'concat':
      return [TEXT, NUMBER];
    case 'typeof':
      return [TEXT];
    case 'arithmetic':
      return [NUMBER];
    case 'regex':
      return [RegExp.prototype];
    case 'array':
      return [LIST];
    case 'compare':
    case 'not':
      return [TRUTH];
    case 'parameter':
      return expr.rest ? [LIST] : null;
    case 'choice':
      return together(expr.options.map((option) => kindsOf(module, option, seen)));
    case 'name':
      return ofName(module, expr.binding, seen);
    case 'call':
      return ofCall(module, expr, seen);
    default:
      return null;
  }
}

/** Of what is not there nothing can be called. */
function ofLiteral(value: Extract<Expr, { kind: 'literal' }>['value']): readonly Own[] {
  if (typeof value === 'string') return [TEXT];
  if (typeof value === 'number') return [NUMBER];
  return typeof value === 'boolean' ? [TRUTH] : [];
}

function ofName(module: Module, id: number, seen: Set<ExprId>): readonly Own[] | null {
  const binding = module.bindings[id];
  if (!binding || binding.kind === 'import' || binding.definitions.length === 0) return null;
  return together(binding.definitions.map(({ value }: Definition) => kindsOf(module, value, seen)));
}

function ofCall(
  module: Module,
  { callee, construct }: Extract<Expr, { kind: 'call' }>,
  seen: Set<ExprId>,
): readonly Own[] | null {
  const called = module.expressions[callee];
  if (called?.kind === 'global') return (construct ? MADE : GIVEN).get(called.name) ?? null;
  if (construct || called?.kind !== 'member' || typeof called.property !== 'string') return null;
  const holder = module.expressions[called.object];
  if (holder?.kind === 'global') return GIVEN.get(`${holder.name}.${called.property}`) ?? null;
  const kinds = kindsOf(module, called.object, seen);
  return kinds && together(kinds.map((own) => resultOf(own, called.property as string)));
}

/** What a method of a list or text gives, when that is one again. */
function resultOf(own: Own, method: string): readonly Own[] | null {
  if (own === LIST && (NEW_LIST_METHODS.has(method) || SAME_LIST.has(method))) return [LIST];
  if (own === LIST && method === 'join') return [TEXT];
  if (own === TEXT && method === 'split') return [LIST];
  return TEXT_GIVEN.has(method) && method in own && own !== LIST ? [TEXT] : null;
}

const SAME_LIST: ReadonlySet<string> = new Set(['fill', 'reverse', 'sort', 'splice', 'toSpliced']);

const TEXT_GIVEN: ReadonlySet<string> = new Set(
  `concat normalize padEnd padStart repeat replace replaceAll slice substr substring toFixed toISOString toLocaleString toLocaleLowerCase
  toLocaleUpperCase toLowerCase toString toUpperCase trim trimEnd trimStart`.split(/\s+/),
);

/** What constructors of the language make. */
const MADE: ReadonlyMap<string, readonly Own[]> = new Map<string, readonly Own[]>([
  ['Array', [LIST]],
  ['Date', [Date.prototype]],
  ['Map', [Map.prototype]],
  ['RegExp', [RegExp.prototype]],
  ['Set', [Set.prototype]],
  ['WeakMap', [WeakMap.prototype]],
  ['WeakSet', [WeakSet.prototype]],
]);

/** What its functions give. */
const GIVEN: ReadonlyMap<string, readonly Own[]> = new Map<string, readonly Own[]>([
  ['Array', [LIST]],
  ['Array.from', [LIST]],
  ['Array.of', [LIST]],
  ['Date.now', [NUMBER]],
  ['JSON.stringify', [TEXT]],
  ['Number', [NUMBER]],
  ['Object.entries', [LIST]],
  ['Object.keys', [LIST]],
  ['Object.values', [LIST]],
  ['String', [TEXT]],
  ['String.fromCharCode', [TEXT]],
  ['decodeURIComponent', [TEXT]],
  ['encodeURIComponent', [TEXT]],
  ['parseFloat', [NUMBER]],
  ['parseInt', [NUMBER]],
]);

function together(all: readonly (readonly Own[] | null)[]): readonly Own[] | null {
  const known = all.filter((one) => one !== null);
  return known.length === all.length ? [...new Set(known.flat())] : null;
}

/** `queue.push = send`. */
function isReplaced(module: Module, object: ExprId, method: string): boolean {
  const expr = module.expressions[object];
  const writes = expr?.kind === 'name' ? (module.bindings[expr.binding]?.writes ?? []) : [];
  return writes.some((index) => {
    const write = module.writes[index];
    return write?.how === 'spread' || (write?.how === 'property' && write.property === method);
  });
}

/** Whether all that the setter of a pair is told can be seen: `const [url, setUrl] = useState('')`. */
import type { BindingId, Expr, ExprId, Module } from '../lower/module.ts';
import { terminalName } from './names.ts';
import type { LinkedModule } from './program.ts';

/** The index of the setter in a pair. */
const SETTER = '1';

/** Whether a pair is taken apart where it is made, and its setter called and nothing else: not handed on, kept or returned. */
export function isOnlyCalled(module: LinkedModule, pair: ExprId): boolean {
  const { members, kept, uses } = pairsIn(module);
  const taken = members.get(pair) ?? [];
  if (taken.length === 0 || kept.has(pair)) return false;
  return taken.every(({ property, binding }) => {
    if (property !== SETTER) return property === '0';
    return binding !== null && (uses.get(binding) ?? []).every((isCall) => isCall);
  });
}

interface Taken {
  readonly property: string | null;
  /** The name that it is given. */
  readonly binding: BindingId | null;
}

interface Pairs {
  readonly members: ReadonlyMap<ExprId, readonly Taken[]>;
  /** What has a name as a whole, or is taken apart in another way. */
  readonly kept: ReadonlySet<ExprId>;
  /** Of each name, whether each use of it is a call, or tells a hook what it depends on. */
  readonly uses: ReadonlyMap<BindingId, readonly boolean[]>;
}

const KNOWN = new WeakMap<Module, Pairs>();

function pairsIn(module: LinkedModule): Pairs {
  const known = KNOWN.get(module);
  if (known) return known;
  const fresh = prepare(module);
  KNOWN.set(module, fresh);
  return fresh;
}

function prepare(module: LinkedModule): Pairs {
  const names = new Map<ExprId, BindingId>();
  for (const [binding, { definitions }] of module.bindings.entries()) {
    for (const { value } of definitions) names.set(value, binding);
  }
  const members = new Map<ExprId, Taken[]>();
  const kept = new Set<ExprId>(names.keys());
  for (const [id, expr] of module.expressions.entries()) {
    if (expr.kind === 'rest') kept.add(expr.object);
    if (expr.kind !== 'member') continue;
    const property = typeof expr.property === 'string' ? expr.property : null;
    members.set(expr.object, [...(members.get(expr.object) ?? []), { property, binding: names.get(id) ?? null }]);
  }
  return { members, kept, uses: usesOf(module) };
}

function usesOf(module: LinkedModule): ReadonlyMap<BindingId, readonly boolean[]> {
  const harmless = new Set(module.expressions.flatMap((expr) => harmlessIn(module, expr)));
  const uses = new Map<BindingId, boolean[]>();
  for (const [id, expr] of module.expressions.entries()) {
    if (expr.kind !== 'name') continue;
    const known = uses.get(expr.binding);
    if (known) known.push(harmless.has(id));
    else uses.set(expr.binding, [harmless.has(id)]);
  }
  return uses;
}

/** The callee of a call, and what the lists hold that hooks are told to watch: `useEffect(load, [setUrl])`. */
function harmlessIn(module: LinkedModule, expr: Expr): readonly ExprId[] {
  if (expr.kind !== 'call') return [];
  const isHook = /^use[A-Z]/.test(terminalName(module, expr.callee) ?? '');
  const lists = isHook ? expr.args.slice(1).map(({ value }) => module.expressions[value]) : [];
  const watched = lists.flatMap((list) => (list?.kind === 'array' ? list.items.map(({ value }) => value) : []));
  return [expr.callee, ...watched];
}

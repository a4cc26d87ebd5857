/** Objects that answer to any name: what `new Proxy(target, { get })` gives for a name that nothing else is put under (ECMA-262, section 10.5.8). */
import type { Argument, Expr, ExprId, FunctionId, Guard, Module } from '../lower/module.ts';

/** What the proxies of a module may give under names of their own: nothing, functions that are written in them, or anything. */
export type Answering = 'nothing' | 'functions' | 'anything';

/** Tells it by the words of their handlers; one that only hands on what others hold under the name gives nothing of its own. */
export function answeringIn(module: Module): Answering {
  const all = module.expressions.flatMap((expr) => (isProxy(expr, module) ? answeringOf(expr.args, module) : []));
  return widest(all);
}

/** The widest of several. */
export function widest(all: readonly Answering[]): Answering {
  return (['anything', 'functions'] as const).find((one) => all.includes(one)) ?? 'nothing';
}

function isProxy(expr: Expr, module: Module): expr is Extract<Expr, { kind: 'call' }> {
  const callee = expr.kind === 'call' ? module.expressions[expr.callee] : undefined;
  return callee?.kind === 'global' && callee.name === 'Proxy';
}

function answeringOf([, handler]: readonly Argument[], module: Module): Answering {
  const expr = handler && !handler.spread ? meant(handler.value, module) : undefined;
  if (expr?.kind !== 'object') return 'anything';
  const named = expr.properties.map((one) => (one.kind === 'property' && typeof one.key === 'string' ? one : null));
  if (named.includes(null)) return 'anything';
  const get = named.find((one) => one?.key === 'get');
  if (!get) return 'nothing';
  const trap = meant(get.value, module);
  return trap?.kind === 'function' ? new Trap(module, trap.function).answering() : 'anything';
}

/** What a constant is. */
function meant(id: ExprId, module: Module): Expr | undefined {
  const expr = module.expressions[id];
  if (expr?.kind !== 'name') return expr;
  const [only, ...others] = module.bindings[expr.binding]?.definitions ?? [];
  return only && others.length === 0 ? module.expressions[only.value] : undefined;
}

/** How deep in a result it is looked for what is handed on. */
const DEPTH = 6;

/** One `get(target, key, receiver)`. */
class Trap {
  readonly #module: Module;
  readonly #id: FunctionId;

  constructor(module: Module, id: FunctionId) {
    this.#module = module;
    this.#id = id;
  }

  answering(): Answering {
    const exits = this.#module.functions[this.#id]?.exits ?? [];
    return widest(
      exits.map(({ value, guards }) =>
        value === null || guards.some((guard) => this.#namesKey(guard)) ? 'nothing' : this.#given(value, 0),
      ),
    );
  }

  /** What a result is: `target[key]`, `Reflect.get(target, key)`, either of them bound. */
  #given(id: ExprId, depth: number): Answering {
    const expr = this.#module.expressions[id];
    if (expr === undefined || depth > DEPTH) return 'anything';
    switch (expr.kind) {
      case 'literal':
      case 'compare':
      case 'not':
      case 'typeof':
      case 'template':
      case 'concat':
        return 'nothing';
      case 'function':
        return 'functions';
      case 'member':
        return typeof expr.property === 'number' && this.#isKey(expr.property) ? 'nothing' : 'anything';
      case 'choice':
        return widest(expr.options.map((option) => this.#given(option, depth + 1)));
      case 'name': {
        const definitions = this.#module.bindings[expr.binding]?.definitions ?? [];
        if (definitions.length === 0) return 'anything';
        return widest(definitions.map(({ value }) => this.#given(value, depth + 1)));
      }
      case 'call':
        return this.#called(expr, depth);
      default:
        return 'anything';
    }
  }

  #called({ callee, args, construct }: Extract<Expr, { kind: 'call' }>, depth: number): Answering {
    const member = this.#module.expressions[callee];
    if (construct || member?.kind !== 'member') return 'anything';
    if (member.property === 'bind') return this.#given(member.object, depth + 1);
    const object = this.#module.expressions[member.object];
    const isReflected = object?.kind === 'global' && object.name === 'Reflect' && member.property === 'get';
    const [, key] = args;
    return isReflected && key && !key.spread && this.#isKey(key.value) ? 'nothing' : 'anything';
  }

  /** The second parameter, or a name for it. */
  #isKey(id: ExprId): boolean {
    const expr = meant(id, this.#module);
    return expr?.kind === 'parameter' && expr.function === this.#id && expr.index === 1;
  }

  /** `if (key === 'write')`: the name stands there, and is known as one that is spoken of. */
  #namesKey({ condition, when }: Guard): boolean {
    const expr = this.#module.expressions[condition];
    if (when !== 'true' || expr?.kind !== 'compare' || expr.operator !== '===') return false;
    const [left, right] = [expr.left, expr.right].map((side) =>
      this.#isKey(side) ? 'key' : meant(side, this.#module)?.kind,
    );
    return (left === 'key' && right === 'literal') || (left === 'literal' && right === 'key');
  }
}

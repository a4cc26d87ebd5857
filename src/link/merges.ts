/**
 * Functions that put objects together level by level, or copy them, in the program's own words:
 * `for (const key in source) target[key] = isObject(source[key]) ? merge(target[key], source[key]) : source[key]`.
 * They are told by their form in one module: they call themselves, what they write under a key was read under that key, and what they give is what
 * they wrote to or were given.
 */
import { NEW_LIST_METHODS, type Expr, type ExprId, type FunctionId, type Module, type Write } from '../lower/module.ts';
import { grouped } from './grouped.ts';
import { laterOf } from './later.ts';

/** A parameter whose argument is put together with others; `rest`: all arguments from there on are. */
export interface Brought {
  readonly index: number;
  readonly rest: boolean;
}

/** The functions of a module that do so, with the parameters that bring the objects. */
export const mergesIn = laterOf(find);

function find(module: Module): ReadonlyMap<FunctionId, readonly Brought[]> {
  const writes = module.writes.filter(({ how, property }) => how === 'property' && typeof property === 'number');
  if (writes.length === 0) return new Map();
  const around = (owner: FunctionId): readonly FunctionId[] => functionsAround(module, owner);
  const byFunction = grouped(
    writes.flatMap((write) => around(write.owner).map((id) => ({ id, write }))),
    ({ id }) => id,
  );
  return new Map(
    [...byFunction].flatMap(([id, own]) => {
      const form = new Form(module, id);
      const isMerge = module.calls.some(({ call, owner }) => form.isOwnCall(call) && around(owner).includes(id));
      const brought = isMerge ? form.broughtBy(own.map(({ write }) => write)) : [];
      return brought.length > 0 ? [[id, brought] as const] : [];
    }),
  );
}

/** The function in which something stands, and those around that. */
function functionsAround(module: Module, owner: FunctionId): readonly FunctionId[] {
  const info = module.functions[owner];
  return info ? [owner, ...functionsAround(module, info.parent)] : [];
}

/** How deep names and members are looked through. */
const DEPTH = 8;

/** What one function is made of. */
class Form {
  readonly #module: Module;
  readonly #id: FunctionId;

  constructor(module: Module, id: FunctionId) {
    this.#module = module;
    this.#id = id;
  }

  /** The parameters that bring the objects; none where the function does something else as well. */
  broughtBy(writes: readonly Write[]): readonly Brought[] {
    const { returns = [] } = this.#module.functions[this.#id] ?? {};
    const isMerge =
      writes.every(({ property, value }) => typeof property === 'number' && this.#isRead(value, property, DEPTH)) &&
      returns.length > 0 &&
      returns.every((value) => this.#isKept(value, DEPTH));
    if (!isMerge) return [];
    const objects = writes.flatMap((write) => [write.object, ...this.#readFor(write)]);
    const roots = objects.flatMap((one) => this.#parametersIn(one, DEPTH));
    return [...new Map(roots.map((one) => [one.index, one])).values()];
  }

  /** What is written; of a call of the function by itself, what it is given of it: not how deep it is, nor where it has been. */
  #readFor({ property, value }: Pick<Write, 'property' | 'value'>): readonly ExprId[] {
    const expr = this.#module.expressions[value];
    if (expr?.kind === 'choice') return expr.options.flatMap((option) => this.#readFor({ property, value: option }));
    if (expr?.kind !== 'call' || !this.isOwnCall(value)) return [value];
    const args = expr.args.map((one) => one.value);
    return typeof property === 'number' ? args.filter((one) => this.#isRead(one, property, DEPTH)) : args;
  }

  /** Whether a call is one of the function by itself. */
  isOwnCall(call: ExprId): boolean {
    const expr = this.#module.expressions[call];
    return expr?.kind === 'call' && !expr.construct && this.#isSelf(expr.callee);
  }

  #isSelf(callee: ExprId): boolean {
    const expr = this.#module.expressions[callee];
    if (expr?.kind === 'name') return this.#definitionsOf(expr).some((value) => this.#isFunction(value));
    const name = this.#module.functions[this.#id]?.name ?? null;
    return expr?.kind === 'member' && name !== null && expr.property === name && this.#isOwner(expr.object);
  }

  /** `this.merge(…)`, `Config.merge(…)`. */
  #isOwner(object: ExprId): boolean {
    const expr = this.#module.expressions[object];
    return expr?.kind === 'this' || (expr?.kind === 'name' && this.#module.bindings[expr.binding]?.kind === 'class');
  }

  #isFunction(id: ExprId): boolean {
    const expr = this.#module.expressions[id];
    return expr?.kind === 'function' && expr.function === this.#id;
  }

  #definitionsOf({ binding }: Extract<Expr, { kind: 'name' }>): readonly ExprId[] {
    return this.#module.bindings[binding]?.definitions.map(({ value }) => value) ?? [];
  }

  /** Whether a value was read under the key that it is written to, or is made of what was: by the function itself, or from lists. */
  #isRead(id: ExprId, key: ExprId, depth: number): boolean {
    if (depth === 0) return false;
    const expr = this.#module.expressions[id];
    const isRead = (one: ExprId): boolean => this.#isRead(one, key, depth - 1);
    switch (expr?.kind) {
      case 'member':
        return typeof expr.property === 'number' ? this.#isSameKey(expr.property, key) : this.#isEntry(expr, key);
      case 'name': {
        const values = this.#definitionsOf(expr);
        return values.length > 0 && values.every(isRead);
      }
      case 'literal':
        return expr.value == null;
      case 'choice':
        return expr.options.every(isRead);
      case 'object':
        return expr.properties.every(({ kind, value }) => kind === 'spread' && isRead(value));
      case 'array':
        return expr.items.every(({ value }) => isRead(value));
      case 'call':
        return this.isOwnCall(id) || this.#isListOf(expr, isRead);
      default:
        return false;
    }
  }

  /** `old.concat(next)`, `list.map(clone)`, `new Set(list)`, `structuredClone(value)`. */
  #isListOf({ callee, args }: Extract<Expr, { kind: 'call' }>, isRead: (id: ExprId) => boolean): boolean {
    const called = this.#module.expressions[callee];
    const values = args.map(({ value }) => value);
    if (called?.kind === 'global') return COPIES.has(called.name) && values.every(isRead);
    if (called?.kind !== 'member' || typeof called.property !== 'string') return false;
    const isFunctionOnly = values.every((value) => this.#isSelf(value) || this.#isCallback(value));
    return NEW_LIST_METHODS.has(called.property) && isRead(called.object) && (isFunctionOnly || values.every(isRead));
  }

  #isCallback(id: ExprId): boolean {
    return this.#module.expressions[id]?.kind === 'function';
  }

  #isSameKey(property: ExprId, key: ExprId): boolean {
    const [left, right] = [this.#module.expressions[property], this.#module.expressions[key]];
    return left?.kind === 'name' && right?.kind === 'name' && left.binding === right.binding;
  }

  /** `for (const [key, value] of Object.entries(source))`: the value that stands beside the key. */
  #isEntry({ object, property }: Extract<Expr, { kind: 'member' }>, key: ExprId): boolean {
    const named = this.#module.expressions[key];
    if (property !== '1' || named?.kind !== 'name') return false;
    return this.#definitionsOf(named).some((value) => {
      const beside = this.#module.expressions[value];
      return beside?.kind === 'member' && beside.property === '0' && this.#isSame(beside.object, object);
    });
  }

  #isSame(one: ExprId, other: ExprId): boolean {
    const [left, right] = [this.#module.expressions[one], this.#module.expressions[other]];
    if (left?.kind === 'parameter' && right?.kind === 'parameter')
      return left.function === right.function && left.index === right.index;
    return one === other || this.#isSameKey(one, other);
  }

  /** Whether what the function gives is an object that it was given, has made empty or as a copy, or has put together by itself. */
  #isKept(id: ExprId, depth: number): boolean {
    if (depth === 0) return false;
    const expr = this.#module.expressions[id];
    const isKept = (one: ExprId): boolean => this.#isKept(one, depth - 1);
    switch (expr?.kind) {
      case 'parameter':
        return true;
      case 'literal':
        return expr.value == null;
      case 'name': {
        const values = this.#definitionsOf(expr);
        return values.length > 0 && values.every(isKept);
      }
      case 'choice':
        return expr.options.every(isKept);
      case 'object':
        return expr.properties.every(({ kind, value }) => kind === 'spread' && isKept(value));
      case 'array':
        return expr.items.every(({ value }) => isKept(value));
      case 'call':
        return this.isOwnCall(id) || this.#isKeptBy(expr, isKept);
      default:
        return false;
    }
  }

  /** `Object.assign({}, target)`, `objects.reduce((result, one) => …, {})`, `list.map(clone)`. */
  #isKeptBy({ callee, args }: Extract<Expr, { kind: 'call' }>, isKept: (id: ExprId) => boolean): boolean {
    const called = this.#module.expressions[callee];
    const isGiven = ({ value }: { readonly value: ExprId }): boolean =>
      this.#isSelf(value) || this.#isKeptByCallback(value, isKept) || isKept(value);
    if (called?.kind === 'global') return COPIES.has(called.name) && args.every(isGiven);
    if (called?.kind !== 'member' || typeof called.property !== 'string') return false;
    const holder = this.#module.expressions[called.object];
    if (holder?.kind === 'global')
      return holder.name === 'Object' && called.property === 'assign' && args.every(isGiven);
    return (
      (called.property === 'reduce' || NEW_LIST_METHODS.has(called.property)) &&
      isKept(called.object) &&
      args.every(isGiven)
    );
  }

  #isKeptByCallback(id: ExprId, isKept: (id: ExprId) => boolean): boolean {
    const expr = this.#module.expressions[id];
    const returns = expr?.kind === 'function' ? (this.#module.functions[expr.function]?.returns ?? []) : [];
    return returns.length > 0 && returns.every(isKept);
  }

  /** The function's own parameters that a value comes from. */
  #parametersIn(id: ExprId, depth: number): readonly Brought[] {
    if (depth === 0) return [];
    const expr = this.#module.expressions[id];
    const inAll = (ids: readonly ExprId[]): readonly Brought[] =>
      ids.flatMap((one) => this.#parametersIn(one, depth - 1));
    switch (expr?.kind) {
      case 'parameter':
        return this.#brought(expr, depth);
      case 'name':
        return inAll(this.#definitionsOf(expr));
      case 'member':
        return inAll([expr.object]);
      case 'choice':
        return inAll(expr.options);
      case 'object':
        return inAll(expr.properties.map(({ value }) => value));
      case 'array':
        return inAll(expr.items.map(({ value }) => value));
      case 'call':
        return inAll(this.isOwnCall(id) ? [] : expr.args.map(({ value }) => value));
      default:
        return [];
    }
  }

  /** What a callback is given comes from what its method is called on, and from the other arguments of that call. */
  #brought({ function: owner, index, rest }: Extract<Expr, { kind: 'parameter' }>, depth: number): readonly Brought[] {
    if (owner === this.#id) return [{ index, rest }];
    const passedTo = this.#module.functions[owner]?.passedTo;
    const call = passedTo ? this.#module.expressions[passedTo.call] : undefined;
    if (call?.kind !== 'call') return [];
    const callee = this.#module.expressions[call.callee];
    const holder = callee?.kind === 'member' ? [callee.object] : [];
    return [...holder, ...call.args.map(({ value }) => value)].flatMap((one) => this.#parametersIn(one, depth - 1));
  }
}

const COPIES: ReadonlySet<string> = new Set(['Set', 'structuredClone']);

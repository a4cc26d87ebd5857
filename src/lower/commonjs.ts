/** What a CommonJS module exports: writes to `exports` and `module.exports`, and calls that are handed one of them. */
import {
  EXPORT_EQUALS,
  MODULE_LEVEL,
  type Argument,
  type Expr,
  type ExprId,
  type Module,
  type Write,
} from './module.ts';
import type { ModuleBuilder } from './builder.ts';

/** Adds what `module.exports = …` and `exports.x = …` export: writes whose object is one of those globals. */
export function withCommonJsExports(module: Module): Module {
  const at = (id: ExprId): Expr | undefined => module.expressions[id];
  const written = module.writes.flatMap((write) => {
    const { how, object, property } = write;
    if (how !== 'property' && how !== 'spread') return [];
    const target = at(object);
    const isWhole = target?.kind === 'global' && target.name === 'module' && property === 'exports';
    if (property === null) return [];
    return isWhole || isExports(object, at) ? [{ write, name: isWhole ? EXPORT_EQUALS : property }] : [];
  });
  if (written.length === 0) return module;
  const exports = written.flatMap(({ write, name }, index) =>
    typeof name === 'string' && !isReplaced(name, written.slice(index + 1), write, module)
      ? [{ name, value: write.value }]
      : [],
  );
  const stars = written.flatMap(({ write, name }) => (typeof name === 'string' ? [] : copiedFrom(write.value, module)));
  return {
    ...module,
    exports: [...module.exports, ...exports],
    stars: [...new Set([...module.stars, ...stars])],
  };
}

/** Importers see the last value that the module gave a name on its way: `exports.a = exports.b = void 0` is soon replaced. */
function isReplaced(
  name: string,
  later: readonly { readonly write: Write; readonly name: string | ExprId }[],
  write: Write,
  module: Module,
): boolean {
  const replaces = ({ owner, conditional, value }: Write): boolean =>
    owner === MODULE_LEVEL && !conditional && !(name === EXPORT_EQUALS && isMadeOfExports(value, module));
  return write.owner === MODULE_LEVEL && later.some((one) => one.name === name && replaces(one.write));
}

/** `module.exports = withPlugin(module.exports, …)`: what was exported before is part of it. */
function isMadeOfExports(value: ExprId, { expressions, starts, ends }: Module): boolean {
  const at = (id: ExprId): Expr | undefined => expressions[id];
  const [start = 0, end = 0] = [starts[value], ends[value]];
  return expressions.some(
    ({ kind }, id) =>
      kind === 'member' && isExports(id, at) && (starts[id] ?? -1) >= start && (ends[id] ?? Infinity) <= end,
  );
}

/**
 * Records what a call adds to the exports: `Object.defineProperty(exports, 'x', { get })`, `Object.assign(module.exports, {…})`, and a
 * helper of a compiler that is handed another module besides them (`__exportStar(require('./x'), exports)`).
 */
export function recordExports(callee: ExprId, args: readonly Argument[], builder: ModuleBuilder): void {
  const at = (id: ExprId): Expr => builder.at(id);
  const [target, ...others] = args;
  if (!target || !args.some(({ value }) => isExports(value, at))) return;
  if (!isExports(target.value, at)) {
    for (const { value } of args) builder.stars.push(...specifierOf(value, at));
    return;
  }
  const member = at(callee);
  const isOfObject = member.kind === 'member' && isGlobal(at(member.object), 'Object');
  if (isOfObject && member.property === 'defineProperty') return recordProperty(others, builder);
  for (const { value } of others) {
    const specifiers = specifierOf(value, at);
    builder.stars.push(...specifiers);
    if (isOfObject && specifiers.length === 0) builder.exports.push({ name: EXPORT_EQUALS, value });
  }
}

/** `Object.defineProperty(exports, name, { enumerable: true, get: function () { return x_1.name; } })`. */
function recordProperty([key, descriptor]: readonly Argument[], builder: ModuleBuilder): void {
  const name = key && builder.at(key.value);
  const described = descriptor && builder.at(descriptor.value);
  if (!name || described?.kind !== 'object') return;
  for (const property of described.properties) {
    if (property.kind !== 'property' || (property.key !== 'get' && property.key !== 'value')) continue;
    const { value } = property;
    const getter = builder.at(value);
    const isGetter = property.key === 'get' && getter.kind === 'function';
    if (name.kind === 'literal' && typeof name.value === 'string') {
      const exported = isGetter ? builder.call(value, [], false, builder.spanOf(value)) : value;
      builder.exports.push({ name: name.value, value: exported });
    } else if (isGetter) {
      // A loop over the keys of another module.
      const at = (id: ExprId): Expr => builder.at(id);
      for (const returned of builder.returnsOf(getter.function)) {
        builder.stars.push(
          ...copiedMember(returned, at, (id) => builder.binding(id).definitions.map((one) => one.value)),
        );
      }
    }
  }
}

/** `exports[key] = _x[key]`: all of that module. */
function copiedFrom(value: ExprId, module: Module): readonly string[] {
  return copiedMember(
    value,
    (id) => module.expressions[id],
    (id) => module.bindings[id]?.definitions.map((one) => one.value) ?? [],
  );
}

function copiedMember(
  value: ExprId,
  at: (id: ExprId) => Expr | undefined,
  definitionsOf: (binding: number) => readonly ExprId[],
): readonly string[] {
  const member = at(value);
  if (member?.kind !== 'member' || typeof member.property === 'string') return [];
  const object = at(member.object);
  if (object?.kind !== 'name') return [];
  return definitionsOf(object.binding).flatMap((id) => specifierOf(id, at));
}

/** The specifier of a module expression, also through a helper of a compiler: `_interopRequireWildcard(require('./x'))`. */
function specifierOf(id: ExprId, at: (id: ExprId) => Expr | undefined): readonly string[] {
  const expr = at(id);
  if (expr?.kind === 'call' && expr.args.length > 0) return specifierOf(expr.args[0]?.value ?? -1, at);
  const specifier = expr?.kind === 'module' ? at(expr.specifier) : undefined;
  return specifier?.kind === 'literal' && typeof specifier.value === 'string' ? [specifier.value] : [];
}

/** `exports` or `module.exports`. */
function isExports(id: ExprId, at: (id: ExprId) => Expr | undefined): boolean {
  const expr = at(id);
  if (isGlobal(expr, 'exports')) return true;
  return expr?.kind === 'member' && expr.property === 'exports' && isGlobal(at(expr.object), 'module');
}

function isGlobal(expr: Expr | undefined, name: string): boolean {
  return expr?.kind === 'global' && expr.name === name;
}

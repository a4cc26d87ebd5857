/** What the names of a template stand for: props, members of the component, what a ref holds. Lowering has told which names nobody binds. */
import type { Argument, Expr, ExprId, Module } from '../../lower/module.ts';
import type { ComponentNames } from './program.ts';

/** A module that was lowered from a component's program, with its names bound. Offsets are those of the generated `text`. */
export function bindNames(module: Module, names: ComponentNames, text: string): Module {
  const binder = new Binder(module);
  const props = nameAt(module, names.props);
  const self = names.self === null ? null : nameAt(module, names.self);
  if (props === null) return module;
  // Where props have defaults, a template names them with these.
  const withDefaults = module.expressions.findIndex((expr) => isCallOf('withDefaults', expr, module));
  const handed = withDefaults < 0 ? props : withDefaults;
  const script = new Set(text.slice(0, names.template).match(/[\w$]+/g));
  const tags = new Set(module.expressions.flatMap((expr) => (expr.kind === 'markup' ? [expr.tag] : [])));
  for (const [id, expr] of module.expressions.entries()) {
    const bound = macro(expr, module, binder, props);
    if (bound) binder.replace(id, bound);
    else if ((module.starts[id] ?? 0) > names.template && !tags.has(id) && names.dialect === 'vue') {
      bindInTemplate(id, expr, binder, { props: handed, self, module, script });
    } else if ((module.starts[id] ?? 0) > names.template && names.dialect === 'pug') {
      bindLocal(id, expr, binder, props);
    }
  }
  return binder.finish();
}

class Binder {
  readonly #module: Module;
  readonly #expressions: Expr[];
  readonly #starts: number[];
  readonly #ends: number[];

  constructor(module: Module) {
    this.#module = module;
    this.#expressions = [...module.expressions];
    this.#starts = [...module.starts];
    this.#ends = [...module.ends];
  }

  at(id: ExprId): Expr | undefined {
    return this.#expressions[id];
  }

  replace(id: ExprId, expr: Expr): void {
    this.#expressions[id] = expr;
  }

  /** Adds an expression where another stands. */
  add(expr: Expr, where: ExprId): ExprId {
    this.#starts.push(this.#starts[where] ?? 0);
    this.#ends.push(this.#ends[where] ?? 0);
    return this.#expressions.push(expr) - 1;
  }

  finish(): Module {
    return { ...this.#module, expressions: this.#expressions, starts: this.#starts, ends: this.#ends };
  }
}

function nameAt({ starts, expressions }: Module, offset: number): ExprId | null {
  const found = starts.findIndex((start, id) => start === offset && expressions[id]?.kind === 'name');
  return found < 0 ? null : found;
}

/** What a dialect writes as a call or a global and means as what the component is handed. */
function macro(expr: Expr, module: Module, binder: Binder, props: ExprId): Expr | null {
  const propsExpr = module.expressions[props];
  if (!propsExpr) return null;
  if (expr.kind === 'member' && expr.property === 'props' && globalName(module, expr.object) === 'Astro')
    return propsExpr;
  if (expr.kind !== 'call') return null;
  const [first, second] = expr.args;
  switch (globalName(module, expr.callee)) {
    case '$props':
    case 'useAttrs':
    case 'defineProps':
      return propsExpr;
    case 'withDefaults':
      return first && second
        ? {
            kind: 'object',
            properties: [spread({ ...second, value: madeAnew(second.value, module, binder) }), spread(first)],
          }
        : null;
    case 'defineModel':
      return modelOf(expr.callee, first, module, binder, props);
    default:
      return null;
  }
}

/** Defaults that are functions make the default anew for each component. */
function madeAnew(defaults: ExprId, module: Module, binder: Binder): ExprId {
  const expr = module.expressions[defaults];
  if (expr?.kind !== 'object') return defaults;
  const properties = expr.properties.map((property) => {
    const isMade = property.kind === 'property' && module.expressions[property.value]?.kind === 'function';
    if (!isMade) return property;
    const callee = property.value;
    return { ...property, value: binder.add({ kind: 'call', callee, args: [], construct: false }, callee) };
  });
  return binder.add({ kind: 'object', properties }, defaults);
}

function spread({ value }: Argument) {
  return { kind: 'spread', value } as const;
}

/** `defineModel('url')`: a ref to a prop. */
function modelOf(callee: ExprId, name: Argument | undefined, module: Module, binder: Binder, props: ExprId): Expr {
  const named = name && module.expressions[name.value];
  const property = named?.kind === 'literal' && typeof named.value === 'string' ? named.value : 'modelValue';
  const value = binder.add({ kind: 'member', object: props, property }, callee);
  return {
    kind: 'call',
    callee: binder.add({ kind: 'global', name: 'ref' }, callee),
    args: [{ value, spread: false }],
    construct: false,
  };
}

function isCallOf(name: string, expr: Expr, module: Module): boolean {
  return expr.kind === 'call' && globalName(module, expr.callee) === name;
}

function globalName({ expressions }: Module, id: ExprId): string | null {
  const expr = expressions[id];
  return expr?.kind === 'global' ? expr.name : null;
}

interface Scope {
  readonly props: ExprId;
  readonly self: ExprId | null;
  readonly module: Module;
  /** The words of the script. */
  readonly script: ReadonlySet<string>;
}

/** What templates of Vue may name besides the component's members: https://github.com/vuejs/core, packages/shared/src/globalsAllowList.ts. */
const GLOBALS = new Set(
  'Infinity undefined NaN isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI encodeURIComponent Math Number Date Array Object Boolean String RegExp Map Set JSON Intl BigInt console Error Symbol'.split(
    ' ',
  ),
);

/** What every component has: helpers of plugins, and what the program adds to the application. */
const INSTANCE: Expr = { kind: 'global', name: 'vue_instance' };

function bindInTemplate(id: ExprId, expr: Expr, binder: Binder, { props, self, module, script }: Scope): void {
  if (expr.kind === 'global' && !GLOBALS.has(expr.name)) {
    const object = self ?? props;
    if (expr.name === '$props' || expr.name === '$attrs') binder.replace(id, binder.at(props) ?? expr);
    else if (self !== null || isPropName(expr.name)) {
      const isAssumed = self === null && !script.has(expr.name);
      binder.replace(id, { kind: 'member', object, property: expr.name, ...(isAssumed && { assumed: true }) });
    } else if (expr.name.startsWith('$') && !expr.name.startsWith('$$'))
      binder.replace(id, { kind: 'member', object: binder.add(INSTANCE, id), property: expr.name });
  }
  if (expr.kind !== 'name' || self !== null || !mayBeRef(expr.binding, module)) return;
  const value = binder.add(expr, id);
  const callee = binder.add({ kind: 'global', name: 'unref' }, id);
  binder.replace(id, { kind: 'call', callee, args: [{ value, spread: false }], construct: false });
}

/** What a template of Pug is rendered with: names that nothing else binds, `locals` and `self`; `process` is that of the server. */
function bindLocal(id: ExprId, expr: Expr, binder: Binder, props: ExprId): void {
  if (expr.kind !== 'global' || GLOBALS.has(expr.name) || OF_SERVER.has(expr.name)) return;
  const isWhole = expr.name === 'locals' || expr.name === 'self';
  const given = isWhole ? props : binder.add({ kind: 'member', object: props, property: expr.name }, id);
  // An included template knows what the program renders the whole with, besides what it is included with.
  const rendered = binder.add({ kind: 'unknown', reason: 'rendered' }, id);
  binder.replace(id, { kind: 'choice', operator: '??', options: [given, rendered] });
}

const OF_SERVER = new Set([
  'process',
  'global',
  'globalThis',
  'console',
  'URL',
  'URLSearchParams',
  'encodeURIComponent',
  '$$props',
]);

/** Helpers of plugins and functions that a build tool imports are no props. */
function isPropName(name: string): boolean {
  return !name.startsWith('$') && !/^use[A-Z]/.test(name);
}

/** A variable that holds what a call gave: a ref is read for what it holds. */
function mayBeRef(binding: number, { bindings, expressions }: Module): boolean {
  const { kind, definitions } = bindings[binding] ?? { kind: 'import', definitions: [] };
  if (kind !== 'const' && kind !== 'let' && kind !== 'var') return false;
  return definitions.some(({ value }) => /^(?:call|member|name|choice)$/.test(expressions[value]?.kind ?? ''));
}

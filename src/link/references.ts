/** Which exports somebody uses: other modules of the repository, and whoever imports its packages. */
import type { ExprId } from '../lower/module.ts';
import type { LinkedModule, Program } from './program.ts';

export interface References {
  /** Whether an export is imported, directly or through modules that export it again. */
  readonly isReferenced: (module: LinkedModule, name: string) => boolean;
  /** Whether any module imports anything of a module. */
  readonly isImported: (module: LinkedModule) => boolean;
}

/** Indexes the imports of a program; `entries` are the files whose exports are for others. */
export function createReferences(program: Program, entries: ReadonlySet<string>): References {
  const index = new ReferenceIndex(program);
  for (const path of entries) {
    const module = program.byPath.get(path);
    if (module) index.useAll(module);
  }
  for (const module of program.modules) index.addImports(module);
  return index;
}

class ReferenceIndex implements References {
  readonly #program: Program;
  readonly #used = new Set<string>();
  readonly #usedWhole = new Set<LinkedModule>();
  readonly #imported = new Set<LinkedModule>();

  constructor(program: Program) {
    this.#program = program;
  }

  isReferenced(module: LinkedModule, name: string): boolean {
    return this.#usedWhole.has(module) || this.#used.has(keyOf(module, name));
  }

  isImported(module: LinkedModule): boolean {
    return this.#imported.has(module);
  }

  useAll(module: LinkedModule): void {
    if (this.#usedWhole.has(module)) return;
    this.#usedWhole.add(module);
    for (const { value } of module.exports) this.#followExport(module, value);
    for (const specifier of module.stars) {
      const next = this.#program.resolve(module, specifier);
      if (next) this.useAll(next);
    }
  }

  addImports(module: LinkedModule): void {
    const exported = new Set(module.exports.map(({ value }) => value));
    const taken = new Set<ExprId>();
    for (const [id, expr] of module.expressions.entries()) {
      if (expr.kind !== 'member') continue;
      const source = this.#moduleAt(module, expr.object);
      if (source === undefined) continue;
      taken.add(expr.object);
      if (source) this.#imported.add(source);
      if (source && !exported.has(id) && typeof expr.property === 'string') this.#use(source, expr.property);
      else if (source && !exported.has(id)) this.useAll(source);
    }
    for (const [id, expr] of module.expressions.entries()) {
      if (expr.kind === 'module' && !taken.has(id)) this.#addWhole(module, id);
    }
  }

  /** A namespace, `require` or `import()` as a whole; one whose specifier is computed may be any file beside or below. */
  #addWhole(module: LinkedModule, id: ExprId): void {
    const source = this.#moduleAt(module, id);
    if (source === null) return;
    if (source) {
      this.#imported.add(source);
      const isStar = module.stars.some((specifier) => this.#program.resolve(module, specifier) === source);
      if (!isStar) this.useAll(source);
      return;
    }
    const folder = module.path.replace(/[^/]*$/, '');
    for (const other of this.#program.modules) if (other.path.startsWith(folder)) this.useAll(other);
  }

  #use(module: LinkedModule, name: string): void {
    const key = keyOf(module, name);
    if (this.#used.has(key)) return;
    this.#used.add(key);
    const own = module.exports.filter((one) => one.name === name);
    for (const { value } of own) this.#followExport(module, value);
    if (own.length > 0) return;
    for (const specifier of module.stars) {
      const next = this.#program.resolve(module, specifier);
      if (next) this.#use(next, name);
    }
  }

  /** `export { a } from './b'`, and `import { a } from './b'; export { a }`: whoever uses it uses that of `./b`. */
  #followExport(module: LinkedModule, value: ExprId): void {
    const expr = module.expressions[value];
    if (expr?.kind !== 'member' || typeof expr.property !== 'string') return;
    const source = this.#moduleAt(module, expr.object);
    if (source) this.#use(source, expr.property);
  }

  /** The module of the repository that a module expression names; null for a package, undefined when it is none or its name is computed. */
  #moduleAt(module: LinkedModule, id: ExprId): LinkedModule | null | undefined {
    const expr = module.expressions[id];
    if (expr?.kind !== 'module') return undefined;
    const specifier = module.expressions[expr.specifier];
    if (specifier?.kind !== 'literal' || typeof specifier.value !== 'string') return undefined;
    return this.#program.resolve(module, specifier.value);
  }
}

function keyOf(module: LinkedModule, name: string): string {
  return `${module.id}:${name}`;
}

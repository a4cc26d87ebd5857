/** The keys that lead to a setting in a file of data: `services.api.environment.DB_URL`, `routes[].dest`, `ENV API_URL`. */
import { isData } from '../discover/source-file.ts';
import { laterOf } from '../link/later.ts';
import type { Expr, ExprId, Module } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import { placesOn, type Trail } from '../values/trail.ts';

/** A setting as reports name it. */
export interface KeyPath {
  /** All keys, from the outside in; `module` where a file has none. */
  readonly symbol: string;
  /** The last of them; where there is none, the notation of the file. */
  readonly key: string;
}

/** The keys above everything of a file from which a value comes; null where the file is code. */
export function keyPathOf(trail: Trail | null, module: LinkedModule): KeyPath | null {
  if (!isData(module.file.kind)) return null;
  const paths = pathsOf(module);
  const met = [...expressionsOf(trail, module, paths)].flatMap((expr) => {
    const path = paths.get(expr);
    return path ? [path] : [];
  });
  const [first = [], ...others] = met;
  const common = others.reduce((left, right) => left.slice(0, sharedBy(left, right)), first);
  if (common.length === 0) return { symbol: 'module', key: module.file.kind };
  const key = common.findLast((one) => !one.startsWith('['));
  return { symbol: written(common, module), key: key ?? module.file.kind };
}

/** Each expression's keys, from the outside in. */
type Paths = ReadonlyMap<ExprId, readonly string[]>;

const pathsOf = laterOf((module: Module): Paths => {
  const paths = new Map<ExprId, readonly string[]>();
  for (const { value } of module.exports) walk(value, [...documentOf(module, value)], module, paths);
  return paths;
});

function walk(id: ExprId, path: readonly string[], module: Module, paths: Map<ExprId, readonly string[]>): void {
  paths.set(id, path);
  const expr = module.expressions[id];
  switch (expr?.kind) {
    case 'object':
      for (const property of expr.properties) {
        if (property.kind !== 'property' || typeof property.key !== 'string') continue;
        walk(property.value, [...path, property.key], module, paths);
      }
      return;
    case 'array':
      for (const { value } of expr.items) walk(value, [...path, `[${nameOf(value, module) ?? ''}]`], module, paths);
      return;
    case 'template':
      for (const part of expr.parts) if (typeof part === 'number') walk(part, path, module, paths);
      return;
    case 'choice':
      for (const option of expr.options) walk(option, path, module, paths);
      return;
    default:
  }
}

/** One of several documents in a file, as Kubernetes names it: `Deployment/api`. */
function documentOf(module: Module, value: ExprId): readonly string[] {
  const kind = textAt(module, memberAt(module, value, 'kind'));
  const name = textAt(module, memberAt(module, memberAt(module, value, 'metadata'), 'name'));
  return kind === null || name === null ? [] : [`${kind}/${name}`];
}

/** What an item of a list is called: by a member that names it, or as `NAME=value`. */
function nameOf(item: ExprId, module: Module): string | null {
  const expr = module.expressions[item];
  if (expr?.kind === 'object') {
    const names = NAMING.map((key) => textAt(module, memberAt(module, item, key)));
    return names.find((name) => name !== null) ?? null;
  }
  const text = expr?.kind === 'template' ? expr.parts[0] : textAt(module, item);
  return typeof text === 'string' ? (/^([A-Za-z_][\w.-]*)=/.exec(text)?.[1] ?? null) : null;
}

const NAMING = ['name', 'key', 'id'];

/** The value under a key of an object that is written there. */
export function memberAt(module: Module, object: ExprId | null, key: string): ExprId | null {
  const expr: Expr | undefined = object === null ? undefined : module.expressions[object];
  if (expr?.kind !== 'object') return null;
  const found = expr.properties.findLast((property) => property.kind === 'property' && property.key === key);
  return found?.value ?? null;
}

function textAt(module: Module, id: ExprId | null): string | null {
  const expr = id === null ? undefined : module.expressions[id];
  return expr?.kind === 'literal' && typeof expr.value === 'string' && expr.value !== '' ? expr.value : null;
}

/** The expressions of a module through which a value came. */
function expressionsOf(trail: Trail | null, module: LinkedModule, paths: Paths): ReadonlySet<ExprId> {
  const found = new Set<ExprId>();
  for (const place of placesOn(trail)) {
    if (place.module !== module) continue;
    const expr = place.kind === 'step' ? place.expr : valueAround(place.offset, module, paths);
    if (expr !== null) found.add(expr);
  }
  return found;
}

/** The value in which a place stands: the command of a Dockerfile around one of its lines. */
function valueAround(offset: number, { starts, ends }: LinkedModule, paths: Paths): ExprId | null {
  const around = [...paths.keys()].filter((id) => (starts[id] ?? Infinity) <= offset && offset < (ends[id] ?? 0));
  const lengthOf = (id: ExprId): number => (ends[id] ?? 0) - (starts[id] ?? 0);
  // Of two in one place the inner one comes later.
  return around.toReversed().toSorted((a, b) => lengthOf(a) - lengthOf(b))[0] ?? null;
}

function sharedBy(left: readonly string[], right: readonly string[]): number {
  const different = left.findIndex((key, index) => key !== right[index]);
  return different < 0 ? left.length : different;
}

/** An instruction of a Dockerfile stands by itself; other keys with a dot between them. */
function written(path: readonly string[], { file }: LinkedModule): string {
  if (file.kind === 'dockerfile') return path.filter((key) => !key.startsWith('[')).join(' ');
  return path.map((key, index) => (index === 0 || key.startsWith('[') ? key : `.${key}`)).join('');
}

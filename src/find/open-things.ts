/**
 * Where things may be that rules let be called by any name (`kv.anything()`). Most are called where they are imported and handed to nobody,
 * so that no call of another file is one of theirs.
 */
import type { Expr, ExprId } from '../lower/module.ts';
import { packageAround, packageOfFile } from '../lower/package-names.ts';
import { usesIn } from '../link/expression-uses.ts';
import type { Importers } from '../link/importers.ts';
import { later } from '../link/later.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import type { OpenThing } from '../rules/call-names.ts';

export interface OpenThings {
  /** Whether one of them may be called in a module. */
  readonly mayBeIn: (module: LinkedModule) => boolean;
  /** The same of those that somebody imports: only where the module imports the package, itself or through others. */
  readonly areAtHand: (module: LinkedModule) => boolean;
}

/** The modules in which a thing may be; null for any. */
type Reach = ReadonlySet<LinkedModule> | null;

/** Prepares the answers; the work is done at the first question. */
export function indexOpenThings(program: Program, things: readonly OpenThing[], importers: Importers): OpenThings {
  const isSpokenOf = (name: string): boolean => program.modules.some(({ source }) => source.text.includes(name));
  const known = later(() =>
    things
      .filter(({ names }) => names.every((name) => IMPLIED.has(name) || isSpokenOf(name)))
      .map((thing) => ({ packages: thing.packages, reach: reachOf(thing, program) })),
  );
  return {
    mayBeIn: (module) => known().some(({ reach }) => reach === null || reach.has(module)),
    areAtHand: (module) =>
      known().some(({ packages, reach }) => packages !== null && (reach ?? importers.ofPackages(packages)).has(module)),
  };
}

/** The name of what is imported without one. */
const IMPLIED: ReadonlySet<string> = new Set(['default']);

function reachOf(thing: OpenThing, program: Program): Reach {
  const { packages, way } = thing;
  if (way === null) return null;
  const reach = new Set<LinkedModule>();
  for (const module of program.modules) {
    if (module.stars.some((specifier) => isOf(specifier, packages))) return null;
    const starts = module.expressions.flatMap((expr, id) => (isStart(expr, module, thing) ? [id] : []));
    if (starts.length === 0) continue;
    const search: Search = { module, types: typesIn(module), seen: new Set() };
    if (!starts.every((start) => stays(start, way, search))) return null;
    reach.add(module);
  }
  return reach;
}

function isStart(expr: Expr, { expressions }: LinkedModule, { packages, global }: OpenThing): boolean {
  if (expr.kind === 'global') return expr.name === global;
  if (expr.kind !== 'module' || packages === null) return false;
  const specifier = expressions[expr.specifier];
  if (specifier?.kind === 'literal') return isOf(expr.named ?? String(specifier.value), packages);
  // A path that is put together names a file; any other text may be the package.
  return specifier?.kind !== 'template' && specifier?.kind !== 'concat';
}

/** Whether a specifier names one of the packages, or a file or an entry of it. */
function isOf(specifier: string, packages: ReadonlySet<string> | null): boolean {
  const names = [specifier.replace(/^node:/, ''), packageOfFile(specifier), packageAround(specifier)];
  return packages !== null && names.some((name) => name !== null && packages.has(name));
}

interface Search {
  readonly module: LinkedModule;
  readonly types: ReadonlySet<ExprId>;
  readonly seen: Set<string>;
}

/** Whether what leads to a thing, and it itself, is only read, called and named where it is. */
function stays(expr: ExprId, way: Way, search: Search): boolean {
  const { module, types, seen } = search;
  const key = `${expr} ${way.length}`;
  if (seen.has(key)) return true;
  seen.add(key);
  if (types.has(expr)) return false;
  const { of, names } = usesIn(module);
  return of(expr).every((use) => {
    switch (use.kind) {
      case 'receiver':
        return waysOn(use.property, way).every((rest) => rest !== null && stays(use.member, rest, search));
      case 'called':
        return true;
      case 'named':
        return names(use.binding).every((name) => stays(name, way, search));
      case 'same':
        return stays(use.expr, way, search);
      default:
        return false;
    }
  });
}

/** What says of something what it is: a class that is extended, an annotation. */
function typesIn({ classes, expressions }: LinkedModule): ReadonlySet<ExprId> {
  const ofClasses = classes.flatMap((one) => [one.superclass ?? [], one.like ?? [], ...one.implements].flat());
  const annotations = expressions.flatMap((expr) => {
    if (expr.kind === 'typed') return [expr.class];
    if (expr.kind === 'parameter') return expr.type ?? [];
    return expr.kind === 'injected' ? (expr.otherwise ?? []) : [];
  });
  return new Set([...ofClasses, ...annotations]);
}

type Way = NonNullable<OpenThing['way']>;

/** What is left of a way behind a member; null where the member is not known. */
function waysOn(property: string | null, way: Way): readonly (Way | null)[] {
  const [next, ...rest] = way;
  if (next === undefined) return [];
  if (property === null) return [null];
  return [
    ...(next === null || next === property ? [rest] : []),
    // CommonJS interop: what is imported by default stands for the whole.
    ...(property === 'default' ? [way] : []),
  ];
}

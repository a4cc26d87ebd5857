/** Which setting of a configuration a value is: the property, item or variable in which it is written. */
import { laterOf } from '../link/later.ts';
import type { Expr, ExprId, Module } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import { offsetOf, placesOn, type Trail } from '../values/trail.ts';

/** The innermost property, item or variable of a module around the place from which a value comes; null where that is in none. */
export function writtenSettingOf(trail: Trail | null, module: LinkedModule): ExprId | null {
  const settings = settingsOf(module);
  for (const offset of offsetsIn(trail, module)) {
    const around = settings.filter((id) => isAround(module, id, offset));
    // What ends first begins last, of those that are around one place.
    const [inner] = around.toSorted((a, b) => lengthOf(module, a) - lengthOf(module, b));
    if (inner !== undefined && !isWhole(module, inner)) return inner;
  }
  return null;
}

/** What stands as a property or an item, or has a name of its own: `const api = process.env.API_URL ?? 'https://…'`. */
const settingsOf = laterOf((module: Module): readonly ExprId[] => {
  const named = module.bindings.flatMap(({ definitions }) => definitions.map(({ value }) => value));
  const members = module.expressions.flatMap((expr) => {
    if (expr.kind === 'object') return expr.properties.flatMap((one) => (one.kind === 'property' ? [one.value] : []));
    if (expr.kind === 'array') return expr.items.flatMap(({ value, spread }) => (spread ? [] : [value]));
    return [];
  });
  return [...members, ...named];
});

/** The places of a value in a module, beginning with where it comes from. */
function offsetsIn(trail: Trail | null, module: LinkedModule): readonly number[] {
  const here = [...placesOn(trail)].filter((place) => place.module === module);
  return here.map(offsetOf).toReversed();
}

function isAround({ starts, ends }: LinkedModule, id: ExprId, offset: number): boolean {
  return (starts[id] ?? Infinity) <= offset && offset < (ends[id] ?? 0);
}

function lengthOf({ starts, ends }: LinkedModule, id: ExprId): number {
  return (ends[id] ?? 0) - (starts[id] ?? 0);
}

/** Several settings together are none: which of them a value is, is not known there. */
function isWhole(module: Module, id: ExprId): boolean {
  const kind = module.expressions[id]?.kind;
  return kind === undefined || WHOLE.has(kind);
}

const WHOLE: ReadonlySet<Expr['kind']> = new Set<Expr['kind']>(['object', 'array', 'function', 'class']);

/** The properties of an object literal by name, so that one of thousands is not searched for one by one. */
import { laterOf } from '../../link/later.ts';
import type { Expr, Property } from '../../lower/module.ts';

type ObjectExpr = Extract<Expr, { kind: 'object' }>;

interface Index {
  readonly named: ReadonlyMap<string, readonly number[]>;
  /** What is spread or has a computed key: it may hold any name. */
  readonly open: readonly number[];
}

/** In a shorter literal looking at each is as fast. */
const SHORT = 16;

/** Gives the properties of an object literal that may be the one of a name, in the order of the text. */
export function propertiesFor(expr: ObjectExpr, name: string): readonly Property[] {
  const { properties } = expr;
  if (properties.length <= SHORT) {
    return properties.filter((one) => one.kind === 'spread' || typeof one.key !== 'string' || one.key === name);
  }
  const { named, open } = indexOf(expr);
  const found = [...(named.get(name) ?? []), ...open].toSorted((a, b) => a - b);
  return found.flatMap((position) => properties[position] ?? []);
}

const indexOf = laterOf((expr: ObjectExpr): Index => {
  const named = new Map<string, number[]>();
  const open: number[] = [];
  for (const [position, property] of expr.properties.entries()) {
    if (property.kind === 'spread' || typeof property.key !== 'string') open.push(position);
    else {
      const before = named.get(property.key);
      if (before) before.push(position);
      else named.set(property.key, [position]);
    }
  }
  return { named, open };
});

/** Which classes extend which: every class of the program, under all that it extends or implements. */
import { later } from '../link/later.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import type { Evaluation } from './evaluation.ts';
import type { Facts } from './facts.ts';
import { ancestorsOf, classKey, declaring } from './operations/inheritance.ts';
import type { ClassValue } from './value.ts';

export type Hierarchy = Pick<Facts, 'subclasses' | 'declaredBelow'>;

/** Looks at all classes of a program at the first question, and at those below one at the first about a member's name. */
export function createHierarchy(program: Program, evaluation: Evaluation): Hierarchy {
  const { meter } = evaluation.facts;
  const known = later(() => meter.aside(() => subclassesIn(program, evaluation)));
  const subclasses = (value: ClassValue): readonly ClassValue[] => known().get(keyOf(value)) ?? [];
  const declared = new Map<string, ReadonlyMap<string, ClassValue>>();
  return {
    subclasses,
    declaredBelow(value, name) {
      const key = `${keyOf(value)} ${name}`;
      const found = declared.get(key) ?? meter.aside(() => declarers(subclasses(value), name, evaluation));
      declared.set(key, found);
      return found;
    },
  };
}

function subclassesIn(program: Program, evaluation: Evaluation): ReadonlyMap<string, readonly ClassValue[]> {
  const known = new Map<string, ClassValue[]>();
  for (const value of program.modules.flatMap(derivedClasses)) {
    for (const key of new Set(ancestorsOf(value, evaluation).map(keyOf))) {
      const below = known.get(key);
      if (below) below.push(value);
      else known.set(key, [value]);
    }
  }
  return known;
}

/** Of several classes that find a member in one place, the first stands for all. */
function declarers(
  classes: readonly ClassValue[],
  name: string,
  evaluation: Evaluation,
): ReadonlyMap<string, ClassValue> {
  const found = new Map<string, ClassValue>();
  for (const value of classes) {
    const owner = declaring(value, name, evaluation);
    const key = owner && classKey(owner);
    if (key !== null && !found.has(key)) found.set(key, value);
  }
  return found;
}

function derivedClasses(module: LinkedModule): readonly ClassValue[] {
  return module.classes.flatMap((info, id): readonly ClassValue[] =>
    info.superclass === null && info.implements.length === 0 ? [] : [{ kind: 'class', module, class: id, frame: null }],
  );
}

/** A class that a function returns is one class here, however often the function is called. */
function keyOf({ module, class: id }: ClassValue): string {
  return `${module.id}:${id}`;
}

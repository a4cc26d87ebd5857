/** Which classes extend which: every class of the program, under all that it extends or implements. */
import type { LinkedModule, Program } from '../link/program.ts';
import type { Evaluation } from './evaluation.ts';
import type { Facts } from './facts.ts';
import { ancestorsOf } from './operations/inheritance.ts';
import type { ClassValue } from './value.ts';

/** Looks at all classes of a program at the first question. */
export function createHierarchy(program: Program, evaluation: Evaluation): Facts['subclasses'] {
  let known: ReadonlyMap<string, readonly ClassValue[]> | null = null;
  return (value) => {
    known ??= evaluation.facts.meter.aside(() => subclassesIn(program, evaluation));
    return known.get(keyOf(value)) ?? [];
  };
}

function subclassesIn(program: Program, evaluation: Evaluation): ReadonlyMap<string, readonly ClassValue[]> {
  const known = new Map<string, ClassValue[]>();
  for (const value of program.modules.flatMap(derivedClasses)) {
    for (const key of new Set(ancestorsOf(value, evaluation).map(keyOf))) {
      known.set(key, [...(known.get(key) ?? []), value]);
    }
  }
  return known;
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

/** What users of the repository's published packages can call: functions that their entries export, and the methods of classes and objects there. */
import type { LinkedModule, Program } from '../link/program.ts';
import type { FunctionId } from '../lower/module.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { exportsOf } from '../values/operations/names.ts';
import { propertiesOf } from '../values/operations/records.ts';
import { at, functionKey, optionsOf, type ClassValue, type Value } from '../values/value.ts';

export interface Published {
  /** Whether anything is published. */
  readonly isAny: boolean;
  /** Whether others than the repository can call a function. */
  readonly has: (module: LinkedModule, id: FunctionId) => boolean;
}

/** Prepares the answers; `entries` are the files whose exports are released. */
export function createPublished(program: Program, entries: ReadonlySet<string>, evaluation: Evaluation): Published {
  let known: ReadonlySet<string> | null = null;
  return {
    isAny: entries.size > 0,
    has: (module, id) =>
      entries.size > 0 &&
      (known ??= evaluation.facts.meter.aside(() => keysIn(program, entries, evaluation))).has(functionKey(module, id)),
  };
}

function keysIn(program: Program, entries: ReadonlySet<string>, evaluation: Evaluation): ReadonlySet<string> {
  const modules = [...entries].flatMap((path) => program.byPath.get(path) ?? []);
  const values = modules.flatMap((module) => [...exportsOf(module, evaluation).values()]);
  return new Set(values.flatMap((value) => functionsIn(value, evaluation, 1)));
}

/** The functions that a value is, or offers; `depth`: levels of objects that are looked into. */
function functionsIn(value: Value, evaluation: Evaluation, depth: number): readonly string[] {
  return optionsOf(value).flatMap((option) => {
    switch (option.kind) {
      case 'closure':
        return [functionKey(option.module, option.function)];
      case 'class':
        return methodsOf(option);
      case 'instance':
        return option.class.kind === 'class' ? methodsOf(option.class) : [];
      case 'record':
        return depth === 0
          ? []
          : propertiesOf(option).flatMap((property) =>
              functionsIn(evaluation.ask(at(option.object, property.value)), evaluation, depth - 1),
            );
      default:
        return [];
    }
  });
}

function methodsOf({ module, class: id }: ClassValue): readonly string[] {
  return module.functions.flatMap((info, index) => (info.class === id ? [functionKey(module, index)] : []));
}

/** Whose code a package takes in when it is built: that of the packages which it imports, and of those that these import. */
import type { Program } from './program.ts';

/** Whether a component is another, or takes it in. */
export type TakesIn = (component: string, other: string) => boolean;

/** Looks through the imports at the first question about two components. */
export function indexTakenIn(program: Program): TakesIn {
  let imported: ReadonlyMap<string, ReadonlySet<string>> | null = null;
  const known = new Map<string, ReadonlySet<string>>();
  return (component, other) => {
    if (component === other) return true;
    imported ??= importedBy(program);
    const all = known.get(component) ?? reachable(component, imported);
    known.set(component, all);
    return all.has(other);
  };
}

function importedBy(program: Program): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const module of program.modules) {
    const { component } = module.file;
    const own = found.get(component) ?? new Set();
    found.set(component, own);
    for (const { specifier } of module.imports) {
      const target = program.resolve(module, specifier)?.file.component;
      if (target !== undefined && target !== component) own.add(target);
    }
  }
  return found;
}

function reachable(from: string, imported: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set([from]);
  for (const component of found) for (const next of imported.get(component) ?? []) found.add(next);
  return found;
}

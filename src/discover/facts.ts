/** The facts by which each file of a repository is judged. */
import { componentFinder } from './components.ts';
import type { Component } from './source-file.ts';
import type { ComponentFacts } from './surface-conventions.ts';
import { componentFacts } from './surface.ts';

/** Finds the facts for a path: those of its component, with what a package in that depends on for the files of that package. */
export function factsFinder(components: readonly Component[]): (path: string) => ComponentFacts | undefined {
  const all = components.flatMap((component) => {
    const own = componentFacts(component);
    const inside = (component.inside ?? []).map((one) => ({ at: one.folder, facts: within(own, componentFacts(one)) }));
    return [{ at: component.folder, facts: own }, ...inside];
  });
  const byFolder = new Map(all.map(({ at, facts }) => [at, facts]));
  const find = componentFinder(all.map(({ at }) => ({ folder: at })));
  return (path) => byFolder.get(find(path));
}

/** Where folders stand is told from the component. */
function within({ folder, started }: ComponentFacts, inside: ComponentFacts): ComponentFacts {
  return { ...inside, folder, ...(started && { started }) };
}

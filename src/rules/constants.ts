/** Constants of packages: what programs hand back to the package that they have it from. */
import type { PathPattern } from './pattern.ts';
import type { ConstantRule } from './schema.ts';
import { SnippetError } from './snippet-arguments.ts';

/** What a constant is. */
export type ConstantValue = ConstantRule['value'];

/** A package's export, by the members that lead to it. */
export interface ImportedPath {
  readonly specifier: string;
  readonly members: readonly string[];
}

/** The plain constants of a rule, by where they are imported from. */
export type Constants = ReadonlyMap<string, string | number | boolean>;

/** A constant, or a member of one, and where it stands. */
export interface PlacedConstant {
  readonly path: PathPattern;
  readonly value: ConstantValue;
}

/** Equal for the same export. */
export function constantKey({ specifier, members }: ImportedPath): string {
  return [specifier, ...members].join(' ');
}

/** A constant with its members: a class is still called where it has some. Throws SnippetError when something is called to have it. */
export function placedConstants(path: PathPattern, value: ConstantValue): readonly PlacedConstant[] {
  if (path.root.kind !== 'module' || path.steps.some(({ kind }) => kind !== 'member'))
    throw new SnippetError('names no constant: that is what a package exports, or a member of it');
  if (typeof value !== 'object') return [{ path, value }];
  const members = Object.entries(value).map(([name, member]): PlacedConstant => ({
    path: { ...path, steps: [...path.steps, { kind: 'member', name }] },
    value: member,
  }));
  return [{ path, value }, ...members];
}

/** Those of which a snippet may demand one. */
export function plainConstants(placed: readonly PlacedConstant[]): Constants {
  return new Map(
    placed.flatMap(({ path: { root, steps }, value }) => {
      if (typeof value === 'object' || root.kind !== 'module') return [];
      const members = steps.flatMap((step) => (step.kind === 'member' ? [step.name] : []));
      return [[constantKey({ specifier: root.specifier, members }), value] as const];
    }),
  );
}

/** What a snippet imports, where it stands as an argument. */
import type { TSESTree } from '@typescript-eslint/types';
import { constantKey, type Constants, type ImportedPath } from './constants.ts';
import type { ArgPattern, Root, Step } from './pattern.ts';
import { compileArgument } from './snippet-arguments.ts';

/** The names that `where` gives. */
export type Where = Readonly<Record<string, readonly string[]>>;

/** What is known while a snippet is compiled. */
export interface Compiler {
  /** What a name stands for: an import, or a parameter of a function that the snippet goes on in. */
  readonly imports: ReadonlyMap<string, readonly Partial[]>;
  readonly where: Where;
  readonly constants: Constants;
}

/** A path as far as it was compiled. */
export interface Partial {
  readonly root: Root;
  readonly steps: readonly Step[];
}

/** An argument that the snippet imports is a constant that the rule says, or that export itself. */
export function argumentIn(compiler: Compiler): (node: TSESTree.Node) => ArgPattern {
  const imported = (node: TSESTree.Node): ArgPattern | null => {
    const path = importedPath(node, compiler.imports);
    if (path === null) return null;
    const known = compiler.constants.get(constantKey(path));
    if (known === undefined) return { kind: 'import', ...path };
    return typeof known === 'string' ? { kind: 'text', text: known } : { kind: 'constant', value: known };
  };
  return (node) => compileArgument(node, imported);
}

/** The export that an expression names; null for any other. */
export function importedPath(node: TSESTree.Node, imports: Compiler['imports']): ImportedPath | null {
  if (node.type === 'MemberExpression') {
    const object = importedPath(node.object, imports);
    return object && !node.computed && node.property.type === 'Identifier'
      ? { ...object, members: [...object.members, node.property.name] }
      : null;
  }
  const [only] = node.type === 'Identifier' ? (imports.get(node.name) ?? []) : [];
  if (only?.root.kind !== 'module') return null;
  const members = only.steps.flatMap((step) => (step.kind === 'member' ? [step.name] : []));
  return { specifier: only.root.specifier, members };
}

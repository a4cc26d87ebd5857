/** `namespace N { … }`, and the names that declarations declare. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Span } from './builder.ts';
import type { BindingId, Property } from './module.ts';
import { declareName, type Context } from './scope.ts';
import { lowerBlock, nested } from './statements.ts';

/** `namespace N { export const x = … }` is an object with the exported names. */
export function lowerNamespace(node: TSESTree.TSModuleDeclaration, cx: Context): void {
  if (node.declare || node.id.type !== 'Identifier' || !node.body) return;
  const inside = nested(cx);
  lowerBlock(
    node.body.body.map((statement) =>
      statement.type === 'ExportNamedDeclaration' ? (statement.declaration ?? statement) : statement,
    ),
    inside,
  );
  const exported = node.body.body.flatMap((statement) =>
    statement.type === 'ExportNamedDeclaration' && statement.declaration ? declaredNames(statement.declaration) : [],
  );
  const properties = exported.flatMap((name): Property[] => {
    const binding = inside.scope.own(name);
    return binding === undefined
      ? []
      : [{ kind: 'property', key: name, value: cx.builder.add({ kind: 'name', binding }, node) }];
  });
  const binding = declareName(node.id.name, 'const', cx);
  const { kind, definitions } = cx.builder.binding(binding);
  if (kind === 'const' && definitions.length === 0) {
    cx.builder.define(binding, cx.builder.add({ kind: 'object', properties }, node), false);
  } else mergeNamespace(binding, properties, node, cx);
}

/** A namespace beside a function, class, enum or namespace of its name writes its exports to that. */
function mergeNamespace(binding: BindingId, properties: readonly Property[], node: Span, cx: Context): void {
  for (const property of properties) {
    if (property.kind !== 'property') continue;
    const object = cx.builder.add({ kind: 'name', binding }, node);
    const { owner, symbol } = cx;
    const { key, value } = property;
    cx.builder.write({ how: 'property', object, property: key, value, conditional: false, owner, symbol, at: object });
  }
}

/** The names that a declaration statement declares, when they are plain identifiers. */
export function declaredNames(node: TSESTree.Node): readonly string[] {
  if (node.type === 'VariableDeclaration') {
    const collected = new Map<string, true>();
    for (const { id } of node.declarations) for (const name of namesIn(id)) collected.set(name, true);
    return [...collected.keys()];
  }
  return 'id' in node && node.id && 'name' in node.id && typeof node.id.name === 'string' ? [node.id.name] : [];
}

function namesIn(pattern: TSESTree.Node): readonly string[] {
  if (pattern.type === 'Identifier') return [pattern.name];
  if (pattern.type === 'AssignmentPattern') return namesIn(pattern.left);
  if (pattern.type === 'RestElement') return namesIn(pattern.argument);
  if (pattern.type === 'ArrayPattern') return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
  if (pattern.type !== 'ObjectPattern') return [];
  return pattern.properties.flatMap((property) =>
    namesIn(property.type === 'Property' ? property.value : property.argument),
  );
}

/** Imports and exports, ESM and CommonJS. An imported name is a member of a module expression. */
import type { TSESTree } from '@typescript-eslint/types';
import { EXPORT_EQUALS, type ExprId } from './module.ts';
import { declareName, interfaceKey, type Context } from './scope.ts';
import { lowerExpression, lowerNamed } from './expressions.ts';
import { lowerInterface } from './annotations.ts';
import { lowerClassDeclaration } from './classes.ts';
import { lowerFunctionDeclaration } from './functions.ts';
import { declaredNames } from './namespaces.ts';
import { packageNamed } from './package-names.ts';
import { lowerStatement } from './statements.ts';

/** Lowers an import or export statement; false when it is neither. */
export function lowerModuleStatement(node: TSESTree.Node, cx: Context): boolean {
  switch (node.type) {
    case 'ImportDeclaration':
      lowerImport(node, cx);
      return true;
    case 'ExportNamedDeclaration':
      lowerNamedExport(node, cx);
      return true;
    case 'ExportDefaultDeclaration':
      addExport('default', lowerDefault(node.declaration, cx), cx);
      return true;
    case 'ExportAllDeclaration':
      lowerExportAll(node, cx);
      return true;
    case 'TSImportEqualsDeclaration':
      lowerImportEquals(node, cx);
      return true;
    case 'TSExportAssignment':
      addExport(EXPORT_EQUALS, lowerExpression(node.expression, cx), cx);
      return true;
    default:
      return false;
  }
}

function lowerImport(node: TSESTree.ImportDeclaration, cx: Context): void {
  const typeOnly =
    node.importKind === 'type' ||
    (node.specifiers.length > 0 &&
      node.specifiers.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type'));
  const source = moduleOf(node.source, typeOnly, cx);
  for (const specifier of node.specifiers) {
    const value =
      specifier.type === 'ImportNamespaceSpecifier'
        ? source
        : cx.builder.member(source, importedName(specifier), specifier);
    cx.builder.define(declareName(specifier.local.name, 'import', cx), value, false);
  }
}

function importedName(specifier: TSESTree.ImportSpecifier | TSESTree.ImportDefaultSpecifier): string {
  return specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported);
}

function lowerNamedExport(node: TSESTree.ExportNamedDeclaration, cx: Context): void {
  if (node.declaration) {
    lowerStatement(node.declaration, cx);
    for (const name of declaredNames(node.declaration)) addExportedName(name, name, node, cx);
    return;
  }
  const source = node.source ? moduleOf(node.source, node.exportKind === 'type', cx) : null;
  for (const specifier of node.specifiers) {
    const local = nameOf(specifier.local);
    const exported = nameOf(specifier.exported);
    if (source !== null) addExport(exported, cx.builder.member(source, local, specifier), cx);
    else addExportedName(local, exported, specifier, cx);
  }
}

function addExportedName(local: string, exported: string, node: TSESTree.Node, cx: Context): void {
  const binding = cx.scope.find(local) ?? cx.scope.find(interfaceKey(local));
  if (binding !== undefined) addExport(exported, cx.builder.add({ kind: 'name', binding }, node), cx);
}

function addExport(name: string, value: ExprId, cx: Context): void {
  cx.builder.exports.push({ name, value });
}

function lowerDefault(node: TSESTree.ExportDefaultDeclaration['declaration'], cx: Context): ExprId {
  if (node.type === 'FunctionDeclaration') return lowerFunctionDeclaration(node, 'default', cx);
  if (node.type === 'ClassDeclaration') return lowerClassDeclaration(node, 'default', cx);
  if (node.type === 'TSInterfaceDeclaration') return lowerInterface(node, cx);
  return lowerNamed(node, 'default', cx);
}

function lowerExportAll(node: TSESTree.ExportAllDeclaration, cx: Context): void {
  const source = moduleOf(node.source, node.exportKind === 'type', cx);
  if (node.exported) addExport(nameOf(node.exported), source, cx);
  else cx.builder.stars.push(packageNamed(node.source.value));
}

/** `import x = require('x')`, and `import x = N.y`, a name for a part of a namespace. */
function lowerImportEquals(node: TSESTree.TSImportEqualsDeclaration, cx: Context): void {
  const { moduleReference } = node;
  const value =
    moduleReference.type === 'TSExternalModuleReference'
      ? requiredModule(moduleReference.expression, node.importKind === 'type', cx)
      : entityValue(moduleReference, cx);
  if (value === null) return;
  cx.builder.define(declareName(node.id.name, 'import', cx), value, false);
}

function requiredModule(source: TSESTree.Node, typeOnly: boolean, cx: Context): ExprId | null {
  return source.type === 'Literal' && typeof source.value === 'string' ? moduleOf(source, typeOnly, cx) : null;
}

function entityValue(entity: TSESTree.EntityName, cx: Context): ExprId | null {
  if (entity.type !== 'TSQualifiedName') return lowerExpression(entity, cx);
  const left = entityValue(entity.left, cx);
  return left === null ? null : cx.builder.member(left, entity.right.name, entity);
}

function moduleOf(source: TSESTree.Literal, typeOnly: boolean, cx: Context): ExprId {
  const specifier = String(source.value);
  const named = packageNamed(specifier);
  cx.builder.imports.push({ specifier: named, typeOnly });
  const written = cx.builder.literal(specifier, source);
  const expr = { kind: 'module', specifier: written, required: false } as const;
  const module = cx.builder.add(named === specifier ? expr : { ...expr, named }, source);
  // Code that is loaded from a host: `import x from 'https://esm.sh/x'`.
  if (!typeOnly && /^https?:/.test(specifier))
    cx.builder.calls.push({ call: module, owner: cx.owner, symbol: cx.symbol });
  return module;
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

/** Where a module has an export from, when it is not its own. */
import type { ts } from 'ts-morph';

export type Reexport =
  | { readonly kind: 'module'; readonly specifier: string; readonly name: string | null }
  | { readonly kind: 'local'; readonly expression: ts.Node };

/** The places from which a file may hand on a name: `export * from`, `export { a as name } from`, `export default name`. */
export function reexports(file: ts.SourceFile, name: string, compiler: typeof ts): readonly Reexport[] {
  return file.statements.flatMap((statement): readonly Reexport[] => {
    if (compiler.isExportAssignment(statement) && name === 'default') {
      return [{ kind: 'local', expression: statement.expression }];
    }
    return compiler.isExportDeclaration(statement) ? handedOn(statement, name, compiler) : [];
  });
}

function handedOn(statement: ts.ExportDeclaration, name: string, compiler: typeof ts): readonly Reexport[] {
  const { exportClause, moduleSpecifier } = statement;
  const specifier = moduleSpecifier && compiler.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : null;
  if (!exportClause) return specifier === null ? [] : [{ kind: 'module', specifier, name }];
  if (compiler.isNamespaceExport(exportClause)) {
    return specifier !== null && exportClause.name.text === name ? [{ kind: 'module', specifier, name: null }] : [];
  }
  const found = exportClause.elements.find((element) => element.name.text === name);
  if (!found) return [];
  const local = found.propertyName ?? found.name;
  return [specifier === null ? { kind: 'local', expression: local } : { kind: 'module', specifier, name: local.text }];
}

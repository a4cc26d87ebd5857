/** Where the type of an expression is written down. */
import type { ts } from 'ts-morph';
import type { TypeAnswer } from './oracle.ts';
import type { View } from './workspace.ts';

/** The annotation of what an expression names; without one, its declaration. */
export function declarationOf(node: ts.Node, view: View): TypeAnswer['declared'] {
  const { ts, pathOf } = view;
  const found = ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? node.type : annotationOf(node, view);
  const path = found ? pathOf(found.getSourceFile()) : null;
  return found && path !== null ? { path, offset: found.getStart() } : null;
}

function annotationOf(node: ts.Node, { ts, checker }: View): ts.Node | null {
  const name = nameOf(node, ts);
  const element = ts.isBindingElement(name.parent) ? name.parent : null;
  const taken = element && checker.getTypeAtLocation(element.parent).getProperty(name.getText());
  const symbol = taken ?? checker.getSymbolAtLocation(name);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = target?.valueDeclaration ?? target?.declarations?.[0];
  if (!declaration) return null;
  return 'type' in declaration && isNode(declaration.type) ? declaration.type : declaration;
}

/** The name at the end of an expression: of `await this.clients.region()`, `region`. */
function nameOf(node: ts.Node, compiler: typeof ts): ts.Node {
  if (compiler.isPropertyAccessExpression(node)) return node.name;
  if (compiler.isParameter(node) || compiler.isBindingElement(node)) return node.name;
  const isAround =
    compiler.isCallExpression(node) ||
    compiler.isAwaitExpression(node) ||
    compiler.isNonNullExpression(node) ||
    compiler.isParenthesizedExpression(node);
  return isAround ? nameOf(node.expression, compiler) : node;
}

function isNode(value: unknown): value is ts.Node {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

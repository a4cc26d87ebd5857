/**
 * What an expression's type is built from. Only the files that this walk leads to are read: a repository has thousands, a type has a few.
 * Annotations are followed where there are any, else what the type is inferred from.
 */
import type { ts } from 'ts-morph';
import { reexports } from './reexports.ts';
import type { View } from './workspace.ts';

/** The files that the type of an expression needs and its program has not read yet, and how many the walk has been in. */
export function missingFiles(
  node: ts.Node,
  view: View,
): { readonly missing: readonly string[]; readonly seen: number } {
  const walk = new Walk(view);
  walk.from([node, ...guardsOf(node, view.ts)]);
  return { missing: [...walk.missing].toSorted(), seen: walk.files.size };
}

/** Functions that the name at a node is handed to in its function: one of them may be a guard that narrows it. */
function guardsOf(node: ts.Node, compiler: typeof ts): readonly ts.Node[] {
  if (!compiler.isIdentifier(node)) return [];
  const around = compiler.findAncestor(node, (one) => compiler.isFunctionLike(one)) ?? node.getSourceFile();
  const found: ts.Node[] = [];
  const search = (one: ts.Node): void => {
    if (compiler.isCallExpression(one) && one.arguments.some((argument) => isName(argument, node.text))) {
      found.push(one.expression);
    }
    one.forEachChild(search);
  };
  search(around);
  return found;

  function isName(one: ts.Node, name: string): boolean {
    return compiler.isIdentifier(one) && one.text === name;
  }
}

class Walk {
  readonly missing = new Set<string>();
  readonly files = new Set<ts.SourceFile>();
  readonly #view: View;
  readonly #visited = new Set<ts.Node>();
  readonly #declared = new Set<ts.Node>();
  readonly #names = new Set<string>();
  /** Nodes that are still to be looked at: a type may lead to the next one thousands of times. */
  readonly #waiting: ts.Node[] = [];

  constructor(view: View) {
    this.#view = view;
  }

  /** Walks from nodes to all that their types are built from. */
  from(nodes: readonly ts.Node[]): void {
    for (const node of nodes) this.#visit(node);
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) this.#look(next);
  }

  #visit(node: ts.Node): void {
    if (this.#visited.has(node)) return;
    this.#visited.add(node);
    this.#waiting.push(node);
  }

  #look(node: ts.Node): void {
    const { ts, checker } = this.#view;
    this.files.add(node.getSourceFile());
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword) {
      this.#follow(checker.getSymbolAtLocation(node));
    } else if (ts.isShorthandPropertyAssignment(node)) {
      this.#follow(checker.getShorthandAssignmentValueSymbol(node));
    } else if (ts.isImportTypeNode(node)) {
      this.#importType(node);
    }
    if (isDeclared(node, ts)) this.#declaration(node);
    else ts.forEachChild(node, (child) => this.#visit(child));
  }

  #follow(symbol: ts.Symbol | undefined): void {
    const { ts, checker } = this.#view;
    if (!symbol) return;
    for (const declaration of symbol.declarations ?? []) this.#declaration(declaration);
    if (!(symbol.flags & ts.SymbolFlags.Alias)) return;
    const target = checker.getAliasedSymbol(symbol);
    if (target !== symbol) this.#follow(target);
  }

  #declaration(node: ts.Node): void {
    const { ts, pathOf } = this.#view;
    if (this.#declared.has(node) || pathOf(node.getSourceFile()) === null) return;
    this.#declared.add(node);
    this.files.add(node.getSourceFile());
    if (ts.isClassLike(node)) for (const part of node.heritageClauses ?? []) this.#visit(part);
    else if (ts.isFunctionLike(node)) this.#signature(node);
    else if (ts.isBindingElement(node)) this.#bindingElement(node);
    else if (ts.isParameter(node)) this.#parameter(node);
    else if (ts.isVariableDeclaration(node)) this.#variable(node);
    else if (ts.isPropertyDeclaration(node)) this.#eitherOf(typeOf(node, ts), node.initializer);
    else if (isImported(node, ts)) this.#imported(node);
    else if (!ts.isSourceFile(node) && !ts.isModuleDeclaration(node)) this.#visit(node);
  }

  /** Parameters, and the result: as annotated, else what is returned. */
  #signature(node: ts.SignatureDeclaration): void {
    const { ts } = this.#view;
    for (const parameter of node.parameters) this.#eitherOf(typeOf(parameter, ts), undefined);
    for (const parameter of node.typeParameters ?? []) this.#visit(parameter);
    const body = 'body' in node ? node.body : undefined;
    const returned = node.type ?? ts.getJSDocReturnType(node);
    if (returned) this.#visit(returned);
    else if (body && ts.isBlock(body)) this.#returned(body);
    else if (body) this.#visit(body);
  }

  #returned(node: ts.Node): void {
    const { ts } = this.#view;
    if (ts.isReturnStatement(node) && node.expression) this.#visit(node.expression);
    else if (!ts.isFunctionLike(node)) ts.forEachChild(node, (child) => this.#returned(child));
  }

  /** A callback's parameter has the type that the function it is handed to says. */
  #parameter(node: ts.ParameterDeclaration): void {
    const { ts } = this.#view;
    const callback = node.parent.parent;
    const type = typeOf(node, ts);
    if (type || node.initializer) this.#eitherOf(type, node.initializer);
    else if (callback && ts.isCallExpression(callback)) this.#visit(callback.expression);
    else if (callback && ts.isVariableDeclaration(callback) && callback.type) this.#visit(callback.type);
  }

  #variable(node: ts.VariableDeclaration): void {
    const { ts } = this.#view;
    const loop = node.parent.parent;
    const type = typeOf(node, ts);
    if (type || node.initializer) this.#eitherOf(type, node.initializer);
    else if (ts.isForOfStatement(loop)) this.#visit(loop.expression);
  }

  /** A name taken out of an object: the object, and the property where it is known. */
  #bindingElement(node: ts.BindingElement): void {
    const { ts, checker } = this.#view;
    const pattern = node.parent;
    if (node.initializer) this.#visit(node.initializer);
    this.#declaration(pattern.parent);
    const key = node.propertyName ?? node.name;
    if (ts.isIdentifier(key)) this.#follow(checker.getTypeAtLocation(pattern).getProperty(key.text));
  }

  #eitherOf(type: ts.Node | undefined, initializer: ts.Node | undefined): void {
    const part = type ?? initializer;
    if (part) this.#visit(part);
  }

  #importType(node: ts.ImportTypeNode): void {
    const { ts } = this.#view;
    const { argument, qualifier } = node;
    if (!ts.isLiteralTypeNode(argument) || !ts.isStringLiteral(argument.literal)) return;
    const name = qualifier && ts.isIdentifier(qualifier) ? qualifier.text : null;
    this.#exported(node.getSourceFile(), argument.literal.text, name);
  }

  #imported(node: ts.ImportSpecifier | ts.ExportSpecifier | ts.ImportClause | ts.NamespaceImport): void {
    const { ts } = this.#view;
    const around = ts.findAncestor(node, (one) => ts.isImportDeclaration(one) || ts.isExportDeclaration(one));
    const source = around && 'moduleSpecifier' in around ? around.moduleSpecifier : undefined;
    if (!source || !ts.isStringLiteral(source)) {
      // `export { local }`
      if (ts.isExportSpecifier(node)) this.#follow(this.#view.checker.getExportSpecifierLocalTargetSymbol(node));
      return;
    }
    const named = ts.isImportSpecifier(node) || ts.isExportSpecifier(node);
    const name = named ? (node.propertyName ?? node.name).text : ts.isImportClause(node) ? 'default' : null;
    this.#exported(node.getSourceFile(), source.text, name);
  }

  /** A name that a module exports, through whatever hands it on; null: all of it. */
  #exported(from: ts.SourceFile, specifier: string, name: string | null): void {
    const path = this.#view.resolve(from, specifier);
    if (path === null || this.#names.has(`${path} ${name}`)) return;
    this.#names.add(`${path} ${name}`);
    const file = this.#view.loaded(path);
    if (!file) return void this.missing.add(path);
    this.files.add(file);
    if (name === null) return;
    for (const next of reexports(file, name, this.#view.ts)) {
      if (next.kind === 'module') this.#exported(file, next.specifier, next.name);
      else this.#visit(next.expression);
    }
  }
}

/** An annotation, or what a comment says in JavaScript. */
function typeOf(
  node: ts.ParameterDeclaration | ts.VariableDeclaration | ts.PropertyDeclaration,
  compiler: typeof ts,
): ts.TypeNode | undefined {
  return node.type ?? compiler.getJSDocType(node);
}

/** What is looked at as a declaration also where it is met inside an expression: its body is not part of its type. */
function isDeclared(node: ts.Node, compiler: typeof ts): boolean {
  return (
    compiler.isFunctionLike(node) ||
    compiler.isClassLike(node) ||
    compiler.isParameter(node) ||
    compiler.isBindingElement(node)
  );
}

function isImported(
  node: ts.Node,
  compiler: typeof ts,
): node is ts.ImportSpecifier | ts.ExportSpecifier | ts.ImportClause | ts.NamespaceImport {
  return (
    compiler.isImportSpecifier(node) ||
    compiler.isExportSpecifier(node) ||
    compiler.isImportClause(node) ||
    compiler.isNamespaceImport(node)
  );
}

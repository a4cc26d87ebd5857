/** Names to bindings: block scopes with hoisting. Types have no scope of their own; a type name is looked up like a value. */
import type { TSESTree } from '@typescript-eslint/types';
import type { BindingId, BindingKind, FunctionId, ThisOwner } from './module.ts';
import type { ModuleBuilder } from './builder.ts';
import type { Guards } from './guards.ts';

export class Scope {
  readonly #names = new Map<string, BindingId>();
  readonly #parent: Scope | null;

  constructor(parent: Scope | null) {
    this.#parent = parent;
  }

  find(name: string): BindingId | undefined {
    return this.#names.get(name) ?? this.#parent?.find(name);
  }

  /** That of the module. */
  outermost(): Scope {
    return this.#parent?.outermost() ?? this;
  }

  own(name: string): BindingId | undefined {
    return this.#names.get(name);
  }

  declare(name: string, binding: BindingId): void {
    this.#names.set(name, binding);
  }
}

/** What a walk knows of where it is. Immutable: a nested place gets a copy. */
export interface Context {
  readonly builder: ModuleBuilder;
  readonly scope: Scope;
  readonly owner: FunctionId;
  /** The function whose `arguments` can be named here: the nearest that is no arrow. */
  readonly callee: FunctionId;
  readonly symbol: string;
  /** In objects and in the arguments of calls at the top of a file: what functions there are called; null elsewhere. */
  readonly place: string | null;
  readonly this: ThisOwner | null;
  /** Inside a branch, loop, or try. */
  readonly conditional: boolean;
  /** Inside a loop of this function, where what is assigned below may already have been: the first binding declared in it. */
  readonly loop: BindingId | null;
  /** Which loop that is. */
  readonly turn: number | null;
  /** What is known here. */
  readonly guards: Guards;
}

/** Under what an interface or alias is declared: types and values have names of their own. */
export function interfaceKey(name: string): string {
  return `interface ${name}`;
}

/** Whether a type may name or describe a class or value; told before anything is made of it, since most are text and numbers. */
export function isTelling(type: TSESTree.TypeNode): boolean {
  switch (type.type) {
    case 'TSTypeReference':
    case 'TSTypeQuery':
    case 'TSIndexedAccessType':
      return true;
    case 'TSFunctionType':
      return type.returnType?.typeAnnotation.type === 'TSTypeReference';
    case 'TSUnionType':
      return type.types.some(isTelling);
    case 'TSTypeLiteral':
      return type.members.some(
        (member) =>
          member.type === 'TSPropertySignature' &&
          !!member.typeAnnotation &&
          isTelling(member.typeAnnotation.typeAnnotation),
      );
    default:
      return false;
  }
}

/** Declares a name in the scope of `cx`, once; returns its binding. */
export function declareName(name: string, kind: BindingKind, cx: Context): BindingId {
  const known = cx.scope.own(name);
  if (known !== undefined) return known;
  const binding = cx.builder.bind(name, kind, cx.owner);
  cx.scope.declare(name, binding);
  return binding;
}

/** Declares what the statements of a block declare: `let`, `const`, classes, functions, enums, imports. */
export function hoistBlock(statements: readonly TSESTree.Node[], cx: Context): void {
  for (const statement of statements) hoistStatement(unwrapExport(statement), cx);
}

/** Declares the `var`s of a function body, however deep they stand. */
export function hoistVars(node: TSESTree.Node, cx: Context): void {
  if (isFunctionOrClass(node)) return;
  if (node.type === 'VariableDeclaration' && node.kind === 'var' && !node.declare) {
    for (const declarator of node.declarations) declarePattern(declarator.id, 'var', cx);
  }
  for (const child of childStatements(node)) hoistVars(child, cx);
}

/** Declares every name in a binding pattern. */
export function declarePattern(pattern: TSESTree.Node, kind: BindingKind, cx: Context): void {
  for (const name of patternNames(pattern)) declareName(name, kind, cx);
}

function hoistStatement(statement: TSESTree.Node, cx: Context): void {
  switch (statement.type) {
    case 'VariableDeclaration':
      // What is only declared is a global.
      if (statement.kind === 'var' || statement.declare) return;
      for (const declarator of statement.declarations) {
        declarePattern(declarator.id, statement.kind === 'let' ? 'let' : 'const', cx);
      }
      return;
    case 'FunctionDeclaration':
      if (statement.id) declareName(statement.id.name, 'function', cx);
      return;
    case 'ClassDeclaration':
      if (statement.id) declareName(statement.id.name, 'class', cx);
      return;
    case 'TSInterfaceDeclaration':
      declareName(interfaceKey(statement.id.name), 'class', cx);
      return;
    case 'TSTypeAliasDeclaration':
      if (isTelling(statement.typeAnnotation)) declareName(interfaceKey(statement.id.name), 'class', cx);
      return;
    case 'TSEnumDeclaration':
      declareName(statement.id.name, 'enum', cx);
      return;
    case 'TSModuleDeclaration':
      if (statement.id.type === 'Identifier' && !statement.declare) declareName(statement.id.name, 'const', cx);
      return;
    case 'ImportDeclaration':
      for (const specifier of statement.specifiers) declareName(specifier.local.name, 'import', cx);
      return;
    case 'TSImportEqualsDeclaration':
      declareName(statement.id.name, 'import', cx);
      return;
    default:
  }
}

function unwrapExport(statement: TSESTree.Node): TSESTree.Node {
  const exported = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
  return exported && statement.declaration ? statement.declaration : statement;
}

function isFunctionOrClass(node: TSESTree.Node): boolean {
  return /^(Function|Arrow|Class|TSDeclareFunction)/.test(node.type);
}

/** The statements inside a statement, without going into expressions. */
function childStatements(node: TSESTree.Node): readonly TSESTree.Node[] {
  switch (node.type) {
    case 'Program':
    case 'BlockStatement':
      return node.body;
    case 'IfStatement':
      return node.alternate ? [node.consequent, node.alternate] : [node.consequent];
    case 'ForStatement':
      return node.init ? [node.init, node.body] : [node.body];
    case 'ForInStatement':
    case 'ForOfStatement':
      return [node.left, node.body];
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
      return [node.body];
    case 'TryStatement':
      return [node.block, node.handler?.body, node.finalizer].filter((part) => part != null);
    case 'SwitchStatement':
      return node.cases.flatMap((branch) => branch.consequent);
    case 'ExportNamedDeclaration':
      return node.declaration ? [node.declaration] : [];
    default:
      return [];
  }
}

/** The names that a pattern binds. */
export function patternNames(pattern: TSESTree.Node): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'AssignmentPattern':
      return patternNames(pattern.left);
    case 'RestElement':
      return patternNames(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? patternNames(element) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        patternNames(property.type === 'Property' ? property.value : property.argument),
      );
    case 'TSParameterProperty':
      return patternNames(pattern.parameter);
    default:
      return [];
  }
}

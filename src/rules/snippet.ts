/** Compiles a snippet of real code to a path. Runs when the bundle is built, when rules are tested, and for users' own rules. */
import type { TSESTree } from '@typescript-eslint/types';
import { parseWithOxc } from '../parse/parse.ts';
import type { Constants } from './constants.ts';
import { argumentIn, importedPath, type Compiler, type Partial, type Where } from './snippet-imports.ts';
import type { ArgPattern, PathPattern, Root, Step } from './pattern.ts';
import { GLOBAL_OBJECTS } from './vocabulary.ts';
import { CHANNEL, SnippetError, boundNames, continuationIn } from './snippet-arguments.ts';

/** Compiles one snippet; a `$name` member listed in `where` gives one path for each of its values. What `constants` knows is a literal. */
export function compileSnippet(
  code: string,
  where: Where = {},
  constants: Constants = new Map(),
): readonly PathPattern[] {
  const parsed = parseWithOxc('snippet.tsx', code);
  if (parsed.kind === 'failed') throw new SnippetError(`cannot be parsed: ${parsed.message}`);
  const imports = new Map<string, readonly Partial[]>();
  for (const statement of parsed.program.body) {
    if (statement.type === 'ImportDeclaration') addImport(statement, imports);
    if (statement.type === 'VariableDeclaration') addName(statement, { imports, where, constants }, imports);
  }
  const last = parsed.program.body.at(-1);
  if (last?.type === 'ExportDefaultDeclaration' || last?.type === 'ExportNamedDeclaration')
    return compileExport(last, { imports, where, constants });
  if (last?.type !== 'ExpressionStatement')
    throw new SnippetError('must end with the call, member or element that is the sink');
  const compiler: Compiler = { imports, where, constants };
  if (last.expression.type === 'ObjectExpression') return [compileObject(last.expression, compiler)];
  return compilePath(last.expression, compiler).map(({ root, steps }) => ({
    root,
    steps,
    api: describe(code.slice(last.expression.range[0], last.expression.range[1]), steps),
  }));
}

/** `export default { … }` and `export const name = …`: what a framework reads from a file, or a function that it calls. */
function compileExport(
  node: TSESTree.ExportDefaultDeclaration | TSESTree.ExportNamedDeclaration,
  compiler: Compiler,
): readonly PathPattern[] {
  const { name: written, value } = exportedBy(node);
  const step: Step = { kind: 'exported', value: argumentIn(compiler)(value) };
  const names = written.startsWith('$') ? (compiler.where[written.slice(1)] ?? []) : [written];
  return names.flatMap((name) =>
    goOn([{ root: { kind: 'export', name }, steps: [step] }], [value], compiler).map((path) => ({
      ...path,
      api: `export ${name}`,
    })),
  );
}

function exportedBy(node: TSESTree.ExportDefaultDeclaration | TSESTree.ExportNamedDeclaration): {
  readonly name: string;
  readonly value: TSESTree.Node;
} {
  if (node.type === 'ExportDefaultDeclaration') return { name: 'default', value: node.declaration };
  const { declaration } = node;
  const declarator = declaration?.type === 'VariableDeclaration' ? declaration.declarations[0] : undefined;
  if (declarator?.id.type !== 'Identifier' || !declarator.init) {
    throw new SnippetError('an exported snippet is `export default …` or `export const name = …`');
  }
  return { name: declarator.id.name, value: declarator.init };
}

/** `({ provide: $token, useValue: $value })`: an object that has its first two keys. */
function compileObject(node: TSESTree.ObjectExpression, compiler: Compiler): PathPattern {
  const value = argumentIn(compiler)(node);
  const keys = value.kind === 'object' ? value.fields.map(([key]) => key) : [];
  if (keys.length < 2) throw new SnippetError('an object is known by two keys at least');
  const demanded = keys.slice(0, 2).toSorted().join(',');
  return {
    root: { kind: 'object', keys: demanded },
    steps: [{ kind: 'exported', value }],
    api: `{ ${keys.join(', ')} }`,
  };
}

function addImport(node: TSESTree.ImportDeclaration, imports: Map<string, readonly Partial[]>): void {
  const root: Root = { kind: 'module', specifier: node.source.value };
  for (const specifier of node.specifiers) {
    if (specifier.type === 'ImportNamespaceSpecifier') imports.set(specifier.local.name, [{ root, steps: [] }]);
    else imports.set(specifier.local.name, [{ root, steps: [{ kind: 'member', name: importedName(specifier) }] }]);
  }
}

/** `const Context = createContext(_);`: a name for a path that goes on, as the tag of an element has to be one. */
function addName(
  { declarations }: TSESTree.VariableDeclaration,
  compiler: Compiler,
  imports: Map<string, readonly Partial[]>,
): void {
  for (const { id, init } of declarations) {
    if (id.type !== 'Identifier' || !init) throw new SnippetError('a declaration of a snippet is `const Name = …`');
    imports.set(id.name, compilePath(init, compiler));
  }
}

function importedName(specifier: TSESTree.ImportSpecifier | TSESTree.ImportDefaultSpecifier): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  return specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
}

function compilePath(node: TSESTree.Node, compiler: Compiler): readonly Partial[] {
  switch (node.type) {
    case 'Identifier':
      return compiler.imports.get(node.name) ?? [{ root: rootNamed(node.name), steps: [] }];
    case 'MetaProperty':
      return [{ root: { kind: 'global', name: 'import.meta' }, steps: [] }];
    case 'AwaitExpression':
      return compilePath(node.argument, compiler);
    case 'MemberExpression':
      return compileMember(node, compiler);
    case 'CallExpression':
    case 'NewExpression': {
      const passed = compilePassed(node, compiler);
      if (passed) return passed;
      const kind = node.type === 'CallExpression' ? 'call' : 'construct';
      const args = node.arguments.map(argumentIn(compiler));
      return goOn(extend(compilePath(node.callee, compiler), { kind, args }), node.arguments, compiler);
    }
    case 'ImportExpression':
      return [
        {
          root: { kind: 'global', name: 'import' },
          steps: [{ kind: 'call', args: [argumentIn(compiler)(node.source)] }],
        },
      ];
    case 'AssignmentExpression':
      return compileAssignment(node, compiler);
    case 'JSXElement':
      return compileElement(node, compiler);
    default:
      throw new SnippetError(`a snippet cannot hold a ${node.type}`);
  }
}

/** `$app.use(Plugin, { url: $url })`: whatever the method is called on, it is the plugin that is known. Null for another call. */
function compilePassed(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  compiler: Compiler,
): readonly Partial[] | null {
  const { callee } = node;
  if (
    callee.type !== 'MemberExpression' ||
    callee.object.type !== 'Identifier' ||
    callee.property.type !== 'Identifier'
  )
    return null;
  const { name } = callee.object;
  if (!/^\$(?!schema$)\w/.test(name) || DOLLAR_NAMES.has(name) || compiler.imports.has(name)) return null;
  const position = node.arguments.findIndex((argument) => importedPath(argument, compiler.imports) !== null);
  const plugin = node.arguments[position];
  if (!plugin)
    throw new SnippetError(`begins with ${name}, which may be anything: one of the arguments has to be an import`);
  const args = node.arguments.map((argument, index): ArgPattern =>
    index === position ? { kind: 'any' } : argumentIn(compiler)(argument),
  );
  return extend(compilePath(plugin, compiler), { kind: 'passed', method: callee.property.name, position, args });
}

/** Names that begin with `$` in programs as well: of Nuxt, and the runes of Svelte. */
export const DOLLAR_NAMES: ReadonlySet<string> = new Set(['$fetch', '$state', '$derived', '$bindable']);

function rootNamed(name: string): Root {
  // As a root it would hide all that programs read of it: `self.fetch`.
  if (GLOBAL_OBJECTS.has(name)) throw new SnippetError(`a global is written by its own name, without ${name}`);
  return name === '$schema' ? { kind: 'schema' } : { kind: 'global', name };
}

/** Into the function among the arguments whose body goes on from one of its parameters, if there is one. */
function goOn(paths: readonly Partial[], args: readonly TSESTree.Node[], compiler: Compiler): readonly Partial[] {
  const found = continuationIn(args);
  if (!found) return paths;
  const inside = new Map(compiler.imports);
  for (const [parameter, node] of found.function.params.entries()) {
    for (const [name, members] of boundNames(node)) {
      const steps: readonly Step[] = [
        { kind: 'handed', to: found.to, parameter, name },
        ...members.map((member): Step => ({ kind: 'member', name: member })),
      ];
      inside.set(name, steps.reduce(extend, paths));
    }
  }
  return compilePath(found.function.body, { ...compiler, imports: inside });
}

function extend(paths: readonly Partial[], step: Step): readonly Partial[] {
  return paths.map(({ root, steps }) => ({ root, steps: [...steps, step] }));
}

function compileMember(node: TSESTree.MemberExpression, compiler: Compiler): readonly Partial[] {
  const object = compilePath(node.object, compiler);
  if (node.computed) {
    if (node.property.type !== 'Literal') throw new SnippetError('a computed member must be a literal');
    return extend(object, { kind: 'member', name: String(node.property.value) });
  }
  const name = node.property.name;
  if (!name.startsWith('$') || name === '$' || DOLLAR_NAMES.has(name)) return extend(object, { kind: 'member', name });
  const names = compiler.where[name.slice(1)];
  if (!names) return extend(object, { kind: 'any-member', ...(name === CHANNEL ? { captured: true } : {}) });
  return names.flatMap((one) => extend(object, { kind: 'member', name: one }));
}

function compileAssignment(node: TSESTree.AssignmentExpression, compiler: Compiler): readonly Partial[] {
  if (node.left.type !== 'MemberExpression' || node.left.property.type !== 'Identifier') {
    throw new SnippetError('an assignment must be to a member');
  }
  const { name } = node.left.property;
  return extend(compilePath(node.left.object, compiler), {
    kind: 'assign',
    name,
    value: argumentIn(compiler)(node.right),
  });
}

function compileElement(node: TSESTree.JSXElement, compiler: Compiler): readonly Partial[] {
  const attributes: ArgPattern = {
    kind: 'object',
    fields: node.openingElement.attributes.map((attribute) => {
      if (attribute.type !== 'JSXAttribute' || attribute.name.type !== 'JSXIdentifier') {
        throw new SnippetError('an element of a snippet has plain attributes only');
      }
      const { value } = attribute;
      const inner = value?.type === 'JSXExpressionContainer' ? value.expression : value;
      return [attribute.name.name, inner ? argumentIn(compiler)(inner) : { kind: 'any' }] as const;
    }),
  };
  return extend(elementRoot(node.openingElement.name, compiler), { kind: 'markup', attributes });
}

function elementRoot(name: TSESTree.JSXTagNameExpression, compiler: Compiler): readonly Partial[] {
  if (name.type === 'JSXMemberExpression') {
    const object = elementRoot(name.object, compiler);
    return extend(object, { kind: 'member', name: name.property.name });
  }
  if (name.type !== 'JSXIdentifier') throw new SnippetError('a namespaced element cannot be matched');
  const imported = compiler.imports.get(name.name);
  return imported ?? [{ root: { kind: 'element', tag: name.name }, steps: [] }];
}

/** The sink without its arguments, with the member that was chosen. */
function describe(code: string, steps: readonly Step[]): string {
  const short = code.replace(/\((?:[^()]|\([^()]*\))*\)/g, '()').replace(/\s+/g, ' ');
  const last = steps.at(-1);
  if (last?.kind === 'markup') return `${(/^<[\w.]+/.exec(code) ?? ['<'])[0]}>`;
  if (last?.kind === 'passed') return `${last.method}(${/\(\s*(?:_\s*,\s*)*([\w.]+)/.exec(code)?.[1] ?? ''})`;
  if (last?.kind === 'assign') return short.replace(/\s*=.*$/, ' =');
  const chosen = steps.findLast((step) => step.kind === 'member');
  return short.replace(/\$(?!(?:fetch|state|derived|bindable)\b)\w+/, chosen?.kind === 'member' ? chosen.name : '*');
}

/** Compiles a snippet of real code to a path. Runs when the bundle is built, when rules are tested, and for users' own rules. */
import type { TSESTree } from '@typescript-eslint/types';
import { parseWithOxc } from '../parse/parse.ts';
import { FUNCTION_CAPTURES, ROLES } from './schema.ts';
import type { ArgPattern, Capture, PathPattern, Root, Step } from './pattern.ts';

const CAPTURES: ReadonlySet<string> = new Set<string>([...ROLES, ...FUNCTION_CAPTURES]);

export type Where = Readonly<Record<string, readonly string[]>>;

/** Thrown with a sentence for the rule's author: what the snippet holds that a snippet cannot. */
export class SnippetError extends Error {}

/** Compiles one snippet; a `$name` member listed in `where` gives one path for each of its values. */
export function compileSnippet(code: string, where: Where = {}): readonly PathPattern[] {
  const parsed = parseWithOxc('snippet.tsx', code);
  if (parsed.kind === 'failed') throw new SnippetError(`cannot be parsed: ${parsed.message}`);
  const imports = new Map<string, { root: Root; steps: readonly Step[] }>();
  for (const statement of parsed.program.body)
    if (statement.type === 'ImportDeclaration') addImport(statement, imports);
  const last = parsed.program.body.at(-1);
  if (last?.type === 'ExportDefaultDeclaration' || last?.type === 'ExportNamedDeclaration')
    return [compileExport(last)];
  if (last?.type !== 'ExpressionStatement')
    throw new SnippetError('must end with the call, member or element that is the sink');
  const compiler: Compiler = { imports, where };
  return compilePath(last.expression, compiler).map(({ root, steps }) => ({
    root,
    steps,
    api: describe(code.slice(last.expression.range[0], last.expression.range[1]), steps),
  }));
}

/** `export default { … }` and `export const name = …`: what a framework reads from a file. */
function compileExport(node: TSESTree.ExportDefaultDeclaration | TSESTree.ExportNamedDeclaration): PathPattern {
  const { declaration } = node;
  if (node.type === 'ExportDefaultDeclaration') return exported('default', compileArgument(node.declaration));
  const declarator = declaration?.type === 'VariableDeclaration' ? declaration.declarations[0] : undefined;
  if (declarator?.id.type !== 'Identifier' || !declarator.init) {
    throw new SnippetError('an exported snippet is `export default …` or `export const name = …`');
  }
  return exported(declarator.id.name, compileArgument(declarator.init));
}

function exported(name: string, value: ArgPattern): PathPattern {
  return { root: { kind: 'export', name }, steps: [{ kind: 'exported', value }], api: `export ${name}` };
}

interface Compiler {
  readonly imports: ReadonlyMap<string, { root: Root; steps: readonly Step[] }>;
  readonly where: Where;
}

interface Partial {
  readonly root: Root;
  readonly steps: readonly Step[];
}

function addImport(node: TSESTree.ImportDeclaration, imports: Map<string, Partial>): void {
  const root: Root = { kind: 'module', specifier: node.source.value };
  for (const specifier of node.specifiers) {
    if (specifier.type === 'ImportNamespaceSpecifier') imports.set(specifier.local.name, { root, steps: [] });
    else imports.set(specifier.local.name, { root, steps: [{ kind: 'member', name: importedName(specifier) }] });
  }
}

function importedName(specifier: TSESTree.ImportSpecifier | TSESTree.ImportDefaultSpecifier): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  return specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
}

function compilePath(node: TSESTree.Node, compiler: Compiler): readonly Partial[] {
  switch (node.type) {
    case 'Identifier':
      return [compiler.imports.get(node.name) ?? { root: rootNamed(node.name), steps: [] }];
    case 'MetaProperty':
      return [{ root: { kind: 'global', name: 'import.meta' }, steps: [] }];
    case 'AwaitExpression':
      return compilePath(node.argument, compiler);
    case 'MemberExpression':
      return compileMember(node, compiler);
    case 'CallExpression':
    case 'NewExpression': {
      const kind = node.type === 'CallExpression' ? 'call' : 'construct';
      const args = node.arguments.map(compileArgument);
      return extend(compilePath(node.callee, compiler), { kind, args });
    }
    case 'ImportExpression':
      return [
        { root: { kind: 'global', name: 'import' }, steps: [{ kind: 'call', args: [compileArgument(node.source)] }] },
      ];
    case 'AssignmentExpression':
      return compileAssignment(node, compiler);
    case 'JSXElement':
      return compileElement(node, compiler);
    default:
      throw new SnippetError(`a snippet cannot hold a ${node.type}`);
  }
}

function rootNamed(name: string): Root {
  return name === '$schema' ? { kind: 'schema' } : { kind: 'global', name };
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
  if (!name.startsWith('$') || name === '$' || name === '$fetch') return extend(object, { kind: 'member', name });
  const names = compiler.where[name.slice(1)];
  if (!names) return extend(object, { kind: 'any-member' });
  return names.flatMap((one) => extend(object, { kind: 'member', name: one }));
}

function compileAssignment(node: TSESTree.AssignmentExpression, compiler: Compiler): readonly Partial[] {
  if (node.left.type !== 'MemberExpression' || node.left.property.type !== 'Identifier') {
    throw new SnippetError('an assignment must be to a member');
  }
  const { name } = node.left.property;
  return extend(compilePath(node.left.object, compiler), { kind: 'assign', name, value: compileArgument(node.right) });
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
      return [attribute.name.name, inner ? compileArgument(inner) : { kind: 'any' }] as const;
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
  return [imported ?? { root: { kind: 'element', tag: name.name }, steps: [] }];
}

function compileArgument(node: TSESTree.Node): ArgPattern {
  switch (node.type) {
    case 'Identifier':
      return compileCapture(node.name);
    case 'Literal':
      return { kind: 'text', text: String(node.value) };
    case 'ObjectExpression':
      return { kind: 'object', fields: node.properties.map(compileField) };
    case 'ArrayExpression':
      return { kind: 'array', items: node.elements.map((item) => (item ? compileArgument(item) : { kind: 'any' })) };
    case 'ArrowFunctionExpression':
      if (node.body.type === 'BlockStatement') return { kind: 'any' };
      return { kind: 'result', result: compileArgument(node.body) };
    case 'FunctionExpression':
      return { kind: 'any' };
    case 'SpreadElement': {
      const all = compileArgument(node.argument);
      if (all.kind !== 'role') throw new SnippetError('what is spread in a snippet is a capture: ...$next');
      return { kind: 'rest', role: all.role };
    }
    default:
      throw new SnippetError(`an argument of a snippet cannot be a ${node.type}`);
  }
}

function compileField(property: TSESTree.ObjectLiteralElement): readonly [string, ArgPattern] {
  if (property.type !== 'Property' || property.computed)
    throw new SnippetError('an object of a snippet has plain keys only');
  const key =
    property.key.type === 'Identifier'
      ? property.key.name
      : property.key.type === 'Literal'
        ? String(property.key.value)
        : '';
  return [key, compileArgument(property.value)];
}

function compileCapture(name: string): ArgPattern {
  if (name === '_' || name === '$_') return { kind: 'any' };
  if (!name.startsWith('$')) throw new SnippetError(`argument ${name} is neither a $role nor _`);
  const role = name.slice(1);
  if (!isCapture(role)) throw new SnippetError(`$${role} is not a role; roles are ${[...CAPTURES].join(', ')}`);
  return { kind: 'role', role };
}

function isCapture(name: string): name is Capture {
  return CAPTURES.has(name);
}

/** The sink without its arguments, with the member that was chosen. */
function describe(code: string, steps: readonly Step[]): string {
  const short = code.replace(/\((?:[^()]|\([^()]*\))*\)/g, '()').replace(/\s+/g, ' ');
  const last = steps.at(-1);
  if (last?.kind === 'markup') return `${(/^<[\w.]+/.exec(code) ?? ['<'])[0]}>`;
  if (last?.kind === 'assign') return short.replace(/\s*=.*$/, ' =');
  const chosen = steps.findLast((step) => step.kind === 'member');
  return short.replace(/\$(?!fetch\b)\w+/, chosen?.kind === 'member' ? chosen.name : '*');
}

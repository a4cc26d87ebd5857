/** Edits that keep the meaning of a program: where each may be made, and how the files are afterwards. */
import { basename, dirname, join } from 'node:path/posix';
import type { TSESTree } from '@typescript-eslint/types';
import { applied, contains, nodesOf, type Placed } from './tree.ts';

export type Files = Readonly<Record<string, string>>;

/** A kind of edit: every way to make it in a file. */
export type EditKind = (path: string, files: Files) => readonly (() => Files)[];

/** By name. */
export const EDITS: Readonly<Record<string, EditKind>> = {
  'an expression becomes a constant': everyExpression((text, { statement, name }) => [
    { start: statement, end: statement, text: `const ${name} = ${text};\n` },
    name,
  ]),
  'an expression becomes a function': everyExpression((text, { statement, name }) => [
    { start: statement, end: statement, text: `const ${name} = () => (${text});\n` },
    `${name}()`,
  ]),
  'an expression is called in place': everyExpression((text) => [null, `(() => (${text}))()`]),
  // An inner function has arguments of its own.
  'a function of its own returns the expression': everyExpression((text, { name }) =>
    text.includes('arguments') ? null : [null, `(function ${name}() { return ${text}; }).call(this)`],
  ),
  'an expression goes through an object': everyExpression((text, { name }) => [null, `({ ${name}: ${text} }).${name}`]),
  'an expression is passed on': everyExpression((text, { name }) => [null, `((${name}) => ${name})(${text})`]),
  'a template becomes a concatenation': (path, files) =>
    expressions(path, files, 'TemplateLiteral').flatMap(({ node, around }) =>
      node.type === 'TemplateLiteral' && around[0]?.type !== 'TaggedTemplateExpression' && !inType(around)
        ? [() => replaced(path, files, node, concatenation(node, files[path] ?? ''))]
        : [],
    ),
  'a callee is wrapped': (path, files) =>
    expressions(path, files, 'CallExpression').flatMap(({ node, around }) =>
      node.type === 'CallExpression' &&
      node.callee.type === 'Identifier' &&
      node.callee.name !== 'require' &&
      // A container reads decorators by their names.
      around[0]?.type !== 'Decorator' &&
      !node.typeArguments
        ? [
            () =>
              replaced(
                path,
                files,
                node.callee,
                `((...handed) => ${sourceOf(node.callee, files[path] ?? '')}(...handed))`,
              ),
          ]
        : [],
    ),
  'a function declaration becomes an arrow': (path, files) =>
    expressions(path, files, 'FunctionDeclaration').flatMap((placed) => arrowed(placed, path, files)),
  'a name is changed': (path, files) => renames(path, files),
  'a constant is inlined': (path, files) => inlined(path, files),
  'a constant moves to another module': (path, files) => moved(path, files),
  'an import goes through a barrel': (path, files) => barrels(path, files),
  'an import becomes a require': (path, files) => required(path, files),
  'something unused is added': (path, files) => [
    () => ({
      ...files,
      [path]: withHead(
        files[path] ?? '',
        `import * as unusedPath from 'node:path';\nconst unusedHost = 'https://unused.decoy.com';\nfunction unusedCall() { return unusedHost; }\n`,
      ),
    }),
  ],
};

interface Inserted {
  readonly statement: number;
  readonly name: string;
}

type Rewriting = (
  text: string,
  place: Inserted,
) => readonly [{ readonly start: number; readonly end: number; readonly text: string } | null, string] | null;

/** Arguments, initialisers and property values of some weight, where nothing between them and their statement decides whether they run. */
function everyExpression(rewrite: Rewriting): EditKind {
  return (path, files) => {
    const text = files[path] ?? '';
    return nodesOf(path, text).flatMap((placed) => {
      const statement = statementOf(placed);
      if (statement === null || !isExtractable(placed, text)) return [];
      const { range } = placed.node;
      const rewritten = rewrite(text.slice(...range), { statement, name: `edited${range[0]}` });
      if (rewritten === null) return [];
      const [insertion, replacement] = rewritten;
      const edits = [{ start: range[0], end: range[1], text: replacement }, ...(insertion ? [insertion] : [])];
      return [() => ({ ...files, [path]: applied(text, edits) })];
    });
  };
}

const EXTRACTED = new Set([
  'TemplateLiteral',
  'Literal',
  'BinaryExpression',
  'MemberExpression',
  'ObjectExpression',
  'CallExpression',
  'NewExpression',
]);
const UNMOVABLE = new Set([
  'AwaitExpression',
  'YieldExpression',
  'ThisExpression',
  'Super',
  'AssignmentExpression',
  'ImportExpression',
  'SpreadElement',
]);
const PASSED = new Set([
  'CallExpression',
  'NewExpression',
  'ObjectExpression',
  'Property',
  'TemplateLiteral',
  'BinaryExpression',
  'VariableDeclarator',
  'VariableDeclaration',
  'ReturnStatement',
  'ExpressionStatement',
  'AwaitExpression',
  'ArrayExpression',
  'MemberExpression',
]);

function isExtractable({ node, as, around }: Placed, text: string): boolean {
  const [parent] = around;
  // What a module exports is told by its own words: `Object.defineProperty(exports, 'name', …)`.
  if (sourceOf(parent ?? node, text).includes('exports')) return false;
  if (!EXTRACTED.has(node.type) || contains(node, UNMOVABLE) || inType(around)) return false;
  if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require')
    return false;
  if (as === 'arguments')
    return parent?.type !== 'CallExpression' || parent.callee.type !== 'Identifier' || parent.callee.name !== 'require';
  if (as === 'init')
    return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' && !parent.id.typeAnnotation;
  return as === 'value'
    ? parent?.type === 'Property' && !parent.method && parent.kind === 'init'
    : as === 'argument' && parent?.type === 'ReturnStatement';
}

/** Where the statement begins in which an expression always runs; null when there is none that another could precede. */
function statementOf({ around }: Placed): number | null {
  for (const [index, one] of around.entries()) {
    const parent = around[index + 1];
    if (!PASSED.has(one.type)) return null;
    if (parent?.type === 'BlockStatement' || parent?.type === 'Program') return one.range[0];
  }
  return null;
}

function inType(around: readonly TSESTree.Node[]): boolean {
  return around.some(
    ({ type }) => /^TS(?!As|NonNull|Satisfies)/.test(type) || type === 'ImportDeclaration' || type === 'Decorator',
  );
}

function expressions(path: string, files: Files, type: string): readonly Placed[] {
  return nodesOf(path, files[path] ?? '').filter(({ node }) => node.type === type);
}

function sourceOf(node: TSESTree.Node, text: string): string {
  return text.slice(...node.range);
}

function replaced(path: string, files: Files, node: TSESTree.Node, text: string): Files {
  return { ...files, [path]: applied(files[path] ?? '', [{ start: node.range[0], end: node.range[1], text }]) };
}

function concatenation(node: TSESTree.TemplateLiteral, text: string): string {
  const parts = node.quasis.flatMap(({ value }, index) => {
    const expression = node.expressions[index];
    return [JSON.stringify(value.cooked), ...(expression ? [`(${sourceOf(expression, text)})`] : [])];
  });
  return `(${parts.join(' + ')})`;
}

function arrowed({ node, around }: Placed, path: string, files: Files): readonly (() => Files)[] {
  if (node.type !== 'FunctionDeclaration' || !node.id || !node.body || node.generator) return [];
  const [parent] = around;
  const isPlaced = parent?.type === 'Program' || parent?.type === 'ExportNamedDeclaration';
  const text = files[path] ?? '';
  // What runs before it would not find it any more; overloads and `this` have no arrow.
  const name = node.id.name;
  const uses = nodesOf(path, text).filter((one) => one.node.type === 'Identifier' && one.node.name === name);
  if (!isPlaced || contains(node.body, new Set(['ThisExpression'])) || text.includes('arguments')) return [];
  if (uses.some((one) => one.node.range[0] < node.range[0])) return [];
  const head = text.slice(node.id.range[1], node.body.range[0]);
  const arrow = `const ${name} = ${node.async ? 'async ' : ''}${head.trimEnd()} => ${sourceOf(node.body, text)};`;
  return [() => replaced(path, files, node, arrow)];
}

/** Constants with their uses, where each use is a plain read and no other binding has the name. */
function constants(
  path: string,
  text: string,
): readonly {
  readonly declarator: TSESTree.VariableDeclarator;
  readonly declaration: TSESTree.VariableDeclaration;
  readonly name: string;
  readonly uses: readonly Placed[];
  readonly isTop: boolean;
}[] {
  const nodes = nodesOf(path, text);
  return nodes.flatMap(({ node, around }) => {
    const [declaration, parent] = around;
    if (
      node.type !== 'VariableDeclarator' ||
      node.id.type !== 'Identifier' ||
      declaration?.type !== 'VariableDeclaration'
    )
      return [];
    if (declaration.kind !== 'const' || declaration.declarations.length > 1 || node.id.typeAnnotation) return [];
    if (parent?.type !== 'Program' && parent?.type !== 'BlockStatement') return [];
    const { name } = node.id;
    const all = nodes.filter((one) => 'name' in one.node && one.node.name === name && one.node !== node.id);
    const uses = all.filter(
      ({ as, around: outer }) =>
        !(as === 'property' && outer[0]?.type === 'MemberExpression' && !outer[0].computed) &&
        !(as === 'key' && outer[0]?.type === 'Property' && !outer[0].shorthand),
    );
    return uses.every(isRead) ? [{ declarator: node, declaration, name, uses, isTop: parent.type === 'Program' }] : [];
  });
}

const READ_IN = new Set([
  'arguments',
  'object',
  'callee',
  'left',
  'right',
  'expressions',
  'init',
  'argument',
  'value',
  'test',
  'consequent',
  'alternate',
  'body',
]);

function isRead({ node, as, around }: Placed): boolean {
  const [parent] = around;
  if (node.type !== 'Identifier' || !READ_IN.has(as) || inType(around)) return false;
  if (around.some(({ type }) => /Pattern|^ExportSpecifier|^JSX/.test(type))) return false;
  if (parent?.type === 'AssignmentExpression' && as === 'left') return false;
  return (
    !(parent?.type === 'Property' && parent.shorthand) &&
    parent?.type !== 'UpdateExpression' &&
    parent?.type !== 'ForOfStatement'
  );
}

function renames(path: string, files: Files): readonly (() => Files)[] {
  const text = files[path] ?? '';
  return constants(path, text).map(({ declarator, uses, name }) => () => ({
    ...files,
    [path]: applied(
      text,
      [declarator.id, ...uses.map(({ node }) => node)].map(({ range }) => ({
        start: range[0],
        end: range[1],
        text: `${name}Renamed`,
      })),
    ),
  }));
}

function inlined(path: string, files: Files): readonly (() => Files)[] {
  const text = files[path] ?? '';
  return constants(path, text).flatMap(({ declarator, uses }) => {
    const { init } = declarator;
    if (
      !init ||
      uses.length === 0 ||
      !['Literal', 'TemplateLiteral'].includes(init.type) ||
      contains(init, new Set(['Identifier', ...UNMOVABLE]))
    )
      return [];
    const value = `(${sourceOf(init, text)})`;
    return [
      () => ({
        ...files,
        [path]: applied(
          text,
          uses.map(({ node }) => ({ start: node.range[0], end: node.range[1], text: value })),
        ),
      }),
    ];
  });
}

function moved(path: string, files: Files): readonly (() => Files)[] {
  const text = files[path] ?? '';
  if (!/\.[mc]?tsx?$/.test(path) || /\brequire\(|module\.exports/.test(text)) return [];
  return constants(path, text).flatMap(({ declarator, declaration, name, uses, isTop }) => {
    const { init } = declarator;
    // Which of two modules changes an object first is not decided: all that it is told to hold is meant there.
    if (!init || !isTop || uses.some(isChanged) || contains(init, new Set(['Identifier', 'JSXElement', ...UNMOVABLE])))
      return [];
    const file = join(dirname(path), `moved-${name}.ts`);
    const head = `import { ${name} } from './moved-${name}';\n`;
    const without = applied(text, [{ start: declaration.range[0], end: declaration.range[1], text: '' }]);
    return [
      () => ({
        ...files,
        [file]: `export const ${name} = ${sourceOf(init, text)};\n`,
        [path]: withHead(without, head),
      }),
    ];
  });
}

/** An item is written, or a method may do so: `order[0] = …`, `order.pop()`. */
function isChanged({ as, around }: Placed): boolean {
  const [member, parent] = around;
  return (
    as === 'object' &&
    ((parent?.type === 'AssignmentExpression' && parent.left === member) ||
      (parent?.type === 'CallExpression' && parent.callee === member))
  );
}

/** Directives stay first. */
function withHead(text: string, head: string): string {
  const directives = /^(?:\s*(?:\/\/[^\n]*\n|['"]use [a-z]+['"];?\s*\n|#![^\n]*\n))*/.exec(text)?.[0] ?? '';
  return `${directives}${head}${text.slice(directives.length)}`;
}

interface LocalImport {
  readonly node: TSESTree.ImportDeclaration;
  readonly target: string;
}

function localImports(path: string, files: Files): readonly LocalImport[] {
  return nodesOf(path, files[path] ?? '').flatMap(({ node }) => {
    if (node.type !== 'ImportDeclaration' || node.importKind === 'type' || !node.source.value.startsWith('.'))
      return [];
    const base = join(dirname(path), node.source.value).replace(/\.js$/, '');
    const target = ['', '.ts', '.tsx', '.js', '/index.ts']
      .map((end) => base + end)
      .find((one) => one in files && !one.endsWith('.json'));
    return target === undefined ? [] : [{ node, target }];
  });
}

function barrels(path: string, files: Files): readonly (() => Files)[] {
  return localImports(path, files).flatMap(({ node, target }) => {
    if (/module\.exports|exports\.|export =/.test(files[target] ?? '')) return [];
    const barrel = join(dirname(target), `barrel-${basename(target).replace(/\.\w+$/, '')}.ts`);
    const from = `./${basename(target).replace(/\.tsx?$/, '')}`;
    const hasDefault = /export default|as default/.test(files[target] ?? '');
    const body = `export * from '${from}';\n${hasDefault ? `export { default } from '${from}';\n` : ''}`;
    const folder = node.source.value.replace(/[^/]*$/, '');
    const specifier =
      node.source.value.endsWith('/') || !target.startsWith(join(dirname(path), folder)) || target.endsWith('/index.ts')
        ? null
        : `${folder}${basename(barrel).replace(/\.ts$/, '')}`;
    if (specifier === null) return [];
    return [() => ({ ...replaced(path, files, node.source, `'${specifier}'`), [barrel]: body })];
  });
}

function required(path: string, files: Files): readonly (() => Files)[] {
  return localImports(path, files).flatMap(({ node }) => {
    // A default beside a namespace is two requires.
    const isPair =
      node.specifiers.length > 1 && node.specifiers.some(({ type }) => type === 'ImportNamespaceSpecifier');
    if (
      isPair ||
      node.specifiers.length === 0 ||
      node.specifiers.some((one) => one.type === 'ImportSpecifier' && one.importKind === 'type')
    )
      return [];
    const [first] = node.specifiers;
    const names = node.specifiers.flatMap((one) => {
      if (one.type === 'ImportNamespaceSpecifier') return [];
      const imported =
        one.type === 'ImportDefaultSpecifier'
          ? 'default'
          : one.imported.type === 'Identifier'
            ? one.imported.name
            : JSON.stringify(one.imported.value);
      return [`${imported}: ${one.local.name}`];
    });
    const target = first?.type === 'ImportNamespaceSpecifier' ? first.local.name : `{ ${names.join(', ')} }`;
    return [() => replaced(path, files, node, `const ${target} = require('${node.source.value}');`)];
  });
}

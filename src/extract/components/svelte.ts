/** A Svelte component as one program: its scripts, and its template as what the component gives. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Parser } from '../../parse/parse.ts';
import { Generated, type Edit } from './generated.ts';
import { scriptOf, writeAnchors, type Broken, type ComponentProgram } from './program.ts';
import { componentName, declaredNames, writeBody, writeImports, type Script } from './script.ts';
import { writeStyleSheets } from './markup-writer.ts';
import { mayNameStores, storeEdits } from './svelte-stores.ts';
import { writeSvelteNodes } from './svelte-template.ts';
import { isElement, readTemplate, type Range, type TemplateElement, type TemplateNode } from './template.ts';
import { typeBracketEdits } from './type-brackets.ts';

/** Reads a component. */
export function readSvelte(path: string, text: string, parser: Parser): ComponentProgram | Broken {
  const comments: Range[] = [];
  const nodes = readTemplate(text, { start: 0, end: text.length }, 'braces', comments);
  const scripts = nodes.filter(isElement).filter(({ tag }) => tag === 'script');
  const shared = scripts.find(isModuleScript);
  const own = scripts.find((one) => !isModuleScript(one));
  const [module, instance] = [shared, own].map((one) => scriptOf(one, path, text, parser));
  if (module && 'message' in module) return module;
  if (instance && 'message' in instance) return instance;
  const read: Read = { path, text, nodes, module: module ?? null, instance: instance ?? null, comments };
  const names = new Set([module, instance].flatMap((one) => (one ? [...declaredNames(one)] : [])));
  const found = write(read, names, []);
  if (!mayNameStores(text)) return found;
  const result = parser(`${path}.tsx`, found.generated.text);
  const stores = result.kind === 'parsed' ? storeEdits(result.program, found.generated, names) : [];
  return stores.length === 0 ? found : write(read, names, stores);
}

/** What stands in a component. */
interface Read {
  readonly path: string;
  readonly text: string;
  readonly nodes: readonly TemplateNode[];
  readonly module: Script | null;
  readonly instance: Script | null;
  readonly comments: readonly Range[];
}

function write(read: Read, names: ReadonlySet<string>, stores: readonly Edit[]): ComponentProgram {
  const { path, text, nodes, module, instance, comments } = read;
  const out = new Generated(text, [...typeBracketEdits([module, instance], text), ...stores]);
  if (module) out.copy(module.start, module.end).write('\n', module.end);
  if (instance) writeImports(instance, out);
  out.write(`export default async function ${componentName(path, names)}($$props) {`, 0);
  if (instance) writeBody(instance, reactiveEdits(instance, names), out);
  const at = writeAnchors(false, out);
  const template = nodes.filter((node) => node.kind !== 'element' || (node.tag !== 'script' && node.tag !== 'style'));
  writeSvelteNodes(template, text, out);
  writeStyleSheets(nodes, text, out);
  out.write('</>;\n}\n', text.length);
  const scripts = [module, instance].flatMap((one) => (one ? [one] : []));
  return { kind: 'component', generated: out, names: { dialect: 'svelte', ...at }, scripts, unread: null, comments };
}

function isModuleScript({ attributes }: TemplateElement): boolean {
  return attributes.some(({ name }) => name === 'module' || name === 'context');
}

/** What the compiler makes of `export let` and `$:`, in words of JavaScript. */
function reactiveEdits({ program }: Script, declared: ReadonlySet<string>): readonly Edit[] {
  const names = new Set(declared);
  return program.body.flatMap((statement): readonly Edit[] => {
    if (statement.type === 'ExportNamedDeclaration') {
      const { declaration } = statement;
      return declaration?.type === 'VariableDeclaration' && declaration.kind === 'let' ? propEdits(declaration) : [];
    }
    if (statement.type !== 'LabeledStatement' || statement.label.name !== '$') return [];
    return reactive(statement, names);
  });
}

/** `export let url = 'x'` is a prop with a default. */
function propEdits({ declarations }: TSESTree.VariableDeclaration): readonly Edit[] {
  return declarations.flatMap(({ id, init }) => {
    if (id.type !== 'Identifier') return [];
    const prop = `$$props[${JSON.stringify(id.name)}]`;
    const end = id.typeAnnotation?.range[1] ?? id.range[1];
    if (!init) return [{ start: end, end, text: ` = ${prop}` }];
    return [
      { start: init.range[0], end: init.range[0], text: `${prop} ?? (` },
      { start: init.range[1], end: init.range[1], text: ')' },
    ];
  });
}

/** `$: full = base + path` declares a name that nothing else declares; any other statement just runs. */
function reactive(statement: TSESTree.LabeledStatement, names: Set<string>): readonly Edit[] {
  const { body, range } = statement;
  const assignment =
    body.type === 'ExpressionStatement' && body.expression.type === 'AssignmentExpression' ? body.expression : null;
  const written = assignment ? (writtenNames(assignment.left) ?? []) : [];
  const isNew = assignment !== null && written.length > 0 && written.every((name) => !names.has(name));
  if (!isNew) return [{ start: range[0], end: body.range[0], text: '' }];
  for (const name of written) names.add(name);
  const { left, right } = assignment;
  // Around a pattern there are parentheses.
  const isWrapped = left.range[0] > body.range[0];
  return [
    { start: range[0], end: left.range[0], text: 'let ' },
    ...(isWrapped ? [{ start: right.range[1], end: body.range[1], text: ';' }] : []),
  ];
}

/** The names that an assignment gives values to; null where it writes to a member. */
function writtenNames(left: TSESTree.Node): readonly string[] | null {
  switch (left.type) {
    case 'Identifier':
      return [left.name];
    case 'ObjectPattern':
      return left.properties.flatMap((one) => writtenNames(one.type === 'Property' ? one.value : one.argument) ?? []);
    case 'ArrayPattern':
      return left.elements.flatMap((one) => (one ? (writtenNames(one) ?? []) : []));
    case 'AssignmentPattern':
      return writtenNames(left.left);
    default:
      return null;
  }
}

/**
 * Templates of Azure Resource Manager as data of the same form as those in Bicep: JSON whose texts in brackets are expressions.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax
 */
import type { DataNode, DataRead, Unread } from '../data/data-node.ts';
import { readYaml } from '../data/yaml.ts';
import { ExpressionParser } from './bicep-expressions.ts';
import { TemplateError, tokensOf } from './bicep-tokens.ts';
import type { Declared, TemplateExpr } from './template-expr.ts';
import { templateData } from './template-data.ts';

/** Whether a JSON text says that it is such a template. */
export function isResourceManagerTemplate(text: string): boolean {
  return text.slice(0, 2_000).includes('/deploymentTemplate.json#');
}

/** Reads one: `{ resources: [{ type, …body }], modules: [] }`, with the resources of templates inside of it. */
export function readResourceManager(text: string): DataRead {
  // JSON is YAML, which knows its places; what editors allow besides, comments, is not in it.
  const read = readYaml(withoutComments(text));
  if (read.kind === 'failed') return read;
  const [root] = read.documents;
  const found: Found = { names: new Map(), resources: [], unread: null };
  if (root) collect(root, found);
  const template = { names: found.names, resources: found.resources, modules: [] };
  return {
    kind: 'documents',
    documents: [templateData(template, [0, text.length])],
    ...(found.unread && { unread: found.unread }),
  };
}

/** Comments become blanks, so that every place stays where it is. */
function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//g, (found) =>
    found.startsWith('"') ? found : found.replace(/[^\n]/g, ' '),
  );
}

interface Found {
  readonly names: Map<string, TemplateExpr>;
  readonly resources: Declared[];
  unread: Unread | null;
}

function collect(template: DataNode, found: Found): void {
  for (const { key, value } of entriesOf(entry(template, 'parameters'))) {
    const fallback = entry(value, 'defaultValue');
    if (fallback) found.names.set(key, expressionOf(fallback, found));
  }
  for (const { key, value } of entriesOf(entry(template, 'variables')))
    found.names.set(key, expressionOf(value, found));
  collectResources(template, '', found);
}

/** The resources of a template or of a resource: a list, or an object by their names. */
function collectResources(holder: DataNode, around: string, found: Found): void {
  const resources = entry(holder, 'resources');
  const all = resources?.kind === 'list' ? resources.items : entriesOf(resources).map(({ value }) => value);
  for (const resource of all) {
    const named = entry(resource, 'type');
    const type = named?.kind === 'scalar' ? String(named.value).toLowerCase() : '';
    const whole = around === '' || type.includes('.') ? type : `${around}/${type}`;
    found.resources.push({ symbol: null, type: whole, body: expressionOf(resource, found) });
    collectResources(resource, whole, found);
    const inner = entry(entry(resource, 'properties'), 'template');
    if (inner) collect(inner, found);
  }
}

function entry(node: DataNode | undefined, key: string): DataNode | undefined {
  return entriesOf(node).find((one) => one.key.toLowerCase() === key.toLowerCase())?.value;
}

function entriesOf(node: DataNode | undefined): Extract<DataNode, { kind: 'map' }>['entries'] {
  return node?.kind === 'map' ? node.entries : [];
}

function expressionOf(node: DataNode, found: Found): TemplateExpr {
  const { range } = node;
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string'
        ? textOf(node.value, range, found)
        : { kind: 'constant', value: node.value, range };
    case 'list':
      return {
        kind: 'list',
        items: node.items.map((item) => ({ value: expressionOf(item, found), spread: false })),
        range,
      };
    case 'map':
      return {
        kind: 'map',
        entries: node.entries.map(({ key, value }) => ({
          key: { kind: 'text', parts: [key], range: value.range },
          value: expressionOf(value, found),
        })),
        range,
      };
    default:
      return { kind: 'unknown', range };
  }
}

/** A text in brackets is an expression, but for one that begins with two. */
function textOf(text: string, range: DataNode['range'], found: Found): TemplateExpr {
  if (!/^\[[^[][^]*\]$/.test(text)) return { kind: 'text', parts: [text.replace(/^\[\[/, '[')], range };
  try {
    const parser = new ExpressionParser(tokensOf(text.slice(1, -1), 'resource-manager'));
    parser.skipLines();
    return moved(parser.expression(), range);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    found.unread ??= { message: error.message, offset: range[0] };
    return { kind: 'unknown', range };
  }
}

/** An expression stands where its text does. */
function moved(expr: TemplateExpr, range: DataNode['range']): TemplateExpr {
  switch (expr.kind) {
    case 'text':
      return {
        ...expr,
        parts: expr.parts.map((part) => (typeof part === 'string' ? part : moved(part, range))),
        range,
      };
    case 'call':
      return { ...expr, args: expr.args.map((one) => moved(one, range)), range };
    case 'member':
      return { ...expr, object: moved(expr.object, range), range };
    default:
      return { ...expr, range };
  }
}

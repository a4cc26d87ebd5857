/**
 * An import that is kept from a compiler which would make `require` of it, as a text:
 * `new Function('name', 'return import(name)')`, ``new Function(`return import('${name}')`)``, `eval("import('name')")`.
 * https://github.com/microsoft/TypeScript/issues/43329
 */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerExpression } from './expressions.ts';
import type { ExprId } from './module.ts';
import type { Context } from './scope.ts';

type CallNode = TSESTree.CallExpression | TSESTree.NewExpression;

/** Lowers `new Function(…)`, `Function(…)` and `eval(…)` where their text imports something; null for any other call, and for texts that do anything else. */
export function lowerImportInText(node: CallNode, cx: Context): ExprId | null {
  const { callee, arguments: args } = node;
  const body = args.at(-1);
  if (callee.type !== 'Identifier' || !MAKERS.has(callee.name) || cx.scope.find(callee.name) !== undefined) return null;
  const isEvaluated = callee.name === 'eval';
  const parts = body === undefined ? null : partsOf(body);
  const specifier = parts === null ? null : specifierIn(parts, isEvaluated);
  if (specifier === null) return null;
  if (isEvaluated) return specifier.kind === 'name' ? null : lowerImport(specifier, [], node, cx);
  const names = args.slice(0, -1).map((one) => (one.type === 'Literal' ? String(one.value).trim() : ''));
  return specifier.kind === 'name' && !names.includes(specifier.name) ? null : lowerMade(specifier, names, node, cx);
}

const MAKERS: ReadonlySet<string> = new Set(['Function', 'eval']);

/** What is imported: a text, a value that the text is made with, or a name in it. */
type Specifier =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly value: TSESTree.Expression }
  | { readonly kind: 'name'; readonly name: string };

/** The function that is made of the text. */
function lowerMade(specifier: Specifier, names: readonly string[], node: CallNode, cx: Context): ExprId {
  const { builder } = cx;
  const id = builder.openFunction({ name: null, symbol: cx.symbol, parent: cx.owner, class: null, passedTo: null });
  const parameters = names.map((_, index) => {
    const value = builder.add({ kind: 'parameter', function: id, index, rest: false, type: null }, node);
    builder.addParameter(id, value);
    return [names[index] ?? '', value] as const;
  });
  builder.addReturn(id, lowerImport(specifier, parameters, node, { ...cx, owner: id }));
  return builder.add({ kind: 'function', function: id }, node);
}

function lowerImport(
  specifier: Specifier,
  parameters: readonly (readonly [string, ExprId])[],
  node: CallNode,
  cx: Context,
): ExprId {
  const { builder } = cx;
  if (specifier.kind === 'text') builder.imports.push({ specifier: specifier.text, typeOnly: false });
  const given = new Map(parameters).get(specifier.kind === 'name' ? specifier.name : '');
  const value =
    given ??
    (specifier.kind === 'value' ? lowerExpression(specifier.value, cx) : builder.literal(textOf(specifier), node));
  return builder.add({ kind: 'module', specifier: value, required: false }, node);
}

function textOf(specifier: Specifier): string {
  return specifier.kind === 'text' ? specifier.text : '';
}

const HOLE = '\u0000';
const EVALUATED = /^\s*(?:await\s+)?import\(\s*([^()]+?)\s*\);?\s*$/;
const RETURNED = /^\s*return\s+(?:await\s+)?import\(\s*([^()]+?)\s*\);?\s*$/;

type Part = string | TSESTree.Expression;

/** The pieces of a text: a literal, a template, or what `+` puts together. */
function partsOf(node: TSESTree.Node): readonly Part[] | null {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : null;
    case 'TemplateLiteral':
      return node.quasis.flatMap(({ value }, at) => [value.cooked ?? '', ...node.expressions.slice(at, at + 1)]);
    case 'BinaryExpression': {
      const left = partsOf(node.left) ?? (node.left.type === 'PrivateIdentifier' ? null : [node.left]);
      const right = partsOf(node.right) ?? [node.right];
      return node.operator === '+' && left ? [...left, ...right] : null;
    }
    default:
      return null;
  }
}

/** The specifier of a text that does nothing but import: in quotes, or a name. */
function specifierIn(parts: readonly Part[], isEvaluated: boolean): Specifier | null {
  const text = parts.map((part) => (typeof part === 'string' ? part : HOLE)).join('');
  const [, written = ''] = (isEvaluated ? EVALUATED : RETURNED).exec(text) ?? [];
  const [, , quoted] = /^(['"`])(.+)\1$/.exec(written) ?? [];
  if (quoted === undefined) return /^[\w$]+$/.test(written) ? { kind: 'name', name: written } : null;
  if (!quoted.includes(HOLE)) return { kind: 'text', text: quoted };
  const value = parts.find((part) => typeof part !== 'string');
  return quoted === HOLE && value !== undefined ? { kind: 'value', value } : null;
}

/** What a snippet says of the arguments of its calls: captures, literals, objects, and functions with what they are called with. */
import { nearest } from '../document/near.ts';
import type { TSESTree } from '@typescript-eslint/types';
import { GIVEN_PARAMETERS, type ArgPath, type ArgPattern, type Capture } from './pattern.ts';
import { FUNCTION_CAPTURES, ROLES } from './vocabulary.ts';

/** Thrown with a sentence for the rule's author: what the snippet holds that a snippet cannot. */
export class SnippetError extends Error {}

/** What the snippet imports, as an argument of one of its calls; null for what it does not import. */
export type Imported = (node: TSESTree.Node) => ArgPattern | null;

/** Compiles an argument, an attribute or an exported value. */
export function compileArgument(node: TSESTree.Node, imported: Imported): ArgPattern {
  const compile = (inner: TSESTree.Node): ArgPattern => compileArgument(inner, imported);
  switch (node.type) {
    case 'Identifier':
      return node.name === 'undefined' ? { kind: 'absent' } : (imported(node) ?? compileCapture(node.name));
    case 'MemberExpression':
      return imported(node) ?? refuse(node);
    case 'Literal':
      return typeof node.value === 'boolean' || typeof node.value === 'number'
        ? { kind: 'constant', value: node.value }
        : { kind: 'text', text: String(node.value) };
    case 'TemplateLiteral':
      return compileTemplate(node);
    case 'ObjectExpression':
      return (
        compileTable(node, compile) ?? {
          kind: 'object',
          fields: node.properties.map((property) => compileField(property, compile)),
        }
      );
    case 'ArrayExpression':
      return { kind: 'array', items: node.elements.map((item) => (item ? compile(item) : { kind: 'any' })) };
    case 'SpreadElement':
      return { kind: 'rest', each: compile(node.argument) };
    case 'ArrowFunctionExpression':
      return compileFunction(node, compile);
    case 'FunctionExpression':
      return { kind: 'any' };
    default:
      return refuse(node);
  }
}

/** `${$base}` in a template: a text, of whatever else stands there. */
function compileTemplate({ quasis, expressions }: TSESTree.TemplateLiteral): ArgPattern {
  const [only, ...rest] = expressions;
  const isBare = quasis.every(({ value }) => value.raw === '') && rest.length === 0;
  const pattern = isBare && only?.type === 'Identifier' ? compileCapture(only.name) : null;
  if (pattern?.kind !== 'role') throw new SnippetError('a template in a snippet holds one $role and nothing else');
  return { ...pattern, text: true };
}

function refuse({ type }: TSESTree.Node): never {
  throw new SnippetError(`an argument of a snippet cannot be a ${type}`);
}

/** A function among the arguments of a call whose body goes on from one of its parameters: `run(({ page }) => page.goto($url))`. */
export interface Continuation {
  readonly to: ArgPath;
  readonly function: TSESTree.ArrowFunctionExpression;
}

/** Finds the function in which a snippet goes on; null when it ends with the call. */
export function continuationIn(args: readonly TSESTree.Node[]): Continuation | null {
  for (const [position, arg] of args.entries()) {
    const rest = arg.type === 'SpreadElement';
    const found = continuationAt(rest ? arg.argument : arg, { position, steps: [], rest });
    if (found) return found;
  }
  return null;
}

/** The names that a parameter binds, each with the members that lead to it. */
export function boundNames(
  node: TSESTree.Node,
  members: readonly string[] = [],
): ReadonlyMap<string, readonly string[]> {
  if (node.type === 'Identifier') return new Map([[node.name, members]]);
  if (node.type !== 'ObjectPattern') return new Map();
  return new Map(
    node.properties.flatMap((property) =>
      property.type === 'Property' ? [...boundNames(property.value, [...members, keyName(property.key)])] : [],
    ),
  );
}

function continuationAt(node: TSESTree.Node, to: ArgPath): Continuation | null {
  if (node.type === 'ArrowFunctionExpression') return goesOn(node) ? { to, function: node } : null;
  if (node.type === 'ArrayExpression') {
    const [only] = node.elements;
    return only ? continuationAt(only, { ...to, steps: [...to.steps, { kind: 'item' }] }) : null;
  }
  if (node.type !== 'ObjectExpression') return null;
  for (const property of node.properties) {
    if (property.type !== 'Property') continue;
    const found = continuationAt(property.value, {
      ...to,
      steps: [...to.steps, property.computed ? { kind: 'item' } : { kind: 'field', name: keyName(property.key) }],
    });
    if (found) return found;
  }
  return null;
}

function goesOn({ params, body }: TSESTree.ArrowFunctionExpression): boolean {
  const root = rootName(body);
  return root !== null && params.some((param) => boundNames(param).has(root));
}

/** The identifier with which a path begins; captures begin none. */
function rootName(node: TSESTree.Node): string | null {
  switch (node.type) {
    case 'Identifier':
      return /^[$_]/.test(node.name) ? null : node.name;
    case 'MemberExpression':
      return rootName(node.object);
    case 'CallExpression':
    case 'NewExpression':
      return rootName(node.callee);
    case 'AwaitExpression':
      return rootName(node.argument);
    case 'AssignmentExpression':
      return rootName(node.left);
    default:
      return null;
  }
}

/** The capture of a name that stands as a key or a member. */
export const CHANNEL = '$channel';

/** `{ [_]: $url }`, also without some keys: `{ build: _, [_]: $url }`; null for an object with keys. */
function compileTable({ properties }: TSESTree.ObjectExpression, compile: Compile): ArgPattern | null {
  const written = properties.filter((one) => one.type === 'Property');
  const [table, ...more] = written.filter(({ computed }) => computed);
  if (!table || more.length > 0 || written.length < properties.length) return null;
  const others = written.filter((one) => one !== table);
  if (others.some(({ value }) => compile(value).kind !== 'any')) return null;
  const isNamed = table.key.type === 'Identifier' && table.key.name === CHANNEL;
  const keys = table.key.type === 'Identifier' && !isNamed ? compileCapture(table.key.name) : null;
  return {
    kind: 'values',
    each: compile(table.value),
    ...(isNamed ? { named: true } : {}),
    ...(keys?.kind === 'role' ? { keys } : {}),
    ...(others.length > 0 ? { without: others.map(({ key }) => keyName(key)) } : {}),
  };
}

function compileFunction(node: TSESTree.ArrowFunctionExpression, compile: Compile): ArgPattern {
  const parameters = node.params.map(compileParameter);
  const isOpen = node.body.type === 'BlockStatement' || goesOn(node);
  const result: ArgPattern = isOpen ? { kind: 'any' } : compile(node.body);
  if (result.kind === 'any' && parameters.every(({ kind }) => kind === 'any')) return { kind: 'any' };
  return { kind: 'function', parameters, result };
}

function compileParameter(node: TSESTree.Node): ArgPattern {
  switch (node.type) {
    case 'Identifier':
      return node.name.startsWith('$')
        ? (givenParameter(node.name.slice(1)) ?? compileCapture(node.name))
        : { kind: 'any' };
    case 'ObjectPattern':
      return { kind: 'object', fields: node.properties.map((property) => compileField(property, compileParameter)) };
    case 'ArrayPattern':
      return { kind: 'array', items: node.elements.map((item) => (item ? compileParameter(item) : { kind: 'any' })) };
    case 'RestElement':
      return { kind: 'rest', each: compileParameter(node.argument) };
    default:
      throw new SnippetError(`a parameter of a snippet cannot be a ${node.type}`);
  }
}

function givenParameter(name: string): ArgPattern | null {
  const what = GIVEN_PARAMETERS.find((one) => one === name);
  return what ? { kind: 'given', what } : null;
}

type Compile = (node: TSESTree.Node) => ArgPattern;

type Field = TSESTree.ObjectLiteralElement | TSESTree.Property | TSESTree.RestElement;

function compileField(property: Field, compile: Compile): readonly [string, ArgPattern] {
  if (property.type !== 'Property' || property.computed)
    throw new SnippetError('an object of a snippet has plain keys only');
  return [keyName(property.key), compile(property.value)];
}

function keyName(key: TSESTree.Node): string {
  return key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '';
}

const CAPTURES: ReadonlySet<string> = new Set<string>([...ROLES, ...FUNCTION_CAPTURES]);

function compileCapture(name: string): ArgPattern {
  if (name === '_' || name === '$_') return { kind: 'any' };
  if (!name.startsWith('$')) throw new SnippetError(`argument ${name} is neither a $role nor _`);
  const role = name.slice(1);
  if (!isCapture(role)) {
    const [near] = nearest(role, [...CAPTURES]);
    const advice = near === undefined ? `roles are ${[...CAPTURES].join(', ')}` : `did you mean $${near}?`;
    throw new SnippetError(`captures $${role}, which is not a role; ${advice}`);
  }
  return { kind: 'role', role };
}

function isCapture(name: string): name is Capture {
  return CAPTURES.has(name);
}

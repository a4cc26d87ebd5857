/** `$name` in a component of Svelte: what the store `name` holds, read or written to. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Edit, Generated } from './generated.ts';

/** Runes, which are no stores unless the component declares one of that name. */
const RUNES = new Set(['state', 'derived', 'effect', 'props', 'bindable', 'inspect', 'host']);

/** What rules know of reading a store (rules/functions/svelte-stores.json). */
const STORE_OF = 'svelte_store_of';

/** Whether a text may name what stores hold. */
export function mayNameStores(text: string): boolean {
  return /\$[A-Za-z_]/.test(text);
}

/** The names of stores in a program that was made of a component, as edits of the file. `declared` are the names at the top of its scripts. */
export function storeEdits(
  program: TSESTree.Program,
  generated: Generated,
  declared: ReadonlySet<string>,
): readonly Edit[] {
  const edits = new Map<number, Edit>();
  visit(program, null, (node, parent) => {
    const store = storeNamed(node, declared);
    if (store === null || isKey(node, parent)) return;
    const start = generated.originOf(node.range[0]);
    const isShort = parent?.type === 'Property' && parent.shorthand;
    const value = `${STORE_OF}(${store}).value`;
    edits.set(start, { start, end: start + store.length + 1, text: isShort ? `$${store}: ${value}` : value });
  });
  return [...edits.values()];
}

function storeNamed(node: TSESTree.Node, declared: ReadonlySet<string>): string | null {
  if (node.type !== 'Identifier' || !/^\$[A-Za-z_]/.test(node.name)) return null;
  const store = node.name.slice(1);
  return declared.has(store) && !declared.has(node.name) && !RUNES.has(store) ? store : null;
}

/** A name of a property is none of a value; a parameter hides the store. */
function isKey(node: TSESTree.Node, parent: TSESTree.Node | null): boolean {
  if (parent?.type === 'MemberExpression') return parent.property === node && !parent.computed;
  if (parent?.type === 'Property') return parent.key === node && !parent.computed && !parent.shorthand;
  return parent !== null && 'params' in parent && parent.params.some((one) => one === node);
}

type Visit = (node: TSESTree.Node, parent: TSESTree.Node | null) => void;

function visit(node: unknown, parent: TSESTree.Node | null, found: Visit): void {
  if (Array.isArray(node)) {
    for (const one of node) visit(one, parent, found);
  } else if (isNode(node)) {
    found(node, parent);
    for (const [name, value] of Object.entries(node)) {
      if (typeof value === 'object' && name !== 'parent') visit(value, node, found);
    }
  }
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}

/**
 * A package as declarations, written from what the rules know of it: packages are not read, so their types are known by their names
 * alone. Each position among the rules is an interface of its own, which inference carries wherever the package's real type would go.
 */
import type { ApiNode } from '../rules/trie.ts';

export interface PackageShape {
  readonly text: string;
  /** What the interfaces stand for, by name. */
  readonly positions: ReadonlyMap<string, Position>;
}

export interface Position {
  readonly node: ApiNode;
  /** How many calls and constructions lead there. */
  readonly calls: number;
}

/** Types of packages have parameters that rules do not know. */
const PARAMETERS = '<A = any, B = any, C = any, D = any, E = any, F = any>';

/** Describes a package from its position among the rules. */
export function describePackage(root: ApiNode): PackageShape {
  const positions = new Map<string, Position>();
  const lines: string[] = [];
  const nameOf = (node: ApiNode, calls: number): string => {
    const name = `Api${node.id}`;
    if (!positions.has(name)) {
      positions.set(name, { node, calls });
      lines.push(interfaceOf(name, node, calls, nameOf));
    }
    return name;
  };
  for (const [name, node] of root.members) if (IDENTIFIER.test(name)) lines.push(...exportOf(name, node, nameOf));
  return { text: [...lines, 'export {};', ''].join('\n'), positions };
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

type NameOf = (node: ApiNode, calls: number) => string;

/** A value of that name, and the type of what it constructs. */
function exportOf(name: string, node: ApiNode, nameOf: NameOf): readonly string[] {
  const local = `Export_${name}`;
  const { construct } = node;
  const type = construct ? `type ${local}${PARAMETERS} = ${nameOf(construct, 1)};` : '';
  return [`declare const ${local}: ${nameOf(node, 0)};`, type, `export { ${local} as ${name} };`];
}

function interfaceOf(name: string, node: ApiNode, calls: number, nameOf: NameOf): string {
  const { call, construct, members } = node;
  return [
    `interface ${name} {`,
    // Two positions of one shape are two types.
    `  readonly '#position': ${node.id};`,
    ...(call ? [`  ${PARAMETERS}(...args: any[]): ${nameOf(call, calls + 1)};`] : []),
    ...(construct ? [`  new ${PARAMETERS}(...args: any[]): ${nameOf(construct, calls + 1)};`] : []),
    ...[...members].map(([key, member]) => `  readonly ${JSON.stringify(key)}: ${nameOf(member, calls)};`),
    ...(node.anyMember ? [`  readonly [key: string]: ${nameOf(node.anyMember, calls)};`] : []),
    '}',
  ].join('\n');
}

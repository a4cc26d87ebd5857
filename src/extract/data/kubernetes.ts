/** Resources of Kubernetes as they are meant: those of a list one by one, and what a Secret holds as text. */
import { Buffer } from 'node:buffer';
import { scalarNode, type DataNode } from './data-node.ts';

/** The resources of a document; any other document as it is. */
export function resourcesOf(document: DataNode): readonly DataNode[] {
  if (textAt(document, 'apiVersion') === null) return [document];
  switch (textAt(document, 'kind')) {
    case 'List': {
      const items = memberOf(document, 'items');
      return items?.kind === 'list' ? items.items.flatMap(resourcesOf) : [document];
    }
    case 'Secret':
      return [withPlainData(document)];
    default:
      return [document];
  }
}

/** https://kubernetes.io/docs/concepts/configuration/secret/: values of `data` are base64, those of `stringData` are not. */
function withPlainData(secret: DataNode): DataNode {
  if (secret.kind !== 'map') return secret;
  const entries = secret.entries.map(({ key, value }) => {
    if (key !== 'data' || value.kind !== 'map') return { key, value };
    const decoded = value.entries.map((entry) => ({ ...entry, value: decodedOf(entry.value) }));
    return { key, value: { ...value, entries: decoded } };
  });
  return { ...secret, entries };
}

function decodedOf(node: DataNode): DataNode {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node;
  const written = node.value.replaceAll(/\s/g, '');
  if (!/^[\w+/-]+={0,2}$/.test(written)) return node;
  const text = Buffer.from(written, 'base64').toString('utf8');
  // A key or a certificate is no text of one line.
  return scalarNode(/^[\t\n\r\u0020-\u007E]+$/.test(text) ? text.trim() : null, node.range);
}

function memberOf(node: DataNode, key: string): DataNode | null {
  return node.kind === 'map' ? (node.entries.find((entry) => entry.key === key)?.value ?? null) : null;
}

function textAt(node: DataNode, key: string): string | null {
  const member = memberOf(node, key);
  return member?.kind === 'scalar' && typeof member.value === 'string' ? member.value : null;
}

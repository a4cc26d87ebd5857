/** XML that is well-formed whatever the texts are. */

/** An element; `children` are elements or text. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Element | string)[];
}

/** Prints a document. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementLines(root, '').join('\n')}\n`;
}

function elementLines({ name, attributes, children }: Element, indent: string): readonly string[] {
  const start = [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}="${escapedAttribute(String(value))}"`),
  ];
  const open = `${indent}<${start.join(' ')}`;
  if (children.length === 0) return [`${open}/>`];
  if (children.every((child) => typeof child === 'string')) {
    return [`${open}>${children.map(escaped).join('')}</${name}>`];
  }
  const inner = children.flatMap((child) =>
    typeof child === 'string' ? [escaped(child)] : elementLines(child, `${indent}  `),
  );
  return [`${open}>`, ...inner, `${indent}</${name}>`];
}

/** Characters that XML 1.0 cannot hold in any spelling: most controls, lone surrogates, two that are none. */
const IMPOSSIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

function escaped(text: string): string {
  return text
    .replace(IMPOSSIBLE, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

function escapedAttribute(text: string): string {
  return escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** What the writers of all dialects share: elements and attributes as JSX. */
import type { Generated } from './generated.ts';
import type { Range, TemplateAttribute, TemplateElement, TemplateNode } from './template.ts';

/** The name of an attribute as rules spell it. */
export function attributeName(name: string): string {
  return SPELLINGS[name.toLowerCase()] ?? name;
}

const SPELLINGS: Readonly<Record<string, string>> = {
  'xlink:href': 'xlinkHref',
  formaction: 'formAction',
};

/** Writes a tag, its attributes by `attributes`, and what is in it by `children`. `tag` stands for what is written. */
export function writeElement(
  element: TemplateElement,
  tag: string,
  out: Generated,
  attributes: () => void,
  children: () => void,
): void {
  const isAsWritten = tag === element.tag;
  if (isAsWritten) out.copy(element.start, element.start + 1 + tag.length);
  else out.write(`<${tag}`, element.start);
  attributes();
  if (element.children.length === 0) {
    out.write(' />', element.end);
    return;
  }
  out.write('>', element.start);
  children();
  out.write(`</${tag}>`, element.end);
}

/** A tag that JSX accepts: those of strange names are no elements that load. */
export function jsxTag(tag: string): string {
  return /^[A-Za-z_$][\w$-]*(?:[:.][A-Za-z_$][\w$-]*)*$/.test(tag) && !/\..*-|[:].*[.]|^[A-Z][^.]*-/.test(tag)
    ? tag
    : 'div';
}

/** Writes ` name=…`, with the value written by `value`; names that JSX does not accept are written as a spread. */
export function writeAttribute(name: string, origin: number, out: Generated, value: () => void): void {
  if (/^[A-Za-z_$][\w$-]*$/.test(name)) {
    out.write(` ${name}={`, origin);
    value();
    out.write('}', origin);
  } else {
    out.write(` {...{ ${JSON.stringify(name)}: `, origin);
    value();
    out.write(' }}', origin);
  }
}

/** Writes an attribute whose value is plain text; line ends and quotes are those of HTML. */
export function writeTextAttribute(attribute: TemplateAttribute, text: string, name: string, out: Generated): void {
  const { value } = attribute;
  if (value === null) out.write(` ${/^[A-Za-z_$][\w$-]*$/.test(name) ? name : 'data-other'}`, attribute.nameAt);
  else writeAttribute(name, value.start, out, () => writeText(text.slice(value.start, value.end), value, out));
}

/** A text of markup as a literal, at its place. */
export function writeText(text: string, range: Range, out: Generated): void {
  out.write(JSON.stringify(decoded(text)), range.start);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" };

function decoded(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|apos|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** Writes the stylesheets that stand among nodes as elements with their text, as in a page. */
export function writeStyleSheets(nodes: readonly TemplateNode[], text: string, out: Generated): void {
  for (const node of nodes) {
    if (node.kind !== 'element') continue;
    const css = node.tag === 'style' && node.raw ? text.slice(node.raw.start, node.raw.end) : '';
    if (node.raw && /url\(|@import/i.test(css)) {
      out.write('<style text={', node.start).write(JSON.stringify(css), node.raw.start).write('} />', node.end);
    }
    writeStyleSheets(node.children, text, out);
  }
}

/** Writes an expression of the file in parentheses, which no comment at its end swallows. */
export function writeExpression(range: Range, out: Generated): void {
  out.write('(', range.start).copy(range.start, range.end).write('\n)', range.end);
}

/** An HTML page as modules: its elements, which rules match like JSX, and each inline script, at its place in the page. */
import { ModuleBuilder, type Span } from '../lower/builder.ts';
import { MODULE_LEVEL, type Module, type Property } from '../lower/module.ts';
import { mayHaveNotes, type Comment } from '../parse/comments.ts';
import { readMarkup, type InlineScript, type MarkupElement } from '../parse/html.ts';
import { cssComments } from './notes/comments.ts';
import { withNotes } from './notes/notes.ts';

export interface Page {
  readonly elements: Module;
  /** The page with everything but one script blanked, so that offsets and lines are those of the page. */
  readonly scripts: readonly string[];
}

/** Reads a page. `path` is that of the file. */
export function readPage(path: string, text: string): Page {
  const { comments, elements, scripts } = readMarkup(path.endsWith('.mdx') ? withoutCode(text) : text);
  const builder = new ModuleBuilder(path);
  for (const element of elements) addElement(element, builder);
  // A script that a template engine fills in is not JavaScript yet.
  const plain = scripts.filter(({ code }) => !/\{\{|<%|\{%/.test(code));
  const all = mayHaveNotes(text) ? [...comments, ...elements.flatMap(styleComments)] : [];
  return {
    elements: withNotes(builder.finish(), text, all),
    scripts: plain.map((script) => isolate(text, script)),
  };
}

function styleComments({ tag, attributes }: MarkupElement): readonly Comment[] {
  const body = tag === 'style' ? attributes.find(({ name }) => name === 'text') : undefined;
  if (body === undefined) return [];
  return cssComments(body.value, false).map(({ start, end }) => ({
    start: body.offset + start,
    end: body.offset + end,
  }));
}

/** MDX without its code and its expressions: what is left are elements with attributes that are written out. */
function withoutCode(text: string): string {
  return text.replaceAll(/^(```|~~~)[^]*?^\1[^\n]*$|`[^`\n]*`|\{\/\*[^]*?\*\/\}|[\w:-]+=\{[^{}]*\}/gm, (code) =>
    blank(code),
  );
}

function blank(text: string): string {
  return text.replaceAll(/[^\r\n]/g, ' ');
}

/** Names with a prefix, as JSX has them. */
const NAMES: Readonly<Record<string, string>> = { 'xlink:href': 'xlinkHref' };

function addElement(element: MarkupElement, builder: ModuleBuilder): void {
  const span: Span = { range: [element.offset, element.offset + element.tag.length + 1] };
  const properties = element.attributes.map(({ name, value, offset }): Property => {
    const at: Span = { range: [offset, offset + value.length] };
    return { kind: 'property', key: NAMES[name] ?? name, value: builder.literal(value, at) };
  });
  const attributes = builder.add({ kind: 'object', properties }, span);
  const call = builder.add({ kind: 'markup', tag: element.tag, attributes }, span);
  builder.calls.push({ call, owner: MODULE_LEVEL, symbol: 'module' });
}

function isolate(page: string, { code, offset }: InlineScript): string {
  return blank(page.slice(0, offset)) + code + blank(page.slice(offset + code.length));
}

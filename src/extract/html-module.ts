/** An HTML page as modules: its elements, which rules match like JSX, and each inline script, at its place in the page. */
import { ModuleBuilder, type Span } from '../lower/builder.ts';
import { MODULE_LEVEL, type Module, type Property } from '../lower/module.ts';
import { readMarkup, type InlineScript, type MarkupElement } from '../parse/html.ts';

export interface Page {
  readonly elements: Module;
  /** The page with everything but one script blanked, so that offsets and lines are those of the page. */
  readonly scripts: readonly string[];
}

/** Reads a page. `path` is that of the file. */
export function readPage(path: string, text: string): Page {
  const { elements, scripts } = readMarkup(text);
  const builder = new ModuleBuilder(path);
  for (const element of elements) addElement(element, builder);
  // A script that a template engine fills in is not JavaScript yet.
  const plain = scripts.filter(({ code }) => !/\{\{|<%|\{%/.test(code));
  return { elements: builder.finish(), scripts: plain.map((script) => isolate(text, script)) };
}

function addElement(element: MarkupElement, builder: ModuleBuilder): void {
  const span: Span = { range: [element.offset, element.offset + element.tag.length + 1] };
  const properties = element.attributes.map(({ name, value, offset }): Property => {
    const at: Span = { range: [offset, offset + value.length] };
    return { kind: 'property', key: name, value: builder.literal(value, at) };
  });
  const attributes = builder.add({ kind: 'object', properties }, span);
  const call = builder.add({ kind: 'markup', tag: element.tag, attributes }, span);
  builder.calls.push({ call, owner: MODULE_LEVEL, symbol: 'module' });
}

function isolate(page: string, { code, offset }: InlineScript): string {
  const blank = (text: string): string => text.replaceAll(/[^\r\n]/g, ' ');
  return blank(page.slice(0, offset)) + code + blank(page.slice(offset + code.length));
}

/** An HTML page as modules: its elements, which rules match like JSX, and each inline script, at its place in the page. */
import { ModuleBuilder, type Span } from '../lower/builder.ts';
import { LETTER } from '../find/page-script.ts';
import { MODULE_LEVEL, type Module, type Property } from '../lower/module.ts';
import { mayHaveNotes, type Comment } from '../parse/comments.ts';
import { readMarkup, type InlineScript, type MarkupElement } from '../parse/html.ts';
import { cssComments } from './notes/comments.ts';
import { withNotes } from './notes/notes.ts';
import { filledAttribute } from './page-text.ts';
import { withParts } from '../lower/text-parts.ts';

export interface Page {
  readonly elements: Module;
  readonly scripts: readonly PageScript[];
}

export interface PageScript {
  readonly code: string;
  /** Where its code begins in the page. */
  readonly offset: number;
  /** Whether a template engine fills in parts of it, for which letters stand. */
  readonly isFilled: boolean;
}

/** Reads a page. `path` is that of the file. */
export function readPage(path: string, text: string): Page {
  const { comments, elements, scripts } = readMarkup(path.endsWith('.mdx') ? withoutCode(text) : text);
  const builder = new ModuleBuilder(path);
  for (const element of elements) addElement(element, builder);
  const all = mayHaveNotes(text) ? [...comments, ...elements.flatMap(styleComments)] : [];
  return {
    elements: withNotes(withParts(builder.finish(), filledAttribute), text, all),
    scripts: scripts.map(withLetters),
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

/** A text of the same length and lines without anything in it. */
export function blank(text: string): string {
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

const FILLED = /<%[-=][^]*?%>|\{\{\{?\s*[^#/!>{}\s][^{}]*?\}?\}\}/g;

/** Comments, conditions and loops of an engine. */
const CONTROL = /<%[^]*?%>|\{\{[^]*?\}\}|\{%[^]*?%\}|\{#[^]*?#\}/g;

/** A script as code that can be parsed, of the same length. */
function withLetters({ code, offset }: InlineScript): PageScript {
  const isFilled = /\{\{|<%|\{%/.test(code);
  const plain = isFilled
    ? code
        .replaceAll(FILLED, (one) => (/^\{\{\s*(?:else|end)\b/.test(one) ? blank(one) : LETTER.repeat(one.length)))
        .replaceAll(CONTROL, blank)
    : code;
  return { code: plain, offset, isFilled };
}

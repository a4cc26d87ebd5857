/**
 * The elements and inline scripts of an HTML text, with exact positions. The tokenizer is used without a tree: templates are
 * rarely well-formed, and a tree would move what stands in the wrong place. Which attribute matters is for rules to say.
 */
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import type { Comment } from './comments.ts';

/** An attribute; `offset` is where its value starts, in UTF-16 units, entities not yet replaced. */
export interface MarkupAttribute {
  readonly name: string;
  /** With entities replaced; empty when there is none. */
  readonly value: string;
  readonly offset: number;
}

/** An opening tag, in lower case; `offset` is that of its `<`. What stands in a `style` element is its attribute `text`. */
export interface MarkupElement {
  readonly tag: string;
  readonly attributes: readonly MarkupAttribute[];
  readonly offset: number;
}

/** A script that stands in the page, to be parsed as JavaScript. */
export interface InlineScript {
  readonly code: string;
  readonly offset: number;
  readonly module: boolean;
}

/** What an HTML text holds. */
export interface Markup {
  /** From `<!--` to `-->`. */
  readonly comments: readonly Comment[];
  readonly elements: readonly MarkupElement[];
  readonly scripts: readonly InlineScript[];
}

/** Reads an HTML text, or a fragment of one. */
export function readMarkup(text: string): Markup {
  const elements: MarkupElement[] = [];
  const comments: Comment[] = [];
  const bodies = scriptBodies(text);
  let element: OpenElement = { tag: '', offset: 0, attributes: [] };
  const endTag = () => {
    elements.push(element, ...stylesOf(element));
    bodies.open(element);
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ...IGNORED,
      ...attributeCallbacks(text, () => element),
      onopentagname: (start, end) => {
        element = { tag: text.slice(start, end).toLowerCase(), offset: start - 1, attributes: [] };
      },
      onopentagend: endTag,
      onselfclosingtag: endTag,
      ontext: bodies.grow,
      oncomment: (start, end) => comments.push({ start: start - '<!--'.length, end: end + 1 }),
      onclosetag: bodies.close,
      onend: bodies.close,
    },
  );
  tokenizer.write(text);
  tokenizer.end();
  return {
    comments,
    elements: [...elements, ...bodies.mapped],
    scripts: [...bodies.scripts, ...handlersIn(elements, text)],
  };
}

/** What the attribute `style` says, as the `style` element that it could be. */
function stylesOf({ attributes, offset }: OpenElement): readonly MarkupElement[] {
  return attributes
    .filter(({ name, value }) => name === 'style' && /url\(/i.test(value))
    .map((style) => ({ tag: 'style', attributes: [{ ...style, name: 'text' }], offset }));
}

/** What elements do on events, `onclick="fetch('https://…')"`, as one script of functions at their places; those that name no address are left out. */
function handlersIn(elements: readonly MarkupElement[], text: string): readonly InlineScript[] {
  const handlers = elements
    .flatMap(({ attributes }) => attributes)
    .filter(({ name, value, offset }) => isHandler(name, value) && text.startsWith(value, offset));
  const [first] = handlers;
  if (!first) return [];
  const start = first.offset - OPENING.length;
  let code = '';
  for (const { value, offset } of handlers) {
    const between = text.slice(start + code.length, offset - OPENING.length).replaceAll(/[^\r\n]/g, ' ');
    code += `${between}${OPENING}${value}}`;
  }
  return [{ code, offset: start, module: false }];
}

/** As long as the shortest `oncut="` at least. */
const OPENING = ';()=>{';

function isHandler(name: string, value: string): boolean {
  return /^on[a-z]{3,}$/.test(name) && value.includes('//') && value.includes('(');
}

/** Collects the texts between the tags of scripts and styles; the tokenizer may give one in pieces. */
function scriptBodies(text: string) {
  const scripts: InlineScript[] = [];
  const mapped: MarkupElement[] = [];
  let body: Body | null = null;
  return {
    scripts,
    mapped,
    open: (element: OpenElement): void => {
      body = kindOf(element) === null ? null : { start: text.length, end: 0, element };
    },
    grow: (start: number, end: number): void => {
      if (body !== null) body = { ...body, start: Math.min(body.start, start), end };
    },
    close: (): void => {
      if (body !== null && body.start < body.end) {
        const { start, end, element } = body;
        const kind = kindOf(element);
        const written = text.slice(start, end);
        if (kind === 'style') element.attributes.push({ name: 'text', value: written, offset: start });
        else if (kind === 'importmap') mapped.push(...mappedIn(written, start));
        else scripts.push({ code: written, offset: start, module: kind === 'module' });
      }
      body = null;
    },
  };
}

/** The modules that an import map names by their addresses, as the script elements that could load them. */
function mappedIn(map: string, start: number): readonly MarkupElement[] {
  return [...map.matchAll(/:\s*"(?=(?:https?:)?\/\/)([^"]+)"/gi)].map(({ 0: whole, 1: value = '', index }) => {
    const offset = start + index + whole.length - value.length - 1;
    return { tag: 'script', attributes: [{ name: 'src', value, offset }], offset };
  });
}

type ScriptKind = 'module' | 'script' | 'importmap';

interface OpenElement {
  readonly tag: string;
  readonly offset: number;
  readonly attributes: MarkupAttribute[];
}

interface Body {
  readonly start: number;
  readonly end: number;
  readonly element: OpenElement;
}

function kindOf({ tag, attributes }: OpenElement): ScriptKind | 'style' | null {
  return tag === 'script' ? scriptKind(attributes) : tag === 'style' ? 'style' : null;
}

const nothing = () => {};

const IGNORED = {
  oncdata: nothing,
  ondeclaration: nothing,
  onprocessinginstruction: nothing,
  ontextentity: nothing,
};

type AttributeCallbacks = Pick<TokenizerCallbacks, 'onattribname' | 'onattribdata' | 'onattribentity' | 'onattribend'>;

/** Collects the attributes of the element that is open. */
function attributeCallbacks(text: string, element: () => OpenElement): AttributeCallbacks {
  let name = '';
  let value = '';
  let offset = 0;
  return {
    onattribname: (start, end) => {
      [name, value, offset] = [text.slice(start, end).toLowerCase(), '', valueStart(text, end)];
    },
    onattribdata: (start, end) => {
      value += text.slice(start, end);
    },
    onattribentity: (codepoint) => {
      value += String.fromCodePoint(codepoint);
    },
    onattribend: () => {
      element().attributes.push({ name, value, offset });
    },
  };
}

const VALUE_START = /(?:\s*=\s*["']?)?/y;

/** Where the value after a name starts; the tokenizer does not say so for one that starts with an entity. */
function valueStart(text: string, nameEnd: number): number {
  VALUE_START.lastIndex = nameEnd;
  return VALUE_START.test(text) ? VALUE_START.lastIndex : nameEnd;
}

const JAVASCRIPT =
  /^(?:(?:text|application)\/(?:x-)?(?:java|ecma)script|text\/babel|text\/jsx|text\/typescript|javascript)?$/;

/** What a script element holds: null for data (`application/ld+json`) and for what a `src` replaces. */
function scriptKind(attributes: readonly MarkupAttribute[]): ScriptKind | null {
  if (attributes.some(({ name }) => name === 'src')) return null;
  const type = attributes.find(({ name }) => name === 'type')?.value ?? '';
  const [essence = ''] = type.toLowerCase().split(';');
  if (essence.trim() === 'module') return 'module';
  if (essence.trim() === 'importmap') return 'importmap';
  return JAVASCRIPT.test(essence.trim()) ? 'script' : null;
}

/**
 * The template of a component as a tree of elements and expressions, with exact positions. A tokenizer for HTML would not do: expressions
 * stand inside of tags, where `>` and quotes are theirs. Which attribute matters is for rules to say.
 */
import { closingBrace } from './scan-code.ts';

/** Offsets, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface TemplateAttribute {
  /** As it is written; empty for `{...all}` and `{short}`. */
  readonly name: string;
  readonly nameAt: number;
  /** A text is what stands between the quotes, an expression what stands between the braces. */
  readonly value: (Range & { readonly kind: 'text' | 'expression' | 'template' }) | null;
}

export interface TemplateElement extends Range {
  readonly kind: 'element';
  /** As it is written. */
  readonly tag: string;
  readonly attributes: readonly TemplateAttribute[];
  readonly children: readonly TemplateNode[];
  /** The text of a script or style. */
  readonly raw: Range | null;
}

export type TemplateNode = TemplateElement | (Range & { readonly kind: 'expression' });

/** Whether a node is an element. */
export function isElement(node: TemplateNode): node is TemplateElement {
  return node.kind === 'element';
}

/** The plain text of an attribute; null when it has none. */
export function attributeText({ attributes }: TemplateElement, wanted: string, text: string): string | null {
  const value = attributes.find(({ name }) => name === wanted)?.value;
  return value?.kind === 'text' ? text.slice(value.start, value.end) : null;
}

/** How expressions are written: `{{ x }}` in text alone, `{x}` in text and tags, or that with markup inside of code. */
export type Syntax = 'mustache' | 'braces' | 'jsx';

/** Reads a range of a file as markup; `comments` gets those of the markup. */
export function readTemplate(
  text: string,
  range: Range,
  syntax: Syntax,
  comments: Range[] = [],
): readonly TemplateNode[] {
  const scan: Scan = { text, end: range.end, syntax, patience: { left: UNCLOSED }, comments };
  const nodes: TemplateNode[] = [];
  // A closing tag that nothing opened is skipped.
  for (let at = range.start; at < range.end; at += 1) at = readChildren(scan, at, [], nodes);
  return nodes;
}

/** Where the element that begins at an offset ends; null when none does. */
export function elementEnd(
  text: string,
  at: number,
  end: number,
  patience: Scan['patience'] = { left: UNCLOSED },
): number | null {
  const scan: Scan = { text, end, syntax: 'jsx', patience, comments: [] };
  return text.startsWith('<>', at) ? fragmentEnd(scan, at) : (readElement(scan, at, [])?.end ?? null);
}

/** Braces and quotes that nothing closes are looked for to the end of the text: past so many, a file is no template. */
const UNCLOSED = 20;

interface Scan {
  readonly text: string;
  readonly end: number;
  readonly syntax: Syntax;
  readonly patience: { left: number };
  readonly comments: Range[];
}

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;
const RAW = /^(?:script|style)$/;
/** More elements inside of each other than anybody writes. */
const DEEPEST = 300;

/** Reads up to a closing tag of one of the elements around, which is left to it. */
function readChildren(scan: Scan, from: number, around: readonly string[], nodes: TemplateNode[]): number {
  const { text, end } = scan;
  let at = from;
  while (at < end) {
    const next = nextSpecial(scan, at);
    if (next >= end) return end;
    if (text[next] === '{') {
      at = readExpression(scan, next, nodes);
    } else if (text.startsWith('<!', next)) {
      at = afterDeclaration(text, next);
      if (text.startsWith('<!--', next)) scan.comments.push({ start: next, end: at });
    } else if (text.startsWith('</', next)) {
      const name = /^[^\s>]*/.exec(text.slice(next + 2, next + 200))?.[0] ?? '';
      if (around.length === 0 || around.includes(name)) return next;
      at = next + 2;
    } else {
      const element = around.length < DEEPEST ? readElement(scan, next, around) : null;
      if (element) nodes.push(element);
      at = element?.end ?? next + 1;
    }
  }
  return end;
}

function nextSpecial({ text, end, syntax }: Scan, from: number): number {
  const pattern = syntax === 'mustache' ? /<|\{\{/g : /<|\{/g;
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? end;
}

function afterDeclaration(text: string, at: number): number {
  const isComment = text.startsWith('<!--', at);
  const close = text.indexOf(isComment ? '-->' : '>', at + 2);
  return close < 0 ? text.length : close + (isComment ? 3 : 1);
}

const COMMENT = /^\s*(\/\*(?:[^*]|\*(?!\/))*\*\/)\s*$/;

function readExpression(scan: Scan, at: number, nodes: TemplateNode[]): number {
  const { text, syntax, end } = scan;
  const width = syntax === 'mustache' ? 2 : 1;
  const close = syntax === 'mustache' ? mustacheEnd(text, at + 2) : braceEnd(scan, at + 1);
  if (close === null || close > end) return at + width;
  const comment = COMMENT.exec(text.slice(at + width, close))?.[1];
  // The dialects write no code for one alone.
  if (comment !== undefined) scan.comments.push({ start: text.indexOf(comment, at), end: close });
  nodes.push({ kind: 'expression', start: at + width, end: close });
  return close + width;
}

function mustacheEnd(text: string, from: number): number | null {
  const close = text.indexOf('}}', from);
  return close < 0 ? null : close;
}

/** Where the brace is closed that stands before an offset. */
function braceEnd(scan: Scan, from: number): number | null {
  const { text, syntax, end, patience } = scan;
  if (patience.left <= 0) return null;
  const close = closingBrace(text, from, syntax === 'jsx' ? (at) => elementEnd(text, at, end, patience) : null);
  if (close === null) patience.left -= 1;
  return close;
}

function fragmentEnd(scan: Scan, at: number): number | null {
  const close = readChildren(scan, at + 2, [''], []);
  return scan.text.startsWith('</>', close) ? close + 3 : null;
}

function readElement(scan: Scan, at: number, around: readonly string[]): TemplateElement | null {
  const { text, end } = scan;
  const tag = /^[A-Za-z][^\s/>{}<]*/.exec(text.slice(at + 1, at + 200))?.[0];
  if (tag === undefined || scan.patience.left <= 0) return null;
  const attributes: TemplateAttribute[] = [];
  const close = readAttributes(scan, at + 1 + tag.length, attributes);
  if (close === null) {
    scan.patience.left -= 1;
    return null;
  }
  const isClosed = text[close - 1] === '/';
  const own = { kind: 'element', tag, start: at, attributes } as const;
  if (isClosed || (VOID.test(tag) && tag === tag.toLowerCase())) {
    return { ...own, children: [], raw: null, end: close + 1 };
  }
  if (RAW.test(tag)) {
    const raw = { start: close + 1, end: rawEnd(text, close + 1, tag, end) };
    return { ...own, children: [], raw, end: afterClosingTag(text, raw.end, tag) };
  }
  const children: TemplateNode[] = [];
  const stop = readChildren(scan, close + 1, [...around, tag], children);
  return { ...own, children, raw: null, end: afterClosingTag(text, stop, tag) };
}

function rawEnd(text: string, from: number, tag: string, end: number): number {
  const found = text.indexOf(`</${tag}`, from);
  return found < 0 ? end : found;
}

/** Past the closing tag if it is this element's; one of an element around it closes this one too. */
function afterClosingTag(text: string, at: number, tag: string): number {
  const after = at + 2 + tag.length;
  if (!text.startsWith(`</${tag}`, at) || /[^\s>]/.test(text[after] ?? '')) return at;
  const close = text.indexOf('>', after);
  return close < 0 ? text.length : close + 1;
}

/** Reads attributes up to the `>` of the tag, whose offset it gives; null when there is none. */
function readAttributes(scan: Scan, from: number, attributes: TemplateAttribute[]): number | null {
  const { text, end, syntax } = scan;
  for (let at = from; at < end;) {
    const char = text[at] ?? '';
    if (char === '>') return at;
    if (/[\s/]/.test(char)) {
      at += 1;
    } else if (char === '{' && syntax !== 'mustache') {
      const close = braceEnd(scan, at + 1);
      if (close === null) return null;
      attributes.push({ name: '', nameAt: at + 1, value: { kind: 'expression', start: at + 1, end: close } });
      at = close + 1;
    } else {
      const name = /^[^\s=>/][^\s=>]*?(?=[\s=>]|\/>|$)/.exec(text.slice(at, at + 500))?.[0] ?? char;
      const value = readValue(scan, at + name.length);
      attributes.push({ name, nameAt: at, value: value?.value ?? null });
      at = value?.after ?? at + name.length;
    }
  }
  return null;
}

function readValue(
  scan: Scan,
  from: number,
): { readonly value: NonNullable<TemplateAttribute['value']>; readonly after: number } | null {
  const { text, end, syntax } = scan;
  const start = from + (/^\s*=\s*/.exec(text.slice(from, from + 500))?.[0].length ?? 0);
  if (start === from) return null;
  const quote = text[start] ?? '';
  if (quote === '"' || quote === "'" || (quote === '`' && syntax === 'jsx')) {
    const close = quotedEnd(scan, start + 1, quote);
    const kind = quote === '`' ? 'template' : 'text';
    return close === null ? null : { value: { kind, start: start + 1, end: close }, after: close + 1 };
  }
  if (quote === '{' && syntax !== 'mustache') {
    const close = braceEnd(scan, start + 1);
    // `src={a}/b` goes on.
    if (close !== null && /[\s/>]/.test(text[close + 1] ?? '>'))
      return { value: { kind: 'expression', start: start + 1, end: close }, after: close + 1 };
  }
  let at = start;
  while (at < end && !/[\s>]/.test(text[at] ?? '')) {
    const close = text[at] === '{' && syntax !== 'mustache' ? braceEnd(scan, at + 1) : null;
    at = (close ?? at) + 1;
  }
  return { value: { kind: 'text', start, end: at }, after: at };
}

/** Where a quoted value ends; in Svelte the quotes of an expression in it are its own. */
function quotedEnd(scan: Scan, from: number, quote: string): number | null {
  const { text, syntax, patience } = scan;
  if (patience.left <= 0) return null;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === quote) return at;
    if (text[at] === '{' && syntax === 'braces') at = braceEnd(scan, at + 1) ?? at;
  }
  patience.left -= 1;
  return null;
}

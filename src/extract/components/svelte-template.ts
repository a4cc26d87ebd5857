/** The template of a Svelte component as JSX: blocks become choices and functions of what they give. */
import type { Generated } from './generated.ts';
import { jsxTag, writeElement, writeExpression } from './markup-writer.ts';
import { writeSvelteAttributes } from './svelte-attributes.ts';
import { eachParts, trimmed } from './svelte-blocks.ts';
import type { Range, TemplateElement, TemplateNode } from './template.ts';

/** A block that is open: what closes it, and what it is about. */
interface Block {
  close: string;
  readonly about: Range | null;
}

/** Writes the nodes of a template as children. */
export function writeSvelteNodes(nodes: readonly TemplateNode[], text: string, out: Generated): void {
  // The first is what these nodes stand in.
  const blocks: Block[] = [{ close: '', about: null }];
  for (const node of nodes) {
    if (node.kind === 'element') writeSvelteElement(node, text, out);
    else writeTag(trimmed(text, node), text, blocks, out);
  }
  for (const { close } of blocks.toReversed()) out.write(close, nodes.at(-1)?.end ?? 0);
}

function writeSvelteElement(element: TemplateElement, text: string, out: Generated): void {
  const attributes = (): void => writeSvelteAttributes(element, text, out);
  writeElement(element, tagOf(element, text), out, attributes, () => writeSvelteNodes(element.children, text, out));
}

/** `<svelte:component this={Avatar}>` and `<svelte:element this="img">` are what they name. */
function tagOf({ tag, attributes }: TemplateElement, text: string): string {
  const value = attributes.find(({ name }) => name === 'this')?.value;
  const named = tag.startsWith('svelte:') && value ? text.slice(value.start, value.end).trim() : '';
  return /^[A-Za-z][\w.]*$/.test(named) ? named : jsxTag(tag);
}

/** What stands between braces: an expression, or the beginning, middle or end of a block. */
function writeTag(range: Range, text: string, blocks: Block[], out: Generated): void {
  const code = text.slice(range.start, range.end);
  const word = /^[#:/@]\s*[a-z]+/.exec(code)?.[0].replace(/\s/g, '') ?? '';
  const rest = trimmed(text, { start: range.start + (/^[#:/@]\s*[a-z]+/.exec(code)?.[0].length ?? 0), end: range.end });
  if (word === '') return writeChild(range, out);
  if (word.startsWith('@')) return writeSpecial(word, rest, text, blocks, out);
  if (word.startsWith('#')) return openBlock(word, rest, text, blocks, out);
  if (word.startsWith(':')) return continueBlock(word, rest, text, blocks, out);
  const last = blocks.length > 1 ? blocks.pop() : undefined;
  if (last) out.write(last.close, range.start);
}

function writeChild(range: Range, out: Generated): void {
  if (range.end <= range.start) return;
  out.write('{', range.start);
  writeExpression(range, out);
  out.write('}', range.end);
}

/** `{@html x}`, `{@render x()}`; `{@const x = y}` is known in what follows it. */
function writeSpecial(word: string, rest: Range, text: string, blocks: Block[], out: Generated): void {
  const block = blocks.at(-1);
  const parts = /^([\s\S]*?[^=!<>])=(?![=>])([\s\S]*)$/.exec(text.slice(rest.start, rest.end));
  if (word !== '@const' || !parts || !block) {
    if (word === '@html') writeMarkup(rest, out);
    else if (word !== '@debug') writeChild(rest, out);
    return;
  }
  const end = rest.start + (parts[1]?.length ?? 0);
  out.write('{((', rest.start).copy(rest.start, end).write(' = (', end);
  out.copy(end + 1, rest.end).write(')) => <>', rest.end);
  block.close = `</>)()}${block.close}`;
}

function writeMarkup(range: Range, out: Generated): void {
  out.write('<div dangerouslySetInnerHTML={{ __html: ', range.start);
  writeExpression(range, out);
  out.write(' }} />', range.end);
}

function openBlock(word: string, rest: Range, text: string, blocks: Block[], out: Generated): void {
  switch (word) {
    case '#if':
      out.write('{', rest.start);
      writeExpression(rest, out);
      out.write(' ? <>', rest.end);
      blocks.push({ close: '</> : null}', about: null });
      return;
    case '#each': {
      const { list, item } = eachParts(text, rest);
      out.write('{', rest.start);
      writeExpression(list, out);
      out.write('.map((', rest.start);
      if (item) out.copy(item.start, item.end);
      out.write(') => <>', rest.end);
      blocks.push({ close: '</>)}', about: null });
      return;
    }
    case '#await':
      return openAwait(rest, text, blocks, out);
    case '#snippet': {
      const [whole = '', name = ''] = /^([\w$]+)\s*\(/.exec(text.slice(rest.start, rest.end)) ?? [];
      const end = name === '' ? rest.start : Math.max(rest.start + whole.length, rest.end - 1);
      out
        .write('{((', rest.start)
        .copy(rest.start + whole.length, end)
        .write(') => <>', rest.end);
      blocks.push({ close: '</>)}', about: null });
      return;
    }
    default:
      writeChild(rest, out);
      out.write('{<>', rest.start);
      blocks.push({ close: '</>}', about: null });
  }
}

function openAwait(rest: Range, text: string, blocks: Block[], out: Generated): void {
  const code = text.slice(rest.start, rest.end);
  const found = /^([\s\S]*?)\s+then\s+([\s\S]+)$/.exec(code);
  const promise = {
    start: rest.start,
    end: rest.start + (found?.[1] ?? code.replace(/\s+catch\b[\s\S]*$/, '')).length,
  };
  if (found) return openThen({ start: rest.end - (found[2]?.length ?? 0), end: rest.end }, promise, blocks, out);
  writeChild(promise, out);
  out.write('{<>', rest.start);
  blocks.push({ close: '</>}', about: promise });
}

/** What a promise gives, as the parameter of a function that has it as its default. */
function openThen(pattern: Range, promise: Range | null, blocks: Block[], out: Generated): void {
  out.write('{((', pattern.start).copy(pattern.start, pattern.end);
  if (promise && pattern.end > pattern.start) {
    out.write(' = (', pattern.start).copy(promise.start, promise.end).write(')', pattern.start);
  }
  out.write(') => <>', pattern.end);
  blocks.push({ close: '</>)()}', about: promise });
}

function continueBlock(word: string, rest: Range, text: string, blocks: Block[], out: Generated): void {
  const block = blocks.length > 1 ? blocks.pop() : undefined;
  if (!block) return;
  const condition = /^if\b/.test(text.slice(rest.start, rest.end))
    ? trimmed(text, { start: rest.start + 2, end: rest.end })
    : null;
  const isChoice = block.close.endsWith('</> : null}');
  if (word === ':else' && isChoice) {
    out.write(block.close.slice(0, -' : null}'.length), rest.start).write(' : ', rest.start);
    if (condition) writeExpression(condition, out);
    out.write(condition ? ' ? <>' : '<>', rest.end);
    blocks.push({ close: condition ? '</> : null}' : '</>}', about: null });
    return;
  }
  out.write(block.close, rest.start);
  if (word === ':then') return openThen(rest, block.about, blocks, out);
  out.write('{((', rest.start).copy(rest.start, rest.end).write(') => <>', rest.end);
  blocks.push({ close: '</>)}', about: null });
}

/** A Vue component whose template is written in Pug, as one whose template is written in HTML, line by line: https://vuejs.org/api/sfc-spec.html#pre-processors. */
import type { Comment } from '../../parse/comments.ts';
import type { Parser } from '../../parse/parse.ts';
import { Generated } from '../components/generated.ts';
import type { Broken } from '../components/program.ts';
import type { Range } from '../components/template.ts';
import { writeCode } from './pug-code.ts';
import { blocksOf, type PugAttribute, type PugCode, type PugNode } from './pug-nodes.ts';
import { pugOffsets, readPug, type OffsetOf } from './pug-tree.ts';

/** The component with its template in HTML; null where it is not in Pug. */
export function withoutPug(path: string, text: string, parser: Parser): Generated | Broken | null {
  const found = pugTemplate(text);
  if (found === null) return null;
  const { tag, range } = found;
  const { code, offsetOf } = unindented(text, range);
  const tree = readPug(path, code, offsetOf, parser);
  if (tree.kind === 'failed') return { ...tree, kind: 'broken' };
  const out = new Generated(text);
  out.copy(0, tag).write('<template>', tag);
  const cx: Writing = { text, out, offsetOf, comments: [...tree.comments] };
  writeNodes(tree.root.nodes, cx);
  writeUpTo(range.end, cx);
  return out.copy(range.end, text.length);
}

interface Writing {
  readonly text: string;
  readonly out: Generated;
  readonly offsetOf: OffsetOf;
  /** Those that are not written yet. */
  readonly comments: Comment[];
}

/** The tag of a template in Pug, with what says so. */
const OPENING = /^[ \t]*<template(?=\s[^>]*?\blang\s*=\s*["']?(?:pug|jade)["'\s>])(?:[^>"']|"[^"]*"|'[^']*')*>/m;

/** The tag, and what stands between it and the one that closes it. */
function pugTemplate(text: string): { readonly tag: number; readonly range: Range } | null {
  const found = OPENING.exec(text);
  if (!found) return null;
  const start = found.index + found[0].length;
  const end = text.indexOf('</template', start);
  return end < 0 ? null : { tag: found.index, range: { start, end } };
}

/** Takes away the indent that all lines have, which is no part of the language. */
function unindented(text: string, { start, end }: Range): { readonly code: string; readonly offsetOf: OffsetOf } {
  const whole = text.slice(start, end);
  const lines = whole.split(/\r\n|\r|\n/);
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  const inWhole = pugOffsets(whole);
  return {
    code: lines.map((line) => line.slice(indent)).join('\n'),
    offsetOf: ({ line, column }) =>
      start + inWhole({ line, column: column + Math.min(indent, lines[line - 1]?.length ?? 0) }),
  };
}

/** Writes the lines and comments that come before a place, so that everything stands in its line. */
function writeUpTo(offset: number, { text, out, comments }: Writing): void {
  while (comments[0] && comments[0].start < offset) {
    const [{ start, end }] = comments.splice(0, 1) as [Comment];
    fillLines(start, text, out);
    out.write('<!--', start).copy(start, end).write('-->', end);
  }
  fillLines(offset, text, out);
}

function fillLines(offset: number, text: string, out: Generated): void {
  const missing = linesIn(text.slice(0, offset)) - linesIn(out.text);
  if (missing > 0) out.write('\n'.repeat(missing), offset);
}

function linesIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

function writeNodes(nodes: readonly PugNode[], cx: Writing): void {
  for (const node of nodes) writeNode(node, cx);
}

function writeNode(node: PugNode, cx: Writing): void {
  if ('line' in node) writeUpTo(cx.offsetOf(node), cx);
  switch (node.type) {
    case 'Tag':
      return writeTag(node.name, node, cx);
    case 'Text':
      if (node.val.trim() !== '') writeCode(node.val, cx.offsetOf(node), cx);
      return;
    case 'Code':
      if (node.buffer) writeShown(node, cx);
      return;
    default:
      // Conditions and loops of Pug are decided when the component is built: all of their branches count.
      for (const block of blocksOf(node)) writeNodes(block.nodes, cx);
  }
}

function writeShown({ val, ...place }: PugCode, cx: Writing): void {
  const at = cx.offsetOf(place);
  cx.out.write('{{ ', at);
  writeCode(val, at, cx);
  cx.out.write(' }}', at);
}

function writeTag(tag: string, node: Extract<PugNode, { type: 'Tag' }>, cx: Writing): void {
  const { out, offsetOf } = cx;
  const at = offsetOf(node);
  out.write(`<${tag}`, at);
  for (const attribute of node.attrs) writeAttribute(attribute, cx);
  out.write('>', at);
  if (node.code) writeNode(node.code, cx);
  writeNodes(node.block.nodes, cx);
  out.write(`</${tag}>`, at);
}

/** A text is what the attribute says; any other value is an expression that is decided when the component is built. */
function writeAttribute(attribute: PugAttribute, cx: Writing): void {
  const { out, text } = cx;
  const at = cx.offsetOf(attribute);
  const name = /^(["']).*\1$/s.test(attribute.name) ? attribute.name.slice(1, -1) : attribute.name;
  const { val } = attribute;
  if (typeof val !== 'string') {
    out.write(val ? ` ${name}` : '', at);
    return;
  }
  const inner = plainText(val);
  const value = inner ?? val;
  const isBound = inner !== null || /^(?:[:@#]|v-)/.test(name);
  const quote = value.includes('"') ? "'" : '"';
  out.write(` ${isBound ? name : `:${name}`}=${quote}`, at);
  writeCode(quote === "'" ? value.replaceAll("'", '`') : value, at + attribute.name.length, { text, out });
  out.write(quote, at);
}

/** What a literal says; null for any other expression. */
function plainText(code: string): string | null {
  const [, , quoted, template] =
    /^\s*(?:(["'])((?:\\.|(?!\1)[^\\])*)\1|`((?:\\.|[^`\\$]|\$(?!\{))*)`)\s*$/s.exec(code) ?? [];
  return (quoted ?? template)?.replaceAll(/\\(["'`\\])/g, '$1') ?? null;
}

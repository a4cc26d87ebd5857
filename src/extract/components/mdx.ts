/** MDX as one program: what it imports and exports, and its elements and expressions as what the component gives. Prose and code that is shown say nothing. */
import type { Parser } from '../../parse/parse.ts';
import { writeJsxNodes } from './astro.ts';
import { Generated } from './generated.ts';
import { writeAttribute, writeText } from './markup-writer.ts';
import { writeAnchors, type ComponentProgram } from './program.ts';
import { componentName, declaredNames, parseScript, writeImports, type Script } from './script.ts';
import { readTemplate, type Range } from './template.ts';

/** Reads a document. */
export function readMdx(path: string, text: string, parser: Parser): ComponentProgram {
  const shown = withoutFences(text);
  const scripts = codeBlocks(path, shown, parser);
  const prose = withoutInlineCode(scripts.reduce((rest, block) => blanked(rest, block), shown));
  const out = new Generated(text);
  for (const script of scripts) writeImports(script, out, true);
  const names = new Set(scripts.flatMap((script) => [...declaredNames(script)]));
  const hasDefault = scripts.some(({ program }) =>
    program.body.some(({ type }) => type === 'ExportDefaultDeclaration'),
  );
  out.write(`export ${hasDefault ? '' : 'default '}async function ${componentName(path, names)}($$props) {`, 0);
  const at = writeAnchors(false, out);
  writeJsxNodes(readTemplate(prose, { start: 0, end: text.length }, 'jsx'), prose, out);
  writeImages(prose, out);
  out.write('</>;\n}\n', text.length);
  return { kind: 'component', generated: out, names: { dialect: 'astro', ...at }, scripts, unread: null, comments: [] };
}

function blank(text: string): string {
  return text.replaceAll(/[^\r\n]/g, ' ');
}

function blanked(text: string, { start, end }: Range): string {
  return text.slice(0, start) + blank(text.slice(start, end)) + text.slice(end);
}

/** Data at the top, code blocks and comments. */
function withoutFences(text: string): string {
  const data = /^---\r?\n[^]*?\r?\n---(?=\r?\n|$)/.exec(text)?.[0] ?? '';
  const rest = text.slice(data.length);
  return blank(data) + rest.replaceAll(/^ *(```+|~~~+)[^]*?^ *\1[^\n]*$|\{\/\*[^]*?\*\/\}/gm, blank);
}

/** Between backquotes, unless these stand in an expression. */
function withoutInlineCode(text: string): string {
  return text.replaceAll(/(?<![{+?=&|]\s*)(`+)(?!`)[^`\n]*?\1/g, blank);
}

/** Statements begin at the beginning of a line and end with an empty one, unless they go on behind it. */
function codeBlocks(path: string, text: string, parser: Parser): readonly Script[] {
  const blocks: Script[] = [];
  for (const { index } of text.matchAll(/^(?:import|export)\b/gm)) {
    if (index < (blocks.at(-1)?.end ?? 0)) continue;
    const block = blockAt(path, text, index, parser);
    if (block) blocks.push(block);
  }
  return blocks;
}

/** Empty lines inside of one statement. */
const EMPTY_LINES = 8;

function blockAt(path: string, text: string, start: number, parser: Parser): Script | null {
  const gap = /\r?\n[ \t]*\r?\n/g;
  gap.lastIndex = start;
  for (let tries = 0; tries < EMPTY_LINES; tries += 1) {
    const end = gap.exec(text)?.index ?? text.length;
    const script = parseScript(`${path}.tsx`, text, { start, end }, parser);
    if (!('message' in script)) return script;
    if (end === text.length) return null;
  }
  return null;
}

/** `![alt](https://…)` is an image too. */
function writeImages(prose: string, out: Generated): void {
  for (const found of prose.matchAll(/!\[[^\]\n]*\]\(\s*<?(https?:\/\/[^\s)>]+)/g)) {
    const [whole, address = ''] = found;
    const end = found.index + whole.length;
    const range = { start: end - address.length, end };
    out.write('<img', found.index);
    writeAttribute('src', range.start, out, () => writeText(address, range, out));
    out.write(' />', end);
  }
}

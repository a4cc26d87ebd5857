/** An Astro component as one program: its frontmatter, and its template as what the component gives. */
import type { Parser } from '../../parse/parse.ts';
import { Generated } from './generated.ts';
import {
  attributeName,
  jsxTag,
  writeAttribute,
  writeElement,
  writeExpression,
  writeStyleSheets,
  writeText,
} from './markup-writer.ts';
import { writeAnchors, type Broken, type ComponentProgram } from './program.ts';
import { codePieces } from './scan-code.ts';
import {
  componentName,
  declaredNames,
  parseScript,
  writeBody,
  writeImports,
  type BrokenScript,
  type Script,
} from './script.ts';
import {
  elementEnd,
  readTemplate,
  type Range,
  type TemplateAttribute,
  type TemplateElement,
  type TemplateNode,
} from './template.ts';
import { typeBracketEdits } from './type-brackets.ts';

/** Reads a component. */
export function readAstro(path: string, text: string, parser: Parser): ComponentProgram | Broken {
  const fence = /^\s*---[^\n]*\n(?:[\s\S]*?\n)??---/.exec(text);
  const start = fence ? fence[0].indexOf('\n') + 1 : 0;
  const own = fence ? frontmatter(path, text, { start, end: fence[0].length - '---'.length }, parser) : null;
  if (own && 'message' in own) return { kind: 'broken', ...own };
  const out = new Generated(text, typeBracketEdits([own], text));
  const names = own ? declaredNames(own) : new Set<string>();
  if (own) writeImports(own, out, true);
  out.write(`export default async function ${componentName(path, names)}($$props) {`, 0);
  if (own) writeBody(own, [], out, true);
  const at = writeAnchors(false, out);
  const template = readTemplate(text, { start: fence?.[0].length ?? 0, end: text.length }, 'jsx');
  writeNodes(template, { text, out });
  writeStyleSheets(template, text, out);
  out.write('</>;\n}\n', text.length);
  return {
    kind: 'component',
    generated: out,
    names: { dialect: 'astro', ...at },
    scripts: own ? [own] : [],
    unread: null,
    inline: inlineScripts(template, text),
  };
}

/** Frontmatter is the body of a function: it may return. Where the statements stand is all that is asked of it here. */
function frontmatter(path: string, text: string, range: Range, parser: Parser): Script | BrokenScript {
  const script = parseScript(`${path}.ts`, text, range, parser);
  if (!('message' in script)) return script;
  const code = text.slice(range.start, range.end);
  const plain = code.replaceAll(/\breturn\b(?=(\s*[;\n}])?)/g, (_, end?: string) =>
    end === undefined ? 'void  ' : '0     ',
  );
  const again = parseScript(`${path}.ts`, text.slice(0, range.start) + plain + text.slice(range.end), range, parser);
  return 'message' in again ? script : again;
}

interface Writing {
  readonly text: string;
  readonly out: Generated;
}

function writeNodes(nodes: readonly TemplateNode[], cx: Writing): void {
  for (const node of nodes) {
    if (node.kind === 'expression') writeContainer(node, cx);
    else if (node.tag !== 'style') {
      const attributes = (): void => node.attributes.forEach((attribute) => writeNamed(attribute, cx));
      writeElement(node, hasMarkup(node) ? 'div' : jsxTag(node.tag), cx.out, attributes, () =>
        writeNodes(node.children, cx),
      );
    }
  }
}

/** `<Fragment set:html={x} />` is what it holds. */
function hasMarkup({ tag, attributes }: TemplateElement): boolean {
  return tag === 'Fragment' && attributes.some(({ name }) => name === 'set:html');
}

function writeContainer(range: Range, cx: Writing): void {
  if (/^(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*)*$/.test(cx.text.slice(range.start, range.end))) return;
  cx.out.write('{', range.start);
  writeCode(range, cx);
  cx.out.write('}', range.end);
}

/** Code, with the markup in it as what it is there too. */
function writeCode(range: Range, cx: Writing): void {
  const { text, out } = cx;
  out.write('(', range.start);
  for (const piece of codePieces(text, range.start, range.end, (at) => elementEnd(text, at, range.end))) {
    if (piece.kind === 'code') {
      out.copy(piece.start, piece.end);
    } else {
      out.write('<>', piece.start);
      writeNodes(readTemplate(text, piece, 'jsx'), cx);
      out.write('</>', piece.end);
    }
  }
  out.write('\n)', range.end);
}

function writeNamed({ name, nameAt, value }: TemplateAttribute, cx: Writing): void {
  const { text, out } = cx;
  const code = value ? text.slice(value.start, value.end) : '';
  if (name === '') {
    if (code.trim().startsWith('...'))
      out
        .write(' {', nameAt)
        .copy(nameAt, value?.end ?? nameAt)
        .write('\n}', nameAt);
    else if (value && /^\s*[A-Za-z_$][\w$]*\s*$/.test(code)) {
      writeAttribute(code.trim(), nameAt, out, () => writeExpression(value, out));
    }
    return;
  }
  const written = () => {
    if (!value) out.write('true', nameAt);
    else if (value.kind === 'expression') writeCode(value, cx);
    else if (value.kind === 'template') out.write('`', value.start).copy(value.start, value.end).write('`', value.end);
    else writeText(code, value, out);
  };
  if (name !== 'set:html') return writeAttribute(attributeName(name), nameAt, out, written);
  writeAttribute('dangerouslySetInnerHTML', nameAt, out, () => {
    out.write('{ __html: ', nameAt);
    written();
    out.write(' }', nameAt);
  });
}

/** Scripts of the page, which are modules or run as they stand. */
function inlineScripts(nodes: readonly TemplateNode[], text: string): readonly Range[] {
  return nodes.flatMap((node): readonly Range[] => {
    if (node.kind !== 'element') return [];
    if (node.tag !== 'script' || !node.raw) return inlineScripts(node.children, text);
    const type = node.attributes.find(({ name }) => name === 'type')?.value;
    const isCode = !type || /^(?:module|(?:text|application)\/javascript)$/.test(text.slice(type.start, type.end));
    return isCode && text.slice(node.raw.start, node.raw.end).trim() !== '' ? [node.raw] : [];
  });
}

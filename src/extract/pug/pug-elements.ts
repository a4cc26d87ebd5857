/** An element of a Pug template as JSX. */
import { attributeName, jsxTag, writeAttribute } from '../components/markup-writer.ts';
import { interpolated, writeCode } from './pug-code.ts';
import type { PugAttribute, PugInterpolatedTag, PugTag } from './pug-nodes.ts';
import type { PugWriting } from './pug-writer.ts';

/** Writes an element with its attributes, and a script for each of its handlers that names an address. */
export function writeTag(node: PugTag | PugInterpolatedTag, cx: PugWriting): void {
  const { out, offsetOf } = cx;
  const at = offsetOf(node);
  // Which element a computed one is, nobody knows before.
  out.write(`<${node.type === 'Tag' ? jsxTag(node.name.toLowerCase()) : 'div'}`, at);
  for (const attribute of node.attrs) {
    if (attribute.name !== 'class' && attribute.name !== 'id') writePugAttribute(attribute, cx);
  }
  for (const block of node.attributeBlocks) {
    const start = offsetOf(block);
    out.write(' {...(', start);
    writeCode(block.val, start, cx);
    out.write('\n)}', start);
  }
  out.write(' />;\n', at);
  for (const attribute of node.attrs) if (isHandler(attribute)) writeHandler(attribute, cx);
}

function writePugAttribute(attribute: PugAttribute, cx: PugWriting): void {
  const at = cx.offsetOf(attribute);
  const name = unquoted(attribute.name);
  writeAttribute(attributeName(name), at, cx.out, () => writeValue(attribute, at + attribute.name.length, cx));
}

/** `'(click)'='…'` is an attribute `(click)`. */
function unquoted(name: string): string {
  return /^(["']).*\1$/s.test(name) ? name.slice(1, -1) : name;
}

function writeValue({ val }: PugAttribute, from: number, cx: PugWriting): void {
  const { out } = cx;
  if (typeof val !== 'string') {
    out.write(String(val), from);
    return;
  }
  out.write(isHelper(val, cx) ? "'./' + (" : '(', from);
  writeCode(interpolated(val), from, cx);
  out.write('\n)', from);
}

/** `asset('app.js')`: what a helper makes of a path is mostly a path, as in other templates. */
function isHelper(code: string, { given }: PugWriting): boolean {
  const [, name] = /^\s*([A-Za-z_$][\w$]*)\(\s*(["'`])(?!\w*:?\/\/)[\w./@-]*\2/.exec(code) ?? [];
  return name !== undefined && !given.includes(name);
}

/** `onclick="fetch('https://…')"`. */
function isHandler({ name, val }: PugAttribute): boolean {
  return /^on[a-z]{3,}$/i.test(name) && typeof val === 'string' && val.includes('//') && val.includes('(');
}

function writeHandler({ val, ...place }: PugAttribute, cx: PugWriting): void {
  const at = cx.offsetOf(place);
  cx.out.write('<script>{(', at);
  writeCode(interpolated(String(val)), at, cx);
  cx.out.write('\n)}</script>;\n', at);
}

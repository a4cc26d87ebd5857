/** The attributes of elements and components of Svelte as those of JSX. */
import type { Generated } from './generated.ts';
import { attributeName, writeAttribute, writeExpression, writeText } from './markup-writer.ts';
import { closingBrace } from './scan-code.ts';
import { trimmed } from './svelte-blocks.ts';
import type { Range, TemplateAttribute, TemplateElement } from './template.ts';

/** Writes all attributes of an element. */
export function writeSvelteAttributes({ attributes }: TemplateElement, text: string, out: Generated): void {
  for (const attribute of attributes) {
    if (attribute.name === '') writeUnnamed(attribute, text, out);
    else writeNamed(attribute, text, out);
  }
}

/** `{...all}`, `{short}`, `{@attach action}`. */
function writeUnnamed({ value, nameAt }: TemplateAttribute, text: string, out: Generated): void {
  if (!value) return;
  const code = text.slice(value.start, value.end).trim();
  if (code.startsWith('...')) {
    out.write(' {', nameAt).copy(value.start, value.end).write('\n}', value.end);
  } else if (/^[A-Za-z_$][\w$]*$/.test(code)) {
    writeAttribute(code, nameAt, out, () => writeExpression(value, out));
  } else if (code.startsWith('@')) {
    const start = value.start + text.slice(value.start, value.end).indexOf('@') + (/^@\w+/.exec(code)?.[0].length ?? 1);
    writeAttribute('data-attach', nameAt, out, () => writeExpression({ start, end: value.end }, out));
  }
}

function writeNamed(attribute: TemplateAttribute, text: string, out: Generated): void {
  const { name, nameAt, value } = attribute;
  const [directive = '', argument] = name.split(/:(.*)/s);
  if (argument === undefined || directive === 'xlink') {
    if (value === null) out.write(` ${/^[\w-]+$/.test(name) ? name : 'data-other'}`, nameAt);
    else writeAttribute(attributeName(name), nameAt, out, () => writeValue(value, text, out));
    return;
  }
  const plain = argument.replace(/\|.*$/, '');
  switch (directive) {
    case 'on':
      if (value) writeAttribute(`on-${plain}`, nameAt, out, () => writeValue(value, text, out));
      return;
    case 'bind':
      return writeBinding(plain, attribute, text, out);
    case 'use':
      return writeAction(plain, attribute, text, out);
    case 'let':
      return;
    case 'style':
      if (value) writeStyle(plain, value, text, out);
      return;
    default:
      if (value) writeAttribute('data-value', nameAt, out, () => writeValue(value, text, out));
  }
}

/** `style:background-image={x}` is one declaration. */
function writeStyle(name: string, value: NonNullable<TemplateAttribute['value']>, text: string, out: Generated): void {
  writeAttribute('style', value.start, out, () => {
    out.write(`{ ${JSON.stringify(name)}: `, value.start);
    writeValue(value, text, out);
    out.write(' }', value.end);
  });
}

/** What is bound is read, and written to with what somebody types or another component says. */
function writeBinding(name: string, { value, nameAt }: TemplateAttribute, text: string, out: Generated): void {
  const target = value
    ? trimmed(text, value)
    : { start: nameAt + 'bind:'.length, end: nameAt + 'bind:'.length + name.length };
  const code = text.slice(target.start, target.end);
  if (!/^[A-Za-z_$][\w$.[\]]*$/.test(code)) {
    if (value) writeAttribute(name, nameAt, out, () => writeValue(value, text, out));
    return;
  }
  writeAttribute(name, nameAt, out, () => writeExpression(target, out));
  if (name === 'this') return;
  out.write(' onUpdate={($event) => { ', nameAt).copy(target.start, target.end).write(' = $event; }}', nameAt);
}

/** An action is called with the element and its parameter. */
function writeAction(name: string, { value, nameAt }: TemplateAttribute, text: string, out: Generated): void {
  if (!/^[\w$.]+$/.test(name)) return;
  writeAttribute('data-use', nameAt, out, () => {
    out
      .write('(', nameAt)
      .copy(nameAt + 'use:'.length, nameAt + 'use:'.length + name.length)
      .write('(null', nameAt);
    if (value) {
      out.write(', ', nameAt);
      writeValue(value, text, out);
    }
    out.write('))', nameAt);
  });
}

/** `{expression}`, plain text, or text with expressions in it. */
function writeValue(value: NonNullable<TemplateAttribute['value']>, text: string, out: Generated): void {
  if (value.kind === 'expression') return writeExpression(value, out);
  const pieces = piecesOf(text, value);
  const [only] = pieces;
  if (pieces.length === 1 && only?.kind === 'code') return writeExpression(only, out);
  if (pieces.every(({ kind }) => kind === 'text')) return writeText(text.slice(value.start, value.end), value, out);
  out.write('(', value.start);
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) out.write(' + ', piece.start);
    else if (piece.kind === 'code') out.write("'' + ", piece.start);
    if (piece.kind === 'code') writeExpression(piece, out);
    else writeText(text.slice(piece.start, piece.end), piece, out);
  }
  out.write(')', value.end);
}

type Piece = Range & { readonly kind: 'text' | 'code' };

function piecesOf(text: string, { start, end }: Range): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = start;
  for (let at = start; at < end; at += 1) {
    const close = text[at] === '{' ? closingBrace(text, at + 1) : null;
    if (close === null || close >= end) continue;
    if (at > from) pieces.push({ kind: 'text', start: from, end: at });
    pieces.push({ kind: 'code', start: at + 1, end: close });
    from = close + 1;
    at = close;
  }
  return from < end || pieces.length === 0 ? [...pieces, { kind: 'text', start: from, end }] : pieces;
}

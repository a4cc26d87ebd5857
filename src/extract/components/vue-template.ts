/** The template of a Vue component as JSX. */
import type { Generated } from './generated.ts';
import {
  attributeName,
  jsxTag,
  writeAttribute,
  writeElement,
  writeExpression,
  writeTextAttribute,
} from './markup-writer.ts';
import { SLOT, slotContent, writeSlotCall, type SlotContent } from './vue-slots.ts';
import type { Range, TemplateAttribute, TemplateElement, TemplateNode } from './template.ts';

/** What a template is written with. */
export interface VueTemplate {
  readonly text: string;
  readonly out: Generated;
  /** The names that the script binds: `<user-avatar>` is `UserAvatar` if that is one. */
  readonly names: ReadonlySet<string>;
  /** Written before a name that a model binds: members of the component are written to there. */
  readonly self: string;
  /** Names that elements around give: items and slot properties. */
  readonly locals: ReadonlySet<string>;
}

/** Writes the nodes of a template as children. */
export function writeVueNodes(nodes: readonly TemplateNode[], cx: VueTemplate): void {
  for (const node of nodes) {
    if (node.kind === 'element') writeRepeated(node, cx);
    else if (cx.text.slice(node.start, node.end).trim() !== '') {
      cx.out.write('{', node.start);
      writeExpression(node, cx.out);
      cx.out.write('}', node.end);
    }
  }
}

/** `v-for` around `v-if` around the element. */
function writeRepeated(element: TemplateElement, cx: VueTemplate): void {
  const loop = valueOf(element, 'v-for');
  const parts = loop && loopParts(cx.text, loop);
  if (!parts) return writeGuarded(element, cx);
  const { out } = cx;
  out.write('{', parts.list.start);
  writeExpression(parts.list, out);
  out.write('.map((', parts.item.start).copy(parts.item.start, parts.item.end).write(') => (<>', parts.item.end);
  writeGuarded(element, withLocals(cx, parts.item));
  out.write('</>))}', element.end);
}

interface Loop {
  readonly item: Range;
  readonly list: Range;
}

/** `(item, index) in list`, `item of list`. */
function loopParts(text: string, value: Range): Loop | null {
  const whole = text.slice(value.start, value.end);
  const found = /^(\s*)([\s\S]*?)\s+(?:in|of)\s+([\s\S]*)$/.exec(whole);
  const [, space = '', written = '', list = ''] = found ?? [];
  if (!found || list.trim() === '') return null;
  const isWrapped = written.startsWith('(') && written.endsWith(')');
  const start = value.start + space.length + (isWrapped ? 1 : 0);
  const item = { start, end: start + written.length - (isWrapped ? 2 : 0) };
  return { item, list: { start: value.end - list.length, end: value.end } };
}

function writeGuarded(element: TemplateElement, cx: VueTemplate): void {
  const condition = valueOf(element, 'v-if') ?? valueOf(element, 'v-else-if');
  if (!condition) return writeSlotted(element, cx);
  cx.out.write('{', condition.start);
  writeExpression(condition, cx.out);
  cx.out.write(' ? <>', condition.end);
  writeSlotted(element, cx);
  cx.out.write('</> : null}', element.end);
}

/** What is in an element that is given properties by the slot: a function of these, which the component is handed. */
function writeSlotted(element: TemplateElement, cx: VueTemplate): void {
  const { out } = cx;
  const isTemplate = element.tag.toLowerCase() === 'template';
  const own = slotContent(element);
  if (isTemplate) return own ? writeInPlace(own, element, cx) : writeVueNodes(element.children, cx);
  if (element.tag === 'slot') writeSlotCall(element, cx.text, out);
  const handed = own ? [] : element.children.filter((node) => isHanded(node));
  const children = own ? [] : element.children.filter((node) => !isHanded(node));
  const attributes = (): void => {
    writeAttributes(element, cx);
    if (own) writeAttribute(own.prop ?? 'slot_', element.start, out, () => writeContent(own, element, cx));
    for (const node of handed) {
      const content = node.kind === 'element' ? slotContent(node) : null;
      if (node.kind !== 'element' || !content?.prop) continue;
      writeAttribute(content.prop, node.start, out, () => writeContent(content, node, cx));
    }
  };
  writeElement({ ...element, children }, tagOf(element, cx), out, attributes, () => writeVueNodes(children, cx));
}

/** `<template #item="{ url }">`, unless a condition or loop decides about it. */
function isHanded(node: TemplateNode): boolean {
  if (node.kind !== 'element' || node.tag.toLowerCase() !== 'template') return false;
  return slotContent(node)?.prop != null && !node.attributes.some(({ name }) => /^v-(?:if|else|for)/.test(name));
}

function writeContent({ pattern }: SlotContent, element: TemplateElement, cx: VueTemplate): void {
  cx.out.write('((', pattern.start).copy(pattern.start, pattern.end).write(') => <>', pattern.end);
  writeVueNodes(element.children, withLocals(cx, pattern));
  cx.out.write('</>)', element.end);
}

function writeInPlace(content: SlotContent, element: TemplateElement, cx: VueTemplate): void {
  cx.out.write('{', content.pattern.start);
  writeContent(content, element, cx);
  cx.out.write('}', element.end);
}

function tagOf({ tag }: TemplateElement, { names }: VueTemplate): string {
  const camel = tag.replaceAll(/-([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
  const pascal = camel.charAt(0).toUpperCase() + camel.slice(1);
  if (names.has(pascal) && !names.has(tag) && (tag.includes('-') || /^[A-Z]/.test(tag))) return pascal;
  return jsxTag(tag);
}

function withLocals(cx: VueTemplate, pattern: Range): VueTemplate {
  const names = cx.text.slice(pattern.start, pattern.end).match(/[A-Za-z_$][\w$]*/g) ?? [];
  return { ...cx, locals: new Set([...cx.locals, ...names]) };
}

function valueOf(element: TemplateElement, name: string): TemplateAttribute['value'] {
  return element.attributes.find((attribute) => attribute.name === name)?.value ?? null;
}

function writeAttributes(element: TemplateElement, cx: VueTemplate): void {
  const isComponent = /[A-Z]|-/.test(element.tag);
  for (const attribute of element.attributes) {
    const directive = directiveOf(attribute.name);
    if (directive) writeDirective(directive, attribute, isComponent, cx);
    else writeTextAttribute(attribute, cx.text, propName(attribute.name, isComponent), cx.out);
  }
}

interface Directive {
  readonly name: string;
  readonly argument: string;
}

/** `:src.prop` is `bind` of `src`, `@click` is `on` of `click`; null for a plain attribute. */
function directiveOf(name: string): Directive | null {
  if (SLOT.test(name)) return { name: 'slot', argument: '' };
  const short = /^(?:\.|[:@])/.exec(name)?.[0];
  if (short) return { name: short === '@' ? 'on' : 'bind', argument: plainArgument(name.slice(1)) };
  const [, directive = '', argument = ''] = /^v-([\w-]+)(?::(.*))?/.exec(name) ?? [];
  return directive === '' ? null : { name: directive, argument: plainArgument(argument) };
}

function plainArgument(argument: string): string {
  return argument.startsWith('[') ? argument : argument.replace(/\..*$/, '');
}

function propName(name: string, isComponent: boolean): string {
  if (!isComponent || /^(?:data|aria)-/.test(name)) return attributeName(name);
  return name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function writeDirective(
  { name, argument }: Directive,
  attribute: TemplateAttribute,
  isComponent: boolean,
  cx: VueTemplate,
): void {
  const { value, nameAt } = attribute;
  const { out } = cx;
  switch (name) {
    case 'for':
    case 'if':
    case 'else-if':
    case 'else':
    case 'slot':
      return;
    case 'bind':
      return writeBound(argument, attribute, isComponent, cx);
    case 'on':
      if (value && !isBlank(value, cx)) {
        const event = argument.startsWith('[') || argument === '' ? 'onEvent' : eventName(argument);
        // `v-on="{ click: go }"` is an object of handlers.
        writeAttribute(event, nameAt, out, () =>
          argument === '' ? writeExpression(value, out) : writeHandler(value, cx),
        );
      }
      return;
    case 'model':
      if (value && !isBlank(value, cx)) writeModel(argument, value, cx);
      return;
    case 'html':
      if (value) writeAttribute('dangerouslySetInnerHTML', nameAt, out, () => writeHtml(value, out));
      return;
    default:
      if (value && !isBlank(value, cx)) {
        writeAttribute(`data-${name}`, nameAt, out, () => writeExpression(value, out));
      }
  }
}

function writeHtml(value: Range, out: Generated): void {
  out.write('{ __html: ', value.start);
  writeExpression(value, out);
  out.write(' }', value.end);
}

function eventName(event: string): string {
  return `on${event.charAt(0).toUpperCase()}${event.slice(1).replaceAll(/[^\w$]/g, '_')}`;
}

function isBlank(value: Range, { text }: VueTemplate): boolean {
  return text.slice(value.start, value.end).trim() === '';
}

/** `:src="x"`, `v-bind="all"`, `:[name]="x"`, `:src` for `:src="src"`. */
function writeBound(argument: string, attribute: TemplateAttribute, isComponent: boolean, cx: VueTemplate): void {
  const { value, nameAt } = attribute;
  const { out } = cx;
  if (!value || isBlank(value, cx)) {
    const name = propName(argument, true);
    if (/^[A-Za-z_$][\w$]*$/.test(name)) writeAttribute(argument, nameAt, out, () => out.write(name, nameAt));
  } else if (argument === '' || argument.startsWith('[')) {
    const key = /^\[(.+)\]/.exec(argument)?.[1];
    out.write(key === undefined ? ' {...' : ` {...{ [${key}]: `, nameAt);
    writeExpression(value, out);
    out.write(key === undefined ? '}' : ' }}', value.end);
  } else {
    writeAttribute(propName(argument, isComponent), nameAt, out, () => writeExpression(value, out));
  }
}

const FUNCTION = /^\s*(?:async\s*)?(?:\([^)]*\)|[\w$]+)\s*(?::[^=]*)?=>|^\s*(?:async\s+)?function\b/;
const PATH = /^\s*[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*|\[[^\]]*\])*\s*$/;

/** What is called on an event: a function, or statements in which `$event` is known. */
function writeHandler(value: Range, { text, out }: VueTemplate): void {
  const code = text.slice(value.start, value.end);
  if (FUNCTION.test(code) || PATH.test(code)) return writeExpression(value, out);
  out.write('($event) => { ', value.start).copy(value.start, value.end).write('\n}', value.end);
}

/** A model is read, and written to with what somebody types or another component says. */
function writeModel(argument: string, value: Range, cx: VueTemplate): void {
  const { out, text, locals, self } = cx;
  writeAttribute(argument === '' ? 'modelValue' : propName(argument, true), value.start, out, () =>
    writeExpression(value, out),
  );
  const code = text.slice(value.start, value.end);
  if (!PATH.test(code)) return;
  const [first = ''] = code.trim().match(/^[\w$]+/) ?? [];
  const target = locals.has(first) ? '' : self;
  out.write(` onUpdate={($event) => { ${target}`, value.start);
  out.copy(value.start + code.length - code.trimStart().length, value.end);
  out.write(' = $event; }}', value.end);
}

/** Slots of Vue: what a parent writes into a component is a function that it hands over, and that the component calls with the slot's properties. */
import { writeExpression, writeText } from './markup-writer.ts';
import type { Generated } from './generated.ts';
import type { Range, TemplateAttribute, TemplateElement } from './template.ts';

/** An attribute that says for which slot something is, and what its properties are called. */
export const SLOT = /^(?:v-slot(?::|$)|#|slot-scope$)/;

/** What is written for a slot that has properties. */
export interface SlotContent {
  /** The prop under which it is handed over; null where its name is computed. */
  readonly prop: string | null;
  /** The pattern of its properties. */
  readonly pattern: Range;
}

/** What an element is for; null where it takes no properties of a slot. */
export function slotContent({ attributes }: TemplateElement): SlotContent | null {
  const found = attributes.find(({ name, value }) => SLOT.test(name) && value !== null);
  if (!found?.value) return null;
  const name = found.name.replace(SLOT, '');
  return { prop: name.startsWith('[') ? null : propOfSlot(name), pattern: found.value };
}

/** The prop that stands for a slot. */
function propOfSlot(name: string): string {
  return `slot_${(name || 'default').replaceAll(/[^\w$]/g, '_')}`;
}

/** Writes a `<slot>` as the call of what the parent has handed over. */
export function writeSlotCall(element: TemplateElement, text: string, out: Generated): void {
  const named = element.attributes.find(({ name }) => name === 'name')?.value;
  const name = named ? text.slice(named.start, named.end) : '';
  const isComputed = element.attributes.some((one) => /^(?::|v-bind:)name$/.test(one.name));
  if (isComputed) return;
  out.write(`{$$props?.${propOfSlot(name)}?.({ `, element.start);
  for (const attribute of element.attributes) writeProperty(attribute, text, out);
  out.write(' })}', element.start);
}

function writeProperty({ name, nameAt, value }: TemplateAttribute, text: string, out: Generated): void {
  const [, bound] = /^(?::|v-bind:?)(.*)$/.exec(name) ?? [];
  if (!value || name === 'name' || bound?.startsWith('[') === true || (bound === undefined && /^[@#]|^v-/.test(name)))
    return;
  const key = (bound ?? name).replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  out.write(key === '' ? '...' : `${JSON.stringify(key)}: `, nameAt);
  if (bound === undefined) writeText(text.slice(value.start, value.end), value, out);
  else writeExpression(value, out);
  out.write(', ', value.end);
}

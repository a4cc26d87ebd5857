/** Whether an abstract value admits a concrete one. */
import { closedText } from '../../src/values/text.ts';
import { optionsOf, type Part, type Value } from '../../src/values/value.ts';

/** Whether one of the alternatives is the concrete value: closed text is equal, text with holes matches, a hole is anything. */
export function covers(value: Value, real: unknown): boolean {
  return optionsOf(value).some((option) => coversOne(option, real));
}

/** Whether the abstract value is the concrete one and nothing else. */
export function isExact(value: Value, real: unknown): boolean {
  if (Array.isArray(real)) {
    if (value.kind !== 'list' || value.open || value.items.length !== real.length) return false;
    return value.items.every((item, index) => isExact(item, real[index]));
  }
  return value.kind === 'text' && closedText(value) === real;
}

function coversOne(option: Value, real: unknown): boolean {
  if (option.kind === 'hole') return true;
  if (Array.isArray(real)) {
    if (option.kind !== 'list') return false;
    return option.open || real.every((item) => option.items.some((one) => covers(one, item)));
  }
  return option.kind === 'text' ? matches(option.parts, String(real)) : closedText(option) === String(real);
}

function matches(parts: readonly Part[], real: string): boolean {
  const pattern = parts.map((part) => (part.kind === 'text' ? escaped(part.text) : '.*')).join('');
  return new RegExp(`^${pattern}$`, 's').test(real);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

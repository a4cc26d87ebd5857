/** Whether an abstract value admits a concrete one. */
import { closedText } from '../../src/values/text.ts';
import { optionsOf, type ListValue, type Part, type Value } from '../../src/values/value.ts';

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
  return (value.kind === 'text') === (typeof real === 'string') && closedText(value) === String(real);
}

function coversOne(option: Value, real: unknown): boolean {
  if (option.kind === 'hole') return true;
  if (Array.isArray(real)) {
    return option.kind === 'list' && coversList(option, real);
  }
  if (option.kind === 'text' && typeof real !== 'string') return option.parts.some(({ kind }) => kind === 'hole');
  if (option.kind === 'text') return matches(option.parts, String(real));
  return typeof real !== 'string' && closedText(option) === String(real);
}

/** Items stand where they are said to stand, unless the list says that it does not know; one that is unknown may be filtered out. */
function coversList({ items, open, rest, loose = false }: ListValue, real: readonly unknown[]): boolean {
  const others = open ? (rest ? [rest] : null) : [];
  if (others === null) return true;
  if (loose || open || items.some(mayBeNothing))
    return real.every((item) => [...items, ...others].some((one) => covers(one, item)));
  return items.length === real.length && items.every((one, index) => covers(one, real[index]));
}

function mayBeNothing(item: Value): boolean {
  return optionsOf(item).some(({ kind }) => kind === 'hole');
}

function matches(parts: readonly Part[], real: string): boolean {
  const pattern = parts.map((part) => (part.kind === 'text' ? escaped(part.text) : '.*')).join('');
  return new RegExp(`^${pattern}$`, 's').test(real);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/**
 * What many texts have in common: where they go. Alternatives past the bound are not given up at once; those that go to the same place
 * become one of which the rest is unknown.
 */
import { keyOf } from './render.ts';
import type { Part, TextValue, Value } from './value.ts';

/** One alternative for each place; anything that is no address stays as it is. */
export function widened(options: Iterable<Value>): readonly Value[] {
  const groups = new Map<string, Value[]>();
  for (const option of options) {
    const start = option.kind === 'text' ? startOf(option.parts) : null;
    const key = start ? `to ${keyOf({ kind: 'text', parts: start, trail: null })}` : keyOf(option);
    const known = groups.get(key);
    if (known) known.push(option);
    else groups.set(key, [option]);
  }
  const found = [...groups.values()].flatMap(([first, second]) => (first ? [second ? shortened(first) : first] : []));
  return [...new Map(found.map((one) => [keyOf(one), one])).values()];
}

/** A text of which more follows, whatever it is; null when that may still say where it goes. */
export function openEnded(value: TextValue): TextValue | null {
  const start = startOf(value.parts);
  const last = start?.at(-1);
  const isSettled = start?.[0]?.kind === 'hole' || (last?.kind === 'text' && /[/?#\\]$/.test(last.text));
  return isSettled ? { ...value, parts: [...value.parts, REST] } : null;
}

/** Whether a text goes on in a way that is not known, and what it goes on with no longer says where it goes. */
export function isOpenEnded({ parts }: TextValue): boolean {
  if (parts.at(-1) !== REST) return false;
  const before = parts.at(-2);
  return before !== undefined && (before.kind === 'hole' ? parts.length === 2 : /[/?#\\]$/.test(before.text));
}

const REST: Part = { kind: 'hole', hole: { kind: 'unknown', reason: 'too-many' } };

function shortened(value: Value): Value {
  const start = value.kind === 'text' ? startOf(value.parts) : null;
  return start && value.kind === 'text' ? { ...value, parts: [...start, REST] } : value;
}

/** The part that says where a text goes: up to the end of its authority, `/` of a path, or what is unknown at its beginning. */
function startOf(parts: readonly Part[]): readonly Part[] | null {
  const [first] = parts;
  if (!first) return null;
  // `${protocol}://${host}`: where it goes is still to come.
  if (first.kind === 'hole') return parts.some(hasSlashes) ? null : [first];
  if (/^\/(?!\/)/.test(first.text)) return [{ kind: 'text', text: '/' }];
  const opening = /^[a-z][a-z\d+.-]*:\/\//i.exec(first.text)?.[0];
  return opening === undefined ? null : [...authority(parts, opening)];
}

function hasSlashes(part: Part): boolean {
  return part.kind === 'text' && part.text.includes('://');
}

function* authority(parts: readonly Part[], opening: string): Generator<Part> {
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'hole') {
      yield part;
      continue;
    }
    const from = index === 0 ? opening.length : 0;
    const end = part.text.slice(from).search(/[/?#\\]/);
    if (end < 0) {
      yield part;
      continue;
    }
    yield { kind: 'text', text: part.text.slice(0, from + end + 1) };
    return;
  }
}

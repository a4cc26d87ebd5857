/** What is made of a value that is not known. */
import { keyOf } from './render.ts';
import { choice, mapOptions } from './text.ts';
import { hole, optionsOf, type Hole, type HoleValue, type ParameterHole, type Part, type Value } from './value.ts';

/** A member of what is not known: as unknown, and deeper in what a parameter holds. What a text's own method makes of it is still the whole. */
export function insideOf(value: HoleValue, name?: string): HoleValue {
  const { hole: unknown } = value;
  if (unknown.kind === 'unknown' && unknown.whole) {
    if (name !== undefined && name in String.prototype) return value;
    const { at: _, whole: __, ...rest } = unknown;
    return { ...value, hole: rest };
  }
  if (unknown.kind !== 'parameter') return value;
  const { shape: _, depth = 0, ...parameter } = unknown;
  return { ...value, hole: { ...parameter, depth: depth + 1 } };
}

/** The same alternative with each of its holes changed: it is one, or a text that has some. */
export function withHoles(value: Value, change: (unknown: Hole) => Hole): Value {
  if (value.kind === 'hole') return { ...value, hole: change(value.hole) };
  if (value.kind !== 'text') return value;
  const parts = value.parts.map((part) => (part.kind === 'hole' ? { ...part, hole: change(part.hole) } : part));
  return { ...value, parts };
}

/** A variable of the environment whose name is computed: where a parameter decides it, callers are asked as they are for the whole. */
export function unknownVariable(name: Value): HoleValue {
  const parts: readonly Part[] = name.kind === 'text' ? name.parts : name.kind === 'hole' ? [name] : [];
  const decided = parts.find((part) => part.kind === 'hole' && part.hole.kind === 'parameter');
  if (decided?.kind !== 'hole' || decided.hole.kind !== 'parameter') return hole('unknown-environment');
  return insideOf({ kind: 'hole', hole: { ...decided.hole, names: true }, trail: null });
}

/** What callers may say of a field, and what the object says itself: what both say, it says. */
export function besideOwn(found: readonly Value[], own: readonly Value[]): Value {
  const said = found.flatMap(optionsOf).some(isOfCaller) ? new Set(own.flatMap(optionsOf).map(keyOf)) : null;
  const beside = (option: Value): Value =>
    isOfCaller(option) && said?.has(keyOf(option)) === false
      ? { ...option, hole: { ...option.hole, beside: true } }
      : option;
  return choice([...(said ? found.map((one) => mapOptions(one, beside)) : found), ...own]);
}

function isOfCaller(value: Value): value is HoleValue & { readonly hole: ParameterHole } {
  return value.kind === 'hole' && value.hole.kind === 'parameter';
}

/** Values that files give to variables, in the forms in which that is written. */
import type { Surface } from '../../identify/destination.ts';
import type { LinkedModule } from '../../link/program.ts';
import type { Evaluation } from '../../values/evaluation.ts';
import { allItems } from '../../values/operations/collections.ts';
import { contentsOf } from '../../values/operations/contents.ts';
import { memberOf } from '../../values/operations/members.ts';
import { closedText, fromParts, toText } from '../../values/text.ts';
import { splitUrl } from '../../values/url-text.ts';
import { offsetOf, placesOn, type Trail } from '../../values/trail.ts';
import { optionsOf, text, type TextValue, type Value } from '../../values/value.ts';
import { keyPathOf } from '../key-path.ts';

/** A value that a file gives to a variable. */
export interface Assignment {
  readonly name: string;
  readonly value: TextValue;
  readonly module: LinkedModule;
  /** Where it is written: the keys above it, and an offset in the file. */
  readonly symbol: string;
  readonly offset: number;
  /** Where the program runs that gets it. */
  readonly surface: Surface;
}

/** `{ NAME: value }`, `{ NAME: { value } }`, `['NAME=value']`, `[{ name, value }]`. */
export function assignmentsIn(value: Value, module: LinkedModule, evaluation: Evaluation): readonly Assignment[] {
  return optionsOf(value).flatMap((option) => {
    if (option.kind === 'list')
      return allItems(option, evaluation).flatMap((item) => assignmentOf(item, module, evaluation));
    return [...contentsOf(option, evaluation).fields].flatMap(([name, one]) =>
      one.kind === 'record' || one.kind === 'list'
        ? addressesIn(one, evaluation).flatMap((address) => assign(name, address, module))
        : assign(name, one, module),
    );
  });
}

/** `{ value: '…', description: '…' }` is the value; of any other object or list the addresses in it, which code reads out of the variable. */
function addressesIn(value: Value, evaluation: Evaluation, depth = 0): readonly Value[] {
  const own = value.kind === 'record' && depth === 0 ? memberOf(value, 'value', evaluation) : null;
  if (own !== null && optionsOf(own).some(({ kind }) => kind === 'text')) return [own];
  if (value.kind === 'text') return splitUrl(value.parts) === null ? [] : [value];
  if (depth > DEEPEST) return [];
  const inside =
    value.kind === 'list' ? allItems(value, evaluation) : [...contentsOf(value, evaluation).fields.values()];
  return inside.flatMap((one) => optionsOf(one).flatMap((option) => addressesIn(option, evaluation, depth + 1)));
}

/** Deeper than objects that are variables. */
const DEEPEST = 5;

function assignmentOf(item: Value, module: LinkedModule, evaluation: Evaluation): readonly Assignment[] {
  return optionsOf(item).flatMap((option) => {
    if (option.kind === 'text') {
      const [first, ...rest] = option.parts;
      const [, name = '', begin = ''] = /^([\w.-]+)=([^]*)$/.exec(first?.kind === 'text' ? first.text : '') ?? [];
      if (name === '') return [];
      return assign(name, fromParts([{ kind: 'text', text: begin }, ...rest], option.trail), module);
    }
    const names = ['name', 'key'].map((key) => memberOf(option, key, evaluation));
    const name = names.filter(({ kind }) => kind === 'text').map(closedText)[0] ?? null;
    return name !== null ? assign(name, memberOf(option, 'value', evaluation), module) : [];
  });
}

function assign(name: string, value: Value, module: LinkedModule): readonly Assignment[] {
  return optionsOf(value)
    .filter(({ kind }) => kind === 'text' || kind === 'constant')
    .map(toText)
    .flatMap(ofJson)
    .filter(({ parts }) => parts.some((part) => part.kind === 'text'))
    .map((text) => {
      const writer = writerOf(text.trail, module);
      return {
        name,
        value: text,
        module: writer,
        symbol: keyPathOf(text.trail, writer)?.symbol ?? name,
        offset: offsetIn(text.trail, writer),
        surface: module.file.surface,
      };
    });
}

/** The file that gives it where it stands there, else the one that it takes it from: `${file(./urls.yml):api}`. */
function writerOf(trail: Trail | null, module: LinkedModule): LinkedModule {
  const [first, ...others] = placesOn(trail);
  return first === undefined || [first, ...others].some((place) => place.module === module) ? module : first.module;
}

/** A text that is JSON is the addresses in it, as an object is. */
function ofJson(value: TextValue): readonly TextValue[] {
  const written = closedText(value);
  if (written === null || !/^\s*[[{].*:\/\//s.test(written)) return [value];
  const found: TextValue[] = [];
  try {
    JSON.parse(written, (_, one: unknown) => {
      if (typeof one === 'string' && /^[a-z][a-z\d+.-]*:\/\//i.test(one))
        found.push({ ...text(one), trail: value.trail });
      return one;
    });
  } catch {
    return [value];
  }
  return found;
}

/** Where a value stands in its file; its beginning where nothing says. */
export function offsetIn(trail: Trail | null, module: LinkedModule): number {
  if (trail === null) return 0;
  if (trail.kind === 'join') return offsetIn(trail.left, module) || offsetIn(trail.right, module);
  return trail.module === module ? offsetOf(trail) : offsetIn(trail.from, module);
}

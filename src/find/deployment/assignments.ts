/** Values that files give to variables, in the forms in which that is written. */
import type { Surface } from '../../identify/destination.ts';
import type { LinkedModule } from '../../link/program.ts';
import type { Evaluation } from '../../values/evaluation.ts';
import { allItems } from '../../values/operations/collections.ts';
import { contentsOf } from '../../values/operations/contents.ts';
import { memberOf } from '../../values/operations/members.ts';
import { closedText, fromParts, toText } from '../../values/text.ts';
import { offsetOf, type Trail } from '../../values/trail.ts';
import { optionsOf, type TextValue, type Value } from '../../values/value.ts';
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
      assign(name, one.kind === 'record' ? memberOf(one, 'value', evaluation) : one, module),
    );
  });
}

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
    .filter(({ parts }) => parts.some((part) => part.kind === 'text'))
    .map((text) => ({
      name,
      value: text,
      module,
      symbol: keyPathOf(text.trail, module)?.symbol ?? name,
      offset: offsetIn(text.trail, module),
      surface: module.file.surface,
    }));
}

/** Where a value stands in its file; its beginning where nothing says. */
export function offsetIn(trail: Trail | null, module: LinkedModule): number {
  if (trail === null) return 0;
  if (trail.kind === 'join') return offsetIn(trail.left, module) || offsetIn(trail.right, module);
  return trail.module === module ? offsetOf(trail) : offsetIn(trail.from, module);
}

/** What files give to a function of a file beside or below them: `load` to a page. */
import { dirname } from 'node:path/posix';
import type { CalledRule } from '../rules/schema.ts';
import type { Captures } from '../values/captures.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { contentsOf } from '../values/operations/contents.ts';
import type { Ref, Value } from '../values/value.ts';

/** Whether what a file exports is for the function of another one. */
export function isBeside(at: Ref, from: Ref, within: NonNullable<CalledRule['within']>): boolean {
  const [own, other] = [at.module.path, from.module.path];
  const [folder, giving] = [dirname(own), dirname(other)];
  switch (within) {
    case 'file':
      return own === other;
    case 'folder':
      return folder === giving;
    case 'above':
      // Only a layout is for what is below it.
      return folder === giving || (isLayout(other) && `${folder}/`.startsWith(giving === '.' ? '' : `${giving}/`));
  }
}

function isLayout(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1).startsWith('+layout');
}

interface Given {
  readonly at: Ref;
  readonly captures: Captures | null;
}

/** What several files give, as one object for each capture: of two with one name the deeper one counts, a page's over a layout's. */
export function givenTogether(all: readonly Given[], evaluation: Evaluation): Captures {
  const ordered = all.toSorted((one, other) => rankOf(one).localeCompare(rankOf(other)));
  const values = ordered.flatMap(({ captures }) => captures?.get('value')?.value ?? []);
  const [only, ...others] = values;
  if (!only) return new Map();
  const value = others.length === 0 ? only : together(values, evaluation);
  return new Map([['value', { value, explicit: true }]]);
}

/** `+layout.server` before `+layout`, `+page.server` before `+page`, outer folders before inner ones. */
function rankOf({ at }: Given): string {
  const { path } = at.module;
  const depth = String(path.split('/').length).padStart(4, '0');
  return `${depth} ${isLayout(path) ? 0 : 1} ${path.includes('.server.') ? 0 : 1}`;
}

function together(values: readonly Value[], evaluation: Evaluation): Value {
  const contents = values.map((value) => contentsOf(value, evaluation));
  return {
    kind: 'fields',
    fields: new Map(contents.flatMap(({ fields }) => [...fields])),
    open: contents.some(({ isOpen, others }) => isOpen || others.length > 0),
  };
}

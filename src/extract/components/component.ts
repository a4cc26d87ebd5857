/** A single-file component as the module that it becomes. */
import { lower } from '../../lower/lower.ts';
import type { Module } from '../../lower/module.ts';
import type { Parser } from '../../parse/parse.ts';
import { bindNames } from './names.ts';
import type { Broken, ComponentProgram } from './program.ts';
import { readSvelte } from './svelte.ts';
import { readVue } from './vue.ts';

/** What a component gave: its module, its scripts alone where the template is not understood, or a script that does not parse. */
export type ReadComponent =
  | { readonly kind: 'whole'; readonly modules: readonly Module[] }
  | { readonly kind: 'parts'; readonly modules: readonly Module[]; readonly why: string }
  | { readonly kind: 'failed'; readonly message: string; readonly offset: number };

/** Reads a component; offsets are those of the file. */
export function readComponent(path: string, text: string, parser: Parser): ReadComponent {
  const found = DIALECTS[path.slice(path.lastIndexOf('.') + 1).toLowerCase()]?.(path, text, parser);
  if (!found) return { kind: 'whole', modules: [] };
  if (found.kind === 'broken') return { ...found, kind: 'failed' };
  const { generated, names, scripts, unread } = found;
  const result = parser(`${path}.tsx`, generated.text);
  const modules =
    result.kind === 'parsed'
      ? [generated.placed(bindNames(lower(result.program, path), names))]
      : scripts.map(({ program }) => lower(program, path));
  const why = unread ?? (result.kind === 'failed' ? result.message : null);
  return why === null ? { kind: 'whole', modules } : { kind: 'parts', modules, why };
}

const DIALECTS: Readonly<Record<string, (path: string, text: string, parser: Parser) => ComponentProgram | Broken>> = {
  svelte: readSvelte,
  vue: readVue,
};

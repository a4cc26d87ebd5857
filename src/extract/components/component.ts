/** A single-file component as the module that it becomes. */
import { lower } from '../../lower/lower.ts';
import type { Module } from '../../lower/module.ts';
import type { Parser } from '../../parse/parse.ts';
import { bindNames } from './names.ts';
import type { Broken, ComponentProgram } from './program.ts';
import { readAstro } from './astro.ts';
import { readMdx } from './mdx.ts';
import { readSvelte } from './svelte.ts';
import { parseScript } from './script.ts';
import type { Range } from './template.ts';
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
  const { generated, names, scripts, unread, inline = [] } = found;
  const result = parser(`${path}.tsx`, generated.text);
  const whole =
    result.kind === 'parsed'
      ? [generated.placed(bindNames(lower(result.program, path), names))]
      : scripts.map(({ program }) => lower(program, path));
  const modules = [...inline.flatMap((range) => inlineModule(path, text, range, parser)), ...whole];
  const why = unread ?? (result.kind === 'failed' ? result.message : null);
  return why === null ? { kind: 'whole', modules } : { kind: 'parts', modules, why };
}

/** A script of the page that does not parse is filled in by something else first. */
function inlineModule(path: string, text: string, range: Range, parser: Parser): readonly Module[] {
  const script = parseScript(`${path}.ts`, text, range, parser);
  return 'message' in script ? [] : [lower(script.program, path)];
}

const DIALECTS: Readonly<Record<string, (path: string, text: string, parser: Parser) => ComponentProgram | Broken>> = {
  astro: readAstro,
  mdx: readMdx,
  svelte: readSvelte,
  vue: readVue,
};

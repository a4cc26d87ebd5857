/** A single-file component as the module that it becomes. */
import { lower } from '../../lower/lower.ts';
import type { Module } from '../../lower/module.ts';
import type { Note } from '../../lower/note.ts';
import { mayHaveNotes, type Comment } from '../../parse/comments.ts';
import type { Parser } from '../../parse/parse.ts';
import { anchorsOf } from '../notes/anchors.ts';
import { notesIn, withNotes } from '../notes/notes.ts';
import { withoutPug } from '../pug/pug-vue.ts';
import { readPugTemplate } from '../pug/pug.ts';
import type { Generated } from './generated.ts';
import { bindNames } from './names.ts';
import type { Broken, ComponentProgram } from './program.ts';
import { readAstro } from './astro.ts';
import { readMdx } from './mdx.ts';
import { readSvelte } from './svelte.ts';
import { parseScript, type Script } from './script.ts';
import type { Range } from './template.ts';
import { readVue } from './vue.ts';

/** What a component gave: its module, its scripts alone where the template is not understood, or a script that does not parse. */
export type ReadComponent =
  | { readonly kind: 'whole'; readonly modules: readonly Module[] }
  | { readonly kind: 'parts'; readonly modules: readonly Module[]; readonly why: string }
  | { readonly kind: 'failed'; readonly message: string; readonly offset: number };

/** Reads a component; offsets are those of the file. */
export function readComponent(path: string, text: string, parser: Parser): ReadComponent {
  const html = path.endsWith('.vue') ? withoutPug(path, text, parser) : null;
  if (html === null) return readDialect(path, text, parser);
  if ('kind' in html) return { ...html, kind: 'failed' };
  const read = readDialect(path, html.text, parser);
  if (read.kind === 'failed') return { ...read, offset: html.originOf(read.offset) };
  return { ...read, modules: read.modules.map((module) => html.placed(module)) };
}

function readDialect(path: string, text: string, parser: Parser): ReadComponent {
  const found = DIALECTS[path.slice(path.lastIndexOf('.') + 1).toLowerCase()]?.(path, text, parser);
  if (!found) return { kind: 'whole', modules: [] };
  if (found.kind === 'broken') return { ...found, kind: 'failed' };
  const { generated, names, scripts, unread, inline = [], comments } = found;
  const result = parser(`${path}.tsx`, generated.text);
  const whole =
    result.kind === 'parsed'
      ? [generated.placed(bindNames(lower(result.program, path), names, generated.text))]
      : scripts.map(({ program }) => lower(program, path));
  const inExpressions = result.kind === 'parsed' ? result.comments.map((one) => placed(one, generated)) : [];
  const [first, ...others] = [...inline.flatMap((range) => inlineModule(path, text, range, parser)), ...whole];
  const notes = componentNotes(text, scripts, [...comments, ...inExpressions]);
  const modules = first === undefined ? [] : [{ ...first, notes: [...first.notes, ...notes] }, ...others];
  const why = unread ?? (result.kind === 'failed' ? result.message : null);
  return why === null ? { kind: 'whole', modules } : { kind: 'parts', modules, why };
}

/** Statements are those of the scripts, which stand at their places; what is left are comments of the markup and of its expressions. */
function componentNotes(text: string, scripts: readonly Script[], comments: readonly Comment[]): readonly Note[] {
  if (!mayHaveNotes(text)) return [];
  const isOfScript = ({ start }: Comment): boolean => scripts.some((one) => one.start <= start && start < one.end);
  const inMarkup = comments.filter((one) => !isOfScript(one));
  return [
    ...scripts.flatMap((script) => notesIn(text, script.comments, anchorsOf(script.program))),
    ...notesIn(text, inMarkup),
  ];
}

function placed({ start, end }: Comment, generated: Generated): Comment {
  return { start: generated.originOf(start), end: generated.originOf(start) + end - start };
}

/** A script of the page that does not parse is filled in by something else first. */
function inlineModule(path: string, text: string, range: Range, parser: Parser): readonly Module[] {
  const script = parseScript(`${path}.ts`, text, range, parser);
  if ('message' in script) return [];
  return [withNotes(lower(script.program, path), text, script.comments, anchorsOf(script.program))];
}

const DIALECTS: Readonly<Record<string, (path: string, text: string, parser: Parser) => ComponentProgram | Broken>> = {
  astro: readAstro,
  jade: readPugTemplate,
  mdx: readMdx,
  pug: readPugTemplate,
  svelte: readSvelte,
  vue: readVue,
};

/** A script that stands in a text, as a module: what is not known of the text, and where its code is written. */
import type { LinkedModule } from '../link/program.ts';
import type { Expr, ExprId, Module } from '../lower/module.ts';
import { withParts, type TextPart } from '../lower/text-parts.ts';
import { hasHole } from '../values/codec.ts';
import type { Trail } from '../values/trail.ts';
import type { Hole, Part, TextValue } from '../values/value.ts';
import type { SinkUse } from './uses.ts';

/** What stands for a hole in code: a letter, which may be a name or stand in a text; no program is written in that script. */
const LETTERS = 0xa000;
const HOLES = 0xf000;

/** What stands for something that is filled in before a script runs, once for each of its characters. */
export const LETTER = String.fromCharCode(LETTERS);

/** A written text as code that can be parsed. */
export function spelled(written: string): string {
  return written.replaceAll(/[\uF000-\uF1FF]/g, (hole) => String.fromCharCode(hole.charCodeAt(0) - HOLES + LETTERS));
}

function unspelled(code: string): string {
  return code.replaceAll(/[\uA000-\uA1FF]/g, (one) => String.fromCharCode(one.charCodeAt(0) - LETTERS + HOLES));
}

/** A module of code in which letters stand for what is filled in. */
export function withFilled(module: Module): Module {
  const hole: Hole = { kind: 'unknown', reason: 'unsupported-syntax' };
  return withHoles(module, (written) =>
    written
      .split(/([\uF000-\uF1FF]+)/)
      .filter((piece) => piece !== '')
      .map((piece): Part => (hasHole(piece) ? { kind: 'hole', hole } : { kind: 'text', text: piece })),
  );
}

/** A module of spelled code with its holes: in a text they are parts of it, elsewhere expressions. */
export function withHoles(module: Module, read: (written: string) => readonly Part[]): Module {
  const filled = withParts(module, (code) => {
    const written = unspelled(code);
    return hasHole(written) ? read(written).map(partOf) : null;
  });
  return withGlobalFunctions(filled);
}

function partOf(part: Part): TextPart {
  if (part.kind === 'text') return part;
  const { hole } = part;
  if (hole.kind === 'env') return { kind: 'variable', name: hole.name, fallback: null };
  return { kind: 'unknown', reason: 'unsupported-syntax' };
}

/** Functions at the top of a script are for the whole page: an element may call them. */
function withGlobalFunctions(module: Module): Module {
  const expressions: Expr[] = [...module.expressions];
  const [starts, ends] = [[...module.starts], [...module.ends]];
  const exported = module.bindings.flatMap(({ name, kind, function: owner, definitions }, binding) => {
    const [first] = definitions;
    if (kind !== 'function' || owner >= 0 || !first) return [];
    starts.push(starts[first.value] ?? 0);
    ends.push(ends[first.value] ?? 0);
    return [{ name, value: expressions.push({ kind: 'name', binding }) - 1 }];
  });
  return { ...module, expressions, starts, ends, exports: [...module.exports, ...exported] };
}

export interface Written extends Pick<LinkedModule, 'file' | 'source' | 'path'> {
  /** From an offset in the code to one in the file. */
  readonly offsets: (at: number) => number;
}

/** Where code is written: in a text of the program, as far as that can be found; else it stands where it is used. */
export function asWritten(code: string, text: TextValue, use: SinkUse): Written {
  for (const { module, expr } of textsOf(text.trail)) {
    const offsets = aligned(code, module.source.text.slice(0, module.ends[expr]), module.starts[expr] ?? 0);
    if (offsets) return { ...module, offsets };
  }
  const start = use.module.starts[use.at] ?? 0;
  return { ...use.module, offsets: () => start };
}

/** Shorter pieces stand anywhere. */
const TELLING = 6;

/** Lines of code, as far as they are known, follow one another in the file; one that is written otherwise there stands behind the one before it. */
function aligned(code: string, file: string, from: number): ((at: number) => number) | null {
  const pieces: { readonly code: number; readonly file: number }[] = [];
  let [at, found, isFound] = [0, from, false];
  for (const piece of code.split(/[\uF000-\uF1FF\n]/)) {
    const next = piece.length < TELLING ? -1 : file.indexOf(piece, found);
    isFound ||= next >= 0;
    const start = next >= 0 ? next : found + (/^\s*/.exec(file.slice(found))?.[0].length ?? 0);
    pieces.push({ code: at, file: start });
    at += piece.length + 1;
    found = next >= 0 ? next + piece.length : found;
  }
  if (!isFound) return null;
  return (offset) => {
    const index = pieces.findLastIndex((one) => one.code <= offset);
    const [piece, after] = [pieces[index], pieces[index + 1]];
    if (!piece) return from;
    return Math.min(piece.file + offset - piece.code, Math.max(piece.file, after?.file ?? file.length));
  };
}

/** How many steps of a trail are looked at for where a text is written. */
const STEPS = 32;

/** The texts of the program that a text is made of, the nearest first. */
function textsOf(trail: Trail | null): readonly { readonly module: LinkedModule; readonly expr: ExprId }[] {
  const found: { module: LinkedModule; expr: ExprId }[] = [];
  const pending: (Trail | null)[] = [trail];
  for (let left = STEPS; left > 0 && pending.length > 0; left -= 1) {
    const next = pending.pop() ?? null;
    if (next?.kind === 'join') pending.push(next.right, next.left);
    if (next?.kind !== 'step') continue;
    const { kind } = next.module.expressions[next.expr] ?? { kind: 'unknown' };
    if (kind === 'template' || kind === 'literal') found.push({ module: next.module, expr: next.expr });
    pending.push(next.from);
  }
  return found;
}

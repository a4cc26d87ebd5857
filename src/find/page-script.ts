/** A script that stands in a text, as a module: what is not known of the text, and where its code is written. */
import type { LinkedModule } from '../link/program.ts';
import type { Expr, ExprId, Module } from '../lower/module.ts';
import { hasHole } from '../values/codec.ts';
import type { Trail } from '../values/trail.ts';
import type { Hole, Part, TextValue } from '../values/value.ts';
import type { SinkUse } from './uses.ts';

/** What stands for a hole in code: a letter, which may be a name or stand in a text; no program is written in that script. */
const LETTERS = 0xa000;
const HOLES = 0xf000;

/** A written text as code that can be parsed. */
export function spelled(written: string): string {
  return written.replaceAll(/[\uF000-\uF1FF]/g, (hole) => String.fromCharCode(hole.charCodeAt(0) - HOLES + LETTERS));
}

function unspelled(code: string): string {
  return code.replaceAll(/[\uA000-\uA1FF]/g, (one) => String.fromCharCode(one.charCodeAt(0) - LETTERS + HOLES));
}

/** A module of spelled code with its holes: in a text they are parts of it, elsewhere expressions. */
export function withHoles(module: Module, read: (written: string) => readonly Part[]): Module {
  const expressions: Expr[] = [...module.expressions];
  const [starts, ends] = [[...module.starts], [...module.ends]];
  const add = (expr: Expr, at: ExprId): ExprId => {
    starts.push(starts[at] ?? 0);
    ends.push(ends[at] ?? 0);
    return expressions.push(expr) - 1;
  };
  const partsOf = (code: string, at: ExprId): readonly (string | ExprId)[] =>
    read(unspelled(code)).map((part) => (part.kind === 'text' ? part.text : addHole(part.hole, at, add)));
  for (const [id, expr] of module.expressions.entries()) {
    const filled = filledIn(expr, (code) => (hasHole(unspelled(code)) ? partsOf(code, id) : null));
    if (filled) expressions[id] = filled;
  }
  return { ...module, expressions, starts, ends, exports: [...module.exports, ...globalFunctions(module, add)] };
}

function filledIn(expr: Expr, parts: (code: string) => readonly (string | ExprId)[] | null): Expr | null {
  if (expr.kind === 'template') {
    const all = expr.parts.map((part) => (typeof part === 'string' ? (parts(part) ?? [part]) : [part]));
    return { kind: 'template', parts: all.flat() };
  }
  const written = expr.kind === 'global' ? expr.name : expr.kind === 'literal' ? expr.value : null;
  const found = typeof written === 'string' ? parts(written) : null;
  return found && { kind: 'template', parts: found };
}

function addHole(hole: Hole, at: ExprId, add: (expr: Expr, at: ExprId) => ExprId): ExprId {
  if (hole.kind !== 'env') return add({ kind: 'unknown', reason: 'unsupported-syntax' }, at);
  const object = add({ kind: 'member', object: add({ kind: 'global', name: 'process' }, at), property: 'env' }, at);
  return add({ kind: 'member', object, property: hole.name }, at);
}

/** Functions at the top of a script are for the whole page: an element may call them. */
function globalFunctions({ bindings }: Module, add: (expr: Expr, at: ExprId) => ExprId) {
  return bindings.flatMap(({ name, kind, function: owner, definitions }, binding) => {
    const [first] = definitions;
    return kind === 'function' && owner < 0 && first
      ? [{ name, value: add({ kind: 'name', binding }, first.value) }]
      : [];
  });
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

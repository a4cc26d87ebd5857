/** Texts that are filled in with something before the program runs: what fills them in is read as code reads it. */
import type { Expr, ExprId, Module, UnknownReason } from './module.ts';

/** A part of a text: written out, a variable of the environment and what stands in for it, or something that is not known. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string; readonly fallback: string | null }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason };

/** Reads a text as parts; null where nothing fills it in. */
export type PartsReader = (text: string) => readonly TextPart[] | null;

/** The same module, where the texts, and names that nobody declares, which `read` knows as filled in read the environment as code does. */
export function withParts(module: Module, read: PartsReader): Module {
  return rewritten(module, (expr, add) => filledIn(expr, { read, add }));
}

/** Gives what stands in an expression's place, null where it stays; `add` is for the parts of that. */
export type Rewrite = (expr: Expr, add: (part: Expr) => ExprId) => Expr | null;

/** The same module with other expressions in the place of some; what is added stands where they do. */
export function rewritten(module: Module, rewrite: Rewrite): Module {
  const expressions: Expr[] = [...module.expressions];
  const [starts, ends] = [[...module.starts], [...module.ends]];
  let isSame = true;
  for (const [id, expr] of module.expressions.entries()) {
    const found = rewrite(expr, (part) => {
      starts.push(starts[id] ?? 0);
      ends.push(ends[id] ?? 0);
      return expressions.push(part) - 1;
    });
    if (!found) continue;
    expressions[id] = found;
    isSame = false;
  }
  return isSame ? module : { ...module, expressions, starts, ends };
}

/** What is read, and what adds an expression and gives its id. */
interface Filling {
  readonly read: PartsReader;
  readonly add: (expr: Expr) => ExprId;
}

function filledIn(expr: Expr, filling: Filling): Expr | null {
  if (expr.kind === 'literal') {
    const parts = typeof expr.value === 'string' ? filling.read(expr.value) : null;
    return parts && whole(parts, filling);
  }
  if (expr.kind === 'global') {
    const parts = filling.read(expr.name);
    return parts && whole(parts, filling);
  }
  if (expr.kind !== 'template') return null;
  const read = expr.parts.map((part) => (typeof part === 'string' ? filling.read(part) : null));
  if (read.every((parts) => parts === null)) return null;
  const parts = expr.parts.flatMap((part, index) => {
    const inner = read[index];
    return inner ? lowered(inner, filling) : [part];
  });
  return { kind: 'template', parts };
}

function whole(parts: readonly TextPart[], filling: Filling): Expr {
  const [only] = parts;
  // A text of which nothing is known is a text all the same, and has its place.
  if (parts.length === 1 && only && only.kind !== 'unknown') return partOf(only, filling);
  return { kind: 'template', parts: lowered(parts, filling) };
}

function lowered(parts: readonly TextPart[], filling: Filling): readonly (string | ExprId)[] {
  return parts.map((part) => (part.kind === 'text' ? part.text : filling.add(partOf(part, filling))));
}

function partOf(part: TextPart, filling: Filling): Expr {
  switch (part.kind) {
    case 'text':
      return { kind: 'literal', value: part.text };
    case 'unknown':
      return part;
    case 'variable': {
      const { read, add } = filling;
      const environment = add({ kind: 'member', object: add({ kind: 'global', name: 'process' }), property: 'env' });
      const variable: Expr = { kind: 'member', object: environment, property: part.name };
      if (part.fallback === null) return variable;
      const fallback = whole(read(part.fallback) ?? [{ kind: 'text', text: part.fallback }], filling);
      return { kind: 'choice', operator: '||', options: [add(variable), add(fallback)] };
    }
  }
}

/** Texts of configuration that take values from elsewhere: `${API_URL:-https://…}`, `$(HOST)`, `${{ secrets.URL }}`, `{{ .Values.host }}`. */
import type { Expr, ExprId, Module } from '../../lower/module.ts';

/** The same module, where such texts read the environment as code does, and what is filled in by other means is unknown. */
export function withVariables(module: Module): Module {
  const expressions: Expr[] = [...module.expressions];
  const [starts, ends] = [[...module.starts], [...module.ends]];
  for (const [id, expr] of module.expressions.entries()) {
    if (expr.kind !== 'literal' || typeof expr.value !== 'string' || !MARK.test(expr.value)) continue;
    const add = (part: Expr): ExprId => {
      starts.push(starts[id] ?? 0);
      ends.push(ends[id] ?? 0);
      return expressions.push(part) - 1;
    };
    expressions[id] = textOf(expr.value, add);
  }
  return { ...module, expressions, starts, ends };
}

const MARK = /\$[({A-Za-z_]|\{\{/;

/** Adds an expression and gives its id. */
type Add = (expr: Expr) => ExprId;

function textOf(text: string, add: Add): Expr {
  const parts = partsOf(text);
  const [only] = parts;
  // A text of which nothing is known is a text all the same, and has its place.
  if (parts.length === 1 && only && only.kind !== 'unknown') return partOf(only, add);
  const lowered = parts.map((part) => (part.kind === 'text' ? part.text : add(partOf(part, add))));
  return { kind: 'template', parts: lowered };
}

function partOf(part: TextPart, add: Add): Expr {
  switch (part.kind) {
    case 'text':
      return { kind: 'literal', value: part.text };
    case 'unknown':
      return { kind: 'unknown', reason: 'unsupported-syntax' };
    case 'variable': {
      const environment = add({ kind: 'member', object: add({ kind: 'global', name: 'process' }), property: 'env' });
      const variable: Expr = { kind: 'member', object: environment, property: part.name };
      if (part.fallback === null) return variable;
      return { kind: 'choice', operator: '||', options: [add(variable), add(textOf(part.fallback, add))] };
    }
  }
}

/** A part of a text: written out, a variable of the environment and what stands in for it, or something that is not known. */
type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string; readonly fallback: string | null }
  | { readonly kind: 'unknown' };

/** A default may hold variables of its own: `${URL:-https://${HOST}}`. */
const PLACE =
  /\$\{\{[^]*?\}\}|\{\{[^]*?\}\}|\$\(([A-Za-z_]\w*)\)|\$\{(?:env:)?([A-Za-z_]\w*)(?:(:?[-+?=]|,\s*|:(?=\w+:\/\/))((?:[^{}]|\{[^{}]*\})*))?\}|\$\{(?:[^{}]|\{[^{}]*\})*\}|\$([A-Za-z_]\w*)/g;

function partsOf(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: whole, 1: called, 2: braced, 3: operator = '', 4: word = '', 5: bare, index } of text.matchAll(
    PLACE,
  )) {
    if (index > from) parts.push({ kind: 'text', text: text.slice(from, index) });
    from = index + whole.length;
    const name = called ?? braced ?? bare;
    // `${NAME:+word}` is the word or nothing, never the variable.
    if (name === undefined || operator.endsWith('+')) parts.push({ kind: 'unknown' });
    else parts.push({ kind: 'variable', name, fallback: /[-=,:]\s*$/.test(operator) ? unquoted(word) : null });
  }
  if (from < text.length || parts.length === 0) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** `${env:NAME, 'https://…'}`. */
function unquoted(word: string): string {
  return word.replace(/^(['"])(.*)\1$/s, '$2');
}

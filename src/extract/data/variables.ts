/** Texts of configuration that take values from elsewhere: `${API_URL:-https://…}`, `$(HOST)`, `${{ secrets.URL }}`, `{{ .Values.host }}`. */
import type { Module } from '../../lower/module.ts';
import { withParts, type TextPart } from '../../lower/text-parts.ts';

/** The same module, where such texts read the environment as code does, and what is filled in by other means is unknown. */
export function withVariables(module: Module): Module {
  return withParts(module, (text) => (MARK.test(text) ? partsOf(text) : null));
}

const MARK = /[$\\]\$|\$[({A-Za-z_]|\{\{/;

/** A default may hold variables of its own: `${URL:-https://${HOST}}`. */
const PLACE =
  /[$\\]\$|\$\{\{[^]*?\}\}|\{\{[^]*?\}\}|\$\(([A-Za-z_]\w*)\)|\$\{(?:env:)?([A-Za-z_]\w*)(?:(:?[-+?=]|,\s*|:(?=\w+:\/\/))((?:[^{}]|\{[^{}]*\})*))?\}|\$\{(?:[^{}]|\{[^{}]*\})*\}|\$([A-Za-z_]\w*)/g;

function partsOf(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: whole, 1: called, 2: braced, 3: operator = '', 4: word = '', 5: bare, index } of text.matchAll(
    PLACE,
  )) {
    if (index > from) parts.push({ kind: 'text', text: text.slice(from, index) });
    from = index + whole.length;
    // A dollar that stands for itself: `$$` in compose files and Kubernetes, `\$` in files of variables.
    if (whole.length === 2 && whole.endsWith('$')) {
      parts.push({ kind: 'text', text: '$' });
      continue;
    }
    const name = called ?? braced ?? bare;
    // `${NAME:+word}` is the word or nothing, never the variable.
    if (name === undefined || operator.endsWith('+')) parts.push({ kind: 'unknown', reason: 'unsupported-syntax' });
    else parts.push({ kind: 'variable', name, fallback: /[-=,:]\s*$/.test(operator) ? unquoted(word) : null });
  }
  if (from < text.length || parts.length === 0) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** `${env:NAME, 'https://…'}`. */
function unquoted(word: string): string {
  return word.replace(/^(['"])(.*)\1$/s, '$2');
}

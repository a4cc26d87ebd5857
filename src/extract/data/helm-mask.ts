/** Templates of Helm as YAML can be read of them: each character of an action stands for itself by another that YAML takes for a letter. */

/** Characters of the private use area, one for each of an action's, so that places stay. */
const FIRST = 0xe000;
const COUNT = 0x800;

const ACTION = /\{\{(?:(?!\}\})[^])*\}\}/g;

const ACTIONS_ALONE = /^[^\S\n]*(?:\{\{(?:(?!\}\})[^])*\}\}[^\S\n]*)+$/gm;

/** A line of actions alone gives no text that is known, but for a named template under a key; an action within a line is a word. */
export function masked(text: string): string {
  return text
    .replaceAll(ACTIONS_ALONE, (lines, offset: number) =>
      isIncluded(lines, offset, text) ? lines : lines.replaceAll(/[^\n\r]/g, ' '),
    )
    .replaceAll(ACTION, (action) =>
      Array.from({ length: action.length }, (_, index) => {
        const code = action.charCodeAt(index);
        return String.fromCharCode(FIRST + (code < COUNT ? code : 0));
      }).join(''),
    );
}

/** `env:`, and in the next line `{{ include "api.env" . | nindent 12 }}` and nothing else. */
function isIncluded(line: string, offset: number, text: string): boolean {
  if (!/^\s*\{\{-?\s*include\s[^{}]*\}\}\s*$/.test(line)) return false;
  const [, indent] = /(?:^|\n)([^\S\n]*)[\w-]+:[^\S\n]*\r?\n$/.exec(text.slice(0, offset)) ?? [];
  const [, next = '', first = ''] =
    /^(?:[^\S\n]*(?:\{\{[^]*?\}\}[^\S\n]*)*\r?\n)*([^\S\n]*)(\S?)/.exec(text.slice(offset + line.length)) ?? [];
  const isAlone =
    first === '' || next.length < (indent ?? '').length || (next.length === indent?.length && first !== '-');
  return indent !== undefined && /^[^\S\n]+/.test(line) && line.search(/\S/) > indent.length && isAlone;
}

/** Whether an action stands in a text. */
export function isMasked(text: string): boolean {
  return /[\uE000-\uE7FF]/.test(text);
}

/** The text as it was written. */
export function plain(text: string): string {
  return text.replaceAll(/[\uE000-\uE7FF]/g, (one) => String.fromCharCode(one.charCodeAt(0) - FIRST));
}

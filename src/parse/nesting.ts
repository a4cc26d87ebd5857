/**
 * How deep a text nests, guessed before it is parsed. `oxc-parser` is native code that recurses: on an 8 MB stack some 13,000 nested
 * brackets, 26,000 nested conditions or 76,000 concatenations end the whole process, and nothing can catch that. The guess knows
 * quotes but not comments, templates or regular expressions; where it is wrong the slower parser reads the file, and nothing is lost.
 */

/** Well below what oxc survives, and above what anything written by people needs. */
const DEEPEST = { brackets: 3000, operators: 10_000 } as const;

/** Decides whether a text may nest deeper than the stack of a native parser allows. */
export function isTooDeep(text: string): boolean {
  if (text.length < DEEPEST.brackets) return false;
  let brackets = 0;
  let operators = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    const kind = KINDS[char];
    if (kind === undefined) continue;
    if (kind === 'quote') at = endOfQuote(text, at, char);
    else if (kind === 'open') brackets += 1;
    else if (kind === 'close') brackets = Math.max(0, brackets - 1);
    else operators += 1;
    // What stands in another statement or argument is no deeper.
    if (ENDS.has(char)) operators = 0;
    if (brackets > DEEPEST.brackets || operators > DEEPEST.operators) return true;
  }
  return false;
}

type Kind = 'open' | 'close' | 'operator' | 'quote';

const KINDS: readonly (Kind | undefined)[] = kindsByCode({
  open: '([{',
  close: ')]}',
  operator: '+-*/%&|^?!~.=<>;,',
  quote: `"'`,
});

const ENDS: ReadonlySet<number> = new Set([...';,{}'].map((char) => char.charCodeAt(0)));

function kindsByCode(kinds: Readonly<Record<Kind, string>>): readonly (Kind | undefined)[] {
  const table: (Kind | undefined)[] = Array.from({ length: 128 });
  const fill = (kind: Kind) => {
    for (const char of kinds[kind]) table[char.charCodeAt(0)] = kind;
  };
  fill('open');
  fill('close');
  fill('operator');
  fill('quote');
  return table;
}

/** The closing quote, or the end of the line: an apostrophe in a comment or in JSX closes nothing. */
function endOfQuote(text: string, start: number, quote: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === quote || char === 10) return at;
    if (char === 92) at += 1;
  }
  return text.length;
}

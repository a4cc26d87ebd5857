/**
 * How deep a text nests, guessed before it is parsed. `oxc-parser` is native code that recurses: on an 8 MB stack some 5,000 nested
 * functions, 13,000 brackets, 15,000 loops one in another, 26,000 conditions or 76,000 concatenations end the whole process, and nothing
 * can catch that. The guess knows quotes but not comments, templates or regular expressions; where it is wrong the slower parser reads the
 * file, and nothing is lost.
 */

/** Well below what oxc survives, and above what anything written by people needs. */
const DEEPEST = { brackets: 3000, operators: 10_000, words: 3000 } as const;

/** Decides whether a text may nest deeper than the stack of a native parser allows. */
export function isTooDeep(text: string): boolean {
  return text.length >= DEEPEST.brackets && (nestsBrackets(text) || nestsWords(text));
}

function nestsBrackets(text: string): boolean {
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

/** `else if (a) { … } else if (b) { … }`, `for (;;) for (;;)`, `typeof typeof x`, labels: what nests without a bracket that stays open. */
function nestsWords(text: string): boolean {
  if (text.length < SHORTEST_WORDS) return false;
  /** Words since the last end of a statement or argument, outside all brackets and inside each open one. */
  const words = [0];
  for (const { 0: found, index } of text.matchAll(NESTING)) {
    const last = words.length - 1;
    if (OPEN.has(found)) words.push(0);
    else if (CLOSE.has(found)) {
      if (last > 0) words.pop();
      if (found === '}' && !CONTINUED.test(text.slice(index + 1, index + 40))) words[words.length - 1] = 0;
    } else if (found === ';' || found === ',') words[last] = 0;
    else if (!isQuote(found)) words[last] = (words[last] ?? 0) + 1;
    if ((words[last] ?? 0) > DEEPEST.words) return true;
  }
  return false;
}

/** A text that is shorter holds fewer words than oxc survives. */
const SHORTEST_WORDS = 8 * DEEPEST.words;

/** Texts (to the end of the line where nothing closes them, so that none is read twice), brackets, ends of statements and arguments, words that another expression, statement or type follows, and labels. */
const NESTING =
  /'(?:[^'\\\n]|\\.)*'?|"(?:[^"\\\n]|\\.)*"?|[;,()[\]{}]|\b(?:else|if|for|while|do|with|new|typeof|void|delete|await|yield|keyof|readonly|unique|infer|in|instanceof|as|satisfies|extends)\b|\w\s?:/g;

const OPEN: ReadonlySet<string> = new Set('([{');
const CLOSE: ReadonlySet<string> = new Set(')]}');
const CONTINUED = /^\s*(?:else|while|catch|finally)\b/;

function isQuote(found: string): boolean {
  return found.startsWith("'") || found.startsWith('"');
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

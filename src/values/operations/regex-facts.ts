/** What a regular expression says, where that is a beginning, an end, or an equality of text. */
import type { Fact } from '../predicates.ts';

export interface RegexFact {
  readonly fact: Fact;
  readonly operand: string;
  /** Whether case does not count. */
  readonly lower: boolean;
}

/** The facts of which one is true where the expression matches; the expression itself where it is not that simple. */
export function factsOfRegex(pattern: string, flags: string): readonly RegexFact[] {
  const lower = flags.includes('i');
  const simple = simpleFacts(pattern);
  if (simple !== null) {
    return simple.map(([kind, operand]) => ({
      fact: { kind },
      operand: lower ? operand.toLowerCase() : operand,
      lower,
    }));
  }
  try {
    return [{ fact: { kind: 'matches', regex: new RegExp(pattern, flags) }, operand: '', lower: false }];
  } catch {
    // Syntax of a later standard: nothing is told from it.
    return [];
  }
}

type Simple = readonly (readonly [kind: 'equals' | 'startsWith' | 'endsWith', operand: string])[];

function simpleFacts(pattern: string): Simple | null {
  // `(^|\.)example\.com$`: the host or one below it.
  const below = /^\((?:\?:)?\^\|\\\.\)(.+)\$$/.exec(pattern)?.[1];
  if (below !== undefined) {
    return (
      texts(below)?.flatMap(
        (one) =>
          [
            ['equals', one],
            ['endsWith', `.${one}`],
          ] as const,
      ) ?? null
    );
  }
  const begins = pattern.startsWith('^');
  const ends = /(?:^|[^\\])\$$/.test(pattern);
  const body = texts(pattern.slice(begins ? 1 : 0, ends ? -1 : undefined));
  if (body === null || (!begins && !ends)) return null;
  return body.map((one) => [begins ? (ends ? 'equals' : 'startsWith') : 'endsWith', one] as const);
}

const MOST = 16;

/** All texts that a pattern of letters, `(a|b)` and `?` matches; null when it has anything else, or too many. */
function texts(pattern: string): readonly string[] | null {
  let found: readonly string[] = [''];
  let rest = pattern;
  while (rest !== '') {
    const [whole = '', group, escaped, plain, optional] =
      /^(?:\((?:\?:)?([\w|:.\\/-]*)\)|\\([^\w])|([\w:/@=&-]))(\?)?/.exec(rest) ?? [];
    if (whole === '' || /^[*+{]/.test(rest.slice(whole.length))) return null;
    const parts = group === undefined ? [escaped ?? plain ?? ''] : group.split('|').map(texts);
    const options = parts.flatMap((part) => (part === null ? [null] : part));
    if (options.some((one) => one === null)) return null;
    const known = [...options.filter((one) => one !== null), ...(optional === undefined ? [] : [''])];
    found = found.flatMap((before) => known.map((one) => before + one));
    if (found.length > MOST) return null;
    rest = rest.slice(whole.length);
  }
  return found;
}

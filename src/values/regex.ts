/** Regular expressions of the program, run for real where that cannot take long. */

/** Steps that one use of a pattern may take, if the worst comes to the worst. */
const WORST_STEPS = 20_000_000;

/**
 * Compiles a pattern that is safe on a text of this length; null when it is not valid or might take long. Backtracking takes about
 * length ^ (the number of unbounded repetitions) steps from each place where a match may begin, and exponentially many where such a
 * repetition is repeated itself.
 */
export function compileRegex(pattern: string, flags: string, length: number): RegExp | null {
  const repetitions = repetitionsOf(pattern);
  const beginnings = pattern.startsWith('^') && !pattern.includes('|') && !flags.includes('m') ? 0 : 1;
  if (repetitions === null || (length + 1) ** (beginnings + repetitions) > WORST_STEPS) return null;
  try {
    return new RegExp(pattern, flags);
  } catch {
    // Not a valid pattern here: the program would throw there, or runs on a later version of the language.
    return null;
  }
}

interface Group {
  readonly repeats: number;
  readonly alternatives: boolean;
}

/** How many parts of a pattern repeat without bound; null when one is inside another, or something refers back. */
function repetitionsOf(pattern: string): number | null {
  const open: Group[] = [];
  let current: Group = { repeats: 0, alternatives: false };
  let closed: Group | null = null;
  for (const [token] of pattern.matchAll(TOKENS)) {
    if (/^\\(?:[1-9]|k)/.test(token)) return null;
    if (token.startsWith('(')) {
      open.push(current);
      current = { repeats: 0, alternatives: false };
    } else if (token === ')') {
      const outer = open.pop();
      if (!outer) return null;
      closed = current;
      current = { ...outer, repeats: outer.repeats + closed.repeats };
      continue;
    } else if (token === '|') current = { ...current, alternatives: true };
    else if (isUnbounded(token)) {
      if (closed && (closed.repeats > 0 || closed.alternatives)) return null;
      current = { ...current, repeats: current.repeats + 1 };
    } else if (isBounded(token)) {
      // `(a+){2,9}` multiplies what is inside.
      if (closed && closed.repeats > 0 && token !== '?') return null;
    }
    closed = null;
  }
  return open.length > 0 ? null : current.repeats;
}

/** Escapes, classes, groups and quantifiers; any other character stands for itself. */
const TOKENS =
  /\\(?:[1-9]\d*|k<|.)|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|[)|]|[*+]\??|\{\d+(?:,\d*)?\}\??|\?\??|./gs;

function isUnbounded(token: string): boolean {
  return /^(?:[*+]\??|\{\d+,\}\??)$/.test(token) || /^\{\d*,?(?:\d{2,})\}/.test(token);
}

function isBounded(token: string): boolean {
  return /^(?:\?\??|\{\d+(?:,\d+)?\}\??)$/.test(token);
}

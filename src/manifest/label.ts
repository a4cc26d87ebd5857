/** Globs over one DNS label, where `*` is any run of characters; a label is never empty and a star never crosses a dot. */

/**
 * Decides whether every label that `found` can be is also one that `declared` can be.
 * A star of `found` is passed through as a character of its own, which only a star of `declared` takes: that is exact, since a
 * label in which the star's place is filled with something foreign is among those that `found` can be.
 */
export function coversLabel(declared: string, found: string): boolean {
  return walk(declared, found, (pattern, character) => pattern === character && pattern !== '*');
}

/** Decides whether there is a label that both can be. */
export function overlapsLabel(first: string, second: string): boolean {
  return meets(first, second, 0, 0, new Map());
}

/** Linear glob match: on a mismatch it returns to the last star and lets that star take one character more. */
function walk(glob: string, text: string, same: (pattern: string, character: string) => boolean): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (from < text.length) {
    if (glob[at] === '*') {
      star = at++;
      mark = from;
    } else if (at < glob.length && same(glob[at] ?? '', text[from] ?? '')) {
      at++;
      from++;
    } else if (star >= 0) {
      at = star + 1;
      from = ++mark;
    } else {
      return false;
    }
  }
  while (glob[at] === '*') at++;
  return at === glob.length;
}

function meets(first: string, second: string, i: number, j: number, known: Map<number, boolean>): boolean {
  const key = i * (second.length + 1) + j;
  const before = known.get(key);
  if (before !== undefined) return before;
  known.set(key, false);
  const answer = step(first, second, i, j, (nextI, nextJ) => meets(first, second, nextI, nextJ, known));
  known.set(key, answer);
  return answer;
}

function step(first: string, second: string, i: number, j: number, go: (i: number, j: number) => boolean): boolean {
  if (i === first.length && j === second.length) return true;
  if (first[i] === '*') return go(i + 1, j) || (j < second.length && go(i, j + 1));
  if (second[j] === '*') return go(i, j + 1) || (i < first.length && go(i + 1, j));
  return i < first.length && j < second.length && first[i] === second[j] && go(i + 1, j + 1);
}

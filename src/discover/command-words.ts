/** The words of command lines, as far as they name scripts and files. */

/** The words of each command of a line, without quotes: one that stands in quotes is a command of its own for our purpose. */
export function commandsOf(line: string): readonly (readonly string[])[] {
  return line.split(/&&|\|\||[;&|\n"']/).map((command) => command.trim().split(/\s+/));
}

/** The words behind the first that is one of these. */
export function behind(words: readonly string[], starts: ReadonlySet<string>): readonly string[] {
  const at = words.findIndex((word) => starts.has(word));
  return at < 0 ? [] : words.slice(at + 1);
}

/** Words between single spaces. */
export function split(text: string): readonly string[] {
  return text.split(' ');
}

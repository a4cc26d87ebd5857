/** Where a bracket that was opened before a place is closed again. */

/** The offset of the bracket that closes what stands open at the start; the end of the text where none does. */
export function closingAt(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

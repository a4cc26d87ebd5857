/** Columns on a terminal: how wide a text is, and how to make it fit. */

/** East Asian wide characters and emoji; a terminal gives them two columns. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F64F}\u{1F900}-\u{1F9FF}\u{20000}-\u{3FFFD}]/u;
const NARROWEST = /\p{Mark}|\u200B|\u200C|\u200D/u;

/** Counts the columns that a text takes. */
export function widthOf(text: string): number {
  // Nearly every text: one column for each code unit.
  if (/^[\x20-\x7E]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
}

/** Cuts a text to a width, with an ellipsis where something is missing. */
export function cut(text: string, width: number): string {
  return widthOf(text) <= width ? text : `${startOf(text, width - 1)}…`;
}

/** Cuts the start of a text off, so that its end stays. */
export function cutStart(text: string, width: number): string {
  const characters = [...text];
  let rest = text;
  while (widthOf(rest) > width - (rest === text ? 0 : 1)) {
    characters.shift();
    rest = characters.join('');
  }
  return rest === text ? text : `…${rest}`;
}

/** Fills a text up with spaces. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Gives as much of the start of a text as fits a width. */
export function startOf(text: string, width: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += widthOfCharacter(character);
    if (used > width) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** Breaks a text between words, so that no line is wider than this unless one word is. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

function widthOfCharacter(character: string): number {
  if (NARROWEST.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

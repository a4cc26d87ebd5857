/** Parts of a Markdown report that may be cut: what does not fit is counted, never dropped in silence. */

/** Items between a head and a tail. */
export interface Section {
  readonly head: readonly string[];
  readonly items: readonly (readonly string[])[];
  readonly tail: readonly string[];
  /** The most bytes that it may take; what is left of them goes to the sections after it. */
  readonly share: number;
}

/** Prints sections one after another in about so many bytes; those without items are left out. */
export function fittedSections(sections: readonly Section[], bytes: number): readonly string[] {
  let room = bytes;
  return sections.flatMap((section) => {
    if (section.items.length === 0) return [];
    const lines = ['', ...fitted(section, Math.min(room, section.share))];
    room -= sizeOf(lines);
    return lines;
  });
}

/** Counts the bytes of lines with their ends. */
export function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}

/** Where not even one item fits, the count alone is printed, however small the room is. */
function fitted({ head, items, tail }: Section, room: number): readonly string[] {
  let left = room - sizeOf([...head, ...tail, '', '', moreLine(items.length)]);
  const shown: (readonly string[])[] = [];
  for (const item of items) {
    left -= sizeOf(item);
    if (left < 0) break;
    shown.push(item);
  }
  const more = items.length - shown.length;
  const rest = more > 0 ? [moreLine(more)] : [];
  return shown.length === 0 ? rest : [...head, ...shown.flat(), ...tail, ...(more > 0 ? ['', ...rest] : [])];
}

function moreLine(count: number): string {
  return `… and ${count} more; \`--format human --verbose\` lists all of it.`;
}

/** Numbers and lists as people say them. */

/** `1 site`, `3 sites`. */
export function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : pluralOf(noun)}`;
}

/** The first few of a list, and how many more: `a, b, +3`. */
export function few(values: readonly string[], most: number): string {
  const shown = values.length <= most + 1 ? values : values.slice(0, most);
  const more = values.length - shown.length;
  return [...shown, ...(more > 0 ? [`+${more}`] : [])].join(', ');
}

function pluralOf(noun: string): string {
  return noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

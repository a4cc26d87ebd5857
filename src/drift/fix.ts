/** The shell commands that settle a drift, ready to be pasted. */

/** The command that declares the selectors, with the reason left for a person to write. */
export function acceptCommand(selectors: readonly string[], manifestFile: string, options = ''): string {
  return `sallyport accept ${selectors.map(shellQuoted).join(' ')}${options} --reason "…"${manifestOption(manifestFile)}`;
}

/** The command that gives an entry for a place its new place. */
export function moveCommand(selector: string, before: string, manifestFile: string, options = ''): string {
  const words = [shellQuoted(selector), '--moved-from', shellQuoted(before)].join(' ');
  return `sallyport accept ${words}${options}${manifestOption(manifestFile)}`;
}

/** The command that removes what is stale. */
export function pruneCommand(manifestFile: string): string {
  return `sallyport prune${manifestOption(manifestFile)}`;
}

/** Quotes a word where a shell would read more into it; double quotes where they do, since they work on every system. */
export function shellQuoted(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", String.raw`'\''`)}'` : `"${word}"`;
}

function manifestOption(file: string): string {
  return file === 'egress.yaml' ? '' : ` --manifest ${shellQuoted(file)}`;
}

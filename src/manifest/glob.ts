/**
 * Path globs: `*` within a path segment, `**` across segments; everything else stands for itself. Brackets and braces have no
 * meaning on purpose: `app/[slug]/page.tsx` is a file name in half of the repositories we read.
 */

/** Decides for a path (relative, with `/`) whether it matches. */
export type PathMatcher = (path: string) => boolean;

/** Makes a matcher of whole paths from a glob; it accepts any text. */
export function globMatcher(glob: string): PathMatcher {
  const expression = new RegExp(`^${expressionOf(withoutDot(glob))}$`, 'u');
  return (path) => expression.test(path);
}

/** Like `globMatcher`, but a folder also stands for everything in it: `examples` and `examples/` match `examples/a.ts`. */
export function folderMatcher(glob: string): PathMatcher {
  const expression = new RegExp(`^${expressionOf(withoutDot(glob).replace(/\/+$/, ''))}(?:/.*)?$`, 'u');
  return (path) => expression.test(path);
}

/** Makes a matcher of `file#symbol` places; a glob without `#` stands for every symbol of its files. */
export function placeMatcher(glob: string): (file: string, symbol: string) => boolean {
  const hash = glob.indexOf('#');
  const matchesFile = globMatcher(hash < 0 ? glob : glob.slice(0, hash));
  if (hash < 0) return matchesFile;
  const symbols = new RegExp(
    `^${glob
      .slice(hash + 1)
      .split(/\*+/)
      .map(escaped)
      .join('.*')}$`,
    'su',
  );
  return (file, symbol) => symbols.test(symbol) && matchesFile(file);
}

/** Says what is wrong with a glob, or null: it must be relative to the root, with `/`. */
export function globFault(glob: string): string | null {
  if (glob.trim() === '') return 'a path is empty';
  if (glob.includes('\\')) return `"${glob}" has a backslash; write paths with "/" on every system`;
  if (/^(\/|[A-Za-z]:)/.test(glob)) return `"${glob}" is absolute; write it relative to the root of the repository`;
  if (glob.split('/').includes('..')) return `"${glob}" leaves the repository; write it relative to the root`;
  return null;
}

function withoutDot(glob: string): string {
  return glob.replace(/^(\.\/)+(?=.)/, '');
}

/** Turns a glob into the source of an expression; a double star between slashes may also match no folder at all. */
function expressionOf(glob: string): string {
  return glob
    .split(/((?:\*\*\/)+|\*{2,}|\*)/)
    .map((part) => {
      if (part.startsWith('**/')) return '(?:.*/)?';
      if (part.startsWith('**')) return '.*';
      return part === '*' ? '[^/]*' : escaped(part);
    })
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

/**
 * The globs that people write in `egress.yaml` and in workspace lists, anchored at the scanned root.
 * `*` and `?` stay within a segment, `**` crosses segments, `{a,b}` is a choice, and a pattern that names a folder covers all
 * that it holds. Square brackets mean themselves: `app/[locale]/page.tsx` is a file name here far more often than a character class.
 */

const TOKEN = /(?:\*\*\/)+|\*{2,}|\*|\?|[{},]|[^*?{},]+/g;

/** A test that says whether one of the globs covers a path relative to the root, by itself or through a folder above it. */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const expressions = globs.map((glob) => {
    const folder = anchored(glob).replace(/(?:\/\*\*)+$/, '');
    // What is left of `./` is nothing: it covers every path.
    return folder === '' || folder === '.' ? /^/ : new RegExp(`^${globSource(folder)}(?:/.*)?$`, 's');
  });
  return (path) => expressions.some((expression) => expression.test(path));
}

/** A test that says whether one of the globs names exactly this folder, as workspace lists mean it. */
export function folderMatcher(globs: readonly string[]): (folder: string) => boolean {
  const expressions = globs.map((glob) => new RegExp(`^${globSource(anchored(glob))}$`, 's'));
  return (folder) => expressions.some((expression) => expression.test(folder));
}

function anchored(glob: string): string {
  return glob
    .trim()
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\/+$/, '');
}

function globSource(glob: string): string {
  const braces = hasBalancedBraces(glob);
  return choices((glob.match(TOKEN) ?? []).map((token) => tokenSource(token, braces)));
}

function tokenSource(token: string, braces: boolean): string {
  if (token.endsWith('**/')) return '(?:[^/]+/)*';
  if (token.startsWith('**')) return '.*';
  if (token === '*') return '[^/]*';
  if (token === '?') return '[^/]';
  if (braces && (token === '{' || token === '}' || token === ',')) return token;
  return token.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
}

/** Turns the braces that stand alone in the list into groups, and the commas inside them into alternatives. */
function choices(sources: readonly string[]): string {
  let depth = 0;
  let text = '';
  for (const source of sources) {
    if (source === '{') depth += 1;
    text += source === '{' ? '(?:' : source === '}' ? ')' : source === ',' && depth > 0 ? '|' : source;
    if (source === '}') depth -= 1;
  }
  return text;
}

function hasBalancedBraces(glob: string): boolean {
  let depth = 0;
  for (const character of glob) {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

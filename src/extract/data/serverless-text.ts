/**
 * How the Serverless Framework writes variables in texts: `${self:custom.api}`, `${param:domain}`, `${file(./urls.yml):api}`.
 * https://www.serverless.com/framework/docs/guides/variables
 */

/** Whether a file configures the framework as data. */
export function isServerless(path: string): boolean {
  return /(?:^|\/)serverless[\w.-]*\.ya?ml$/.test(path);
}

/** Whether a file configures the framework as code: https://www.serverless.com/framework/docs/providers/aws/guide/intro. */
export function isServerlessCode(path: string): boolean {
  return /(?:^|\/)serverless[\w.-]*\.[cm]?[jt]s$/.test(path);
}

/** Where the next variable begins behind `at`, or the text ends. */
export function nextVariable(text: string, at: number): number {
  const next = text.indexOf('${', at + 1);
  return next < 0 ? text.length : next;
}

/** A variable with the braces in it: `${self:custom.${opt:stage, 'dev'}.url}`. */
export function variableAt(text: string, at: number): { readonly inside: string; readonly end: number } | null {
  if (!text.startsWith('${', at)) return null;
  let depth = 0;
  for (let index = at + 1; index < text.length; index += 1) {
    if (text[index] === '{') depth += 1;
    if (text[index] === '}') depth -= 1;
    if (depth === 0) return { inside: text.slice(at + 2, index), end: index + 1 };
  }
  return null;
}

/** Alternatives behind commas, those inside of quotes, braces and parentheses left alone. */
export function sourcesOf(inside: string): readonly string[] {
  return [...inside.matchAll(/(?:'[^']*'|"[^"]*"|\$\{(?:[^{}]|\{[^{}]*\})*\}|\([^)]*\)|[^,])+/g)].map(([one]) =>
    one.trim(),
  );
}

/** The text of a source in quotes; null where it is none. */
export function quotedIn(source: string): string | null {
  const [, single, double] = /^(?:'([^']*)'|"([^"]*)")$/.exec(source) ?? [];
  return single ?? double ?? null;
}

/** The keys of a path; a variable in one stays in it. */
export function keysIn(path: string): readonly string[] {
  return [...path.matchAll(/(?:\$\{(?:[^{}]|\{[^{}]*\})*\}|[^.])+/g)].map(([key]) => key);
}

/** The file that a source takes from and the keys in it, `file(./urls.yml):api`; null where it is none. */
export function dataFileIn(source: string): { readonly path: string; readonly keys: readonly string[] } | null {
  const [, path, keys = ''] = /^file\(\s*([^()]+?)\s*\)(?::([\w.-]+))?$/.exec(source) ?? [];
  return path === undefined ? null : { path, keys: keys === '' ? [] : keys.split('.') };
}

/** Whether a path is that of a file of the repository that holds data. */
export function isDataFile(path: string): boolean {
  return /^(?:\.{1,2}\/)*[\w@-][\w@./-]*\.(?:ya?ml|json)$/.test(path);
}

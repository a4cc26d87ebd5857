/** Paths of the running program's own files, as node:path and node:url make them: what imports and readers of files name. */
import { concatenate, mapOptions } from '../text.ts';
import { hole, text, type Hole, type Part, type Value } from '../value.ts';

/** The folder of a module, as CommonJS names it. */
const OWN_FOLDER = '__dirname';
const FILE = 'file://';

/** The folder of what is a module's own address or path; without anything, that of the module itself. */
export function folderOf(path: Value | null): Value {
  if (path === null) return hole('unknown-global', OWN_FOLDER);
  return mapOptions(path, (one) => (isOwnPath(one) ? hole('unknown-global', OWN_FOLDER) : hole('unknown-call')));
}

/** The address of a file. */
export function fileUrl(path: Value): Value {
  return mapOptions(path, (one) => (one.kind === 'text' || one.kind === 'hole' ? concatenate([text(FILE), one]) : one));
}

/** A specifier with `*` for what is not known; null when it does not begin with a folder. */
export function relativePattern(parts: readonly Part[]): string | null {
  const [first, ...rest] = withoutScheme(parts);
  if (first === undefined || rest.length === 0) return null;
  const beginning = first.kind === 'text' ? first.text : isOwnFolder(first.hole) ? '.' : null;
  if (beginning === null || !/^\.{1,2}(?:\/|$)/.test(beginning)) return null;
  return beginning + rest.map((part) => (part.kind === 'text' ? part.text : '*')).join('');
}

function withoutScheme(parts: readonly Part[]): readonly Part[] {
  const [first, ...rest] = parts;
  if (first?.kind !== 'text' || !first.text.startsWith(FILE)) return parts;
  const path = first.text.slice(FILE.length);
  return path === '' ? rest : [{ ...first, text: path }, ...rest];
}

/** `import.meta.url`, which stands for any address inside the process, and `__filename`. */
function isOwnPath(value: Value): boolean {
  if (value.kind === 'hole') return value.hole.kind === 'unknown' && value.hole.detail === '__filename';
  const [only, ...others] = value.kind === 'text' ? value.parts : [];
  return only?.kind === 'text' && others.length === 0 && /^(?:file:\/\/)?blob:$/.test(only.text);
}

function isOwnFolder(unknown: Hole): boolean {
  return unknown.kind === 'unknown' && unknown.detail === OWN_FOLDER;
}

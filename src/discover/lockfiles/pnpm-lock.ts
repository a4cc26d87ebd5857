/**
 * pnpm: `pnpm-lock.yaml`, lockfile versions 5 to 9. Only the `importers` section matters, and a YAML parser needs seconds for a
 * large file, so the lines are read one by one: pnpm writes every mapping in block style, with two spaces a level.
 */
import { relativeFolder, type Lockfile } from './lockfile.ts';

/** Reads a lock file of pnpm that stands in `folder`. */
export function readPnpmLock(text: string, folder: string): Lockfile {
  const importers = importersOf(text);
  return {
    kind: 'locked',
    versionOf: (component, name) => {
      const from = relativeFolder(folder, component.folder);
      return from === null ? null : (importers.get(from)?.get(name) ?? null);
    },
  };
}

type Importers = Map<string, Map<string, string>>;

const GROUPS = new Set(['dependencies', 'devDependencies', 'optionalDependencies']);

function importersOf(text: string): Importers {
  const importers: Importers = new Map();
  const keys: string[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    // The packages section is most of the file, and nothing in it is asked for.
    if (text[start] !== ' ' || keys[0] === 'importers' || GROUPS.has(keys[0] ?? '')) {
      readLine(text.slice(start, end).trimEnd(), keys, importers);
    }
    start = end + 1;
  }
  return importers;
}

/** Reads one line; `keys` are the keys above it, and become those above the next. */
function readLine(line: string, keys: string[], importers: Importers): void {
  const indent = line.search(/\S/);
  if (indent < 0) return;
  const entry = entryOf(line.slice(indent));
  keys.splice(indent / 2, keys.length, entry?.key ?? '');
  // A repository of one package has the groups of its only importer at the top of the file.
  const [importer = '', group = '', name = '', field] = keys[0] === 'importers' ? keys.slice(1) : ['.', ...keys];
  // Up to version 5 the value is the version; later there is a mapping with `specifier` and `version`.
  const version = field === undefined || field === 'version' ? versionIn(entry?.value ?? '') : null;
  if (!GROUPS.has(group) || version === null) return;
  importers.set(importer, (importers.get(importer) ?? new Map<string, string>()).set(name, version));
}

const ENTRY = /^(?:'((?:[^']|'')*)'|"([^"]*)"|([^\s'"#][^:]*)):(?:\s+(.*))?$/;

function entryOf(line: string): { readonly key: string; readonly value: string } | null {
  const match = ENTRY.exec(line);
  if (match === null) return null;
  const key = match[1]?.replaceAll("''", "'") ?? match[2] ?? match[3] ?? '';
  return { key, value: (match[4] ?? '').replace(/^(['"])(.*)\1$/, '$2') };
}

const VERSION = /^(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)(?:$|[(_])/;
const ALIAS = /^\/?(?:@[^/@]+\/)?[^/@:]+[@/](?=\d)/;

/** The version in `1.2.3(peer@4)`, `1.2.3_peer@4`, `/name/1.2.3` and `name@1.2.3`; null for links and archives. */
function versionIn(value: string): string | null {
  return (VERSION.exec(value) ?? VERSION.exec(value.replace(ALIAS, '')))?.[1] ?? null;
}

/** Which data files matter: those that code names, wholly or in part, and those that a library reads from a folder by itself. */
import { basename, dirname } from 'node:path/posix';
import { globMatcher } from '../discover/glob.ts';

/** Files that a package reads without being told: globs, `!` before what is left out. */
export interface DataReader {
  readonly packages: readonly string[];
  readonly files: readonly string[];
}

/** More files than this of one computed name are a collection (translations, fixtures), not configuration. */
const COLLECTION = 40;

/** Of the data files of a repository, those that its code may read. */
export function namedData(
  texts: readonly string[],
  paths: readonly string[],
  readers: readonly DataReader[],
): ReadonlySet<string> {
  const whole = new Set(texts.flatMap(wholeNames));
  const computed = texts.flatMap(computedNames).flatMap((matches) => {
    const found = paths.filter(matches);
    return found.length <= COLLECTION ? found : [];
  });
  const read = readers
    .filter(({ packages }) => texts.some((text) => packages.some((name) => imports(text, name))))
    .flatMap(({ files }) => paths.filter(globMatcher(files.filter((glob) => !glob.startsWith('!')))));
  return new Set([...paths.filter((path) => whole.has(basename(path)) && !LOCK.test(path)), ...computed, ...read]);
}

/** The notations that are told by an extension, as a pattern. */
const EXTENSION = '(?:json[5c]?|ya?ml|toml)';

const ENDING = new RegExp(`\\.${EXTENSION}['"\`]`);
const WHOLE = new RegExp(`[\\w@.-]{1,100}\\.${EXTENSION}(?=['"\`])`, 'g');

/** What a package manager wrote. */
const LOCK = /(?:^|[-/])lock\.ya?ml$/;

/** `'./config.json'`, and `'./config'`, which may name one. */
function wholeNames(text: string): readonly string[] {
  const names = ENDING.test(text) ? [...text.matchAll(WHOLE)].map(([name]) => name) : [];
  const stems = [...text.matchAll(/\brequire\(['"`]\.{1,2}\/(?:[\w@.-]+\/)*([\w@.-]+)['"`]/g)];
  return [...names, ...stems.map(([, stem]) => `${stem}.json`)];
}

const TEMPLATE = new RegExp(`([\\w@./-]*)\\$\\{[^}]*\\}([\\w.-]*\\.${EXTENSION})\``, 'g');
const CONCATENATION = new RegExp(
  `['"\`]([\\w@./-]*)['"\`]\\s*\\+[^+'"\`;]{1,80}\\+\\s*['"\`]([\\w.-]*\\.${EXTENSION})['"\`]`,
  'g',
);

/** `./config/${env}.json`: a file of that folder whose name begins and ends so. */
function computedNames(text: string): readonly ((path: string) => boolean)[] {
  if (!ENDING.test(text)) return [];
  return [...text.matchAll(TEMPLATE), ...text.matchAll(CONCATENATION)].map(([, before = '', end = '']) => {
    const begin = before.slice(before.lastIndexOf('/') + 1);
    const folder = basename(dirname(`${before}x`));
    const isAnyFolder = /^\.{0,2}$/.test(folder);
    return (path) => {
      const name = basename(path);
      return (isAnyFolder || basename(dirname(path)) === folder) && name.startsWith(begin) && name.endsWith(end);
    };
  });
}

function imports(text: string, name: string): boolean {
  return text.includes(`'${name}'`) || text.includes(`"${name}"`);
}

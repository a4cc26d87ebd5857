/**
 * Files of variables that no convention names: those that `env_file` of a compose file, `--env-file` and the like of a command, or code that
 * reads such files (`config({ path })`, `loadEnvFile`) name, whatever they are called.
 */
import { dirname, join } from 'node:path/posix';

/** A text that may name files, and where it stands. */
export interface Naming {
  readonly path: string;
  readonly text: string;
}

/**
 * Of the files that `isListed` knows, those that the texts name as files of variables. A name is relative to the file that holds it or to
 * any folder around that: a program is started in one of them.
 */
export function environmentFilesNamed(
  texts: readonly Naming[],
  isListed: (path: string) => boolean,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { path, text } of texts) {
    if (!MAY_NAME.test(text)) continue;
    for (const name of namesIn(text)) {
      const named = foldersAround(path).map((folder) => join(folder, name));
      const first = named.find((one) => !one.startsWith('..') && isListed(one));
      if (first !== undefined) found.add(first);
    }
  }
  return found;
}

/** Most texts name none, and are looked at no further. */
const MAY_NAME = /env_?-?file|dotenv|env-cmd|configmapgenerator|secretgenerator/i;

function namesIn(text: string): readonly string[] {
  return [...listed(text), ...told(text), ...loaded(text)].filter((name) => !/[${}*]/.test(name));
}

/**
 * Keys of YAML, with a name or a list of them, as `{ path }` too: https://docs.docker.com/reference/compose-file/services/#env_file and
 * `envs` of generators: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/
 */
function listed(text: string): readonly string[] {
  return [
    ...text.matchAll(/^[ \t-]*(?:env_file|envs):([^\n]*(?:\n[ \t]+(?:-|path:|required:|format:)[^\n]*)*)/gm),
  ].flatMap(([, value = '']) =>
    value
      .split(/[\n,[\]{}]/)
      .map((item) => /^[\s-]*(?:path:)?\s*["']?([^\s"'#:]+)["']?\s*(?:#.*)?$/.exec(item)?.[1])
      .filter((item) => item !== undefined),
  );
}

/** Options of node, bun, deno, docker and others, of dotenv-cli, dotenvx and env-cmd, also as words of a list. */
function told(text: string): readonly string[] {
  const option = [...text.matchAll(/--env-file(?:-if-exists)?(?:=|[\s"',]+)([^\s"',;|&]+)/g)];
  const lines = text.split('\n').filter((line) => /\b(?:dotenvx?|env-cmd)\b/.test(line));
  const short = lines.flatMap((line) => [...line.matchAll(/[\s"',](?:-e|-f|--file)(?:=|[\s"',]+)([^\s"',;|&]+)/g)]);
  const variable = [...text.matchAll(/dotenv_config_path["'\s]*[=:]\s*["']?([^\s"',;|&]+)/gi)];
  return [...option, ...short, ...variable].map(([, name = '']) => name);
}

/** What code hands to a loader: every text of the call's path, and what a path is joined of. */
function loaded(text: string): readonly string[] {
  const places = [
    ...text.matchAll(/\b(?:loadEnvFile\(|envFilePath:)([^;]{1,200})/g),
    ...(text.includes('dotenv') ? text.matchAll(/\bpath:([^;}]{1,200})/g) : []),
  ];
  return places.flatMap(([, value = '']) => {
    const parts = [...value.matchAll(/(['"`])([^'"`\n]+)\1/g)].map(([, , part = '']) => part);
    return [...parts, ...(/\b(?:join|resolve)\(/.test(value) ? [parts.join('/')] : [])];
  });
}

/** The folder of a file, and those around it, the innermost first. */
function foldersAround(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === '.' ? ['.'] : [folder, ...foldersAround(folder)];
}

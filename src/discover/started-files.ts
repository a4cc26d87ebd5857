/** Which files are started when a package is installed, built or run: `"postinstall": "node scripts/fetch.js"`, and what its image runs. */
import { posix } from 'node:path';
import type { Surface } from '../identify/destination.ts';
import { sourcePathsOf } from './built-files.ts';
import { behind, commandsOf, split } from './command-words.ts';
import type { SourceText } from './read-source.ts';
import { kindOf } from './skip.ts';
import type { StartedScript } from './started-scripts.ts';

/** What is known of a package and of the images that run it. */
export interface StartedBy {
  /** The scripts of the package that run without anybody's doing, and where. */
  readonly scripts: readonly StartedScript[];
  /** The commands with which images start: `node dist/scripts/serve.js`, `npm run worker`. */
  readonly images: readonly string[];
}

/** The files of the repository, and what stands in them. */
export interface Files {
  readonly listed: ReadonlySet<string>;
  readonly read: (path: string) => SourceText;
}

/** The surfaces of the files that are started, by path, with those that a shell script starts that is one of them. */
export function startedFiles(
  { scripts, images }: StartedBy,
  folder: string,
  { listed, read }: Files,
): Readonly<Record<string, Surface>> {
  const started: Record<string, Surface> = {};
  const commands: (readonly [Surface, string])[] = [
    ...scripts.map(({ surface, text }) => [surface, text] as const),
    ...images.map((command) => ['server', command] as const),
  ];
  for (let next = commands.shift(); next !== undefined; next = commands.shift()) {
    const [surface, command] = next;
    for (const path of filesOf(command, folder, listed)) {
      if (started[path] !== undefined) continue;
      started[path] = surface;
      const source = kindOf(path) === 'shell' ? read(path) : null;
      if (source?.kind === 'text') commands.push([surface, source.text]);
    }
  }
  return started;
}

const RUNTIMES = new Set([
  ...split('node nodejs tsx ts-node ts-node-esm esno esr jiti bun deno babel-node vite-node swc-node zx sh bash'),
  ...split('nodemon ts-node-dev tsnd pm2 pm2-runtime forever'),
]);

/** The file that each command starts. */
function filesOf(script: string, folder: string, listed: ReadonlySet<string>): readonly string[] {
  return commandsOf(script).flatMap((words) => {
    const isProgram = (word: string, at: number): boolean => at === 0 && word.includes('/');
    const candidates = [...words.filter(isProgram), ...behind(words, RUNTIMES)];
    const paths = candidates.flatMap((word) => placesOf(word, folder));
    return paths.map((path) => fileAt(path, listed)).find((path) => path !== null) ?? [];
  });
}

/** Where a path of a command may lead: from the package, from the root of the repository into the package, or from a folder that only an image has. */
function placesOf(word: string, folder: string): readonly string[] {
  if (!word.startsWith('/')) {
    const fromRoot = posix.normalize(word);
    return [posix.join(folder, word), ...(fromRoot.startsWith(`${folder}/`) ? [fromRoot] : [])];
  }
  const segments = word.split('/').slice(1);
  return segments.flatMap((_, at) => {
    const rest = segments.slice(at).join('/');
    return [posix.join(folder, rest), ...(rest.startsWith(`${folder}/`) ? [rest] : [])];
  });
}

/** The file at a path; the source of one that is built stands in for it. */
function fileAt(path: string, listed: ReadonlySet<string>): string | null {
  const names = [path, ...sourcePathsOf(path)].flatMap((one) => [
    ...ENDINGS.map((ending) => `${one}${ending}`),
    one.replace(/\.([cm]?)jsx?$/, '.$1ts'),
  ]);
  return names.find((name) => listed.has(name)) ?? null;
}

const ENDINGS = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '/index.js', '/index.ts'];

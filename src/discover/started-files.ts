/** Which files are started when a package is installed, built or run: `"postinstall": "node scripts/fetch.js"`, and what its image runs. */
import { posix } from 'node:path';
import type { Surface } from '../identify/destination.ts';

/** What is known of a package and of the images that run it. */
export interface StartedBy {
  readonly scripts: Readonly<Record<string, unknown>>;
  /** The commands with which images start: `node dist/scripts/serve.js`, `npm run worker`. */
  readonly images: readonly string[];
}

/** Their surfaces, by path. `listed` are the files of the repository; scripts that call other scripts of the package are followed. */
export function startedFiles(
  { scripts, images }: StartedBy,
  folder: string,
  listed: ReadonlySet<string>,
): Readonly<Record<string, Surface>> {
  const known = Object.keys(scripts);
  const started: Record<string, Surface> = {};
  const add = (surface: Surface, commands: readonly string[]): void => {
    for (const path of commands.flatMap((command) => filesOf(command, folder, listed))) started[path] ??= surface;
  };
  for (const [surface, begins] of STARTS) add(surface, reached(begins, scripts));
  add('server', [
    ...images,
    ...reached(
      images.flatMap((command) => called(command, known)),
      scripts,
    ),
  ]);
  return started;
}

/** What a package manager or a platform runs by itself. */
const STARTS: readonly (readonly [Surface, readonly string[]])[] = [
  ['build', names('preinstall install postinstall prepare prebuild build postbuild')],
  ['build', names('vercel-build heroku-prebuild heroku-postbuild gcp-build')],
  ['server', names('prestart start poststart start:prod start:production')],
];

function names(text: string): readonly string[] {
  return text.split(' ');
}

/** The texts of the scripts of these names, and of those that they call. */
function reached(begins: readonly string[], scripts: Readonly<Record<string, unknown>>): readonly string[] {
  const waiting = [...begins];
  const seen = new Set<string>();
  const texts: string[] = [];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const text = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
    if (typeof text !== 'string' || seen.has(name)) continue;
    seen.add(name);
    texts.push(text);
    waiting.push(...called(text, Object.keys(scripts)).flatMap((next) => [`pre${next}`, next, `post${next}`]));
  }
  return texts;
}

const MANAGERS = new Set(names('npm pnpm yarn bun npm-run-all npm-run-all2 run-s run-p'));

/** `npm run a`, `run-s a b:*`, `concurrently "npm:a"`. */
function called(script: string, known: readonly string[]): readonly string[] {
  return commandsOf(script).flatMap((words) => {
    const wanted = [
      ...behind(words, MANAGERS),
      ...words.flatMap((word) => /^(?:npm|pnpm|yarn|bun):(.+)/.exec(word)?.[1] ?? []),
    ];
    return known.filter((name) =>
      wanted.some((word) => word === name || (word.endsWith(':*') && name.startsWith(word.slice(0, -1)))),
    );
  });
}

const RUNTIMES = new Set([
  ...names('node nodejs tsx ts-node ts-node-esm esno esr jiti bun deno babel-node vite-node swc-node zx sh bash'),
  ...names('nodemon ts-node-dev tsnd pm2 pm2-runtime forever'),
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
  const names = [path, path.replace(OUTPUT, '$1'), path.replace(OUTPUT, '$1src/')].flatMap((one) => [
    ...ENDINGS.map((ending) => `${one}${ending}`),
    one.replace(/\.([cm]?)jsx?$/, '.$1ts'),
  ]);
  return names.find((name) => listed.has(name)) ?? null;
}

const OUTPUT = /(^|\/)(?:dist|build|lib|out)\//;
const ENDINGS = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '/index.js', '/index.ts'];

function behind(words: readonly string[], starts: ReadonlySet<string>): readonly string[] {
  const at = words.findIndex((word) => starts.has(word));
  return at < 0 ? [] : words.slice(at + 1);
}

/** The words of each command of a line, without quotes: one that stands in quotes is a command of its own for our purpose. */
function commandsOf(script: string): readonly (readonly string[])[] {
  return script.split(/&&|\|\||[;&|\n"']/).map((command) => command.trim().split(/\s+/));
}

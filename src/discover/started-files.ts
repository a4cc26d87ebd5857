/** Which files the scripts of a package.json start when the package is installed, built or run: `"postinstall": "node scripts/fetch.js"`. */
import { posix } from 'node:path';
import type { Surface } from '../identify/destination.ts';

/** Their surfaces, by path. `listed` are the files of the repository; scripts that call other scripts of the package are followed. */
export function startedFiles(
  scripts: Readonly<Record<string, unknown>>,
  folder: string,
  listed: ReadonlySet<string>,
): Readonly<Record<string, Surface>> {
  const started: Record<string, Surface> = {};
  for (const [surface, begins] of STARTS) {
    for (const script of reached(begins, scripts)) {
      for (const path of filesOf(script, folder, listed)) started[path] ??= surface;
    }
  }
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

const RUNTIMES = new Set(
  names('node nodejs tsx ts-node ts-node-esm esno esr jiti bun deno babel-node vite-node swc-node zx sh bash'),
);

/** The file that each command starts. */
function filesOf(script: string, folder: string, listed: ReadonlySet<string>): readonly string[] {
  return commandsOf(script).flatMap((words) => {
    const isProgram = (word: string, at: number): boolean => at === 0 && word.includes('/');
    const candidates = [...words.filter(isProgram), ...behind(words, RUNTIMES)];
    const found = candidates.map((word) => fileAt(posix.join(folder, word), listed)).find((path) => path !== null);
    return found ?? [];
  });
}

function fileAt(path: string, listed: ReadonlySet<string>): string | null {
  return ENDINGS.map((ending) => `${path}${ending}`).find((name) => listed.has(name)) ?? null;
}

const ENDINGS = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '/index.js', '/index.ts'];

function behind(words: readonly string[], starts: ReadonlySet<string>): readonly string[] {
  const at = words.findIndex((word) => starts.has(word));
  return at < 0 ? [] : words.slice(at + 1);
}

/** The words of each command of a line, without quotes: one that stands in quotes is a command of its own for our purpose. */
function commandsOf(script: string): readonly (readonly string[])[] {
  return script.split(/&&|\|\||[;&|\n"']/).map((command) => command.trim().split(/\s+/));
}

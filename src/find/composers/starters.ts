/** Programs that fetch a package before they start it, and where from when nobody says otherwise. */

/** npm-registry-fetch 19.1.1, lib/default-opts.js; https://docs.astral.sh/uv/concepts/indexes/. */
const REGISTRIES: readonly (readonly [starter: RegExp, registry: string])[] = [
  [/^(?:npx|pnpx|bunx|npm (?:exec|x)|pnpm dlx|yarn dlx|bun x)(?= )/, 'https://registry.npmjs.org/'],
  [/^(?:uvx|uv tool run|uv run --with|pipx run)(?= )/, 'https://pypi.org/'],
];

/** What Deno runs names its registry; https://docs.deno.com/runtime/fundamentals/modules/, https://jsr.io/docs/api. */
const SCHEMES: readonly (readonly [scheme: string, registry: string])[] = [
  ['npm:', 'https://registry.npmjs.org/'],
  ['jsr:', 'https://jsr.io/'],
];

/** The registry that a command line asks; null where it starts what stands in a folder, or is no such program. */
export function registryOfStarter(words: readonly string[]): string | null {
  const isWindows = /^cmd(?:\.exe)?$/i.test(words[0] ?? '') && /^\/c$/i.test(words[1] ?? '');
  const [program = '', ...rest] = isWindows ? words.slice(2) : words;
  const line = [program.replace(/^.*[\\/]/, '').replace(/\.(?:cmd|exe)$/i, ''), ...rest].join(' ');
  if (/^deno (?:run|serve|x) /.test(line)) return registryNamed(rest);
  const found = REGISTRIES.find(([starter]) => starter.test(line));
  if (!found) return null;
  const [named] = line
    .replace(found[0], '')
    .split(' ')
    .filter((word) => word !== '' && !word.startsWith('-'));
  return named === undefined || /^(?:\.{0,2}\/|file:)/.test(named) ? null : found[1];
}

function registryNamed(words: readonly string[]): string | null {
  return SCHEMES.find(([scheme]) => words.some((word) => word.startsWith(scheme)))?.[1] ?? null;
}

/** Programs that fetch a package before they start it, and where from when nobody says otherwise. */

/** npm-registry-fetch 19.1.1, lib/default-opts.js; https://docs.astral.sh/uv/concepts/indexes/. */
const REGISTRIES: readonly (readonly [starter: RegExp, registry: string])[] = [
  [/^(?:npx|pnpx|bunx|npm (?:exec|x)|pnpm dlx|yarn dlx|bun x)(?= )/, 'https://registry.npmjs.org/'],
  [/^(?:uvx|uv tool run|uv run --with|pipx run)(?= )/, 'https://pypi.org/'],
];

/** The registry that a command line asks; null where it starts what stands in a folder, or is no such program. */
export function registryOfStarter(words: readonly string[]): string | null {
  const isWindows = /^cmd(?:\.exe)?$/i.test(words[0] ?? '') && /^\/c$/i.test(words[1] ?? '');
  const [program = '', ...rest] = isWindows ? words.slice(2) : words;
  const line = [program.replace(/^.*[\\/]/, '').replace(/\.(?:cmd|exe)$/i, ''), ...rest].join(' ');
  const found = REGISTRIES.find(([starter]) => starter.test(line));
  if (!found) return null;
  const [named] = line
    .replace(found[0], '')
    .split(' ')
    .filter((word) => word !== '' && !word.startsWith('-'));
  return named === undefined || /^(?:\.{0,2}\/|file:)/.test(named) ? null : found[1];
}

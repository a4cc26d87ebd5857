/** `program`: what a program is fetched from before it is started, and the addresses that it is started with: `{ command, args }`. */
import { memberOf } from '../../values/operations/members.ts';
import { choice, closedText } from '../../values/text.ts';
import { NEVER, optionsOf, text, type TextValue, type Value } from '../../values/value.ts';
import type { Evaluation } from '../../values/evaluation.ts';
import type { Compose } from './compose.ts';
import { registryOf } from './image.ts';

export const fromProgram: Compose = (roles) => {
  const started = roles.get('object');
  if (started === null) return null;
  const found = optionsOf(started).flatMap((option) => reachedBy(option, roles.evaluation));
  return found.length === 0 ? NEVER : choice(found);
};

/** Where each starter fetches packages from when nobody says otherwise (npm-registry-fetch 19.1.1, lib/default-opts.js; https://docs.astral.sh/uv/concepts/indexes/). */
const REGISTRIES: readonly (readonly [starter: RegExp, registry: string])[] = [
  [/^(?:npx|pnpx|bunx|npm (?:exec|x)|pnpm (?:dlx|exec)|yarn dlx|bun x)\b/, 'https://registry.npmjs.org/'],
  [/^(?:uvx|uv tool run|uv run --with|pipx run)\b/, 'https://pypi.org/'],
];

function reachedBy(started: Value, evaluation: Evaluation): readonly Value[] {
  const command = memberOf(started, 'command', evaluation);
  if (command.kind !== 'text') return [];
  const list = memberOf(started, 'args', evaluation);
  const words = [command, ...(list.kind === 'list' ? list.items : [])].filter((word) => word.kind === 'text');
  const line = withoutShell(words);
  const written = line.map((word, index) => nameOf(word, index === 0)).join(' ');
  const registry = REGISTRIES.find(([starter]) => starter.test(written))?.[1];
  const fetched = registry === undefined || isLocal(line) ? [] : [{ ...text(registry), trail: command.trail }];
  return [...fetched, ...imageOf(line), ...line.slice(1).filter(isAddress)];
}

/** `cmd /c npx …`, `sh -c …`: what is started is what stands behind. */
function withoutShell(words: readonly TextValue[]): readonly TextValue[] {
  const [shell, flag] = words.map((word) => nameOf(word, true));
  return /^(?:cmd|sh|bash|zsh)$/.test(shell ?? '') && /^[/-]\w*c$/i.test(flag ?? '') ? words.slice(2) : words;
}

function nameOf(word: TextValue, isProgram: boolean): string {
  const written = closedText(word) ?? '';
  return isProgram ? written.replace(/^.*[\\/](?=[^\\/]+$)/, '').replace(/\.(?:cmd|exe|ps1)$/i, '') : written;
}

/** A package of this folder is not fetched. */
function isLocal(line: readonly TextValue[]): boolean {
  const [named] = line.slice(1).filter((word) => !/^-|^(?:exec|x|dlx|tool|run)$/.test(closedText(word) ?? ''));
  return named !== undefined && /^(?:\.{0,2}\/|file:)/.test(closedText(named) ?? '');
}

/** Options of `docker run` that stand alone; all others take the next word, unless it is joined with `=`. */
const ALONE =
  /^(?:-[itdPq]+|--(?:rm|init|interactive|tty|detach|privileged|read-only|publish-all|quiet|no-healthcheck))$/;

/** `docker run -i --rm -e TOKEN ghcr.io/acme/server`. */
function imageOf(line: readonly TextValue[]): readonly Value[] {
  const words = line.map((word, index) => nameOf(word, index === 0));
  if (!/^(?:docker|podman)$/.test(words[0] ?? '') || words[1] !== 'run') return [];
  let index = 2;
  while (words[index]?.startsWith('-')) index += ALONE.test(words[index] ?? '') || words[index]?.includes('=') ? 1 : 2;
  const image = line[index];
  return image ? [registryOf(image)] : [];
}

/** An address among the arguments is what the program connects to. */
function isAddress({ parts: [first] }: TextValue): boolean {
  return first?.kind === 'text' && /^[a-z][a-z0-9+]*:\/\//i.test(first.text);
}

/** What the instructions of a Dockerfile say: images, commands, addresses. https://docs.docker.com/reference/dockerfile/ */
import { scalarNode, type DataNode } from './data-node.ts';
import type { Instruction } from './dockerfile.ts';

/** The images that an instruction takes: `FROM image`, `COPY --from=image`, `RUN --mount=type=bind,from=image`. */
export function imagesOf({ name, body }: Instruction): readonly string[] {
  if (name === 'FROM') return [/^(?:--\S+\s+)*(\S+)/.exec(body)?.[1] ?? ''];
  const flags = FLAGS.exec(body)?.[0] ?? '';
  const from = name === 'COPY' ? /--from=(\S+)/g : name === 'RUN' ? /--mount=(?:\S*,)?from=([^,\s]+)/g : null;
  // A number is an earlier stage.
  return from === null
    ? []
    : [...flags.matchAll(from)].flatMap(({ 1: image = '' }) => (/^\d+$/.test(image) ? [] : [image]));
}

const FLAGS = /^(?:--[\w-]+(?:=\S+)?\s+)+/;

/** The line that an instruction runs; a list of words (`["curl", "https://…"]`) as a line, `HEALTHCHECK NONE` as none. */
export function commandOf({ name, body }: Instruction): readonly string[] {
  const line = body.replace(FLAGS, blank);
  if (name === 'HEALTHCHECK') {
    return /^\s*CMD\s/i.test(line) ? [lineOf(line.replace(/^\s*CMD\s/i, blank))] : [];
  }
  return [lineOf(line)];
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}

function lineOf(body: string): string {
  const words = wordsIn(body);
  return words === null ? body : words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
}

/** The words of the form that is a list in JSON; null for any other. */
function wordsIn(body: string): readonly string[] | null {
  if (!/^\s*\[/.test(body)) return null;
  try {
    const words: unknown = JSON.parse(body);
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : null;
  } catch {
    // Docker takes what is no list for a line of the shell.
    return null;
  }
}

/** The addresses among the sources of `ADD`: of files, and of repositories of git. `known`: the variables of the file. */
export function addedBy({ body }: Instruction, known: ReadonlyMap<string, string>): readonly string[] {
  const line = body.replace(FLAGS, '');
  const words = wordsIn(line) ?? line.split(/\s+/);
  return words.slice(0, -1).flatMap((word) => {
    const [, host, path] = /^git@([\w.-]+):(.*)$/s.exec(word) ?? [];
    if (host !== undefined) return [`ssh://git@${host}/${path}`];
    const name = /^\$\{?(\w+)/.exec(word)?.[1];
    return ADDRESS.test(name === undefined ? word : (known.get(name) ?? '')) ? [word] : [];
  });
}

const ADDRESS = /^[a-z][a-z+]*:\/\//i;

/** The image of the reader that `# syntax=…` asks for, above all else. */
export function syntaxOf(text: string): DataNode {
  const found = /^(?:[^\S\n]*#[^\n]*\n|[^\S\n]*\n)*?[^\S\n]*#[^\S\n]*syntax[^\S\n]*=[^\S\n]*(\S+)/i.exec(text);
  const [whole = '', image = null] = found ?? [];
  return scalarNode(image, [whole.length - (image ?? '').length, whole.length]);
}

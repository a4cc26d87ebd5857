/**
 * `_redirects` and `_headers`, as Netlify and Cloudflare Pages read them from the folder that they publish, in the form that `netlify.toml` has for the same.
 * https://docs.netlify.com/manage/routing/redirects/overview/, https://docs.netlify.com/manage/routing/headers/
 */
import { mapNode, scalarNode, type DataNode, type DataRead } from './data-node.ts';

interface Line {
  readonly text: string;
  readonly at: number;
}

/** Reads `_redirects`: `/from /to 200!`, with conditions between and behind them. */
export function readRedirects(text: string): DataRead {
  const items = linesOf(text).flatMap((line) => redirectOf(line) ?? []);
  const redirects: DataNode = { kind: 'list', items, range: [0, text.length] };
  return document([{ key: 'redirects', value: redirects }], text);
}

/** Reads `_headers`: a path, and below it, indented, the headers of what is served there. */
export function readHeaders(text: string): DataRead {
  const headers: DataNode[] = [];
  let path = '';
  for (const line of linesOf(text)) {
    const [, name, value] = /^\s+([\w-]+)\s*:\s*(.*)$/.exec(line.text) ?? [];
    if (name === undefined || value === undefined) {
      path = line.text.trim();
      continue;
    }
    const start = line.at + line.text.indexOf(name);
    const values = mapNode(
      [{ key: name, value: scalarNode(value.trim(), [start, line.at + line.text.length]) }],
      [start, start],
    );
    headers.push(
      mapNode(
        [
          { key: 'for', value: scalarNode(path, [start, start]) },
          { key: 'values', value: values },
        ],
        [start, start],
      ),
    );
  }
  return document([{ key: 'headers', value: { kind: 'list', items: headers, range: [0, text.length] } }], text);
}

function document(entries: Parameters<typeof mapNode>[0], text: string): DataRead {
  return { kind: 'documents', documents: [mapNode(entries, [0, text.length])] };
}

function linesOf(text: string): readonly Line[] {
  return [...text.matchAll(/^(?![^\S\n]*#)[^\S\n]*\S[^\n]*/gm)].map(({ 0: line, index }) => ({
    text: line.trimEnd(),
    at: index,
  }));
}

/** The target is the second address or path; without a status it is a redirect of the browser. */
function redirectOf({ text, at }: Line): DataNode | null {
  const words = [...text.matchAll(/\S+/g)];
  const target = words.slice(1).find(([word]) => /^(?:\/|https?:\/\/)/i.test(word));
  if (!target) return null;
  const [to] = target;
  const start = at + target.index;
  const status = words.map(([word]) => /^(\d{3})!?$/.exec(word)?.[1]).find((one) => one !== undefined);
  const value = scalarNode(to, [start, start + to.length]);
  return mapNode(
    [
      { key: 'to', value },
      { key: 'status', value: scalarNode(Number(status ?? '301'), [start, start + to.length]) },
    ],
    [at, at + text.length],
  );
}

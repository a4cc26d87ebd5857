/** The code blocks of the documentation, so that tests run what the pages say. */
import { readFileSync } from 'node:fs';

/** A code block. */
export interface Snippet {
  readonly language: string;
  /** The file that its first lines name, or null. */
  readonly file: string | null;
  readonly text: string;
}

/** The code blocks below a heading of a page, up to the next one. */
export function snippetsBelow(page: string, heading: string): readonly Snippet[] {
  const sections = readFileSync(page, 'utf8').split(/^#{2,3} /m);
  const section = sections.find((text) => text.startsWith(`${heading}\n`));
  if (section === undefined) throw new TypeError(`${page} has no section "${heading}"`);
  return [...section.matchAll(BLOCK)].map(([, language = '', text = '']) => ({
    language,
    file: NAMED.exec(text)?.[1] ?? null,
    text,
  }));
}

const BLOCK = /^```(\w+)\n(.*?)^```$/gms;
const NAMED = /^(?:#!.*\n)?(?:#|\/\/) ([\w./-]+)\n/;

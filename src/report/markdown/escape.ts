/**
 * Text of the scanned repository in Markdown as GitHub and GitLab show it. It must not become markup, a link, a picture, a mention that
 * sends somebody a mail, or the end of the table that it stands in.
 */
import { clean } from '../human/clean.ts';

/** Prints a text as code: as it is where that is safe, else with every character that may mean something as a reference. */
export function code(text: string): string {
  const shown = clean(text).replaceAll('\t', ' ');
  if (shown.trim() === '') return '';
  if (!/[`|\\]|^\s|\s$/.test(shown)) return `\`${shown}\``;
  // Inside this element an address of mail would become a link.
  return `<code>${referenced(shown.replace(/@(?=\S)/g, '@\u2060'))}</code>`;
}

/** Prints a sentence in running text; what stands between backticks is code. */
export function prose(text: string): string {
  const shown = clean(text).replaceAll('\t', ' ');
  const parts = shown.split(/`([^`]+)`/);
  return parts.map((part, i) => (i % 2 === 0 ? plain(part) : code(part))).join('');
}

function plain(text: string): string {
  // Mentions and references to issues are made of the finished text, whatever wrote it: only another character between stops them.
  const separate = text.replace(/@(?=\S)|#(?=\d)|GH-(?=\d)/gi, (found) => `${found}\u2060`);
  return referenced(separate);
}

/** Prints lines as a block. */
export function block(lines: readonly string[], language: string): readonly string[] {
  const shown = lines.map(clean);
  const fence = fenceOf(shown);
  return [`${fence}${language}`, ...shown, fence];
}

/** A fence that is longer than any run of backticks in the lines. */
export function fenceOf(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  return '`'.repeat(longest + 1);
}

/** The first two lines of a table. */
export function tableHead(cells: readonly string[]): readonly string[] {
  return [tableRow(cells), tableRow(cells.map(() => '---'))];
}

/** A row of a table; the cells are Markdown already. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Numeric references for everything that Markdown, HTML or an automatic link could be made of. */
function referenced(text: string): string {
  return text.replace(/:(?=\/\/)|(?<=\bwww)\.|[&<>`|\\*_{}[\]~$^!#]/gi, (one) => `&#${one.codePointAt(0)};`);
}

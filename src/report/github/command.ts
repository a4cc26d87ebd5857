/** Workflow commands of GitHub Actions: one line each, which the runner takes out of the log. */
import { clean } from '../human/clean.ts';
import type { Region } from '../region.ts';

/** The severities, worst first; a step may have ten of each. */
export const LEVELS = ['error', 'warning', 'notice'] as const;
export type Level = (typeof LEVELS)[number];

/** One annotation, in texts that are not escaped yet. */
export interface Annotation {
  readonly level: Level;
  readonly title: string;
  /** Sentences, one a line. */
  readonly lines: readonly string[];
  /** Null: about no place. */
  readonly region: Region | null;
}

/** The runner keeps no more of a message, and the page that shows it no more lines worth reading. */
const MOST_BYTES = 4096;
const MOST_LINES = 4;
const MOST_TITLE_BYTES = 250;

/** Prints an annotation as a command. */
export function workflowCommand({ level, title, lines, region }: Annotation): string {
  const place =
    region === null
      ? []
      : [
          ['file', region.path],
          ['line', String(region.line)],
          ['endLine', String(region.line)],
          ['col', String(region.column)],
          ['endColumn', String(region.endColumn)],
        ];
  const properties = [...place, ['title', within(title, MOST_TITLE_BYTES)]]
    .map(([name, value = '']) => `${name}=${escapedProperty(clean(value))}`)
    .join(',');
  const text = lines.slice(0, MOST_LINES).map(clean).join('\n');
  return `::${level} ${properties}::${escapedData(within(text, MOST_BYTES))}`;
}

/** Makes text that the runner must not take for a command: each of its lines. */
export function inertText(text: string): string {
  return text.split('\n').map(clean).join('\n');
}

function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Cuts a text to so many bytes of UTF-8, between characters. */
function within(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let room = bytes - Buffer.byteLength('…');
  let end = 0;
  for (const character of text) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    end += character.length;
  }
  return `${text.slice(0, end)}…`;
}

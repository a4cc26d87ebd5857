/** Pieces of JavaScript that a Pug template holds, at their places. */
import type { PugWriting } from './pug-writer.ts';

/** Writes code that stands somewhere behind an offset; where it stands otherwise there (several lines, line ends), at the offset. */
export function writeCode(code: string, from: number, { text, out }: Pick<PugWriting, 'text' | 'out'>): void {
  const start = text.indexOf(code, from);
  if (start < 0 || start - from > FURTHEST) out.write(code, from);
  else out.copy(start, start + code.length);
}

/** What stands further behind its node is the same text somewhere else. */
const FURTHEST = 500;

/** `"#{host}/a"` as older templates have it is `"" + (host) + "/a"`. */
export function interpolated(code: string): string {
  const [, quote] = /^\s*(["'])(?:\\.|(?!\1)[^\\])*\1\s*$/s.exec(code) ?? [];
  if (quote === undefined || !/[#!]\{/.test(code)) return code;
  return code.replaceAll(/[#!]\{([^{}]+)\}/g, (_, inner: string) => `${quote} + (${inner}) + ${quote}`);
}

/** Problems on stderr: each with its line of source and what to do. */
import type { Problem } from '../../identify/destination.ts';
import type { Style } from '../style.ts';
import { clean } from './clean.ts';
import { codeFrame, type LineReader } from './frame.ts';
import { counted } from './words.ts';

/** So many of one code are shown in full; the rest is a count, unless `--verbose`. */
const MOST = 10;

/** Words every error, and the warnings if `--verbose`; else their count. */
export function problemsText(problems: readonly Problem[], style: Style, lines: LineReader): string {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const shown = style.verbose ? problems : capped(errors);
  const hidden = errors.length - (style.verbose ? errors.length : shown.length);
  const notes = [
    ...(hidden > 0 ? [`… and ${counted(hidden, 'more error')}; --verbose lists them`] : []),
    ...(warnings.length > 0 && !style.verbose && !style.quiet
      ? [`sallyport: ${counted(warnings.length, 'warning')} (--verbose lists ${warnings.length === 1 ? 'it' : 'them'})`]
      : []),
  ];
  return [
    ...shown.flatMap((problem) => problemLines(problem, style, lines)),
    ...notes.map((note) => style.paint.dim(note)),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** Says that no verdict is given, and because of how much. */
export function unjudgedLine(problems: readonly Problem[], { paint }: Style): string {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const files = new Set(errors.map(({ file }) => file)).size;
  const what = errors.some(({ file }) => file === null) ? counted(errors.length, 'problem') : counted(files, 'file');
  return `${paint.bold(paint.red('sallyport: cannot judge.'))} Because of ${what} no verdict is given.`;
}

function capped(errors: readonly Problem[]): readonly Problem[] {
  const counts = new Map<string, number>();
  return errors.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= MOST;
  });
}

function problemLines(problem: Problem, style: Style, lines: LineReader): readonly string[] {
  const { paint } = style;
  const isError = problem.severity === 'error';
  const label = isError ? paint.bold(paint.red('error')) : paint.yellow('warning');
  const { file, line, column } = problem;
  const frame =
    file === null || line === null ? [] : codeFrame({ file, line, column: column ?? 1 }, lines, style, '  ');
  const hint = problem.hint === null ? [] : [`  ${paint.dim(readyHint(clean(problem.hint), style.ready))}`];
  return [`${label}  ${clean(problem.message)}`, ...frame, ...hint];
}

/** A command in a hint must work where this one was run. */
export function readyHint(hint: string, ready: Style['ready']): string {
  return hint.replace(/`(sallyport [^`]+)`/g, (whole, command: string) =>
    command.includes('--help') ? whole : `\`${ready(command)}\``,
  );
}

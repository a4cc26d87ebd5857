/** A site, for people: where, what is called, the code, and how its target came to be known. */
import type { Site, TrailStep } from '../../identify/destination.ts';
import type { Style } from '../style.ts';
import { clean } from './clean.ts';
import { codeFrame, type LineReader } from './frame.ts';
import { cut, widthOf } from './width.ts';
import { counted } from './words.ts';

/** So many steps are shown without `--verbose`. */
const MOST_STEPS = 4;

/** `lib/models.ts:12:5  new OpenAI()  in getModel` */
export function siteLine({ file, line, column, api, symbol }: Site, { paint }: Style): string {
  const where = symbol === 'module' ? '' : paint.dim(`  in ${clean(symbol)}`);
  return `${paint.cyan(`${clean(file)}:${line}:${column}`)}  ${clean(api)}${where}`;
}

/** The site with its code and the steps that matter, for a report that must be short. */
export function siteLines(site: Site, lines: LineReader, style: Style, indent: string): readonly string[] {
  // Imports say only where to look next; `explain` has them.
  const steps = ownTrail(site).filter(({ text }) => !/^import\b/.test(text));
  const shown = style.verbose ? steps : steps.slice(0, MOST_STEPS);
  const hidden = steps.length - shown.length;
  return [
    indent + siteLine(site, style),
    ...codeFrame(site, lines, style, `${indent}  `),
    ...targetLines(site, style, `${indent}  `),
    ...shown.map((step) => stepLine(step, style, `${indent}  `)),
    ...(hidden > 0 ? [style.paint.dim(`${indent}  … and ${counted(hidden, 'more step')}`)] : []),
  ];
}

/** `→ https://api.openai.com/v1`; nothing when nothing is known of it. */
export function targetLines({ target }: Site, { paint, width }: Style, indent: string): readonly string[] {
  if (target === '' || target === '{?}') return [];
  return [`${indent}${paint.dim('→')} ${cut(clean(target), width - indent.length - 2)}`];
}

/** `BASE ← src/config.ts:4  const BASE = …` */
export function stepLine({ file, line, text }: TrailStep, { paint, width }: Style, indent: string): string {
  const name = declaredName(text);
  const start = `${name === null ? '' : `${clean(name)} `}← ${clean(file)}:${line}  `;
  const room = Math.max(20, width - indent.length - widthOf(start));
  return `${indent}${paint.dim(start)}${cut(clean(text), room)}`;
}

/** The steps but for the site's own line, which is said already. */
export function ownTrail({ file, line, trail }: Site): readonly TrailStep[] {
  return trail.filter((step) => !(step.file === file && step.line === line));
}

/** The name that a line of source gives a value to. */
function declaredName(text: string): string | null {
  const declaration =
    /^(?:export\s+)?(?:default\s+)?(?:(?:public|private|protected|static|readonly|declare|async)\s+)*(?:const|let|var|function\*?|class|enum)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/u;
  const property =
    /^(?:(?:public|private|protected|static|readonly)\s+)*([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*[:=](?![=>])/u;
  return declaration.exec(text)?.[1] ?? property.exec(text)?.[1] ?? null;
}

/** What the text of a page is filled in with before a browser sees it: by a template engine, or by the tool that builds the page. */
import type { TextPart } from '../lower/text-parts.ts';

/** An attribute as parts; null where nothing fills it in that says where it goes: what helpers give at the beginning mostly is a path. */
export function filledAttribute(value: string): readonly TextPart[] | null {
  if (!value.includes('%') && !value.includes('{{')) return null;
  if (HAS_AUTHORITY.test(value)) return split(value, [...value.matchAll(FILLED)]);
  const begins = BEGINS_FILLED.exec(value);
  const filled = begins !== null && !OWN_PATHS.test(begins[0]) ? [begins] : [];
  return split(value, [...filled, ...value.matchAll(BUILD_VARIABLE)]);
}

/** A text of a script as parts, where a build tool puts variables into it; null where it does not. */
export function withBuildVariables(text: string): readonly TextPart[] | null {
  return text.includes('%') ? split(text, [...text.matchAll(BUILD_VARIABLE)]) : null;
}

const HAS_AUTHORITY = /^\s*(?:[a-z][a-z\d+.-]*:)?\/\//i;

/** A name, or a member of one. */
const BEGINS_FILLED = /^\s*(?:<%[-=]|\{\{\{?)\s*[\w$@]+(?:\.[\w$]+)*\s*(?:[-_]?%>|\}?\}\})/;

/** What build tools fill in is the path of the site: https://cli.vuejs.org/guide/html-and-static-assets.html, https://github.com/jantimon/html-webpack-plugin. */
const OWN_PATHS =
  /\s*(?:<%[-=]|\{\{\{?)\s*(?:(?:(?:process|import\.meta)\.env\.)?(?:BASE_URL|PUBLIC_URL)\b|htmlWebpackPlugin\.)/;

/**
 * The environment at build time: `%REACT_APP_API%` (https://create-react-app.dev/docs/adding-custom-environment-variables#referencing-environment-variables-in-the-html),
 * `%VITE_API%` (https://vite.dev/guide/env-and-mode#html-constant-replacement), `%sveltekit.env.PUBLIC_API%` (https://svelte.dev/docs/kit/project-structure).
 * A name without an underscore could be escaped bytes; two of the names are the path of the site.
 */
const BUILD_VARIABLE = /%(?:sveltekit\.env\.)?(?!PUBLIC_URL%|BASE_URL%)([A-Z][A-Z\d]*_\w+)%/g;

/** Besides, what an engine fills in, and its conditions and loops. */
const FILLED = new RegExp(String.raw`<%[^]*?%>|\{\{\{?[^]*?\}?\}\}|\{%[^]*?%\}|${BUILD_VARIABLE.source}`, 'g');

function split(text: string, marks: readonly RegExpExecArray[]): readonly TextPart[] | null {
  const parts: TextPart[] = [];
  let from = 0;
  for (const mark of marks) {
    const [whole, name] = mark;
    if (mark.index > from) parts.push({ kind: 'text', text: text.slice(from, mark.index) });
    parts.push(
      name === undefined ? { kind: 'unknown', reason: 'rendered' } : { kind: 'variable', name, fallback: null },
    );
    from = mark.index + whole.length;
  }
  if (parts.length === 0) return null;
  return from < text.length ? [...parts, { kind: 'text', text: text.slice(from) }] : parts;
}

/** `stylesheet`: what CSS loads, by `url()`, `src()`, `image-set()` and `@import` (CSS Values 4 and 5, CSS Images 4, section 2.4; CSS Cascade 5, section 2). */
import { tokenize, TokenType, type CSSToken } from '@csstools/css-tokenizer';
import { createCodec } from '../../values/codec.ts';
import { contentsOf } from '../../values/operations/contents.ts';
import { choice, isCutShort } from '../../values/text.ts';
import { NEVER, hole, optionsOf, type Part, type TextValue, type Value } from '../../values/value.ts';
import type { Compose, Roles } from './compose.ts';
import { within } from './within.ts';

export const fromStylesheet: Compose = (roles) => {
  const sheet = roles.get('stylesheet');
  if (sheet === null) return null;
  const loaded = loadedFrom(sheet, roles, 0);
  return loaded.length === 0 ? NEVER : choice(loaded);
};

/** Deeper than styles are nested. */
const DEEPEST = 6;

/** A text, or an object of declarations: `{ backgroundImage: 'url(…)', '&:hover': { … } }`. A parameter is asked for. */
function loadedFrom(sheet: Value, roles: Roles, depth: number): readonly Value[] {
  return optionsOf(sheet).flatMap((one): readonly Value[] => {
    switch (one.kind) {
      case 'text':
        return loadedBy(one);
      case 'hole':
        return isCutShort(one) || (roles.unfilled === 'callers may say' && one.hole.kind === 'parameter') ? [one] : [];
      case 'list':
        return depth < DEEPEST ? one.items.flatMap((item) => loadedFrom(item, roles, depth + 1)) : [];
      case 'record':
      case 'fields': {
        if (depth >= DEEPEST) return [];
        const { fields, others } = contentsOf(one, roles.evaluation);
        return [...fields.values(), ...others].flatMap((each) => loadedFrom(each, roles, depth + 1));
      }
      default:
        return [];
    }
  });
}

function loadedBy(sheet: TextValue): readonly Value[] {
  const codec = createCodec();
  const written = codec.write(sheet.parts);
  if (written === null || !/url\(|@import|image-set\(|\bsrc\(/i.test(written)) return [];
  const css = withoutLineComments(written);
  const variables = variablesIn(css);
  const unknown = codec.write([UNKNOWN]) ?? '';
  const valueOf = (name: string): string => variables.get(name) ?? unknown;
  const computed = computedIn(css, valueOf);
  const rest = computed.reduce(
    (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
    css,
  );
  const loaded = [...computed, ...addressesIn(tokenize({ css: rest }))].map(({ address, offset }): Value => {
    const filled = address.replaceAll(INTERPOLATION, (_, sass, less) => valueOf(String(sass ?? less)));
    return codec.read(filled, within(sheet, offset).trail);
  });
  return isCutShort(sheet) ? [...loaded, hole('too-complex')] : loaded;
}

interface Computed extends Loaded {
  readonly start: number;
  readonly end: number;
}

const OPERAND = String.raw`(?:\$[\w-]+|"[^"\n]*"|'[^'\n]*')`;
const COMPUTED = new RegExp(String.raw`url\(\s*(${OPERAND}(?:\s*\+\s*${OPERAND})*)\s*\)`, 'gi');

/** `url($cdn + '/a.png')` of Sass: texts and variables one after another. */
function computedIn(css: string, valueOf: (name: string) => string): readonly Computed[] {
  if (!/url\(\s*[^)\n]*\$/i.test(css)) return [];
  return [...css.matchAll(COMPUTED)].flatMap((found): readonly Computed[] => {
    const [whole, written = ''] = found;
    const operands = written.match(new RegExp(OPERAND, 'g')) ?? [];
    if (!operands.some((operand) => operand.startsWith('$'))) return [];
    const texts = operands.map((one) => (one.startsWith('$') ? valueOf(one.slice(1)) : one.slice(1, -1)));
    return [{ address: texts.join(''), offset: found.index, start: found.index, end: found.index + whole.length }];
  });
}

const UNKNOWN: Part = { kind: 'hole', hole: { kind: 'unknown', reason: 'unsupported-syntax' } };

/** `#{$host}` of Sass, `@{host}` of Less. */
const INTERPOLATION = /#\{\s*\$([\w-]+)\s*\}|@\{([\w-]+)\}/g;

/** Variables of Sass and Less that a text sets to a text. */
function variablesIn(css: string): ReadonlyMap<string, string> {
  const found = css.matchAll(/[$@]([\w-]+)\s*:\s*(["'])([^"'\n]*)\2/g);
  return new Map([...found].map(([, name = '', , value = '']) => [name, value]));
}

/** Sass and Less have comments to the end of a line; `url(//host)` and `https://` are none. */
function withoutLineComments(css: string): string {
  return css.replaceAll(/(^|[\s;{}])\/\/[^\n]*/g, (comment, before: string) => before.padEnd(comment.length));
}

interface Loaded {
  readonly address: string;
  readonly offset: number;
}

function addressesIn(tokens: readonly CSSToken[]): readonly Loaded[] {
  const found: Loaded[] = [];
  let rule = '';
  /** The functions around a token, the innermost last; empty for other brackets. */
  const around: string[] = [];
  for (const token of tokens) {
    const [type, , start] = token;
    if (type === TokenType.AtKeyword) rule = token[4].value.toLowerCase();
    else if (type === TokenType.Semicolon || type === TokenType.OpenCurly) rule = '';
    // A namespace is a name that looks like an address.
    if (rule === 'namespace') continue;
    if (type === TokenType.URL) found.push({ address: token[4].value, offset: start });
    if (type === TokenType.String && isAddress(around.at(-1), rule))
      found.push({ address: token[4].value, offset: start });
    if (type === TokenType.Function) around.push(token[4].value.toLowerCase());
    else if (type === TokenType.OpenParen) around.push('');
    else if (type === TokenType.CloseParen) around.pop();
    else if (type === TokenType.OpenCurly || type === TokenType.CloseCurly) around.length = 0;
  }
  return found;
}

/** Whether a text is an address here: in `layer(…)`, `format(…)` or `type(…)` it is not. */
function isAddress(inside: string | undefined, rule: string): boolean {
  return inside === undefined ? rule === 'import' : ADDRESSED.has(inside);
}

/** Functions whose texts are addresses. */
const ADDRESSED: ReadonlySet<string> = new Set(['url', 'src', 'image-set', '-webkit-image-set', 'image']);

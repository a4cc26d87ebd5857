/** `stylesheet`: what CSS loads, by `url()` and `@import` (CSS Values 4, section 4.5; CSS Cascade 5, section 2). */
import { tokenize, TokenType, type CSSToken } from '@csstools/css-tokenizer';
import { createCodec } from '../../values/codec.ts';
import { choice } from '../../values/text.ts';
import { NEVER, optionsOf, type Part, type TextValue, type Value } from '../../values/value.ts';
import type { Compose } from './compose.ts';
import { within } from './within.ts';

export const fromStylesheet: Compose = (roles) => {
  const sheet = roles.get('stylesheet');
  if (sheet === null) return null;
  const loaded = optionsOf(sheet).flatMap((one) => (one.kind === 'text' ? loadedBy(one) : []));
  return loaded.length === 0 ? NEVER : choice(loaded);
};

function loadedBy(sheet: TextValue): readonly Value[] {
  const codec = createCodec();
  const written = codec.write(sheet.parts);
  if (written === null || !/url\(|@import/i.test(written)) return [];
  const css = withoutLineComments(written);
  const variables = variablesIn(css);
  const unknown = codec.write([UNKNOWN]) ?? '';
  return addressesIn(tokenize({ css })).map(({ address, offset }) => {
    const filled = address.replaceAll(INTERPOLATION, (_, sass, less) => variables.get(String(sass ?? less)) ?? unknown);
    return codec.read(filled, within(sheet, offset).trail);
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
  let isInUrl = false;
  for (const token of tokens) {
    const [type, , start] = token;
    if (type === TokenType.AtKeyword) rule = token[4].value.toLowerCase();
    else if (type === TokenType.Semicolon || type === TokenType.OpenCurly) rule = '';
    // A namespace is a name that looks like an address.
    if (rule === 'namespace') continue;
    if (type === TokenType.URL) found.push({ address: token[4].value, offset: start });
    if (type === TokenType.String && (isInUrl || rule === 'import'))
      found.push({ address: token[4].value, offset: start });
    if (type !== TokenType.Whitespace) isInUrl = type === TokenType.Function && token[4].value.toLowerCase() === 'url';
  }
  return found;
}

/** What is used of pug-parser, which brings no types: https://github.com/pugjs/pug/tree/master/packages/pug-parser. */
declare module 'pug-parser' {
  import type { Token } from 'pug-lexer';
  export default function parse(
    tokens: readonly Token[],
    options: { readonly filename: string; readonly src: string },
  ): unknown;
}

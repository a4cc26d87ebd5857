/** A place among the tokens of a template. */
import { TemplateError, type Token } from './bicep-tokens.ts';

export class Cursor {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get position(): number {
    return this.#at;
  }

  set position(at: number) {
    this.#at = at;
  }

  /** The next token; null at the end. */
  peek(ahead = 0): Token | null {
    return this.#tokens[this.#at + ahead] ?? null;
  }

  isAt(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token !== null && (token.kind === 'mark' || token.kind === 'word') && token.text === text;
  }

  take(): Token {
    const token = this.peek();
    if (token === null) throw new TemplateError('the text ends too early', this.#tokens.at(-1)?.range[1] ?? 0);
    this.#at += 1;
    return token;
  }

  expect(text: string): Token {
    if (!this.isAt(text)) throw new TemplateError(`expected "${text}"`, this.here());
    return this.take();
  }

  word(): string {
    const token = this.peek();
    if (token?.kind !== 'word') throw new TemplateError('expected a name', this.here());
    this.#at += 1;
    return token.text;
  }

  skipLines(): void {
    while (this.peek()?.kind === 'line') this.#at += 1;
  }

  /** What stands between lines that are empty. */
  separated<T>(read: () => T): T {
    this.skipLines();
    const found = read();
    this.skipLines();
    return found;
  }

  /** The next token that is no line end. */
  nextBeyondLines(): Token | null {
    let ahead = 0;
    while (this.peek(ahead)?.kind === 'line') ahead += 1;
    return this.peek(ahead);
  }

  /** Whether it goes on with a mark, on this line or the next. */
  goesOnWith(text: string): boolean {
    const token = this.nextBeyondLines();
    return token?.kind === 'mark' && token.text === text;
  }

  /** To behind that mark. */
  toMark(text: string): void {
    this.skipLines();
    this.expect(text);
  }

  /** Where the next token stands. */
  here(): number {
    return this.peek()?.range[0] ?? this.before();
  }

  /** Where the last one ended. */
  before(): number {
    return this.#tokens[this.#at - 1]?.range[1] ?? 0;
  }
}

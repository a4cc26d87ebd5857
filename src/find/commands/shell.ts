/**
 * Shell text as the commands that it runs, each a list of words. What it takes from variables that it sets itself is put in; what other
 * commands give (`$(…)`) is unknown, and those commands are read as well. POSIX.1-2024, XCU 2: tokens, quotes, expansions, lists.
 */
import { createCodec, type Codec } from '../../values/codec.ts';
import { closingAt } from './closing.ts';
import { cutOff } from './cut-off.ts';
import { variablesWritten } from './heredoc.ts';
import type { Hole, Part, TextValue } from '../../values/value.ts';

/** A word of a command, with its holes. */
export type Word = readonly Part[];

/** A command, and where in the text it begins; an unknown part of the text counts as one character. */
export interface ShellCommand {
  readonly words: readonly Word[];
  readonly offset: number;
}

/** A variable that a text sets, and where in the text that is written. */
export interface ShellVariable {
  readonly name: string;
  readonly value: Word;
  readonly offset: number;
}

/** The same; one that is neither exported nor before a command is the shell's own. */
export type SetVariable = ShellVariable & { readonly isOwn: boolean };

/** What a shell text does, in order. */
export interface ShellText {
  readonly commands: readonly ShellCommand[];
  readonly assigned: readonly SetVariable[];
  /** Names that are exported without a value: `export API_URL`. */
  readonly exported: ReadonlySet<string>;
}

/** Reads the commands of a shell text in order. Text that is no shell gives commands that nobody knows. */
export function commandsIn(text: TextValue): readonly ShellCommand[] {
  return readShell(text).commands;
}

/** Reads a shell text: its commands, and the variables that it sets. */
export function readShell(text: TextValue): ShellText {
  const codec = createCodec();
  const written = codec.write(text.parts);
  if (written === null) return { commands: [], assigned: [], exported: new Set() };
  const reader = new ShellReader(codec, new Map());
  reader.read(written.replaceAll(/\\\r?\n/g, (line) => ' '.repeat(line.length)));
  const wordOf = (word: string): Word => codec.read(word, null).parts;
  return {
    commands: reader.commands.map(({ words, offset }) => ({ words: words.map(wordOf), offset })),
    assigned: reader.assigned.map((one) => ({ ...one, value: wordOf(one.value) })),
    exported: reader.exported,
  };
}

/** Words that begin a part of a compound command, and stand before a command of their own. */
const RESERVED = new Set('if then elif else while until do time ! { ( fi done } )'.split(' '));

const DECLARING = new Set(['export', 'local', 'readonly', 'declare', 'typeset']);

/** Deeper than anybody nests commands. */
const DEEPEST = 8;

/** Arguments of the script. */
const ARGUMENT: Hole = { kind: 'unknown', reason: 'cli-argument' };

const OUTPUT: Hole = { kind: 'unknown', reason: 'command-output' };

class ShellReader {
  readonly commands: { readonly words: readonly string[]; readonly offset: number }[] = [];
  readonly assigned: { readonly name: string; readonly value: string; readonly offset: number; isOwn: boolean }[] = [];
  readonly exported = new Set<string>();
  readonly #codec: Codec;
  /** What the text sets itself. */
  readonly #variables: Map<string, string>;
  readonly #depth: number;
  /** Where its text begins in the whole. */
  readonly #base: number;
  #text = '';
  #at = 0;
  /** Where the first word of the command began. */
  #start = 0;
  #words: string[] = [];
  #word: string | null = null;
  /** How many variables were set before the command. */
  #before = 0;
  #heredocs: string[] = [];

  constructor(codec: Codec, variables: Map<string, string>, depth = 0, base = 0) {
    this.#codec = codec;
    this.#variables = variables;
    this.#depth = depth;
    this.#base = base;
  }

  read(text: string): void {
    this.#text = text;
    while (this.#at < this.#text.length) this.#step();
    this.#endCommand();
  }

  #step(): void {
    const char = this.#text[this.#at] ?? '';
    switch (char) {
      case '\n':
        this.#endCommand();
        this.#at += 1;
        this.#skipHeredocs();
        return;
      case ' ':
      case '\t':
      case '\r':
        this.#endWord();
        this.#at += 1;
        return;
      case ';':
      case '&':
      case '|':
      case '(':
      case ')':
        this.#endCommand();
        this.#at += 1;
        return;
      case '<':
      case '>':
        this.#redirect();
        return;
      case '#':
        if (this.#word === null) this.#at = this.#end('\n', this.#at);
        else this.#take(char);
        return;
      default:
        this.#part(char);
    }
  }

  /** A piece of a word: quoted, escaped, expanded or plain. */
  #part(char: string): void {
    switch (char) {
      case "'": {
        const end = this.#end("'", this.#at + 1);
        this.#add(this.#text.slice(this.#at + 1, end));
        this.#at = end + 1;
        return;
      }
      case '"':
        this.#quoted();
        return;
      case '\\':
        this.#add(this.#text[this.#at + 1] ?? '');
        this.#at += 2;
        return;
      case '$':
      case '`':
        this.#expand();
        return;
      default:
        this.#take(char);
    }
  }

  #quoted(): void {
    this.#add('');
    this.#at += 1;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"') {
      const char = this.#text[this.#at] ?? '';
      if (char === '$' || char === '`') this.#expand();
      else if (char === '\\') {
        this.#add(this.#text[this.#at + 1] ?? '');
        this.#at += 2;
      } else this.#take(char);
    }
    this.#at += 1;
  }

  #expand(): void {
    const rest = this.#text.slice(this.#at);
    if (rest.startsWith('`') || rest.startsWith('$(')) return this.#substitute(rest.startsWith('`'));
    const [whole = '$', braced, operator, word, bare] =
      /^\$(?:\{([A-Za-z_]\w*)(?:(:?[-+?=]|[#%/^,:])([^}]*))?\}|([A-Za-z_]\w*|[\d@*#?$!-]))/.exec(rest) ?? [];
    this.#at += whole.length;
    const name = braced ?? bare;
    if (name === undefined) return this.#add('$');
    const known = this.#variables.get(name);
    if (!/^[A-Za-z_]/.test(name)) return this.#add(this.#hole(ARGUMENT));
    if (/^[#%]/.test(operator ?? ''))
      return this.#add(
        cutOff(known ?? this.#hole({ kind: 'env', name }), `${operator}${word}`, this.#codec) ?? this.#hole(OUTPUT),
      );
    // A word that a pattern changes.
    if (/^[/^,]/.test(operator ?? '')) return this.#add(this.#hole(OUTPUT));
    const isFallback = known === undefined && /[-=]$/.test(operator ?? '') && word;
    this.#add(isFallback ? word : (known ?? this.#hole({ kind: 'env', name })));
  }

  /** `$(command)`: what it prints is not known, what it runs is. */
  #substitute(isBackquoted: boolean): void {
    const start = this.#at + (isBackquoted ? 1 : 2);
    const end = isBackquoted ? this.#end('`', start) : closingAt(this.#text, start);
    if (this.#depth < DEEPEST && this.#text[start] !== '(') {
      const inner = new ShellReader(this.#codec, this.#variables, this.#depth + 1, this.#base + start);
      inner.read(this.#text.slice(start, end));
      this.commands.push(...inner.commands);
      this.assigned.push(...inner.assigned);
      for (const name of inner.exported) this.exported.add(name);
    }
    this.#at = end + 1;
    this.#add(this.#hole(OUTPUT));
  }

  /** `>file`, `2>&1`, `<<EOF`: the word that follows is no operand. */
  #redirect(): void {
    if (this.#word !== null && /^\d+$/.test(this.#word)) this.#word = null;
    this.#endWord();
    const [whole = '', here] = /^[<>]+[&|-]?\s*(?:["']?([^\s"';&|()<>]*)["']?)/.exec(this.#text.slice(this.#at)) ?? [];
    if (whole.startsWith('<<') && !whole.startsWith('<<<') && here) this.#heredocs.push(here);
    this.#at += Math.max(1, whole.length);
  }

  #skipHeredocs(): void {
    for (const word of this.#heredocs) {
      const end = new RegExp(`^\\s*${word.replaceAll(/[^\w]/g, '\\$&')}\\s*$`, 'm').exec(this.#text.slice(this.#at));
      if (!end) continue;
      const body = this.#text.slice(this.#at, this.#at + end.index);
      const expand = (name: string): string => this.#variables.get(name) ?? this.#hole({ kind: 'env', name });
      for (const { name, value, index } of variablesWritten(body, expand))
        this.assigned.push({ name, value, offset: this.#base + this.#at + index, isOwn: false });
      this.#at += end.index + end[0].length;
    }
    this.#heredocs = [];
  }

  #take(char: string): void {
    this.#add(this.#known(char));
    this.#at += 1;
  }

  /** A variable that was written into the text before it came here may be one that the text sets. */
  #known(char: string): string {
    const [only] = this.#codec.read(char, null).parts;
    const name = only?.kind === 'hole' && only.hole.kind === 'env' ? only.hole.name : null;
    return (name === null ? undefined : this.#variables.get(name)) ?? char;
  }

  #add(text: string): void {
    if (this.#word === null && this.#words.length === 0) this.#start = this.#at;
    this.#word = (this.#word ?? '') + text;
  }

  #hole(hole: Hole): string {
    return this.#codec.write([{ kind: 'hole', hole }]) ?? '';
  }

  #end(mark: string, from: number): number {
    const found = this.#text.indexOf(mark, from);
    return found < 0 ? this.#text.length : found;
  }

  #endWord(): void {
    if (this.#word === null) return;
    const isLeading = this.#words.length === 0;
    const [, name, value = ''] = isLeading ? (/^([A-Za-z_]\w*)=([^]*)$/.exec(this.#word) ?? []) : [];
    if (name !== undefined) this.#set(name, value, true);
    else if (!isLeading || !RESERVED.has(this.#word)) this.#words.push(this.#word);
    this.#word = null;
  }

  #endCommand(): void {
    this.#endWord();
    const [first, name] = this.#words;
    // A loop gives its variable one word after another, `read` what somebody types.
    if ((first === 'for' || first === 'read') && name !== undefined) this.#variables.set(name, this.#hole(OUTPUT));
    if (first !== undefined && DECLARING.has(first)) this.#declare(first === 'export' || this.#words.includes('-x'));
    else if (first !== undefined) {
      for (const variable of this.assigned.slice(this.#before)) variable.isOwn = false;
      this.commands.push({ words: this.#words, offset: this.#base + this.#start });
    }
    this.#before = this.assigned.length;
    this.#words = [];
  }

  #declare(isExport: boolean): void {
    for (const word of this.#words.slice(1)) {
      const [, name, value] = /^([A-Za-z_]\w*)(?:=([^]*))?$/.exec(word) ?? [];
      if (name !== undefined && value !== undefined) this.#set(name, value, !isExport);
      else if (name !== undefined && isExport) this.exported.add(name);
    }
  }

  #set(name: string, value: string, isOwn: boolean): void {
    this.#variables.set(name, value);
    this.assigned.push({ name, value, offset: this.#base + this.#start, isOwn });
  }
}

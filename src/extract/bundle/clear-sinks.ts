/** The addresses that stand literally where a connection is opened, in code that is too large or too mangled to be analysed. */
import { eachToken, type TokenKind } from './tokens.ts';

/** The rules that describe the same sinks where code is analysed. */
const RULES: Readonly<Record<string, string>> = {
  fetch: 'fetch',
  import: 'dynamic-import',
  importScripts: 'worker',
  Worker: 'worker',
  SharedWorker: 'worker',
  sendBeacon: 'send-beacon',
  ajax: 'jquery',
  getJSON: 'jquery',
  getScript: 'jquery',
  $: 'jquery',
  jQuery: 'jquery',
  WebSocket: 'web-socket',
  EventSource: 'event-source',
  ky: 'ky',
  got: 'got',
  superagent: 'superagent',
  needle: 'needle',
  open: 'xml-http-request',
  src: 'script-injection',
  href: 'stylesheets',
};

/** An absolute address at a sink. */
export interface ClearSink {
  readonly offset: number;
  /** The call or assignment. */
  readonly api: string;
  /** The rule that describes it. */
  readonly rule: string;
  readonly address: string;
  /** More of it follows that is not known. */
  readonly isOpen: boolean;
}

/** Finds them, in order. Links, namespaces, comments and messages are none: only what is fetched counts. */
export function clearSinks(text: string): readonly ClearSink[] {
  const reader = new Reader(text);
  eachToken(text, (kind, start, end) => reader.see(kind, start, end));
  reader.end();
  return reader.found.toSorted((a, b) => a.offset - b.offset);
}

const ADDRESS = /^(?:(?:https?|wss?):)?\/\/[^/\s]/i;

/** Calls whose first argument is an address, whatever they are called on. */
const CALLS: ReadonlySet<string> = new Set('fetch importScripts sendBeacon ajax getJSON getScript import'.split(' '));
const CONSTRUCTORS: ReadonlySet<string> = new Set('WebSocket EventSource Worker SharedWorker'.split(' '));
/** Clients whose methods are named like those of anything (`map.get(…)`), so that they count on these alone. */
const CLIENTS: ReadonlySet<string> = new Set('axios ky got superagent needle jQuery $ $http'.split(' '));
const METHODS: ReadonlySet<string> = new Set('get post put patch delete head request'.split(' '));
const VERBS = /^(?:get|post|put|patch|delete|head|options)$/i;
const LOADING: ReadonlySet<string> = new Set('script img iframe audio video source embed track frame'.split(' '));
/** Calls that take their address in an object. */
const WITH_OPTIONS: ReadonlySet<string> = new Set('ajax axios request $http'.split(' '));

/** So far apart may `link.rel = "stylesheet"` and `link.href = …` stand. */
const NEAR = 400;
/** Tokens that are looked back at. */
const BACK = 8;

type Use = Pick<ClearSink, 'api' | 'rule'>;

function useOf(api: string, name: string): Use {
  return { api, rule: `clients/${RULES[name] ?? 'axios'}` };
}

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

interface Bracket {
  readonly mark: string;
  /** The name before it, where it is a call. */
  readonly callee: string;
  /** The first argument of a call, where it is a text. */
  first: string;
}

interface Link {
  readonly receiver: string;
  readonly at: number;
}

class Reader {
  readonly found: ClearSink[] = [];
  readonly #text: string;
  readonly #back: Token[] = [];
  readonly #brackets: Bracket[] = [];
  #waiting: ClearSink | null = null;
  #stylesheet: Link | null = null;
  #href: (Link & { readonly sink: ClearSink }) | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  see(kind: TokenKind, start: number, end: number): void {
    const isText = kind === 'text' || kind === 'head';
    // What is long is data, and no name or address.
    const text = kind === 'other' || end - start > LONGEST ? '' : this.#text.slice(start, end);
    this.#settle(text);
    if (isText) this.#seeText(kind === 'head', unquoted(text, kind), start);
    else if (kind === 'mark') this.#seeMark(text);
    this.#back.unshift({ kind, text: isText ? unquoted(text, kind) : text });
    if (this.#back.length > BACK) this.#back.pop();
  }

  end(): void {
    this.#settle('');
  }

  /** What follows an address says whether it is all of it. */
  #settle(next: string): void {
    const sink = this.#waiting;
    if (sink === null) return;
    this.#waiting = null;
    this.#keep({ ...sink, isOpen: sink.isOpen || next === '+' || next === '.' });
  }

  #keep(sink: ClearSink): void {
    if (sink.api !== STYLESHEET) this.found.push(sink);
    else this.#linkWith({ receiver: this.#receiverOfLink, at: sink.offset, sink });
  }

  #receiverOfLink = '';

  #seeMark(mark: string): void {
    if (mark === '(' || mark === '{' || mark === '[') {
      const callee = mark === '(' ? this.#word(0) : '';
      this.#brackets.push({ mark, callee, first: '' });
    } else if (mark === ')' || mark === '}' || mark === ']') this.#brackets.pop();
  }

  #seeText(isOpen: boolean, text: string, offset: number): void {
    const bracket = this.#brackets.at(-1);
    if (bracket?.mark === '(' && this.#is(0, '(')) bracket.first = text;
    if (this.#is(0, '=') && this.#word(1) === 'rel' && text === 'stylesheet') this.#linkWith(null, offset);
    const use = ADDRESS.test(text) ? this.#use() : null;
    if (use !== null) this.#waiting = { ...use, offset, address: text, isOpen };
  }

  /** The sink at which the text that comes now stands. */
  #use(): Use | null {
    if (this.#is(0, '(')) return this.#called();
    if (this.#is(0, ',')) return this.#second();
    if (this.#is(0, '=')) return this.#assigned();
    if (this.#is(0, ':')) return this.#keyed();
    const word = this.#word(0);
    return word === 'from' || word === 'import' ? useOf('import', 'import') : null;
  }

  #called(): Use | null {
    const name = this.#word(1);
    if (CONSTRUCTORS.has(name)) return this.#isMade() ? useOf(`new ${name}()`, name) : null;
    if (CALLS.has(name)) return useOf(`${name}()`, name);
    const receiver = this.#is(2, '.') ? this.#word(3) : '';
    if (METHODS.has(name) && CLIENTS.has(receiver)) return useOf(`${receiver}.${name}()`, receiver);
    return CLIENTS.has(name) && name !== '$' && name !== 'jQuery' ? useOf(`${name}()`, name) : null;
  }

  /** `new WebSocket(` and `new window.WebSocket(`. */
  #isMade(): boolean {
    return this.#word(2) === 'new' || (this.#is(2, '.') && this.#word(4) === 'new');
  }

  #second(): Use | null {
    const [, first] = this.#back;
    if (first?.kind !== 'text' || !this.#is(2, '(')) return null;
    if (this.#word(3) === 'open' && VERBS.test(first.text)) return useOf('XMLHttpRequest.open()', 'open');
    return this.#word(3) === 'setAttribute' && first.text === 'src' ? useOf(ELEMENT, 'src') : null;
  }

  #assigned(): Use | null {
    if (!this.#is(2, '.')) return null;
    const name = this.#word(1);
    if (name === 'src') return useOf(ELEMENT, 'src');
    this.#receiverOfLink = this.#word(3);
    return name === 'href' && this.#receiverOfLink !== '' ? useOf(STYLESHEET, 'href') : null;
  }

  #keyed(): Use | null {
    const [, key] = this.#back;
    const isKey = key !== undefined && (this.#is(2, '{') || this.#is(2, ','));
    const outer = this.#brackets.at(-1)?.mark === '{' ? this.#brackets.at(-2) : undefined;
    if (!isKey) return null;
    if (key.text === 'baseURL' || key.text === 'baseUrl') return useOf(key.text, 'axios');
    if (key.text === 'url' && outer !== undefined && WITH_OPTIONS.has(outer.callee))
      return useOf(`${outer.callee}()`, outer.callee);
    return key.text === 'src' && LOADING.has(outer?.first ?? '') ? useOf(ELEMENT, 'src') : null;
  }

  /** A link is a request once the same element is made one for a stylesheet. */
  #linkWith(href: (Link & { readonly sink: ClearSink }) | null, offset = 0): void {
    if (href !== null) this.#href = href;
    else this.#stylesheet = { receiver: this.#word(3), at: offset };
    const [link, sheet] = [this.#href, this.#stylesheet];
    if (link === null || sheet === null || link.receiver !== sheet.receiver) return;
    if (Math.abs(link.at - sheet.at) > NEAR) return;
    this.found.push(link.sink);
    this.#href = null;
  }

  #is(back: number, mark: string): boolean {
    const token = this.#back[back];
    return token?.kind === 'mark' && token.text === mark;
  }

  #word(back: number): string {
    const token = this.#back[back];
    return token?.kind === 'word' ? token.text : '';
  }
}

const STYLESHEET = 'link.href';
const ELEMENT = 'element.src';
const LONGEST = 2048;

/** What a literal says, its escapes undone as far as addresses have any. */
function unquoted(text: string, kind: TokenKind): string {
  const inner = text.slice(1, kind === 'head' ? -2 : -1);
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|([^]))/gi, (_, four?: string, two?: string, one?: string) => {
    const code = four ?? two;
    return code === undefined ? (one ?? '') : String.fromCharCode(Number.parseInt(code, 16));
  });
}

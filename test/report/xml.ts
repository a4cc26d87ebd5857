/** A reader of XML that forgives nothing: what is not well-formed throws. */

/** An element as it is read. */
export interface Read {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Read[];
  /** All text directly inside. */
  readonly text: string;
}

const CHARACTERS = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads a document with a declaration and one root element. */
export function readXml(document: string): Read {
  if (!CHARACTERS.test(document)) throw new Error('a character that XML cannot hold');
  const start = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/.exec(document);
  if (start === null) throw new Error('no declaration');
  const { element, end } = elementAt(document, start[0].length);
  if (document.slice(end).trim() !== '') throw new Error('something after the root element');
  return element;
}

function elementAt(document: string, at: number): { readonly element: Read; readonly end: number } {
  const open = /^<([A-Za-z][\w-]*)((?: [A-Za-z][\w-]*="[^"<]*")*)(\/?)>/.exec(document.slice(at));
  if (open === null) throw new Error(`no element at ${document.slice(at, at + 60)}`);
  const [whole, name = '', list = '', isEmpty] = open;
  const attributes = attributesOf(list);
  if (isEmpty === '/') return { element: { name, attributes, children: [], text: '' }, end: at + whole.length };
  const children: Read[] = [];
  let text = '';
  let end = at + whole.length;
  while (!document.startsWith('</', end)) {
    const next = document.indexOf('<', end);
    if (next < 0) throw new Error(`${name} is not closed`);
    text += unescaped(document.slice(end, next));
    end = next;
    if (document.startsWith('</', end)) break;
    const child = elementAt(document, end);
    children.push(child.element);
    end = child.end;
  }
  if (!document.startsWith(`</${name}>`, end)) throw new Error(`${name} is closed by another`);
  return { element: { name, attributes, children, text }, end: end + name.length + 3 };
}

function attributesOf(list: string): Readonly<Record<string, string>> {
  const pairs = [...list.matchAll(/ ([A-Za-z][\w-]*)="([^"]*)"/g)].map(
    ([, key = '', value = '']) => [key, unescaped(value)] as const,
  );
  if (new Set(pairs.map(([key]) => key)).size !== pairs.length) throw new Error('an attribute twice');
  return Object.fromEntries(pairs);
}

function unescaped(text: string): string {
  if (text.includes(']]>')) throw new Error(']]> in text');
  return text.replace(/&([^;]*;?)/g, (_, name: string) => {
    const code = /^#(\d+);$/.exec(name)?.[1];
    const known = code === undefined ? ENTITIES[name.replace(/;$/, '')] : String.fromCodePoint(Number(code));
    if (known === undefined || !name.endsWith(';')) throw new Error(`&${name} is no reference`);
    return known;
  });
}

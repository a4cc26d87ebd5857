/** Methods of text (ECMA-262, section 22.1.3). What runs on closed text is the real method, so it gives what a program would get. */
import { LIMITS } from '../limits.ts';
import { choice, closedText, concatenate } from '../text.ts';
import { NEVER, UNDEFINED, hole, optionsOf, text, type TextValue, type Value } from '../value.ts';

type Arguments = readonly Value[];

/** The result of a method of text, for every combination of its arguments; null when text has no such method. */
export function textMethodResult(receiver: Value, name: string, args: () => Arguments): Value | null {
  if (!TEXT_METHODS.has(name)) return null;
  const results = combinations(args()).map((one) => textMethod(receiver, name, one));
  return results.length === 0 ? NEVER : choice(results);
}

/** String methods without side conditions: same answer for the same closed arguments. */
const CLOSED_METHODS = new Set([
  'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'toString', 'valueOf', 'concat', 'slice', 'substring',
  'substr', 'replace', 'replaceAll', 'padStart', 'padEnd', 'repeat', 'charAt', 'at', 'normalize',
]); // prettier-ignore

/** Methods that change what stands around a host or in its path, not the host. */
const TRANSPARENT_METHODS = new Set([
  'trim', 'trimStart', 'trimEnd', 'toString', 'valueOf', 'toLowerCase', 'replace', 'replaceAll', 'normalize', 'toJSON',
]); // prettier-ignore

/** All methods that are known here. */
export const TEXT_METHODS: ReadonlySet<string> = new Set([...CLOSED_METHODS, ...TRANSPARENT_METHODS, 'split']);

function textMethod(receiver: Value, name: string, args: Arguments): Value {
  const closed = closedText(receiver);
  if (name === 'concat') return concatenate([receiver, ...args]);
  if (name === 'split') return closed === null ? { kind: 'list', items: [receiver], open: false } : split(closed, args);
  const closedArgs = args.map(primitive);
  const isKnown = closed !== null && CLOSED_METHODS.has(name) && closedArgs.every((arg) => arg !== null);
  if (isKnown && receiver.kind === 'text')
    return runMethod(
      receiver,
      closed,
      name,
      closedArgs.map((arg) => arg?.value),
    );
  if (closed !== null && (name === 'replace' || name === 'replaceAll')) return replaced(closed, name, args) ?? receiver;
  if (receiver.kind === 'constant') return name === 'toString' ? text(String(receiver.value)) : hole('unknown-call');
  return TRANSPARENT_METHODS.has(name) ? receiver : hole('unknown-call');
}

/** `'https://{region}.example.com'.replace('{region}', region)`; null when what is sought is not plain text. */
function replaced(closed: string, name: 'replace' | 'replaceAll', [sought, replacement]: Arguments): Value | null {
  const search = sought ? closedText(sought) : null;
  if (search === null || search === '' || !replacement || replacement.kind === 'closure') return null;
  const [before = '', ...after] = closed.split(search);
  const pieces = name === 'replaceAll' ? after : after.length === 0 ? [] : [after.join(search)];
  return concatenate([text(before), ...pieces.flatMap((piece) => [replacement, text(piece)])]);
}

/** Every way to choose one alternative of each argument; past the bound, the arguments as they are. */
function combinations(args: Arguments): readonly Arguments[] {
  const count = args.reduce((product, arg) => product * optionsOf(arg).length, 1);
  if (count > LIMITS.choiceWidth) return [args];
  return args.reduce<readonly Arguments[]>(
    (chosen, arg) => chosen.flatMap((before) => optionsOf(arg).map((option) => [...before, option])),
    [[]],
  );
}

function runMethod(receiver: TextValue, closed: string, name: string, args: readonly unknown[]): Value {
  if (name === 'repeat' && Number(args[0]) * closed.length > 10_000) return hole('too-complex');
  const method: unknown = Reflect.get(String.prototype, name);
  if (typeof method !== 'function') return hole('unknown-call');
  try {
    const result: unknown = Reflect.apply(method, closed, args);
    return typeof result === 'string' ? { ...text(result), trail: receiver.trail } : UNDEFINED;
  } catch {
    // A RangeError of the method itself (`'a'.repeat(-1)`): the program would throw there.
    return hole('unknown-call');
  }
}

function primitive(value: Value): { readonly value: string | number | boolean | null | undefined } | null {
  if (value.kind === 'constant') return { value: value.value };
  const closed = closedText(value);
  return closed === null ? null : { value: closed };
}

function split(closed: string, [separator]: Arguments): Value {
  const by = separator ? closedText(separator) : null;
  if (by === null) return hole('unknown-call');
  return { kind: 'list', items: closed.split(by).slice(0, LIMITS.listItems).map(text), open: false };
}

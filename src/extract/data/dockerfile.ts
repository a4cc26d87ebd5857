/** Dockerfiles as data: images, variables, what is fetched, and the commands that build and start. */
import { mapNode, scalarNode, type DataEntry, type DataNode, type DataRead, type Range } from './data-node.ts';
import { addedBy, commandOf, imagesOf, syntaxOf } from './dockerfile-instructions.ts';

/**
 * Reads a Dockerfile: `{ FROM: [image], COPY: [image], RUN: [command], CMD: […], ENTRYPOINT: […], HEALTHCHECK: […], ADD: [address],
 * syntax: [image], ENV: { NAME: value }, ARG: { NAME: value } }`. An image that an earlier stage makes is none. `COPY` and `RUN` have images too
 * (`--from`, `--mount`). Instructions that are not known are passed over.
 */
export function readDockerfile(text: string): DataRead {
  const instructions = instructionsOf(text);
  const stages = new Set(instructions.flatMap(({ name, body }) => (name === 'FROM' ? stageOf(body) : [])));
  const isImage = (image: string): boolean =>
    image !== 'scratch' && ![...stages].some((stage) => mayBe(image.toLowerCase(), stage));
  const range: Range = [0, text.length];
  const list = (key: string, textsOf: (one: Instruction) => readonly string[]): DataEntry => {
    const items = instructions.flatMap((one) => textsOf(one).map((value) => scalarNode(value, one.range)));
    return { key, value: { kind: 'list', items, range } };
  };
  const variables = ['ENV', 'ARG'].map((key) => ({ key, entries: instructions.flatMap((one) => assigned(one, key)) }));
  const known = new Map(variables.flatMap(({ entries }) => entries.map(({ key, value }) => [key, textOf(value)])));
  const all: readonly DataEntry[] = [
    list('FROM', (one) => (one.name === 'FROM' ? imagesOf(one).filter(isImage) : [])),
    list('COPY', (one) => (one.name === 'FROM' ? [] : imagesOf(one).filter(isImage))),
    ...variables.map(({ key, entries }) => ({ key, value: mapNode(entries, range) })),
    ...['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'].map((key) =>
      list(key, (one) => (one.name === key ? commandOf(one) : [])),
    ),
    list('ADD', (one) => (one.name === 'ADD' ? addedBy(one, known) : [])),
    { key: 'syntax', value: syntaxOf(text) },
  ];
  return { kind: 'documents', documents: [mapNode(all, range)] };
}

/** An instruction of a Dockerfile. */
export interface Instruction {
  readonly name: string;
  /** What follows the name, with continued lines joined by blanks of the same length. */
  readonly body: string;
  readonly range: Range;
}

const INSTRUCTION = /^[^\S\n]*([A-Za-z]+)[^\S\n]+((?:[^\n]*\\[^\S\n]*\r?\n(?:[^\S\n]*#[^\n]*\n)*)*[^\n]*)/gm;

/** Instructions in order; a here-document belongs to the one that opens it. */
function instructionsOf(text: string): readonly Instruction[] {
  const found: Instruction[] = [];
  let from = 0;
  for (const match of text.matchAll(INSTRUCTION)) {
    if (match.index < from) continue;
    const [whole, name = '', first = ''] = match;
    const here = /<<-?["']?(\w+)["']?/.exec(first)?.[1];
    const start = match.index + whole.length - first.length;
    const end = here === undefined ? null : endOfHere(text, match.index + whole.length, here);
    const body = end === null ? first : text.slice(start, end);
    from = start + body.length;
    found.push({ name: name.toUpperCase(), body: joined(body), range: [start, from] });
  }
  return found;
}

function endOfHere(text: string, from: number, word: string): number | null {
  const end = new RegExp(`^\\s*${word}\\s*$`, 'm').exec(text.slice(from));
  return end ? from + end.index : null;
}

/** Lines that a backslash continues, and comments between them, as one line. */
function joined(body: string): string {
  return body.replaceAll(/\\[^\S\n]*\r?\n(?:[^\S\n]*#[^\n]*\n)*/g, (line) => ' '.repeat(line.length)).trimEnd();
}

function stageOf(body: string): readonly string[] {
  const name = /\sAS\s+(\S+)/i.exec(body)?.[1];
  return name === undefined ? [] : [name.toLowerCase()];
}

/** `local_db_${INCLUDE_DB}` is whichever of the earlier stages `local_db_true` and `local_db_false` is asked for. */
function mayBe(image: string, stage: string): boolean {
  if (image === stage) return true;
  const known = image.split(/\$\{[^}]*\}|\$\w+/);
  const isNamed = known.length > 1 && known.some((part) => part !== '');
  return isNamed && new RegExp(`^${known.map((part) => part.replaceAll(/\W/g, '\\$&')).join('.*')}$`).test(stage);
}

const PAIR = /([\w.-]+)=("(?:[^"\\]|\\.)*"|'[^']*'|(?:[^\s"'\\]|\\.)*)/g;

/** `ENV A=b C="d e"`, the old `ENV A b`, and `ARG A=b`. */
function assigned({ name, body, range }: Instruction, wanted: string): readonly DataEntry[] {
  if (name !== wanted) return [];
  const old = /^([\w.-]+)\s+(.*)$/.exec(body);
  if (old && !/^[\w.-]+=/.test(body)) return [{ key: old[1] ?? '', value: scalarNode(old[2] ?? '', range) }];
  return [...body.matchAll(PAIR)].map(({ 1: key = '', 2: value = '', index }) => ({
    key,
    value: scalarNode(unquoted(value), [range[0] + index, range[0] + index + key.length]),
  }));
}

function textOf(node: DataNode): string {
  return node.kind === 'scalar' ? String(node.value) : '';
}

function unquoted(value: string): string {
  return value.replace(/^(["'])(.*)\1$/s, '$2').replaceAll(/\\(.)/g, '$1');
}

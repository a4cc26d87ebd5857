/**
 * Templates of Helm charts: what is written around the actions of Go's text/template, and of the actions what takes a value of the chart.
 * https://helm.sh/docs/chart_template_guide/
 */
import { dirname, relative } from 'node:path/posix';
import type { DataNode, DataRead, Range } from './data-node.ts';
import { scalarNode } from './data-node.ts';
import { scopesOf, type Scope } from './helm-scopes.ts';
import { readYaml } from './yaml.ts';

/** Whether a text is a template: actions that are no expressions of GitHub's workflows. */
export function isTemplate(text: string): boolean {
  return /(?<!\$)\{\{/.test(text);
}

/** Whether a file stands where charts have their templates. */
export function isInTemplates(path: string): boolean {
  return TEMPLATES.test(path);
}

const TEMPLATES = /^((?:.*\/)?)templates\//;

/** Reads a template as the YAML that it becomes, as far as that is written out; what is no YAML is passed over. */
export function readHelm(path: string, text: string): DataRead {
  const read = readYaml(masked(text), true);
  if (read.kind === 'failed') return { kind: 'documents', documents: [] };
  const [values, scopeAt] = [valuesOf(path), scopesOf(text)];
  const chartAt = (offset: number): Chart => ({ values, scope: scopeAt(offset) });
  return { kind: 'documents', documents: read.documents.map((document) => unmasked(document, chartAt)) };
}

/** What an action sees of its chart: the file of its values, and what of them the dot stands for. */
interface Chart {
  readonly values: string | null;
  readonly scope: Scope;
}

/** The values of the chart, from a template; null for a file elsewhere. */
function valuesOf(path: string): string | null {
  const chart = TEMPLATES.exec(path)?.[1];
  if (chart === undefined) return null;
  return relative(dirname(path), `${chart}values.yaml`);
}

/** Characters of the private use area, one for each of an action's, so that places stay. */
const FIRST = 0xe000;
const COUNT = 0x800;

const ACTION = /\{\{[^]*?\}\}/g;

/** A line of actions alone gives no text that is known; one within a line is a word. */
function masked(text: string): string {
  return text
    .replaceAll(/^[^\S\n]*(?:\{\{[^]*?\}\}[^\S\n]*)+$/gm, (lines) => lines.replaceAll(/[^\n\r]/g, ' '))
    .replaceAll(ACTION, (action) =>
      Array.from({ length: action.length }, (_, index) => {
        const code = action.charCodeAt(index);
        return String.fromCharCode(FIRST + (code < COUNT ? code : 0));
      }).join(''),
    );
}

function isMasked(text: string): boolean {
  return /[\uE000-\uE7FF]/.test(text);
}

function plain(text: string): string {
  return text.replaceAll(/[\uE000-\uE7FF]/g, (one) => String.fromCharCode(one.charCodeAt(0) - FIRST));
}

function unmasked(node: DataNode, chartAt: (offset: number) => Chart): DataNode {
  switch (node.kind) {
    case 'map':
      return {
        ...node,
        entries: node.entries.map(({ key, value }) => ({ key: plain(key), value: unmasked(value, chartAt) })),
      };
    case 'list':
      return { ...node, items: node.items.map((item) => unmasked(item, chartAt)) };
    case 'either':
      return { ...node, options: node.options.map((option) => unmasked(option, chartAt)) };
    case 'scalar':
      return typeof node.value === 'string' && isMasked(node.value)
        ? rendered(plain(node.value), node.range, chartAt(node.range[0]))
        : node;
    default:
      return node;
  }
}

/** A text with its actions. One of which nothing is known is as if it were not there. */
function rendered(text: string, range: Range, chart: Chart): DataNode {
  const parts = text.split(/(\{\{[^]*?\}\})/).flatMap((piece): readonly (string | DataNode | null)[] => {
    if (!piece.startsWith('{{')) return piece === '' ? [] : [piece];
    return [valueOf(piece.replace(/^\{\{-?\s*|\s*-?\}\}$/g, ''), range, chart)];
  });
  if (parts.length === 1 && parts[0] === null) return scalarNode(null, range);
  return { kind: 'rendered', parts, range };
}

/** Functions that leave an address what it is, or change its form alone. */
const PASSING =
  /^(?:quote|squote|trim|toString|b64enc|trimSuffix\s+"[^"]*"|trimAll\s+"[^"]*"|required\s+"[^"]*"|tpl\s+\$?\.?)$/;

/** What an action gives: `.Values.api.url | default "https://…" | quote`; null where that is not simple. */
function valueOf(action: string, range: Range, chart: Chart): DataNode | null {
  const [first = '', ...filters] = (action.match(/(?:"[^"]*"|`[^`]*`|[^|])+/g) ?? []).map((part) => part.trim());
  return filters.reduce<DataNode | null>(
    (value, filter) => {
      const [, fallback] = /^default\s+(\S+|"[^"]*")$/.exec(filter) ?? [];
      if (fallback !== undefined) return either([value, operand(fallback, range, chart)], range);
      return PASSING.test(filter) ? value : null;
    },
    call(first, range, chart),
  );
}

/** `default "https://…" .Values.url`, `required "…" .Values.url`, `quote .Values.url`, `tpl .Values.url .`, or a value by itself. */
function call(text: string, range: Range, chart: Chart): DataNode | null {
  const words = text.match(/"[^"]*"|`[^`]*`|\S+/g) ?? [];
  const [name = '', ...given] = words;
  const read = (word: string | undefined): DataNode | null => (word === undefined ? null : operand(word, range, chart));
  if (given.length === 0) return read(name);
  if (name === 'default' || name === 'coalesce') return either(given.toReversed().map(read), range);
  if (name === 'required' || name === 'trimSuffix') return read(given[1]);
  if (name === 'printf') return printed(given, range, chart);
  return /^(?:quote|squote|tpl|toString|b64enc)$/.test(name) ? read(given[0]) : null;
}

/** `printf "https://%s/v1" .Values.host`. */
function printed([format = '', ...given]: readonly string[], range: Range, chart: Chart): DataNode | null {
  const [, text] = /^"([^"]*)"$/.exec(format) ?? [];
  if (text === undefined) return null;
  const parts = text.split(/%[sv]/).flatMap((piece, index): readonly (string | DataNode | null)[] => {
    const before = index === 0 ? [] : [operand(given[index - 1] ?? '', range, chart)];
    return piece === '' ? before : [...before, piece];
  });
  return { kind: 'rendered', parts, range };
}

/** A text that is written out, or a value of the chart. */
function operand(word: string, range: Range, chart: Chart): DataNode | null {
  const [, quoted] = /^["`]([^"`]*)["`]$/.exec(word) ?? [];
  if (quoted !== undefined) return scalarNode(quoted, range);
  const keys = keysOf(word, chart.scope);
  return keys === null || chart.values === null ? null : { kind: 'file', path: chart.values, keys, range };
}

/** `.Values.api.url`, `$.Values.api.url`, `.url` inside of `with .Values.api`, and the dot alone. */
function keysOf(word: string, scope: Scope): readonly string[] | null {
  const [, path] = /^\$?\.Values\.([\w.]+)$/.exec(word) ?? [];
  if (path !== undefined) return path.split('.');
  if (scope === null || !/^\.(?:\w+(?:\.\w+)*)?$/.test(word)) return null;
  return [...scope, ...word.split('.').filter((key) => key !== '')];
}

function either(options: readonly (DataNode | null)[], range: Range): DataNode | null {
  const known = options.filter((option) => option !== null);
  const [only] = known;
  return known.length < 2 ? (only ?? null) : { kind: 'either', options: known, range };
}

/**
 * Templates of Helm charts: what is written around the actions of Go's text/template, and of the actions what takes a value of the chart.
 * https://helm.sh/docs/chart_template_guide/
 */
import { dirname, relative } from 'node:path/posix';
import type { DataEntry, DataNode, DataRead, Range } from './data-node.ts';
import { mapNode, scalarNode } from './data-node.ts';
import { namedTemplates } from './helm-helpers.ts';
import { keysOf, scopesOf, type Scope, type ValueKeys } from './helm-scopes.ts';
import { isMasked, masked, plain } from './helm-mask.ts';
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
  const chartAt = chartsIn(path, text);
  return { kind: 'documents', documents: read.documents.map((document) => unmasked(document, chartAt)) };
}

/** Whether a file holds the named templates of a chart. */
export function isHelpers(path: string): boolean {
  return /(?:^|\/)templates\/_helpers\.tpl$/.test(path);
}

/** Reads the named templates of a chart as what each of them gives, under its name. */
export function readHelpers(path: string, text: string): DataRead {
  const chartAt = chartsIn(path, text);
  const entries = namedTemplates(text).flatMap(({ name, bodies, isData }) => {
    const nodes = bodies.map((body) => (isData ? dataIn(text, body, chartAt) : textIn(text, body, chartAt)));
    const value = either(nodes, [0, text.length]);
    return value ? [{ key: name, value }] : [];
  });
  return { kind: 'documents', documents: [mapNode(entries, [0, text.length])] };
}

/** A list or mapping in a template; what stands around it is blank, so that places stay. */
function dataIn(template: string, [start, end]: Range, chartAt: ChartAt): DataNode | null {
  const blank = (part: string): string => part.replaceAll(/[^\n\r]/g, ' ');
  const read = readYaml(masked(blank(template.slice(0, start)) + template.slice(start, end)), true);
  const [document] = read.kind === 'documents' ? read.documents : [];
  return document ? unmasked(document, chartAt) : null;
}

function textIn(template: string, [start, end]: Range, chartAt: ChartAt): DataNode {
  const body = template.slice(start, end);
  const from = start + body.search(/\S/);
  return rendered(body.trim(), [from, from + body.trim().length], chartAt(from));
}

function chartsIn(path: string, text: string): ChartAt {
  const [values, helpers, scopeAt] = [valuesOf(path), helpersOf(path), scopesOf(text)];
  return (offset) => ({ values, helpers, scope: scopeAt(offset) });
}

/** What an action sees of its chart: the file of its values, and what of them the dot stands for. */
interface Chart {
  readonly values: string | null;
  readonly helpers: string | null;
  readonly scope: Scope;
}

/** The values of the chart, from a template; null for a file elsewhere. */
function valuesOf(path: string): string | null {
  const chart = TEMPLATES.exec(path)?.[1];
  if (chart === undefined) return null;
  return relative(dirname(path), `${chart}values.yaml`);
}

/** The file of the chart's named templates, by its usual name. */
function helpersOf(path: string): string | null {
  const chart = TEMPLATES.exec(path)?.[1];
  if (chart === undefined) return null;
  return `./${relative(dirname(path), `${chart}templates/_helpers.tpl`)}`;
}

function unmasked(node: DataNode, chartAt: (offset: number) => Chart): DataNode {
  switch (node.kind) {
    case 'map': {
      const isTaken = (entry: DataEntry): boolean => takenWith(entry, chartAt) !== null;
      const own = node.entries.filter((entry) => !isTaken(entry));
      const entries = own.map(({ key, value }) => ({ key: plain(key), value: unmasked(value, chartAt) }));
      const taken = node.entries.flatMap((entry) => takenWith(entry, chartAt) ?? []);
      return either([{ ...node, entries }, ...taken], node.range) ?? node;
    }
    case 'list': {
      const items = node.items.map((item) => itemsGoneThrough(item, chartAt) ?? unmasked(item, chartAt));
      const whole = node.items.flatMap((item) => namedInLoop(item, chartAt) ?? []);
      return either([{ ...node, items }, ...whole], node.range) ?? node;
    }
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

type ChartAt = (offset: number) => Chart;

/** `{{ $name }}: {{ $value }}` in a loop through an object of the values: that object. */
function takenWith({ key, value }: DataEntry, chartAt: ChartAt): DataNode | null {
  return isMasked(key) ? gone(plain(key), value, chartAt) : null;
}

/** `- name: {{ $name }}`, `value: {{ $value }}` in such a loop. */
function namedInLoop(item: DataNode, chartAt: ChartAt): DataNode | null {
  const [name, value] = ['name', 'value'].map((key) => entryOf(item, key));
  return name?.kind === 'scalar' && value ? gone(plain(String(name.value)), value, chartAt) : null;
}

function gone(name: string, value: DataNode, chartAt: ChartAt): DataNode | null {
  const chart = chartAt(value.range[0]);
  const [, variable = ''] = /^\{\{-?\s*\$(\w+)(?:\s*\|\s*quote)?\s*-?\}\}$/.exec(name) ?? [];
  const keys = chart.scope.names.get(variable);
  if (!keys || chart.values === null || soleFile(unmasked(value, chartAt))?.join('.') !== [...keys, null].join('.'))
    return null;
  return { kind: 'file', path: chart.values, keys, range: value.range };
}

/** `- name: {{ .name }}`, `value: {{ .value }}` in a loop through a list of the values: its items, with each name its own value. */
function itemsGoneThrough(item: DataNode, chartAt: ChartAt): DataNode | null {
  const [name, value] = ['name', 'value'].map((key) => entryOf(item, key));
  if (!name || !value) return null;
  const { values } = chartAt(value.range[0]);
  const [of, ofValue] = [name, value].map((one) => soleFile(unmasked(one, chartAt)) ?? []);
  const isItem = of?.at(-1) === 'name' && of.at(-2) === null && ofValue?.at(-1) === 'value';
  if (values === null || !isItem || of.slice(0, -1).join('.') !== ofValue.slice(0, -1).join('.')) return null;
  return { kind: 'file', path: values, keys: of.slice(0, -1), range: value.range };
}

function entryOf(node: DataNode, key: string): DataNode | undefined {
  return node.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined;
}

/** The keys of what a text takes from the values, where it is nothing else. */
function soleFile(node: DataNode): ValueKeys | null {
  if (node.kind === 'file') return node.keys;
  const [only, ...others] = node.kind === 'rendered' ? node.parts : [];
  return only && typeof only !== 'string' && others.length === 0 ? soleFile(only) : null;
}

/** A text with its actions. One of which nothing is known is as if it were not there. */
function rendered(text: string, range: Range, chart: Chart): DataNode {
  const parts = text.split(/(\{\{[^]*?\}\})/).flatMap((piece): readonly (string | DataNode | null)[] => {
    if (!piece.startsWith('{{')) return piece === '' ? [] : [piece];
    return [valueOf(piece.replace(/^\{\{-?\s*|\s*-?\}\}$/g, ''), range, chart)];
  });
  const [only] = parts;
  if (parts.length === 1 && only === null) return scalarNode(null, range);
  // A named template may give a list or a mapping.
  if (parts.length === 1 && only && typeof only !== 'string' && only.kind === 'file' && only.path === chart.helpers)
    return only;
  return { kind: 'rendered', parts, range };
}

/** Functions that leave an address what it is, or change its form alone. */
const PASSING =
  /^(?:quote|squote|trim|toString|b64enc|trimSuffix\s+"[^"]*"|trimAll\s+"[^"]*"|n?indent\s+\d+|required\s+"[^"]*"|tpl\s+\$?\.?)$/;

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
  if (name === 'include' || name === 'template') return included(given, range, chart);
  return /^(?:quote|squote|tpl|toString|b64enc)$/.test(name) ? read(given[0]) : null;
}

/** `include "api.url" .`: what the chart's own template of that name gives, of the chart as a whole. */
function included([name = '', context = '']: readonly string[], range: Range, { helpers }: Chart): DataNode | null {
  const [, key] = /^"([^"]+)"$/.exec(name) ?? [];
  if (key === undefined || helpers === null || !/^[.$]$/.test(context)) return null;
  return { kind: 'file', path: helpers, keys: [key], range };
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

function either(options: readonly (DataNode | null)[], range: Range): DataNode | null {
  const known = options.filter((option) => option !== null);
  const [only] = known;
  return known.length < 2 ? (only ?? null) : { kind: 'either', options: known, range };
}

/** Edits of a manifest's text: every byte that an edit is not about stays as it is, comments and layout with it. */
import { isMap, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { clearBlockList, dashColumn, insertIntoBlockList, removeFromBlockList } from './edit/block-list.ts';
import { insertIntoFlowList, removeFromFlowList } from './edit/flow-list.ts';
import { addToList, blockSlot, insertPair, removeFromList, setText, type MappingPlace } from './edit/mapping.ts';
import { applySplices, lineEndOf, type Splice } from './edit/splice.ts';
import { inlineText, itemLines, pairsOf, type Writable } from './render.ts';
import { KEY_ORDERS, type DestinationInput, type DynamicInput } from './schema.ts';
import { scopeOf, scopedName } from './scope.ts';
import { pairOf, parseTree } from '../document/tree.ts';

/** What is to go from one entry: all of it, or these hosts and variables. `name`: its `id`, or that of a dynamic place. */
export interface Removal {
  readonly section: Section;
  readonly name: string;
  readonly whole: boolean;
  readonly hosts: readonly string[];
  readonly env: readonly string[];
}

type Section = 'destinations' | 'dynamic';

/** The key that names an entry of each section, and by which it is sorted. */
const NAME_KEYS = { destinations: 'id', dynamic: 'at' } as const satisfies Record<Section, string>;

/**
 * Adds destinations at their sorted places; one whose id exists is merged into that entry: lists grow, texts are set, and
 * `surfaces` and `components` only widen a restriction that is there. The text must be a manifest that parses.
 */
export function addDestinations(text: string, entries: readonly DestinationInput[]): string {
  return addEntries(text, 'destinations', entries);
}

/** Adds dynamic places at their sorted places, or merges them into the entry for the same place and scope. */
export function addDynamics(text: string, entries: readonly DynamicInput[]): string {
  return addEntries(text, 'dynamic', entries);
}

/** Removes entries and parts of entries; a section that loses its last entry becomes `[]`. */
export function removeParts(text: string, removals: readonly Removal[]): string {
  const source = closed(text);
  const root = rootOf(source);
  const splices = (['destinations', 'dynamic'] as const).flatMap((section) => {
    const pair = pairOf(root, section);
    const mine = removals.filter((removal) => removal.section === section);
    return pair === null || !isSeq(pair.value) ? [] : removalsIn(source, pair, pair.value, section, mine);
  });
  return splices.length === 0 ? text : applySplices(source, splices);
}

/** Gives dynamic places another name where they stand, so that a difference shows that line alone. */
export function renameDynamics(text: string, renames: ReadonlyMap<string, string>): string {
  if (renames.size === 0) return text;
  const source = closed(text);
  const list = pairOf(rootOf(source), 'dynamic')?.value;
  const splices = (isSeq(list) ? mapsOf(list) : []).flatMap((map) => {
    const to = renames.get(nameOf(map, 'dynamic'));
    return to === undefined ? [] : setText({ text: source, map, order: KEY_ORDERS.dynamic }, 'at', to);
  });
  return applySplices(source, splices);
}

type Fields = Readonly<Record<string, Writable | undefined>>;

function addEntries(text: string, section: Section, entries: readonly (DestinationInput | DynamicInput)[]): string {
  if (entries.length === 0) return text;
  const source = closed(text);
  const root = rootOf(source);
  const list = pairOf(root, section)?.value;
  const named = entries.map((entry) => ({
    name: 'id' in entry ? entry.id : scopedName(entry.at, scopeOf(entry.loads, entry.through)),
    fields: fieldsOf(entry),
  }));
  const existing = new Map(isSeq(list) ? mapsOf(list).map((map) => [nameOf(map, section), map]) : []);
  const merges = named.flatMap(({ name, fields }) => {
    const map = existing.get(name);
    return map === undefined ? [] : mergeInto({ text: source, map, order: KEY_ORDERS[section] }, fields);
  });
  const added = named
    .filter(({ name }) => !existing.has(name))
    .toSorted((a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1));
  return applySplices(source, [...merges, ...insertAll(source, root, section, added)]);
}

interface Named {
  readonly name: string;
  readonly fields: Fields;
}

function insertAll(text: string, root: YAMLMap, section: Section, added: readonly Named[]): readonly Splice[] {
  if (added.length === 0) return [];
  const pair = pairOf(root, section);
  const list = pair?.value;
  const isEmpty = !isSeq(list) || list.items.length === 0;
  if (isEmpty) return writeSection(text, root, section, added);
  const names = mapsOf(list).map((map) => nameOf(map, section));
  const insertions = added.map(({ name, fields }) => ({
    index: slotOf(name, names),
    pairs: pairsOf(fields, KEY_ORDERS[section]),
  }));
  if (list.flow === true) {
    return insertions.flatMap(({ index, pairs }) => insertIntoFlowList(text, list, index, [`{ ${flowPairs(pairs)} }`]));
  }
  const column = dashColumn(text, list);
  const blocks = insertions.map(({ index, pairs }) => ({ index, lines: itemLines(pairs, column) }));
  return insertIntoBlockList(text, list, blocks);
}

/** Where a name goes; in a list that is not sorted, the first place that is right towards one neighbour. */
function slotOf(name: string, names: readonly string[]): number {
  const after = names.findLastIndex((other) => other < name) + 1;
  const before = names.findIndex((other) => other > name);
  return before < 0 ? names.length : Math.min(after, before);
}

/** The section is missing, or an empty list: its entries are written below its key. */
function writeSection(text: string, root: YAMLMap, section: Section, added: readonly Named[]): readonly Splice[] {
  const pair = pairOf(root, section);
  const entries = added.map(({ fields }) => pairsOf(fields, KEY_ORDERS[section]));
  const place: MappingPlace = { text, map: root, order: KEY_ORDERS.manifest };
  const flow = `[${entries.map((pairs) => `{ ${flowPairs(pairs)} }`).join(', ')}]`;
  const range = isSeq(pair?.value) ? (pair.value.range ?? null) : null;
  if (root.flow === true) {
    if (range !== null) return [{ start: range[0], end: range[1], text: flow }];
    return insertPair(place, section, []).map((splice) => ({ ...splice, text: splice.text.replace('[]', () => flow) }));
  }
  const lineEnd = lineEndOf(text);
  const block = entries.flatMap((pairs) => itemLines(pairs, 2)).map((line) => line + lineEnd);
  if (range === null || pair === null) {
    const { at } = blockSlot(place, section);
    return [{ start: at, end: at, text: [`${section}:${lineEnd}`, ...block].join('') }];
  }
  const below = text.indexOf('\n', range[1]) + 1;
  const gap = / *$/.exec(text.slice(0, range[0]))?.[0].length ?? 0;
  return [
    { start: range[0] - gap, end: range[1], text: '' },
    { start: below, end: below, text: block.join('') },
  ];
}

function flowPairs(pairs: readonly (readonly [string, Writable])[]): string {
  return pairs.map(([key, value]) => `${key}: ${inlineText(value)}`).join(', ');
}

function mergeInto(place: MappingPlace, fields: Fields): readonly Splice[] {
  return place.order.flatMap((key) => {
    const value = fields[key];
    if (value === undefined) return [];
    if (typeof value === 'string') return setText(place, key, value);
    if (!isListValue(value)) return mergeReview(place, key, value);
    const isScope = key === 'surfaces' || key === 'components';
    return isScope && pairOf(place.map, key) === null ? [] : addToList(place, key, value);
  });
}

function isListValue(value: Writable): value is readonly string[] {
  return Array.isArray(value);
}

function mergeReview(place: MappingPlace, key: string, value: Readonly<Record<string, string | undefined>>) {
  const map = pairOf(place.map, key)?.value;
  if (!isMap(map)) return insertPair(place, key, value);
  const inner: MappingPlace = { text: place.text, map, order: KEY_ORDERS.review };
  return Object.entries(value).flatMap(([name, text]) => (text === undefined ? [] : setText(inner, name, text)));
}

function removalsIn(
  text: string,
  pair: Pair,
  list: YAMLSeq,
  section: Section,
  removals: readonly Removal[],
): readonly Splice[] {
  const maps = mapsOf(list);
  const of = (map: YAMLMap) => removals.find(({ name }) => name === nameOf(map, section));
  const gone = new Set(maps.flatMap((map, index) => (of(map)?.whole === true ? [index] : [])));
  const parts = maps.flatMap((map) => {
    const removal = of(map);
    if (removal === undefined || removal.whole) return [];
    const place: MappingPlace = { text, map, order: KEY_ORDERS[section] };
    return [...removeFromList(place, 'hosts', removal.hosts), ...removeFromList(place, 'env', removal.env)];
  });
  if (gone.size === 0) return parts;
  if (list.flow === true) {
    const [start, end] = list.range ?? [0, 0];
    return gone.size === maps.length
      ? [{ start, end, text: '[]' }]
      : [...parts, ...removeFromFlowList(text, list, gone)];
  }
  if (gone.size < maps.length) return [...parts, ...removeFromBlockList(text, list, gone)];
  const colon = pair.srcToken?.sep?.find(({ type }) => type === 'map-value-ind');
  const at = (colon?.offset ?? 0) + 1;
  return [{ start: at, end: at, text: ' []' }, ...clearBlockList(text, list)];
}

function fieldsOf(entry: DestinationInput | DynamicInput): Fields {
  return { ...entry };
}

function mapsOf(list: YAMLSeq): readonly YAMLMap[] {
  return list.items.filter((item) => isMap(item));
}

function nameOf(map: YAMLMap, section: Section): string {
  const name = textAt(map, NAME_KEYS[section]) ?? '';
  return section === 'destinations' ? name : scopedName(name, scopeOf(textAt(map, 'loads'), textAt(map, 'through')));
}

function textAt(map: YAMLMap, key: string): string | null {
  const value = pairOf(map, key)?.value;
  return isScalar(value) ? String(value.value) : null;
}

/** The text with its last line ended, since lines are added after it. */
function closed(text: string): string {
  return text.endsWith('\n') ? text : text + lineEndOf(text);
}

function rootOf(text: string): YAMLMap {
  const { contents } = parseTree(text).document;
  if (!isMap(contents)) throw new TypeError('the text is not a manifest: parse it before it is edited');
  return contents;
}

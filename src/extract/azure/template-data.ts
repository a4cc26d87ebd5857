/** What a template of Azure declares, as data: with what parameters and variables stand for, as far as the template itself says it. */
import { mapNode, scalarNode, type DataEntry, type DataNode, type Range } from '../data/data-node.ts';
import type { Declared, Template, TemplateEntry, TemplateExpr } from './template-expr.ts';

/** The data of a template: `{ resources: [{ type, …body }], modules: [{ path, …body }] }`. */
export function templateData(template: Template, range: Range): DataNode {
  const values = new Values(template);
  const resources = template.resources.flatMap((one) => declaredIn(one, 'type', values));
  const modules = template.modules.flatMap((one) => declaredIn(one, 'path', values));
  return mapNode(
    [
      { key: 'resources', value: { kind: 'list', items: resources, range } },
      { key: 'modules', value: { kind: 'list', items: modules, range } },
    ],
    range,
  );
}

/** One for each turn of a loop. Which settings a resource of settings holds, its name ends with. */
function declaredIn({ type, body }: Declared, key: 'type' | 'path', values: Values): readonly DataNode[] {
  const found = values.of(body, NO_SCOPE);
  const all = found.kind === 'list' ? found.items : [found];
  return all.flatMap((one): readonly DataNode[] => {
    if (one.kind !== 'map') return [];
    const named = lastOfName(one.entries.find((entry) => entry.key === 'name')?.value);
    const about: DataEntry[] = [{ key, value: scalarNode(type, one.range) }];
    if (named !== null) about.push({ key: 'settings', value: scalarNode(named, one.range) });
    return [mapNode([...one.entries, ...about], one.range)];
  });
}

function lastOfName(name: DataNode | undefined): string | null {
  const text = name?.kind === 'scalar' ? name.value : name?.kind === 'text' ? name.parts.at(-1) : null;
  return typeof text === 'string' ? (text.split('/').at(-1)?.toLowerCase() ?? null) : null;
}

type Scope = ReadonlyMap<string, DataNode>;

const NO_SCOPE: Scope = new Map();

/** More than a template that is written by hand has; variables of variables multiply. */
const MOST = 200_000;
const MOST_TURNS = 256;

class Values {
  readonly #template: Template;
  readonly #known = new Map<string, DataNode>();
  readonly #running = new Set<string>();
  #left = MOST;

  constructor(template: Template) {
    this.#template = template;
  }

  /** What an expression stands for. `scope` has what loops count. */
  of(expr: TemplateExpr, scope: Scope): DataNode {
    this.#left -= 1;
    if (this.#left < 0) return unknown(expr.range);
    switch (expr.kind) {
      case 'text':
        return textOf(
          expr.parts.map((part) => (typeof part === 'string' ? part : this.of(part, scope))),
          expr.range,
        );
      case 'constant':
        return scalarNode(expr.value, expr.range);
      case 'name':
        return scope.get(expr.name) ?? this.#named(expr.name, expr.range);
      case 'member':
        return memberOf(this.of(expr.object, scope), expr.property, expr.range);
      case 'call':
        return this.#called(expr, scope);
      case 'either':
        return either(
          expr.options.map((one) => this.of(one, scope)),
          expr.range,
        );
      case 'list':
        return {
          kind: 'list',
          items: expr.items.flatMap(({ value, spread }) => {
            const found = this.of(value, scope);
            return spread ? itemsOf(found) : [found];
          }),
          range: expr.range,
        };
      case 'map':
        return mapNode(
          expr.entries.flatMap((entry) => this.#entries(entry, scope)),
          expr.range,
        );
      case 'loop':
        return this.#turns(expr, scope);
      case 'unknown':
        return unknown(expr.range);
    }
  }

  #entries({ key, value }: TemplateEntry, scope: Scope): readonly DataEntry[] {
    const found = this.of(value, scope);
    if (key === null) return found.kind === 'map' ? found.entries : [];
    const name = this.of(key, scope);
    return name.kind === 'scalar' && typeof name.value === 'string' ? [{ key: name.value, value: found }] : [];
  }

  #turns({ name, over, body, range }: Extract<TemplateExpr, { kind: 'loop' }>, scope: Scope): DataNode {
    const list = this.of(over, scope);
    const turns = list.kind === 'list' ? list.items.slice(0, MOST_TURNS) : [unknown(over.range)];
    return { kind: 'list', items: turns.map((turn) => this.of(body, new Map([...scope, [name, turn]]))), range };
  }

  /** A parameter by its default, a variable, or a resource by its body. */
  #named(name: string, range: Range): DataNode {
    const known = this.#known.get(name);
    if (known) return known;
    const declared =
      this.#template.names.get(name) ?? this.#template.resources.find(({ symbol }) => symbol === name)?.body;
    if (!declared || this.#running.has(name)) return unknown(range);
    this.#running.add(name);
    const found = this.of(declared, NO_SCOPE);
    this.#running.delete(name);
    if (this.#running.size === 0) this.#known.set(name, found);
    return found;
  }

  #called({ function: name, args, range }: Extract<TemplateExpr, { kind: 'call' }>, scope: Scope): DataNode {
    const apply = FUNCTIONS.get(name.toLowerCase());
    if (name === 'parameters' || name === 'variables') {
      const [which] = args.map((one) => this.of(one, scope));
      return which?.kind === 'scalar' && typeof which.value === 'string'
        ? this.#named(which.value, range)
        : unknown(range);
    }
    return (
      apply?.(
        args.map((one) => this.of(one, scope)),
        range,
      ) ?? unknown(range)
    );
  }
}

type Apply = (args: readonly DataNode[], range: Range) => DataNode | null;

/** The functions that put texts, lists and objects together. */
const FUNCTIONS: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['concat', (args, range) => (args.some(isList) ? joined(args, range) : textOf(args, range))],
  ['format', formatted],
  ['string', ([only]) => only ?? null],
  ['uri', ([base, path], range) => (base && path ? textOf([base, '/', path], range) : null)],
  ['tolower', ([only], range) => (only ? cased(only, (text) => text.toLowerCase(), range) : null)],
  ['toupper', ([only], range) => (only ? cased(only, (text) => text.toUpperCase(), range) : null)],
  ['if', ([, then, otherwise], range) => (then && otherwise ? either([then, otherwise], range) : null)],
  ['coalesce', (args, range) => either(args, range)],
  ['createarray', (args, range) => ({ kind: 'list', items: args, range })],
  ['union', (args, range) => (args.some(isList) ? joined(args, range) : merged(args, range))],
]);

function formatted([format, ...args]: readonly DataNode[], range: Range): DataNode | null {
  if (format?.kind !== 'scalar' || typeof format.value !== 'string') return null;
  const pieces = format.value.split(/\{(\d+)[^}]*\}/);
  return textOf(
    pieces.map((piece, index) => (index % 2 === 0 ? piece : (args[Number(piece)] ?? unknown(range)))),
    range,
  );
}

function isList({ kind }: DataNode): boolean {
  return kind === 'list';
}

function joined(args: readonly DataNode[], range: Range): DataNode {
  return { kind: 'list', items: args.flatMap(itemsOf), range };
}

/** The items of a list; of one of several lists, those of all. */
function itemsOf(node: DataNode): readonly DataNode[] {
  if (node.kind === 'either') return node.options.flatMap(itemsOf);
  return node.kind === 'list' ? node.items : [];
}

function merged(args: readonly DataNode[], range: Range): DataNode {
  const maps = args.flatMap((one) => (one.kind === 'either' ? one.options : [one]));
  return mapNode(
    maps.flatMap((one) => (one.kind === 'map' ? one.entries : [])),
    range,
  );
}

function cased(node: DataNode, change: (text: string) => string, range: Range): DataNode {
  if (node.kind === 'scalar')
    return scalarNode(typeof node.value === 'string' ? change(node.value) : node.value, range);
  if (node.kind !== 'text') return unknown(range);
  return { ...node, parts: node.parts.map((part) => (part === null ? null : change(part))) };
}

function memberOf(object: DataNode, property: string, range: Range): DataNode {
  if (object.kind === 'either')
    return either(
      object.options.map((one) => memberOf(one, property, range)),
      range,
    );
  if (object.kind === 'list') return object.items[Number(property)] ?? unknown(range);
  const found = object.kind === 'map' ? object.entries.findLast(({ key }) => key === property)?.value : undefined;
  return found ?? unknown(range);
}

/** A text of pieces; one of several where a piece is one of several, as far as that is not too much. */
function textOf(pieces: readonly (string | DataNode)[], range: Range): DataNode {
  const several = pieces.findIndex((piece) => typeof piece !== 'string' && piece.kind === 'either');
  const choice = pieces[several];
  if (choice !== undefined && typeof choice !== 'string' && choice.kind === 'either') {
    const others = pieces.filter((piece) => typeof piece !== 'string' && piece.kind === 'either').length;
    const options = others > MOST_CHOICES ? [unknown(range)] : choice.options;
    return either(
      options.map((one) => textOf(pieces.with(several, one), range)),
      range,
    );
  }
  const parts: (string | null)[] = [];
  for (const part of pieces.flatMap(partsOf)) {
    const last = parts.at(-1);
    if (part !== null && typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== null || last !== null || parts.length === 0) parts.push(part);
  }
  const [only = ''] = parts;
  return parts.length <= 1 && only !== null ? scalarNode(only, range) : { kind: 'text', parts, range };
}

const MOST_CHOICES = 4;

function partsOf(piece: string | DataNode): readonly (string | null)[] {
  if (typeof piece === 'string') return [piece];
  if (piece.kind === 'text') return piece.parts;
  return [piece.kind === 'scalar' && piece.value !== null ? String(piece.value) : null];
}

function either(options: readonly DataNode[], range: Range): DataNode {
  const all = options.flatMap((one) => (one.kind === 'either' ? one.options : [one]));
  const [only] = all;
  return all.length === 1 && only ? only : { kind: 'either', options: all, range };
}

function unknown(range: Range): DataNode {
  return { kind: 'text', parts: [null], range };
}

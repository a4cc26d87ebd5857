/** What the program provides under tokens: calls of a container, and objects that say it to a framework. */
import type { Expr, ExprId } from '../lower/module.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import { lookupsIn } from '../link/lookups.ts';
import { calledNames } from '../link/called-names.ts';
import type { Names } from '../rules/call-names.ts';
import type { Returns } from '../rules/vocabulary.ts';
import type { ApiNode } from '../rules/trie.ts';
import type { CallersOf } from './establish.ts';
import { capturesAt } from './captures.ts';
import type { Evaluation } from './evaluation.ts';
import type { Facts, Provision } from './facts.ts';
import { framesHere } from './frames-here.ts';
import { apiInvoke } from './operations/api.ts';
import { componentKeys } from './operations/injected.ts';
import { keyOf } from './render.ts';
import { closedText } from './text.ts';
import { functionKey, optionsOf, type ApiValue, type Ref, type Value } from './value.ts';

/** Looks for them at the first question. */
export function createProvisions(
  program: Program,
  evaluation: Evaluation,
  libraries: CallersOf,
): Pick<Facts, 'provisions' | 'allProvisions' | 'tellings' | 'toldIn' | 'selves' | 'injections'> {
  let known: Index | null = null;
  let told: ReadonlyMap<string, Ref> | null = null;
  const injects = isImported(program, evaluation.trie.names.injections);
  const index = (): Index =>
    (known ??= evaluation.facts.meter.aside(() => indexed(provisionsIn(program, evaluation, libraries), evaluation)));
  return {
    allProvisions: () => index().all,
    selves: (object) => index().selves.get(placeKey(object)) ?? null,
    toldIn: () => (told ??= tellersOf(index().all, evaluation)),
    injections: (component) => (injects ? (index().byToken.get(component()) ?? []) : []),
    tellings: (made) => index().byToken.get(placeKey(made)) ?? [],
    provisions(token, rule) {
      const key = tokenKey(token);
      const found = key === null ? [] : (index().byToken.get(key) ?? []);
      return rule === null ? found : found.filter(({ end }) => end.rule.id === rule);
    },
  };
}

/** Whether the program imports one of the packages that names are of. */
export function isImported(program: Program, names: Names): boolean {
  const packages = new Set([...names.values()].flatMap((words) => [...(words ?? [])]));
  return program.modules.some(({ imports }) => imports.some(({ specifier }) => packages.has(specifier)));
}

interface Index {
  readonly all: readonly Provision[];
  readonly byToken: ReadonlyMap<string, readonly Provision[]>;
  readonly selves: ReadonlyMap<string, Value>;
}

/** Which object the functions of literals belong to. */
function selvesOf(all: readonly Provision[], evaluation: Evaluation): ReadonlyMap<string, Value> {
  return new Map(
    all.flatMap(({ end, node, applied }) => {
      const made = applied.at(-1);
      if (end.function.returns !== 'selves' || !made) return [];
      const self = apiInvoke({ kind: 'api', node, applied }, 'call', made);
      const captures = capturesAt(end, applied, evaluation);
      const groups = [captures?.get('fields')?.value, captures?.get('also')?.value].flatMap((one) =>
        one ? optionsOf(one) : [],
      );
      return groups.flatMap((one) => (self && one.kind === 'record' ? [[placeKey(one.object), self] as const] : []));
    }),
  );
}

/** The functions that tell stores something, each with the first store that it tells. */
function tellersOf(all: readonly Provision[], evaluation: Evaluation): ReadonlyMap<string, Ref> {
  const tellers = new Map<string, Ref>();
  for (const provision of all) {
    const call = provision.applied.at(-1);
    const owner = call && lookupsIn(call.module).siteOf(call.expr)?.owner;
    if (!TELLS.has(provision.end.function.returns) || !call || owner === undefined) continue;
    const key = functionKey(call.module, owner);
    const [store] = storesTold(provision, evaluation);
    if (store && !tellers.has(key)) tellers.set(key, store);
  }
  return tellers;
}

function indexed(all: readonly Provision[], evaluation: Evaluation): Index {
  const byToken = new Map<string, Provision[]>();
  for (const provision of all) {
    for (const key of keysOf(provision, evaluation)) {
      if (key === null) continue;
      const list = byToken.get(key);
      if (list) list.push(provision);
      else byToken.set(key, [provision]);
    }
  }
  return { all, byToken, selves: selvesOf(all, evaluation) };
}

/** What is provided in tests stands in for the real thing there. */
function provisionsIn(program: Program, evaluation: Evaluation, libraries: CallersOf): readonly Provision[] {
  const { objects, names: called } = evaluation.trie;
  const imported = new Set(program.modules.flatMap(({ imports }) => imports.map(({ specifier }) => specifier)));
  const ofImported = (found: Names): ReadonlySet<string> =>
    new Set(
      [...found.keys()].filter(
        (name) => found.get(name) === null || [...(found.get(name) ?? [])].some((word) => imported.has(word)),
      ),
    );
  const [names, handed] = [ofImported(called.provisions), ofImported(called.handedProvisions)];
  const elements = ofImported(called.elementProvisions);
  const shapes = objects.keys().flatMap((keys) => {
    const node = objects.get(keys);
    return node ? [{ keys: keys.split(','), node }] : [];
  });
  return program.modules
    .filter(({ file }) => file.surface !== 'test')
    .flatMap((module) => [
      ...(shapes.length === 0 ? [] : atObjects(module, shapes)),
      ...module.calls.flatMap(({ call }) => {
        const expr = module.expressions[call];
        const called = expr?.kind === 'call' ? calledNames(module, expr.callee, program) : [];
        const isElement = elements.size > 0 && expr?.kind === 'markup' && typeof expr.tag === 'number';
        if (!isElement && !called.some((name) => names.has(name))) return [];
        return atCall(module, call, evaluation, called.some((name) => handed.has(name)) ? libraries : NOBODY);
      }),
    ]);
}

const NOBODY: CallersOf = { of: () => [] };

interface Shape {
  readonly keys: readonly string[];
  readonly node: ApiNode;
}

const TELLS: ReadonlySet<Returns> = new Set<Returns>(['told', 'merged']);

const PROVIDES: ReadonlySet<Returns> = new Set<Returns>(['provision', 'told', 'merged', 'selves', 'injected']);

function atObjects(module: LinkedModule, shapes: readonly Shape[]): readonly Provision[] {
  return module.expressions.flatMap((expr, id) =>
    expr.kind === 'object'
      ? shapes.flatMap((shape) => (hasKeys(expr, shape) ? endsAt(shape.node, module, id) : []))
      : [],
  );
}

function hasKeys({ properties }: Extract<Expr, { kind: 'object' }>, { keys }: Shape): boolean {
  return keys.every((key) => properties.some((property) => property.kind === 'property' && property.key === key));
}

function endsAt(node: ApiNode, module: LinkedModule, id: ExprId): readonly Provision[] {
  return provisionsOf({ kind: 'api', node, applied: [{ module, expr: id, frame: null, as: 'value' }] });
}

function atCall(
  module: LinkedModule,
  call: ExprId,
  evaluation: Evaluation,
  libraries: CallersOf,
): readonly Provision[] {
  const expr = module.expressions[call];
  const callee = expr?.kind === 'call' ? expr.callee : expr?.kind === 'markup' ? expr.tag : null;
  if (typeof callee !== 'number') return [];
  const how = expr?.kind === 'markup' ? 'markup' : expr?.kind === 'call' && expr.construct ? 'construct' : 'call';
  const ref = { module, expr: call, frame: null };
  return calleesAt({ ...ref, expr: callee }, evaluation, libraries).flatMap((found) => {
    const api = found.kind === 'api' ? apiInvoke(found, how, ref) : null;
    return api ? provisionsOf(api) : [];
  });
}

/** What is called; on the parameter of a function that a library takes, as that library fills it. */
function calleesAt(callee: Ref, evaluation: Evaluation, libraries: CallersOf): readonly Value[] {
  return optionsOf(evaluation.ask(callee)).flatMap((value) => {
    if (value.kind !== 'hole' || value.hole.kind !== 'parameter') return [value];
    const here = framesHere(value.hole, evaluation);
    const frames = here.length > 0 ? here : libraries.of(value.hole.module, value.hole.function);
    return frames.length === 0 ? [value] : frames.flatMap((frame) => optionsOf(evaluation.ask({ ...callee, frame })));
  });
}

/** What a provision is found by; what a store is told, by where that is made. */
function keysOf(provision: Provision, evaluation: Evaluation): ReadonlySet<string | null> {
  const { returns } = provision.end.function;
  if (returns === 'selves') return new Set();
  if (returns === 'injected') return new Set(componentsIn(provision, evaluation));
  if (returns === 'provision') return new Set(tokensOf(provision, evaluation).map(tokenKey));
  return new Set(storesTold(provision, evaluation).map((made) => (made ? placeKey(made) : null)));
}

/** The components that are given properties. */
function componentsIn({ end, applied }: Provision, evaluation: Evaluation): readonly string[] {
  const component = capturesAt(end, applied, evaluation)?.get('value')?.value;
  return component ? optionsOf(component).flatMap((one) => componentKeys(one, evaluation)) : [];
}

/** Where the stores are made that are told something. */
function storesTold({ end, applied }: Provision, evaluation: Evaluation): readonly (Ref | undefined)[] {
  const store = capturesAt(end, applied, evaluation)?.get('store')?.value;
  if (store) return optionsOf(store).map(placeMade);
  return [end.function.ofOne ? applied[0] : (applied.at(-2) ?? applied.at(-1))];
}

function placeMade(store: Value): Ref | undefined {
  return store.kind === 'fields' ? store.made : undefined;
}

function placeKey({ module, expr }: Ref): string {
  return `made at ${module.id}:${expr}`;
}

function provisionsOf({ node, applied }: ApiValue): readonly Provision[] {
  return node.ends.flatMap((end) =>
    end.kind === 'function' && PROVIDES.has(end.function.returns) ? [{ end, node, applied }] : [],
  );
}

/** What a provision is asked for by; a token that provides for itself is its own. */
function tokensOf({ end, applied }: Provision, evaluation: Evaluation): readonly Value[] {
  const captures = capturesAt(end, applied, evaluation);
  if (captures === null) return [];
  const token = captures.get('token')?.value;
  if (token) return optionsOf(token);
  const { module, expr, frame } = applied.at(-1) ?? {};
  return module && expr !== undefined ? [evaluation.ask({ module, expr, frame: frame ?? null })] : [];
}

/** Equal for values that a container takes for the same; null for one that says nothing. */
function tokenKey(token: Value): string | null {
  switch (token.kind) {
    case 'text':
      return closedText(token);
    case 'class':
      return `class ${token.module.id}:${token.class}`;
    case 'api':
    case 'closure':
      return keyOf(token);
    // Whoever asks, an object is the place where it is written.
    case 'record':
      return `object ${placeKey(token.object)}`;
    default:
      return null;
  }
}

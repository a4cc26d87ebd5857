/** Names, globals and modules. */
import { EXPORT_EQUALS } from '../../lower/module.ts';
import { entryOfFile, packageOfFile } from '../../lower/package-names.ts';
import { isObjectData } from '../../link/files-matching.ts';
import { wholeExports, type ExportTarget, type LinkedModule } from '../../link/program.ts';
import { GLOBAL_OBJECTS } from '../../rules/vocabulary.ts';
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { choice, closedText, mapOptions, oneOf, withTrail } from '../text.ts';
import { step } from '../trail.ts';
import { LACKING, NEVER, UNDEFINED, at, hole, optionsOf, text, type Value } from '../value.ts';
import { arrive } from './api.ts';
import { isLanguageGlobal } from './static-functions.ts';
import { withoutPromises } from './classes.ts';
import { relativePattern } from './file-paths.ts';
import { memberOf } from './members.ts';
import { definedValues, isPassedBy, liveDefinitions } from './definitions.ts';
import { narrowed } from './narrowing.ts';
import { isExcluded } from './truth.ts';
import { holdsUrl } from './url-holders.ts';
import type { Operation } from './index.ts';
import { applyWrites, writesBefore } from './writes.ts';
import { writesUnder, writtenTo } from './written.ts';

export const evaluateName: Operation<'name'> = (expr, ref, evaluation) => {
  const binding = ref.module.bindings[expr.binding];
  if (!binding) return hole('uninitialised');
  const live = liveDefinitions(binding, expr.before);
  if (live.length === 0) return hole('uninitialised', binding.name);
  // A name with thousands of definitions is as much work as dozens of others.
  evaluation.spend(Math.floor(live.length / LIMITS.choiceWidth));
  const definitions = live.filter(({ guards }) => !isExcluded(guards, ref, evaluation));
  const value =
    definitions.length === 0
      ? NEVER
      : applyWrites(
          oneOf([
            ...withoutPromises(definedValues(definitions, expr, ref, evaluation)),
            ...(isPassedBy(live, binding) ? [LACKING] : []),
          ]),
          writesBefore(expr, binding, ref),
          evaluation,
          holdsUrl(binding, ref, evaluation),
        );
  return expr.guards ? narrowed(value, expr.guards, ref, expr.asObject !== true, evaluation) : value;
};

export const evaluateGlobal: Operation<'global'> = (expr, ref, evaluation) =>
  commonJsGlobal(expr.name, ref.module) ?? globalNamed(expr.name, evaluation, ref.module.file.component);

export const evaluateMeta: Operation<'meta'> = (_expr, _ref, evaluation) => globalNamed('import.meta', evaluation);

export const evaluateModule: Operation<'module'> = (expr, ref, evaluation) =>
  mapOptions(withoutNothing(evaluation.evaluate(at(ref, expr.specifier))), (specifier) => {
    const name = expr.named ?? closedText(specifier);
    const found =
      name === null ? modulesLike(specifier, ref.module, evaluation) : moduleNamed(name, ref.module, evaluation);
    return expr.required ? mapOptions(found, (option) => required(option, evaluation)) : found;
  });

/** Nothing is imported where a table lacks a name: where it may be another, that one is meant. */
function withoutNothing(specifier: Value): Value {
  const named = optionsOf(specifier).filter((one) => one.kind !== 'constant' || one.value !== undefined);
  return named.length === 0 ? specifier : choice(named);
}

/**
 * What `require` gives: what a module exports that exports one thing, a function, a class, a text. An object stays the module, whose
 * members are looked at one by one; so does what has exports beside it.
 */
function required(value: Value, evaluation: Evaluation): Value {
  const isOne =
    value.kind === 'namespace' &&
    value.module.exports.length > 0 &&
    value.module.exports.every(({ name }) => name === EXPORT_EQUALS);
  if (!isOne) return value;
  return mapOptions(invoked(value, evaluation), (option) => (ONE_THING.has(option.kind) ? option : value));
}

const ONE_THING: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['closure', 'class', 'text', 'list', 'api']);

/** What is called when a module is called: all that a CommonJS module exports. Anything else is called itself. */
export function invoked(value: Value, evaluation: Evaluation): Value {
  return mapOptions(value, (option) => {
    if (option.kind !== 'namespace') return option;
    const { module } = option;
    const whole = wholeExports(module);
    return whole.length === 0
      ? option
      : choice(whole.map((target) => exportValue(target, EXPORT_EQUALS, module, evaluation)));
  });
}

/** Every export of a module of the repository, by name. */
export function exportsOf(module: LinkedModule, evaluation: Evaluation): ReadonlyMap<string, Value> {
  const names = evaluation.program.exportNames(module);
  return new Map(names.map((name) => [name, exportNamed(module, name, evaluation)]));
}

/** `exports` and `module.exports` inside a CommonJS module: what it exports itself. */
function commonJsGlobal(name: string, module: LinkedModule): Value | null {
  if ((name !== 'exports' && name !== 'module') || module.exports.length === 0) return null;
  const own: Value = { kind: 'namespace', module };
  return name === 'exports' ? own : { kind: 'fields', fields: new Map([['exports', own]]), open: true };
}

/** `require('./providers/' + name)`: any file that fits what is known of the name. */
function modulesLike(specifier: Value, from: LinkedModule, evaluation: Evaluation): Value {
  const pattern = specifier.kind === 'text' ? relativePattern(specifier.parts) : null;
  const found = pattern === null ? [] : evaluation.program.modulesLike(from, pattern);
  return found.length === 0
    ? hole('unresolved-import')
    : choice(found.map((module): Value => ({ kind: 'namespace', module })));
}

/** A global by name: a position in the trie, the global object, a function of the language, or what a build of the component puts there. */
export function globalNamed(name: string, evaluation: Evaluation, component: string | null = null): Value {
  const node = evaluation.trie.globals.get(name);
  if (node) return arrive({ kind: 'api', node, applied: [] }, evaluation);
  if (GLOBAL_OBJECTS.has(name)) return { kind: 'builtin', name: 'globalThis', receiver: null };
  if (isLanguageGlobal(name)) return { kind: 'builtin', name, receiver: null };
  const global: Value = { kind: 'builtin', name: 'globalThis', receiver: null };
  const written = writtenTo(global, name, evaluation);
  const defined = evaluation.facts.defined(name, component);
  if (defined !== null) return choice([defined, ...written]);
  const isNamed = writesUnder(global, name, evaluation).some(({ key }) => key === undefined);
  // A write under a name that is computed may be to another global.
  if (written.length > 0) return choice(isNamed ? written : [hole('unknown-global', name), ...written]);
  // What is kept there is made of what is there: at first nothing.
  return isNamed ? UNDEFINED : hole('unknown-global', name);
}

/** What an export of a module of the repository is. `default` of a CommonJS module is all it exports. */
export function exportNamed(module: LinkedModule, name: string, evaluation: Evaluation): Value {
  const written = writtenTo({ kind: 'namespace', module }, name, evaluation);
  const own = ownExport(module, name, evaluation);
  if (written.length === 0) return own;
  return choice(own.kind === 'hole' ? written : [own, ...written]);
}

function ownExport(module: LinkedModule, name: string, evaluation: Evaluation): Value {
  const found = evaluation.program.findExport(module, name);
  if (found.length > 0) return choice(found.map((target) => exportValue(target, name, module, evaluation)));
  if (isObjectData(module) && name !== 'default') {
    return memberOf(exportNamed(module, 'default', evaluation), name, evaluation);
  }
  const whole = wholeExports(module);
  if (whole.length === 0) return name === 'default' ? namespaceDefault(module) : hole('missing-export', name);
  const value = choice(whole.map((target) => exportValue(target, EXPORT_EQUALS, module, evaluation)));
  return name === 'default' ? value : memberOf(value, name, evaluation);
}

function namespaceDefault(module: LinkedModule): Value {
  const isCommonJs = module.exports.length > 0 && module.imports.every(({ typeOnly }) => !typeOnly);
  return isCommonJs ? { kind: 'namespace', module } : hole('missing-export', 'default');
}

function exportValue(target: ExportTarget, name: string, from: LinkedModule, evaluation: Evaluation): Value {
  if (target.kind === 'expression') {
    const { module, value } = target;
    const found = evaluation.evaluate({ module, expr: value, frame: null });
    return withTrail(found, (trail) => step(module, value, trail));
  }
  return memberOf(moduleNamed(target.specifier, from, evaluation), name, evaluation);
}

/** What bundlers turn an import of into an address of the page itself. */
const ASSET =
  /\.(?:png|jpe?g|gif|svg|webp|avif|ico|bmp|css|scss|sass|less|mp[34]|webm|wav|ogg|woff2?|ttf|otf|eot|pdf|wasm|txt|md)(?:\?[\w&=-]*)?$|[?&](?:url|raw|inline|no-inline|worker|sharedworker)(?:&|$)/i;

function moduleNamed(specifier: string, from: LinkedModule, evaluation: Evaluation): Value {
  if (ASSET.test(specifier) && !specifier.includes('://')) return asset(specifier);
  const module = evaluation.program.resolve(from, specifier);
  if (module) return { kind: 'namespace', module };
  if (specifier.replace(/^node:/, '') === 'buffer') return BUFFER_MODULE;
  const { modules } = evaluation.trie;
  const names = [specifier.replace(/^node:/, ''), entryOfFile(specifier), packageOfFile(specifier) ?? ''];
  const node = names.map((name) => modules.get(name)).find((one) => one !== null && one !== undefined);
  if (node) return arrive({ kind: 'api', node, applied: [] }, evaluation);
  return specifier.startsWith('.') ? hole('unresolved-import', specifier) : hole('unknown-package', specifier);
}

const BUFFER_MODULE: Value = {
  kind: 'fields',
  fields: new Map(['Buffer', 'atob', 'btoa'].map((name) => [name, { kind: 'builtin', name, receiver: null }])),
  open: true,
};

function asset(specifier: string): Value {
  const path = text(`/${specifier.replace(/^.*\//, '')}`);
  return { kind: 'fields', fields: new Map([['default', path]]), open: false };
}

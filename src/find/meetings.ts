/** Where the program meets a position of the trie at which a library takes functions, or what it calls them with. */
import { globMatcher } from '../discover/glob.ts';
import { EXPORT_EQUALS, type CallSite } from '../lower/module.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import type { ApiNode, Trie } from '../rules/trie.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { elementApi, invokedAs } from '../values/operations/api.ts';
import { optionsOf, type ApiValue, type Ref } from '../values/value.ts';
import { calleeOf } from './call-graph.ts';
import type { CallableNames } from './callable-names.ts';

export interface Meeting {
  readonly api: ApiValue;
  readonly at: Ref;
}

/** Finds them, in the order of files and positions. */
export function meetings(
  program: Program,
  trie: Trie,
  callable: CallableNames,
  evaluation: Evaluation,
): readonly Meeting[] {
  return program.modules.flatMap((module) => [
    ...atExports(module, trie),
    ...module.calls.flatMap((call) => (mayBeApiAt(module, call, callable) ? meetingsAt(module, call, evaluation) : [])),
  ]);
}

function mayBeApiAt(module: LinkedModule, { call }: CallSite, callable: CallableNames): boolean {
  const callee = calleeOf(module, call);
  return callee === null || callable.mayBeApi(module, callee);
}

/** What a call, construction or element meets. */
export function meetingsAt(module: LinkedModule, { call }: CallSite, evaluation: Evaluation): readonly Meeting[] {
  const expr = module.expressions[call];
  const at: Ref = { module, expr: call, frame: null };
  if (expr?.kind === 'markup' && typeof expr.tag === 'string') {
    const api = elementApi(expr.tag, at, evaluation.trie);
    return api && isHandedFunctions(api.node) ? [{ api, at }] : [];
  }
  const callee = expr?.kind === 'call' ? expr.callee : expr?.kind === 'markup' ? expr.tag : null;
  if (typeof callee !== 'number') return [];
  const kind = expr?.kind === 'markup' ? 'markup' : expr?.kind === 'call' && expr.construct ? 'construct' : 'call';
  return optionsOf(evaluation.ask({ ...at, expr: callee })).flatMap((value): readonly Meeting[] => {
    const api = invokedAs(value, kind, at, evaluation);
    return api && isHandedFunctions(api.node) ? [{ api, at }] : [];
  });
}

/** What files export for their framework. */
function atExports(module: LinkedModule, trie: Trie): readonly Meeting[] {
  return module.exports.flatMap(({ name, value }): readonly Meeting[] => {
    const node = trie.exports.get(name === EXPORT_EQUALS ? 'default' : name);
    if (!node || !isHandedFunctions(node)) return [];
    const at: Ref = { module, expr: value, frame: null };
    const read = readFrom(node, module);
    return isHandedFunctions(read) ? [{ api: { kind: 'api', node: read, applied: [{ ...at, as: 'value' }] }, at }] : [];
  });
}

/** Of what frameworks read under the name of an export, what they read from this file. */
function readFrom(node: ApiNode, { path }: LinkedModule): ApiNode {
  const isRead = (files: readonly string[] | undefined): boolean => files !== undefined && globMatcher(files)(path);
  return {
    ...node,
    handed: node.handed.filter(({ files }) => isRead(files)),
    ends: node.ends.filter((end) => {
      if (end.kind !== 'called') return false;
      const { files, fromFiles = files } = end.called;
      return isRead(end.side === 'from' ? fromFiles : files);
    }),
  };
}

function isHandedFunctions({ handed, ends }: ApiNode): boolean {
  return handed.length > 0 || ends.some(({ kind, functions }) => kind === 'called' || functions.length > 0);
}

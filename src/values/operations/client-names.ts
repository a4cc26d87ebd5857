/** Names by which a client is handed over: `fetch`, `axios.get`, something that is imported. Told before anything is evaluated. */
import type { ExprId } from '../../lower/module.ts';
import type { Trie } from '../../rules/trie.ts';
import type { Evaluation } from '../evaluation.ts';
import { at, optionsOf, type Ref, type Value } from '../value.ts';

/** Whether an expression may be a client by its name. */
export function isClientName(id: ExprId, ref: Ref, trie: Trie): boolean {
  const expr = ref.module.expressions[id];
  switch (expr?.kind) {
    case 'global':
      return trie.globals.get(expr.name)?.call !== undefined || expr.name === 'window' || expr.name === 'globalThis';
    case 'member':
      return typeof expr.property === 'string' && isClientName(expr.object, ref, trie);
    case 'name':
      return ref.module.bindings[expr.binding]?.kind === 'import';
    default:
      return false;
  }
}

/**
 * What a function of a package gives that no rule describes and that is handed a client, alone or in its options: a client like it, with something
 * around it (`withRetries(fetch)`, `traced({ fetch })`). Null for any other call.
 */
export function wrappedClient(ref: Ref, evaluation: Evaluation): Value | null {
  const call = ref.module.expressions[ref.expr];
  if (call?.kind !== 'call' || call.construct) return null;
  const [first] = call.args;
  const expr = first && ref.module.expressions[first.value];
  if (!first || first.spread || !expr) return null;
  const handed = expr.kind === 'object' ? fetchIn(expr.properties) : first.value;
  if (handed === undefined || !isClientName(handed, ref, evaluation.trie)) return null;
  const clients = optionsOf(evaluation.evaluate(at(ref, handed))).filter(isCalled);
  const [only] = clients;
  return clients.length === 1 && only ? only : null;
}

function fetchIn(
  properties: readonly { readonly kind: string; readonly key?: string | ExprId; readonly value: ExprId }[],
): ExprId | undefined {
  return properties.find(({ kind, key }) => kind === 'property' && key === 'fetch')?.value;
}

/** A function that connects when it is called, and has been called by nobody yet. */
function isCalled(value: Value): boolean {
  return value.kind === 'api' && value.node.call?.ends.some(({ kind }) => kind === 'sink') === true;
}

/** Clients that no value leads to: what the type of the receiver says when a method that may be a client's is called on it. */
import type { ExprId } from '../lower/module.ts';
import { argumentAt } from '../values/arguments.ts';
import { isLanguageMethod } from '../values/operations/builtins.ts';
import { splitUrl } from '../values/url-text.ts';
import { optionsOf, type Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import type { Where } from './uses.ts';

/**
 * What a callee is by its type. Asked only where the answer can matter: the method is that of a client of some package, the file leads to
 * that package by its imports, and what is handed over may be an address.
 */
export function calleeByType(callee: ExprId, where: Where, analysis: Analysis): readonly Value[] {
  const { module, at, assumptions } = where;
  const expr = module.expressions[callee];
  if (!analysis.methodByType || expr?.kind !== 'member' || typeof expr.property !== 'string') return [];
  const packages = analysis.trie.names.clientMethods.get(expr.property);
  if (!packages || isLanguageMethod(expr.property) || !analysis.importers.ofPackages(packages).has(module)) return [];
  const evaluation = analysis.under(assumptions);
  const argument = argumentAt({ module, expr: at, frame: null }, 0, evaluation);
  if (!argument || !optionsOf(argument).some(mayBeAddress)) return [];
  const method = analysis.methodByType({ module, expr: callee, frame: null }, evaluation);
  return method ? optionsOf(method) : [];
}

/** An absolute address, options that may hold one, or something unknown; a path alone leads nowhere without the client's base. */
function mayBeAddress(value: Value): boolean {
  if (value.kind === 'text') return splitUrl(value.parts) !== null || value.parts[0]?.kind === 'hole';
  return value.kind === 'hole' || value.kind === 'record' || value.kind === 'fields';
}

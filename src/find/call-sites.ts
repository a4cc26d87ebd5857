/** The function in which a call stands. */
import { MODULE_LEVEL, type CallSite, type ExprId, type FunctionId, type Module } from '../lower/module.ts';

const KNOWN = new WeakMap<Module, ReadonlyMap<ExprId, CallSite>>();

/** Where a call stands; undefined for what is no call. */
export function siteOf(module: Module, call: ExprId): CallSite | undefined {
  const known = KNOWN.get(module) ?? new Map(module.calls.map((site) => [site.call, site]));
  KNOWN.set(module, known);
  return known.get(call);
}

/** The functions around a call, from the inside out. */
export function* ownersOf(module: Module, call: ExprId): Generator<FunctionId> {
  let id = siteOf(module, call)?.owner ?? MODULE_LEVEL;
  for (; id !== MODULE_LEVEL; id = module.functions[id]?.parent ?? MODULE_LEVEL) yield id;
}

/** The functions in which a call stands. */
import { MODULE_LEVEL, type ExprId, type FunctionId, type Module } from '../lower/module.ts';
import { lookupsIn } from '../link/lookups.ts';

/** The functions around a call, from the inside out. */
export function* ownersOf(module: Module, call: ExprId): Generator<FunctionId> {
  let id = lookupsIn(module).siteOf(call)?.owner ?? MODULE_LEVEL;
  for (; id !== MODULE_LEVEL; id = module.functions[id]?.parent ?? MODULE_LEVEL) yield id;
}

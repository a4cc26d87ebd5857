/** The functions in which a call stands. */
import { MODULE_LEVEL, type ExprId, type FunctionId, type Module } from '../lower/module.ts';
import { lookupsIn } from './lookups.ts';

/** The functions around a call, from the inside out. */
export function ownersOf(module: Module, call: ExprId): Generator<FunctionId> {
  return functionsAround(lookupsIn(module).siteOf(call)?.owner ?? MODULE_LEVEL, module);
}

/** A function and those that it stands in, from the inside out. */
export function* functionsAround(innermost: FunctionId, { functions }: Module): Generator<FunctionId> {
  for (let id = innermost; id !== MODULE_LEVEL; id = functions[id]?.parent ?? MODULE_LEVEL) yield id;
}

/** Objects whose members are functions, as they are written down: a client without a class, the handlers of something. */
import type { ExprId, FunctionId } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import type { Ref } from '../values/value.ts';

/** The functions that are written as members of an object. */
export function functionsOf({ module, expr }: Ref): readonly { module: LinkedModule; function: FunctionId }[] {
  const object = module.expressions[expr];
  if (object?.kind !== 'object') return [];
  return object.properties.flatMap(({ value }) => {
    const member = module.expressions[value];
    return member?.kind === 'function' ? [{ module, function: member.function }] : [];
  });
}

/** Whether an expression is such an object, or a name of one. */
export function givesObject(module: LinkedModule, id: ExprId): boolean {
  const expr = module.expressions[id];
  if (expr?.kind !== 'name') return functionsOf({ module, expr: id, frame: null }).length > 0;
  const definitions = module.bindings[expr.binding]?.definitions ?? [];
  return definitions.some(({ value }) => functionsOf({ module, expr: value, frame: null }).length > 0);
}

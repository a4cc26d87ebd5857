/** Fields by which a class that extends a client tells it something: `class Movies extends RESTDataSource { baseURL = '…' }`. */
import type { ClassMember, ExprId } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import { LIMITS } from '../values/limits.ts';
import { apiInvoke } from '../values/operations/api.ts';
import { optionsOf, type ApiValue, type Ref } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { uses, type SinkUse } from './uses.ts';

/** The sinks among the fields of the classes of a module: what is written to a property of what they extend. */
export function findAtClasses(module: LinkedModule, analysis: Analysis): readonly SinkUse[] {
  const { sinkProperties } = analysis.trie.names;
  return module.classes.flatMap(({ name, superclass, members, body }) => {
    const told = superclass === null ? [] : members.filter((one) => isTold(one, sinkProperties));
    if (superclass === null || told.length === 0) return [];
    const where = { module, owner: body, symbol: name ?? 'class', assumptions: new Map() };
    return extendedBy({ module, expr: superclass, frame: null }, analysis, 0).flatMap((api) =>
      told.flatMap(({ name: property, ...member }) => {
        const node = typeof property === 'string' ? api.node.assigns.get(property) : undefined;
        if (!node) return [];
        return valuesOf(member, module).flatMap((at) => {
          const applied = [...api.applied, { module, expr: at, frame: null, as: 'value' as const }];
          return uses({ kind: 'api', node, applied }, { ...where, at }, analysis);
        });
      }),
    );
  });
}

function isTold({ name, static: isStatic, kind }: ClassMember, properties: ReadonlyMap<string, unknown>): boolean {
  return typeof name === 'string' && !isStatic && (kind === 'field' || kind === 'getter') && properties.has(name);
}

/** What a field holds, or a getter returns. */
function valuesOf({ kind, value }: Pick<ClassMember, 'kind' | 'value'>, module: LinkedModule): readonly ExprId[] {
  const expr = module.expressions[value];
  return kind === 'getter' && expr?.kind === 'function' ? (module.functions[expr.function]?.returns ?? []) : [value];
}

/** The clients that a class extends, also by classes of the program between. */
function extendedBy(at: Ref, analysis: Analysis, depth: number): readonly ApiValue[] {
  if (depth > LIMITS.superclasses) return [];
  return optionsOf(analysis.evaluation.ask(at)).flatMap((value): readonly ApiValue[] => {
    const api = value.kind === 'api' ? apiInvoke(value, 'construct', at) : null;
    if (api) return [api];
    const superclass = value.kind === 'class' ? value.module.classes[value.class]?.superclass : null;
    return value.kind === 'class' && superclass != null
      ? extendedBy({ module: value.module, expr: superclass, frame: value.frame }, analysis, depth + 1)
      : [];
  });
}

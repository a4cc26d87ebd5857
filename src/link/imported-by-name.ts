/** Packages that a program imports by a name which it hands around: `const load = (name) => import(name)`, `load('openai')`. */
import type { ExprId, Module } from '../lower/module.ts';

/** The texts that calls are handed, in programs that import what a name says; in others there are none. */
export function importedByName(modules: readonly Module[]): readonly string[] {
  return modules.some(importsByName) ? modules.flatMap(textsHanded) : [];
}

function importsByName({ expressions }: Module): boolean {
  return expressions.some((expr) => expr.kind === 'module' && expressions[expr.specifier]?.kind !== 'literal');
}

function textsHanded({ calls, expressions }: Module): readonly string[] {
  const text = (id: ExprId): readonly string[] => {
    const expr = expressions[id];
    return expr?.kind === 'literal' && typeof expr.value === 'string' ? [expr.value] : [];
  };
  return calls.flatMap(({ call }) => {
    const expr = expressions[call];
    return expr?.kind === 'call' ? expr.args.flatMap(({ value }) => text(value)) : [];
  });
}

/** How an evaluation keeps apart what it is asked. */
import type { Frame, Ref } from './value.ts';

/** What is told without asking for anything else is not worth remembering. */
export function isImmediate({ module, expr }: Ref): boolean {
  const kind = module.expressions[expr]?.kind;
  return kind === 'literal' || kind === 'function' || kind === 'regex';
}

const EXPRESSIONS_PER_MODULE = 2 ** 24;

/** The key of an expression of the program. */
export function keyOf(ref: Ref): number {
  return ref.module.id * EXPRESSIONS_PER_MODULE + ref.expr;
}

/** A cycle among those that are being answered. */
export function cycleKey(frame: Frame | null, key: number): string {
  return `${frame?.id ?? 0}/${key}`;
}

/** How a value came to be known: places, newest last. A rope, so that a new step shares the past at no cost. */
import type { ExprId } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import { redact } from '../parse/redact.ts';
import { lineText, positionAt } from '../parse/source-text.ts';
import type { TrailStep } from '../identify/destination.ts';
import { LIMITS } from './limits.ts';

export type Trail =
  | { readonly kind: 'step'; readonly module: LinkedModule; readonly expr: ExprId; readonly from: Trail | null }
  | { readonly kind: 'join'; readonly left: Trail; readonly right: Trail };

export function step(module: LinkedModule, expr: ExprId, from: Trail | null): Trail {
  return { kind: 'step', module, expr, from };
}

export function join(left: Trail | null, right: Trail | null): Trail | null {
  if (left === null || left === right) return right;
  return right === null ? left : { kind: 'join', left, right };
}

/** The distinct lines of a trail, nearest to the sink first. */
export function trailSteps(trail: Trail | null): readonly TrailStep[] {
  const steps = new Map<string, TrailStep>();
  const pending: (Trail | null)[] = [trail];
  while (pending.length > 0 && steps.size < LIMITS.trailSteps) {
    const next = pending.pop() ?? null;
    if (next === null) continue;
    if (next.kind === 'join') {
      pending.push(next.right, next.left);
      continue;
    }
    const found = describeStep(next.module, next.expr);
    steps.set(`${found.file}:${found.line}`, steps.get(`${found.file}:${found.line}`) ?? found);
    pending.push(next.from);
  }
  return [...steps.values()];
}

function describeStep(module: LinkedModule, expr: ExprId): TrailStep {
  const { line } = positionAt(module.source, module.starts[expr] ?? 0);
  return { file: module.path, line, text: redact(lineText(module.source, line)) };
}

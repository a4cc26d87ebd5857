/** How a value came to be known: places, newest last. A rope, so that a new step shares the past at no cost. */
import type { ExprId } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import { redact } from '../parse/redact.ts';
import { lineText, positionAt } from '../parse/source-text.ts';
import type { TrailStep } from '../identify/destination.ts';
import { LIMITS } from './limits.ts';

export type Trail =
  | { readonly kind: 'step'; readonly module: LinkedModule; readonly expr: ExprId; readonly from: Trail | null }
  /** Where no expression stands: a type annotation. */
  | { readonly kind: 'place'; readonly module: LinkedModule; readonly offset: number; readonly from: Trail | null }
  | { readonly kind: 'join'; readonly left: Trail; readonly right: Trail };

export function step(module: LinkedModule, expr: ExprId, from: Trail | null): Trail {
  return { kind: 'step', module, expr, from };
}

export function place(module: LinkedModule, offset: number, from: Trail | null): Trail {
  return { kind: 'place', module, offset, from };
}

export function join(left: Trail | null, right: Trail | null): Trail | null {
  if (left === null || left === right) return right;
  return right === null ? left : { kind: 'join', left, right };
}

/** The distinct lines of a trail, nearest to the sink first. */
export function trailSteps(trail: Trail | null): readonly TrailStep[] {
  const steps = new Map<string, TrailStep>();
  for (const place of placesOn(trail)) {
    const found = describeStep(place.module, offsetOf(place));
    steps.set(`${found.file}:${found.line}`, steps.get(`${found.file}:${found.line}`) ?? found);
    if (steps.size >= LIMITS.trailSteps) break;
  }
  return [...steps.values()];
}

/** A place on a trail. */
type TrailPlace = Exclude<Trail, { kind: 'join' }>;

/** The places of a trail, each once, nearest to the sink first; of two trails that came together, the left one before the right one. */
export function* placesOn(trail: Trail | null): Generator<TrailPlace> {
  const pending: (Trail | null)[] = [trail];
  const seen = new Set<Trail>();
  while (pending.length > 0) {
    const next = pending.pop() ?? null;
    // A rope shares its past: what two ways lead to is met once.
    if (next === null || seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'join') {
      pending.push(next.right, next.left);
      continue;
    }
    yield next;
    pending.push(next.from);
  }
}

/** Where a step stands in its file. */
export function offsetOf(one: TrailPlace): number {
  return one.kind === 'place' ? one.offset : (one.module.starts[one.expr] ?? 0);
}

function describeStep(module: LinkedModule, offset: number): TrailStep {
  const { line } = positionAt(module.source, offset);
  return { file: module.path, line, text: redact(lineText(module.source, line)) };
}

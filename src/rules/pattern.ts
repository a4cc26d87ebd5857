/** What a snippet compiles to: a path from an import, a global or an element to a sink. Plain data; it is what the bundle holds. */
import type { Role } from './schema.ts';

export type Root =
  | { readonly kind: 'module'; readonly specifier: string }
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'element'; readonly tag: string };

export type Step =
  | { readonly kind: 'member'; readonly name: string }
  /** Any member: the names are open, as in `import * as fonts`. */
  | { readonly kind: 'any-member' }
  | { readonly kind: 'call' | 'construct'; readonly args: readonly ArgPattern[] }
  | { readonly kind: 'markup'; readonly attributes: ArgPattern }
  | { readonly kind: 'assign'; readonly name: string; readonly value: ArgPattern };

/** What a snippet says of an argument. */
export type ArgPattern =
  | { readonly kind: 'any' }
  | { readonly kind: 'role'; readonly role: Capture }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'object'; readonly fields: readonly (readonly [string, ArgPattern])[] }
  /** A function whose result is matched: `{ useFactory: () => ({ uri: $connection }) }`. */
  | { readonly kind: 'result'; readonly result: ArgPattern }
  | { readonly kind: 'array'; readonly items: readonly ArgPattern[] };

/** A role, or a capture that only a pass-through function uses. */
export type Capture = Role | 'value' | 'fallback';

export interface PathPattern {
  readonly root: Root;
  readonly steps: readonly Step[];
  /** How the call is shown: `new OpenAI()`. */
  readonly api: string;
}

/** The captures that a path names. */
export function capturesOf(path: PathPattern): ReadonlySet<Capture> {
  const found = new Set<Capture>();
  const visit = (pattern: ArgPattern): void => {
    if (pattern.kind === 'role') found.add(pattern.role);
    if (pattern.kind === 'object') for (const [, value] of pattern.fields) visit(value);
    if (pattern.kind === 'array') pattern.items.forEach(visit);
    if (pattern.kind === 'result') visit(pattern.result);
  };
  for (const step of path.steps) {
    if (step.kind === 'call' || step.kind === 'construct') step.args.forEach(visit);
    if (step.kind === 'markup') visit(step.attributes);
    if (step.kind === 'assign') visit(step.value);
  }
  return found;
}

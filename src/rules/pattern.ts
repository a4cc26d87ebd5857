/** What a snippet compiles to: a path from an import, a global or an element to a sink. Plain data; it is what the bundle holds. */
import type { FunctionCapture, Role } from './schema.ts';

export type Root =
  | { readonly kind: 'module'; readonly specifier: string }
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'element'; readonly tag: string }
  /** What a file exports for its framework to read. */
  | { readonly kind: 'export'; readonly name: string }
  /** A schema that the rule itself makes: `$schema.default($fallback)`. */
  | { readonly kind: 'schema' };

export type Step =
  | { readonly kind: 'member'; readonly name: string }
  /** Any member: the names are open, as in `import * as fonts`. */
  | { readonly kind: 'any-member' }
  | { readonly kind: 'call' | 'construct'; readonly args: readonly ArgPattern[] }
  | { readonly kind: 'markup'; readonly attributes: ArgPattern }
  | { readonly kind: 'assign'; readonly name: string; readonly value: ArgPattern }
  | { readonly kind: 'exported'; readonly value: ArgPattern };

/** What a snippet says of an argument. */
export type ArgPattern =
  | { readonly kind: 'any' }
  | { readonly kind: 'role'; readonly role: Capture }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'object'; readonly fields: readonly (readonly [string, ArgPattern])[] }
  /** A function whose result is matched: `{ useFactory: () => ({ uri: $connection }) }`. */
  | { readonly kind: 'result'; readonly result: ArgPattern }
  /** This argument and all that follow, as a list: `v.pipe(...$next)`. */
  | { readonly kind: 'rest'; readonly role: Capture }
  | { readonly kind: 'array'; readonly items: readonly ArgPattern[] };

/** A role, or a capture that only a pass-through function uses. */
export type Capture = Role | FunctionCapture;

export interface PathPattern {
  readonly root: Root;
  readonly steps: readonly Step[];
  /** How the call is shown: `new OpenAI()`. */
  readonly api: string;
}

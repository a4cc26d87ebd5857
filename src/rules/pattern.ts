/** What a snippet compiles to: a path from an import, a global or an element to a sink. Plain data; it is what the bundle holds. */
import type { FunctionCapture, Role } from './vocabulary.ts';

export type Root =
  | { readonly kind: 'module'; readonly specifier: string }
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'element'; readonly tag: string }
  /** What a file exports for its framework to read. */
  | { readonly kind: 'export'; readonly name: string }
  /** An object literal with these keys, sorted, wherever it stands. */
  | { readonly kind: 'object'; readonly keys: string }
  /** A schema that the rule itself makes: `$schema.default($fallback)`. */
  | { readonly kind: 'schema' };

export type Step =
  | { readonly kind: 'member'; readonly name: string }
  /** Any member: the names are open, as in `import * as fonts`; `$channel` captures which it is. */
  | { readonly kind: 'any-member'; readonly captured?: true }
  | { readonly kind: 'call' | 'construct'; readonly args: readonly ArgPattern[] }
  | { readonly kind: 'markup'; readonly attributes: ArgPattern }
  | { readonly kind: 'assign'; readonly name: string; readonly value: ArgPattern }
  | { readonly kind: 'exported'; readonly value: ArgPattern }
  /** Handed to a method of that name, whatever it is called on: a plugin. */
  | {
      readonly kind: 'passed';
      readonly method: string;
      readonly position: number;
      readonly args: readonly ArgPattern[];
    }
  /** A parameter of a function that the last call is handed: the library fills it. */
  | { readonly kind: 'handed'; readonly to: ArgPath; readonly parameter: number; readonly name: string };

/** A step into an argument: a field of an object, any item of a list, or what a function gives back. */
export type ArgStep =
  | { readonly kind: 'field'; readonly name: string }
  /** `named`: the member that goes by the name of the channel. */
  | { readonly kind: 'item'; readonly named?: true }
  | { readonly kind: 'result' };

/** Where a function stands among the arguments of a call: its position, then the steps into it. */
export interface ArgPath {
  readonly position: number;
  readonly steps: readonly ArgStep[];
  /** Whether it may also stand at any later position. */
  readonly rest: boolean;
}

/** What a snippet says of an argument. */
export type ArgPattern =
  | { readonly kind: 'any' }
  /** `text`: of what may stand there, texts alone. `except`: what other snippets at the same call demand there. */
  | {
      readonly kind: 'role';
      readonly role: Capture;
      readonly text?: true;
      readonly except?: readonly LiteralPattern[];
    }
  /** A parameter that the library fills by itself. */
  | { readonly kind: 'given'; readonly what: (typeof GIVEN_PARAMETERS)[number] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'constant'; readonly value: boolean | number }
  /** What a package exports, by the members that lead to it. */
  | { readonly kind: 'import'; readonly specifier: string; readonly members: readonly string[] }
  | { readonly kind: 'object'; readonly fields: readonly (readonly [string, ArgPattern])[] }
  /** The values of an object, whatever their keys: `{ [_]: $url }`; `{ [$channel]: … }` tells them apart by those. */
  | {
      readonly kind: 'values';
      readonly each: ArgPattern;
      /** What the keys are: `{ [$url]: _ }`. */
      readonly keys?: Extract<ArgPattern, { kind: 'role' }>;
      readonly named?: true;
      /** Keys that are none of them. */
      readonly without?: readonly string[];
    }
  /** A function: what it is called with (`($key) => _`), and what it gives back (`() => ({ uri: $connection })`). */
  | { readonly kind: 'function'; readonly parameters: readonly ArgPattern[]; readonly result: ArgPattern }
  /** This argument and all after it. */
  | { readonly kind: 'rest'; readonly each: ArgPattern }
  /** Nothing stands there. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'array'; readonly items: readonly ArgPattern[] };

/** What is demanded as a literal. */
export type LiteralPattern = Extract<ArgPattern, { kind: 'text' | 'constant' }>;

/** A role, a capture that only a rule about functions uses, or a text that a snippet about a configuration demands. */
export type Capture = Role | FunctionCapture | 'demanded';

/** What a parameter can be that no argument gives: something from outside, or what the sink of the snippet reaches. */
export const GIVEN_PARAMETERS = ['input', 'cli', 'page', 'target', 'held'] as const;

export interface PathPattern {
  readonly root: Root;
  readonly steps: readonly Step[];
  /** How the call is shown: `new OpenAI()`. */
  readonly api: string;
}

/** How a root is looked up. `node:http` and `http` are one module; what a rule's own schemas can do stands under the rule. */
export function rootName(root: Root, rule: string): string {
  switch (root.kind) {
    case 'module':
      return root.specifier.replace(/^node:/, '');
    case 'global':
    case 'export':
      return root.name;
    case 'element':
      return root.tag;
    case 'object':
      return root.keys;
    case 'schema':
      return rule;
  }
}

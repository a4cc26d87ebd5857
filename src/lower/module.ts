/**
 * A module as plain data: what the rest of the program knows of a source file. No syntax-tree nodes, so a module can be cached by
 * content, moved between threads, and produced by any parser.
 * Expressions, bindings, functions and classes refer to one another by index into the arrays of their module.
 */

import type { Note } from './note.ts';

export type ExprId = number;
export type BindingId = number;
export type FunctionId = number;
export type ClassId = number;

/** The top of a module, where a function is asked for. */
export const MODULE_LEVEL: FunctionId = -1;

/** The name under which a CommonJS module's `module.exports = …` stands among its exports. */
export const EXPORT_EQUALS = 'export=';

/** The property of a write that adds all items of another list: `list.push(...others)`. */
export const ALL_ITEMS = '...';

/** Methods whose answer is a new list, which nobody else has yet. */
export const NEW_LIST_METHODS: ReadonlySet<string> = new Set([
  'concat',
  'filter',
  'flat',
  'flatMap',
  'map',
  'slice',
  'split',
  'toReversed',
  'toSorted',
  'with',
]);

export type Literal = string | number | boolean | null | undefined;

/** Why an expression could not be expressed; a closed list that reaches the reader of a report. */
export type UnknownReason =
  'unsupported-syntax' | 'rendered' | 'arithmetic' | 'repetition' | 'element' | 'type-only' | 'caught-error';

/** Operators on numbers, as far as a port or a character code is computed with them. */
export type ArithmeticOperator = '-' | '*' | '/' | '%' | '**' | '&' | '|' | '^' | '<<' | '>>' | '>>>';

export interface Argument {
  readonly value: ExprId;
  readonly spread: boolean;
}

export type Property =
  /** `get`: its value is what the function returns. */
  | { readonly kind: 'property'; readonly key: string | ExprId; readonly value: ExprId; readonly get?: true }
  | { readonly kind: 'spread'; readonly value: ExprId };

/** What `this` is: an instance of a class, the class itself, the object literal that holds the method, or whatever a function is called on. */
export type ThisOwner =
  | { readonly kind: 'instance'; readonly class: ClassId }
  | { readonly kind: 'static'; readonly class: ClassId }
  | { readonly kind: 'object'; readonly object: ExprId; readonly function: FunctionId }
  | { readonly kind: 'function'; readonly function: FunctionId };

export interface NameExpr {
  readonly kind: 'name';
  readonly binding: BindingId;
  /** Only the first definitions come before it: the value that `x += y` starts from. */
  readonly before?: number;
  /** In a loop: which one, and how many definitions stand above. What is read twice at one such place is read in one turn, unchanged. */
  readonly turn?: { readonly loop: number; readonly above: number };
  /** How many of the binding's writes come before it, where order is known. */
  readonly written?: number;
  /** A member of it is read at once, so that nobody sees what is written to it later. */
  readonly direct?: true;
  /** What is known of it here. */
  readonly guards?: readonly Guard[];
  /** Set where a member of it is read: then what the guards say of it is no text. */
  readonly asObject?: true;
}

export type Expr =
  | { readonly kind: 'literal'; readonly value: Literal }
  | { readonly kind: 'template'; readonly parts: readonly (string | ExprId)[] }
  | { readonly kind: 'concat'; readonly left: ExprId; readonly right: ExprId }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: ExprId;
      readonly right: ExprId;
    }
  | { readonly kind: 'regex'; readonly pattern: string; readonly flags: string }
  | NameExpr
  | { readonly kind: 'global'; readonly name: string }
  /** `import('x')`, `require('x')` (`required`: it gives what the other module exports as a whole), and what an import declaration takes its names from; `named` is the package, where the specifier names it otherwise (`npm:openai@4`). */
  | { readonly kind: 'module'; readonly specifier: ExprId; readonly required: boolean; readonly named?: string }
  | {
      readonly kind: 'member';
      readonly object: ExprId;
      readonly property: string | ExprId;
      readonly guards?: readonly Guard[];
      /** Read in a chain with `?.` (`config?.client.url`): of nothing it is nothing. Any other read of nothing throws. */
      readonly optional?: true;
      /** A name that stands alone in a template and that nothing in the component says: it is taken for something that the component is handed. */
      readonly assumed?: true;
    }
  | {
      readonly kind: 'call';
      readonly callee: ExprId;
      readonly args: readonly Argument[];
      readonly construct: boolean;
      /** Of a tagged template, what a function of the repository is given: the strings, then the values. `args` is the finished text. */
      readonly pieces?: readonly Argument[];
    }
  /** A JSX element; `attributes` is an object expression. */
  | { readonly kind: 'markup'; readonly tag: string | ExprId; readonly attributes: ExprId }
  | { readonly kind: 'object'; readonly properties: readonly Property[] }
  /** `open` when any of them may be missing or come more than once: what a generator gives. */
  | { readonly kind: 'array'; readonly items: readonly Argument[]; readonly open?: boolean }
  /** One of its options. `=` is a default: the second holds when the first is undefined. Behind `as` stands what a type lets the first be. */
  | {
      readonly kind: 'choice';
      readonly operator: '?:' | '||' | '??' | '&&' | '=' | 'as';
      readonly options: readonly ExprId[];
      /** Of `?:`, the condition. */
      readonly test?: ExprId;
    }
  /** Conditions: they have no value of their own, and say what is known where they hold. */
  | { readonly kind: 'compare'; readonly operator: '===' | 'in'; readonly left: ExprId; readonly right: ExprId }
  | { readonly kind: 'not' | 'typeof'; readonly argument: ExprId }
  | { readonly kind: 'function'; readonly function: FunctionId }
  | { readonly kind: 'class'; readonly class: ClassId }
  /** `type` is the class that the annotation names, as an expression in value space. */
  | {
      readonly kind: 'parameter';
      readonly function: FunctionId;
      readonly index: number;
      readonly rest: boolean;
      readonly type: ExprId | null;
      /** Those that are called: a container may fill it by what one of them names. */
      readonly decorators?: readonly ExprId[];
    }
  | { readonly kind: 'this'; readonly owner: ThisOwner }
  | { readonly kind: 'super'; readonly class: ClassId; readonly static: boolean }
  /** What is left of an object or array after the others were taken out of it. */
  | { readonly kind: 'rest'; readonly object: ExprId; readonly without: readonly string[]; readonly from: number }
  /** Something whose annotation says that it is an instance of this class. */
  | { readonly kind: 'typed'; readonly class: ExprId }
  /** A field that its decorators may fill; else it is what its annotation says. */
  | { readonly kind: 'injected'; readonly decorators: readonly ExprId[]; readonly otherwise: ExprId | null }
  | { readonly kind: 'meta' }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason };

/** A condition, and how it came out. `returns`: it is a call that came back. */
export interface Guard {
  readonly condition: ExprId;
  readonly when: 'true' | 'false' | 'returns';
}

/** A way out of a function: what it returns, null at its end, and what led there. */
export interface Exit {
  readonly value: ExprId | null;
  readonly guards: readonly Guard[];
}

export interface Definition {
  readonly value: ExprId;
  /** Whether the program may pass it by: in a branch, a loop, or another function than the declaration's. */
  readonly conditional: boolean;
  /** Whether another function makes it: nobody knows when that runs. */
  readonly elsewhere: boolean;
  /** What led to it. */
  readonly guards?: readonly Guard[];
  /** Set where it takes the place of those above it: `if (url === '') url = fallback` leaves of them what is not empty. */
  readonly replaces?: Replaced;
}

/** What is left of the first definitions where the condition of a branch came out so that it was passed by. */
export interface Replaced {
  readonly unless: Guard;
  readonly above: number;
}

export type BindingKind = 'const' | 'let' | 'var' | 'parameter' | 'function' | 'class' | 'import' | 'enum';

export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  /** The function in which it is declared. */
  readonly function: FunctionId;
  readonly definitions: readonly Definition[];
  /** Indices into the module's writes to this binding or to what it holds: `config.url = …`, `config.server.url = …`. */
  readonly writes: readonly number[];
}

/**
 * A write to an object: `url.hostname = 'x'` to a property, `Object.assign(config, overrides)` to all that the value has,
 * `list.push(x)` to an item that nobody names, `hosts.set('eu', x)` to an entry. `list.pop()` moves or takes some away; its property is the method.
 */
export interface Write {
  readonly how: 'property' | 'spread' | 'item' | 'entry' | 'order' | 'delete';
  readonly object: ExprId;
  /** Null where no name is given. */
  readonly property: string | ExprId | null;
  readonly value: ExprId;
  readonly conditional: boolean;
  readonly owner: FunctionId;
  readonly symbol: string;
  /** The assignment, for its position. */
  readonly at: ExprId;
  /** Whether it is a member of a class as well: written to `this`, or to a name that was given it before. */
  readonly isMember?: boolean;
}

export interface FunctionInfo {
  /** The names by which it may be called: declared, assigned or property name. Null: only as a callback. */
  readonly name: string | null;
  readonly symbol: string;
  readonly parent: FunctionId;
  readonly parameters: readonly ExprId[];
  readonly returns: readonly ExprId[];
  /** Its returns, and its end where that is reached. */
  readonly exits: readonly Exit[];
  readonly class: ClassId | null;
  /** The property whose setter it is. */
  readonly setter: string | null;
  /** The call that it is an argument of, when it is written there: `urls.map((url) => …)`. */
  readonly passedTo: { readonly call: ExprId; readonly index: number } | null;
  /** The call whose callee it is, when it is written there: `(function (root) { … })(this)`. */
  readonly calledAt?: ExprId;
}

export interface ClassMember {
  readonly name: string | ExprId;
  readonly static: boolean;
  /** A spread gives all that its value has: `Object.assign(this, options)`. */
  readonly kind: 'field' | 'method' | 'getter' | 'setter' | 'spread';
  readonly value: ExprId;
  readonly conditional: boolean;
  /** The function that gives a field the value, where that is not the constructor, and whether it may pass it by. */
  readonly by?: { readonly function: FunctionId; readonly conditional: boolean };
}

export interface ClassInfo {
  readonly name: string | null;
  readonly superclass: ExprId | null;
  /** What it says that it implements. */
  readonly implements: readonly ExprId[];
  /** An abstract class or a type: no instance is of it alone. */
  readonly abstract: boolean;
  /** An interface or another type: an object that somebody writes down may be of it, and needs no class. */
  readonly isType?: true;
  /** Of a type that says of which value its values are like: `typeof fetch`. */
  readonly like?: ExprId;
  /** A function with a prototype: it may be called without `new`, and gives what it returns. */
  readonly callable?: true;
  readonly constructor: FunctionId | null;
  /** The function in which fields are initialised: the constructor, or one that is not written. */
  readonly body: FunctionId;
  /** Fields, methods, accessors, parameter properties and `this.x = …` of all methods; a name may be computed. */
  readonly members: readonly ClassMember[];
}

/** A call, construction or JSX element, with what is needed to name its site. */
export interface CallSite {
  readonly call: ExprId;
  readonly owner: FunctionId;
  readonly symbol: string;
  /** What is known where it stands. */
  readonly guards?: readonly Guard[];
}

export interface ImportEdge {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

export interface Export {
  readonly name: string;
  readonly value: ExprId;
}

export interface Module {
  readonly path: string;
  readonly expressions: readonly Expr[];
  /** UTF-16 offsets, one for each expression. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly bindings: readonly Binding[];
  readonly functions: readonly FunctionInfo[];
  readonly classes: readonly ClassInfo[];
  readonly exports: readonly Export[];
  /** Specifiers of `export * from '…'`. */
  readonly stars: readonly string[];
  readonly imports: readonly ImportEdge[];
  readonly calls: readonly CallSite[];
  readonly writes: readonly Write[];
  /** `use client`, `use server` … */
  readonly directives: readonly string[];
  readonly notes: readonly Note[];
}

/** What an expression may be at run time. Unknown is a kind of value, with its reason. */
import type { ClassId, ExprId, FunctionId, Write } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import type { ApiNode } from '../rules/trie.ts';
import type { ParsedValue, ProxyValue, SchemaValue } from './described.ts';
import type { Evaluation } from './evaluation.ts';
import type { HoleReason } from './reasons.ts';
import type { Trail } from './trail.ts';

/** An expression in its module, seen from a frame. */
export interface Ref {
  readonly module: LinkedModule;
  readonly expr: ExprId;
  readonly frame: Frame | null;
}

/** Another expression of the same module, seen from the same frame. */
export function at(ref: Ref, expr: ExprId): Ref {
  return { module: ref.module, expr, frame: ref.frame };
}

/** The key of a function among assumptions. */
export function functionKey(module: LinkedModule, id: FunctionId): string {
  return `${module.id}:${id}`;
}

/** One activation of a function: which call its parameters come from. `parent` is the activation of the function around it. */
export interface Frame {
  readonly id: number;
  readonly module: LinkedModule;
  readonly function: FunctionId;
  readonly args: FrameArguments;
  readonly self: Value | null;
  readonly parent: Frame | null;
  readonly depth: number;
}

export type FrameArguments =
  /** Those of a call from the position `from` on, after those that were bound ahead. */
  | { readonly kind: 'call'; readonly call: Ref; readonly from: number; readonly bound: readonly ArgumentRef[] }
  /** Those in the list that stands at a position of a call: `f.apply(self, list)`. */
  | { readonly kind: 'list'; readonly list: ArgumentRef; readonly bound: readonly ArgumentRef[] }
  | { readonly kind: 'values'; readonly values: readonly Value[] }
  | HandedArguments
  /** It is known on what the function is called, and nothing else. */
  | { readonly kind: 'open' };

/** The argument at a position of a call. */
export interface ArgumentRef {
  readonly call: Ref;
  readonly position: number;
}

/** The arguments of a call as it is written. */
export function argumentsAt(call: Ref, bound: readonly ArgumentRef[] = [], from = 0): FrameArguments {
  return { kind: 'call', call, from, bound };
}

/** What a library calls a function with, once it is handed to it. */
export interface HandedArguments {
  readonly kind: 'handed';
  /** Equal for equal calls. */
  readonly key: string;
  /** Where the function is handed over. */
  readonly at: Ref;
  /** Null past the last argument that is known of. */
  readonly argument: (index: number, evaluation: Evaluation) => Value | null;
  /** What else is supposed: the calls through which the function itself came. */
  readonly supposing: readonly Frame[];
  /** What the library keeps of which the function is called with drafts: what it writes to them counts. */
  readonly drafts?: Ref;
  /** The same, seen from an activation of the function in which it is handed over. */
  readonly inside?: (frame: Frame) => HandedArguments;
}

export type Value =
  | TextValue
  /** `instead`: it is there where a table lacks a key or a condition does not hold. Something else may stand in for it; by itself it says nothing. */
  | { readonly kind: 'constant'; readonly value: number | boolean | null | undefined; readonly instead?: true }
  | RecordValue
  | FieldsValue
  | ListValue
  | { readonly kind: 'regex'; readonly pattern: string; readonly flags: string }
  /** A buffer or typed array whose bytes are known, as one character (U+0000 to U+00FF) each. */
  | { readonly kind: 'bytes'; readonly latin1: string }
  /** A Map or WeakMap, where it is made. */
  | { readonly kind: 'map'; readonly made: Ref }
  | ClosureValue
  | ClassValue
  | InstanceValue
  | ApiValue
  | { readonly kind: 'namespace'; readonly module: LinkedModule }
  /** An object whose members are environment variables, but for those that a rule knows better at its position. */
  | { readonly kind: 'environment'; readonly node?: ApiNode }
  | SchemaValue
  | ParsedValue
  | ProxyValue
  /** What a framework hands around, with what the program puts there; anything else in it is unknown for that reason. */
  | { readonly kind: 'carrier'; readonly rule: string; readonly otherwise: 'request-input' | 'unknown-member' }
  /** A function of the language: `Object.values`, or a method of a text or list. */
  | { readonly kind: 'builtin'; readonly name: string; readonly receiver: Value | null }
  | { readonly kind: 'choice'; readonly options: readonly Value[] }
  | HoleValue;

export interface TextValue {
  readonly kind: 'text';
  readonly parts: readonly Part[];
  readonly trail: Trail | null;
  /** Of a `URL` object, where it is made. */
  readonly made?: Ref;
}

export interface HoleValue {
  readonly kind: 'hole';
  readonly hole: Hole;
  readonly trail: Trail | null;
  /** Of a `URL` object, where it is made. */
  readonly made?: Ref;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** Whether there may be others. */
  readonly open: boolean;
  /** What the others are, when that is known: the further pieces of a split text. */
  readonly rest?: Value;
  /** Whether any of the items may be missing, come more than once, or stand at another place: a filter or sort that is not decided, a generator. */
  readonly loose?: boolean;
  /** Whether it is loose only for what a filter may have left out: a join of it is taken to have all. */
  readonly filtered?: boolean;
  /** Where it is made, when it is written to from elsewhere. */
  readonly made?: Ref;
}

/** An object whose fields are known as values; `open`: there may be others; `others`: what has those; `made`: of a ref or store, which others write to. */
export type FieldsValue = Readonly<{
  kind: 'fields';
  fields: ReadonlyMap<string, Value>;
  open: boolean;
  others?: Value;
  made?: Ref;
}>;

/** An object literal, evaluated member by member, with what is written to it later. */
export interface RecordValue {
  readonly kind: 'record';
  readonly object: Ref;
  readonly writes: readonly FieldWrite[];
}

export interface FieldWrite {
  readonly how: Write['how'];
  /** From the object to what is written: one name for its own field; null where it is computed. None: a spread. */
  readonly path: readonly (string | null)[];
  /** What computes the last name of the path. */
  readonly key?: Ref;
  /** Null for what stands for more writes than are followed. */
  readonly value: Ref | null;
  readonly conditional: boolean;
  /** Whether it comes after the writes before it and before the read. */
  readonly ordered: boolean;
}

export interface ClosureValue {
  readonly kind: 'closure';
  readonly module: LinkedModule;
  readonly function: FunctionId;
  readonly frame: Frame | null;
  readonly self: Value | null;
  /** Whether `bind` gave it its `this` for good. */
  readonly isBound?: true;
  /** Arguments bound ahead by `bind`. */
  readonly bound: readonly ArgumentRef[];
}

export interface ClassValue {
  readonly kind: 'class';
  readonly module: LinkedModule;
  readonly class: ClassId;
  readonly frame: Frame | null;
}

export interface InstanceValue {
  readonly kind: 'instance';
  readonly class: ClassValue;
  /** The construction, when it is known which. */
  readonly construction: Ref | null;
  /** Of this class itself; else it may be an instance of a subclass. */
  readonly exact: boolean;
  /** The calls of its methods that gave it back, in order: they have happened before anything is read of it. */
  readonly told?: readonly Frame[];
}

/** A position in the rules' trie, with the calls passed on the way. */
export interface ApiValue {
  readonly kind: 'api';
  readonly node: ApiNode;
  /** The schema whose method this is. */
  readonly self?: SchemaValue;
  readonly applied: readonly Applied[];
  /** The parameter whose annotation says that it is this: what callers pass says more. */
  readonly givenTo?: ParameterHole;
  /** Arguments bound ahead by `bind`. */
  readonly bound?: readonly ArgumentRef[];
  /** The name of the last member, where a rule takes any. */
  readonly named?: string;
}

/** A call passed on the way, the value that was written to a property, or the call of a method that calls what it is handed: `urls.map(fetch)`. */
export interface Applied extends Ref {
  readonly as: 'call' | 'value' | 'callback';
  /** What it is called with, where that is not what stands in the call: `fetch.apply(null, args)`. */
  readonly args?: FrameArguments;
  /** The name of the member that is called, where a rule takes any. */
  readonly named?: string;
}

export type Part = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'hole'; readonly hole: Hole };

/** What a caller gives to a function. */
export type ParameterHole = Extract<Hole, { kind: 'parameter' }>;

/** The unknown part of a value. */
export type Hole =
  | { readonly kind: 'env'; readonly name: string }
  | {
      readonly kind: 'parameter';
      readonly module: LinkedModule;
      readonly function: FunctionId;
      readonly index: number;
      /** Of a constructor: the instance that it makes. Of a method that writes a field: the one that the field is read of. */
      readonly self?: InstanceValue;
      /** How many members deep in what the parameter holds. Tells nothing about its identity, nor does the next. */
      readonly depth?: number;
      /** The type that describes it. */
      readonly shape?: ClassValue;
      /** Whether classes of the program implement that type: what these have stands beside it. */
      readonly implemented?: true;
      /** Whether an address that a caller gives stands in the place of all that is before it: `new URL(path, base)`. */
      readonly replaces?: true;
      /** Whether it may stand in the place of what the program says itself: `{ url, ...options }`. */
      readonly beside?: true;
      /** Whether it is part of the name of a variable, whose value this is. */
      readonly names?: true;
    }
  | {
      readonly kind: 'unknown';
      readonly reason: HoleReason;
      readonly detail?: string;
      /** The place by which it is named, whoever reads it. */
      readonly at?: Ref;
      /** Whether that is so of the whole alone: what is inside of it may be many things. */
      readonly whole?: true;
      readonly beside?: true;
    };

export function hole(reason: HoleReason, detail?: string): HoleValue {
  return {
    kind: 'hole',
    hole: detail === undefined ? { kind: 'unknown', reason } : { kind: 'unknown', reason, detail },
    trail: null,
  };
}

export function text(value: string): TextValue {
  return { kind: 'text', parts: value === '' ? [] : [{ kind: 'text', text: value }], trail: null };
}

/** The page's own address, or a part of it from its beginning on. */
export function pageAddress(): TextValue {
  return { kind: 'text', parts: [{ kind: 'hole', hole: { kind: 'unknown', reason: 'page' } }], trail: null };
}

export function constant(value: number | boolean | null | undefined): Value {
  return { kind: 'constant', value };
}

export const UNDEFINED: Value = constant(undefined);

/** What a table may lack under a key that is not known. */
export const LACKING: Value = { kind: 'constant', value: undefined, instead: true };

/** What `condition && url` is where the condition does not hold. */
export const DECLINED: Value = { kind: 'constant', value: false, instead: true };

/** What nothing is: a value that a condition excludes. */
export const NEVER: Value = { kind: 'choice', options: [] };

/** The alternatives of a value; one that is no choice is its only one. */
export function optionsOf(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.options : [value];
}

/**
 * What an evaluation knows of the program as a whole, besides what it meets on its way: which classes extend one, what is written to an
 * object elsewhere. Facts are established by an evaluation that knows none, so that they never rest on themselves.
 */
import { Answers } from './answers.ts';
import { Frames } from './frames.ts';
import { Meter } from './meter.ts';
import type { ApiNode, PathEnd } from '../rules/trie.ts';
import type { Applied, ClassValue, FieldWrite, Ref, Value } from './value.ts';

/** A place that provides something under a token. */
export interface Provision {
  readonly end: Extract<PathEnd, { kind: 'function' }>;
  readonly node: ApiNode;
  readonly applied: readonly Applied[];
}

export interface Facts {
  /** The classes of the program that extend or implement a class, through any number of levels. */
  readonly subclasses: (value: ClassValue) => readonly ClassValue[];
  /** The classes below one in which members of a name are found, by their key, each with one of the classes below that has it so. */
  readonly declaredBelow: (value: ClassValue, name: string) => ReadonlyMap<string, ClassValue>;
  /** What is written to properties of an object anywhere in the program: to one under a name or one that is not known; without a name, to any. */
  readonly writes: (object: Value, name?: string) => readonly FieldWrite[];
  /** What is added to a list, set or map. */
  readonly additions: (object: Value) => readonly FieldWrite[];
  /** What is provided under a token: as one rule says, or any. */
  readonly provisions: (token: Value, rule: string | null) => readonly Provision[];
  /** What a store is told that is made there. */
  readonly tellings: (made: Ref) => readonly Provision[];
  /** The store that a function tells something, by the function's key: what it is called with is in that store then. */
  readonly toldIn: () => ReadonlyMap<string, Ref>;
  /** What `this` is in the functions of an object literal that a library puts into another object. */
  readonly selves: (object: Ref) => Value | null;
  /** What says which properties a component is given besides those of its elements. */
  readonly injections: (component: () => string) => readonly Provision[];
  /** What a build puts in the place of a global in the code of a component; without one, in any. Null where no configuration says. */
  readonly defined: (name: string, component: string | null) => Value | null;
  /** All that is provided. */
  readonly allProvisions: () => readonly Provision[];
  /** The steps of all evaluations. */
  readonly meter: Meter;
  /** The activations that were met. */
  readonly frames: Frames;
  /** What holds whatever is supposed. */
  readonly answers: Answers;
}

/** Nothing is known. */
export function noFacts(): Facts {
  return {
    meter: new Meter(),
    subclasses: () => [],
    declaredBelow: () => new Map(),
    writes: () => [],
    additions: () => [],
    provisions: () => [],
    tellings: () => [],
    toldIn: () => new Map(),
    selves: () => null,
    injections: () => [],
    defined: () => null,
    allProvisions: () => [],
    frames: new Frames(),
    answers: new Answers(),
  };
}

/**
 * What an evaluation knows of the program as a whole, besides what it meets on its way: which classes extend one, what is written to an
 * object elsewhere. Facts are established by an evaluation that knows none, so that they never rest on themselves.
 */
import { Meter } from './meter.ts';
import type { PathEnd } from '../rules/trie.ts';
import type { Applied, ClassValue, FieldWrite, Value } from './value.ts';

/** A place that provides something under a token. */
export interface Provision {
  readonly end: Extract<PathEnd, { kind: 'function' }>;
  readonly applied: readonly Applied[];
}

export interface Facts {
  /** The classes of the program that extend or implement a class, through any number of levels. */
  readonly subclasses: (value: ClassValue) => readonly ClassValue[];
  /** What is written to properties of an object anywhere in the program: to one under a name or one that is not known; without a name, to any. */
  readonly writes: (object: Value, name?: string) => readonly FieldWrite[];
  /** What is added to a list, set or map. */
  readonly additions: (object: Value) => readonly FieldWrite[];
  /** What is provided under a token: as one rule says, or any. */
  readonly provisions: (token: Value, rule: string | null) => readonly Provision[];
  /** All that is provided. */
  readonly allProvisions: () => readonly Provision[];
  /** The steps of all evaluations. */
  readonly meter: Meter;
  /** Gives every frame of an analysis a number of its own. */
  readonly nextFrame: () => number;
}

/** Nothing is known. */
export function noFacts(): Facts {
  let frames = 0;
  return {
    meter: new Meter(),
    subclasses: () => [],
    writes: () => [],
    additions: () => [],
    provisions: () => [],
    allProvisions: () => [],
    nextFrame: () => {
      frames += 1;
      return frames;
    },
  };
}

/**
 * What an evaluation knows of the program as a whole, besides what it meets on its way: which classes extend one.
 * Facts are established by an evaluation that knows none, so that they never rest on themselves.
 */
import type { ClassValue } from './value.ts';

export interface Facts {
  /** The classes of the program that extend or implement a class, through any number of levels. */
  readonly subclasses: (value: ClassValue) => readonly ClassValue[];
}

/** Nothing is known. */
export const NO_FACTS: Facts = { subclasses: () => [] };

/** Establishes the facts of a program. */
import type { Program } from '../link/program.ts';
import type { Trie } from '../rules/trie.ts';
import { Evaluation } from './evaluation.ts';
import type { Facts } from './facts.ts';
import { createHierarchy } from './hierarchy.ts';

/** All facts of a program, each worked out at the first question about it. */
export function createFacts(program: Program, trie: Trie): Facts {
  const evaluation = new Evaluation(program, trie);
  return { subclasses: createHierarchy(program, evaluation) };
}

/** Establishes the facts of a program. */
import type { FunctionId } from '../lower/module.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import { indexWrites } from '../link/write-index.ts';
import type { Trie } from '../rules/trie.ts';
import { Answers } from './answers.ts';
import { Evaluation } from './evaluation.ts';
import { noFacts, type Facts } from './facts.ts';
import { createHierarchy } from './hierarchy.ts';
import type { Frame } from './value.ts';
import { createProvisions, isImported } from './find-provisions.ts';
import { createWrites } from './find-writes.ts';

/** Who calls a function, as one evaluation sees it. */
export interface CallersOf {
  readonly of: (module: LinkedModule, id: FunctionId) => readonly Frame[];
}

/** Who calls functions, as far as it is told before there are facts. */
export interface EarlyCallers {
  /** The calls by name. */
  readonly byName: (evaluation: Evaluation) => CallersOf;
  /** The calls of what a parameter, list or field holds, as an evaluation sees them that knows what is added to lists. */
  readonly ofHeld: (evaluation: Evaluation) => CallersOf;
  /** What libraries call a function with that they are handed. */
  readonly byLibraries: (evaluation: Evaluation) => CallersOf;
}

/** What configuration says, as an evaluation sees it that knows no facts. */
export type Defining = (evaluation: Evaluation) => Facts['defined'];

/** All facts of a program, each worked out at the first question about it. */
export function createFacts(program: Program, trie: Trie, callers: EarlyCallers, defining: Defining): Facts {
  const none = noFacts();
  const evaluation = new Evaluation(program, trie, new Map(), none);
  const hierarchy = createHierarchy(program, evaluation);
  const { subclasses } = hierarchy;
  const index = indexWrites(program);
  const byName = callers.byName(evaluation);
  const { additions } = createWrites(index, evaluation, byName, subclasses);
  const filled = new Evaluation(program, trie, new Map(), { ...none, ...hierarchy, answers: new Answers(), additions });
  const ofHeld = callers.ofHeld(filled);
  const libraries = callers.byLibraries(evaluation);
  const provisions = createProvisions(program, evaluation, libraries);
  const { injections } = provisions;
  // What a component calls that it is given by a library is known by that.
  const given = new Evaluation(program, trie, new Map(), { ...none, answers: new Answers(), injections });
  const injected = isImported(program, trie.names.injections) ? callers.byLibraries(given) : libraries;
  const drafting = isImported(program, trie.names.drafts) ? draftsOf(injected) : NOBODY;
  const { writes } = createWrites(
    index,
    evaluation,
    { of: (...one) => [...byName.of(...one), ...ofHeld.of(...one), ...drafting.of(...one)] },
    subclasses,
  );
  return {
    meter: none.meter,
    frames: none.frames,
    answers: new Answers(),
    ...hierarchy,
    ...provisions,
    defined: defining(evaluation),
    additions,
    writes,
  };
}

/** The activations in which what is written to a parameter counts. */
function draftsOf(libraries: CallersOf): CallersOf {
  return {
    of: (...one) => libraries.of(...one).filter(({ args }) => args.kind === 'handed' && args.drafts !== undefined),
  };
}

const NOBODY: CallersOf = { of: () => [] };

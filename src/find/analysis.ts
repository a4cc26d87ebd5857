/** What finding and resolving share: one program, one trie, the answers so far. */
import { indexCalls } from '../link/call-index.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import type { Trie } from '../rules/trie.ts';
import { createFacts } from '../values/establish.ts';
import { Evaluation, type Assumptions } from '../values/evaluation.ts';
import { createCallers, type Callers } from './callers.ts';
import type { SinkEnd } from './uses.ts';

export interface Analysis {
  readonly trie: Trie;
  /** Without assumptions. */
  readonly evaluation: Evaluation;
  readonly callers: Callers;
  readonly under: (assumptions: Assumptions) => Evaluation;
  /** Whether a sink is for the version of its package that a module uses. */
  readonly applies: (end: SinkEnd, module: LinkedModule) => boolean;
}

/** Prepares the analysis of a program. */
export function createAnalysis(program: Program, trie: Trie, applies: Analysis['applies']): Analysis {
  const facts = createFacts(program, trie);
  const evaluation = new Evaluation(program, trie, new Map(), facts);
  const evaluations = rememberEvaluations((assumptions) => new Evaluation(program, trie, assumptions, facts));
  return {
    trie,
    evaluation,
    callers: createCallers(indexCalls(program), evaluation),
    under: (assumptions) => (assumptions.size === 0 ? evaluation : evaluations.under(assumptions)),
    applies,
  };
}

/** How many sets of assumptions keep their answers: the callers of one wrapper are asked about several sinks. */
const REMEMBERED = 400;

function rememberEvaluations(create: (assumptions: Assumptions) => Evaluation): Pick<Analysis, 'under'> {
  const known = new Map<string, Evaluation>();
  return {
    under(assumptions) {
      const key = [...assumptions].map(([owner, frame]) => `${owner}@${frame.id}`).join(' ');
      const cached = known.get(key);
      if (cached) return cached;
      if (known.size >= REMEMBERED) known.clear();
      const evaluation = create(assumptions);
      known.set(key, evaluation);
      return evaluation;
    },
  };
}

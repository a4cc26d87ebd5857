/** What finding and resolving share: one program, one trie, the answers so far. */
import type { Entries } from '../link/entries.ts';
import { indexImporters, type Importers } from '../link/importers.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import type { Trie } from '../rules/trie.ts';
import type { TypeOracle, TypeReach } from '../types/oracle.ts';
import { createFacts } from '../values/establish.ts';
import { Evaluation, type Assumptions } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { methodByType } from '../values/typing.ts';
import type { Facts } from '../values/facts.ts';
import type { Ref, Value } from '../values/value.ts';
import { createCallGraph } from './call-graph.ts';
import { indexCallableNames, type CallableNames } from './callable-names.ts';
import { createCallers, type Callers } from './callers.ts';
import type { Containing } from './contained.ts';
import { createDefined } from './deployment/definitions.ts';
import { createDeployment, type Deployment } from './deployment/deployment.ts';
import { createPassedClients, type PassedClients } from './passed-clients.ts';
import { createHandovers } from './handovers.ts';
import { createHeldCalls, createNamedHandovers } from './held-functions.ts';
import { createNamedCalls } from './named-calls.ts';
import { indexHeldClients } from './held-clients.ts';
import { createPublished, type Published } from './published.ts';
import { indexBorrowed } from './receivers.ts';
import { createReachability, type Reachability } from './reachability.ts';
import { indexHanded, type Handed, type HandedClient } from './handed.ts';
import { indexInjected } from './injected.ts';
import type { Bounds } from './suppositions.ts';
import type { SinkEnd } from './uses.ts';

export interface Analysis {
  readonly trie: Trie;
  /** Without assumptions. */
  readonly evaluation: Evaluation;
  readonly callers: Callers;
  /** The clients that a library calls with what stands at a place. */
  readonly handedClients: (at: Ref) => readonly HandedClient[];
  readonly callable: CallableNames;
  readonly passedClients: PassedClients;
  /** What may still be done about callers for all sinks together. */
  readonly left: Bounds;
  /** Places that lead deeper than can be followed. */
  readonly contained: Containing;
  readonly reachability: Reachability;
  readonly published: Published;
  readonly importers: Importers;
  /** What configuration says of the variables of the environment. */
  readonly deployment: Deployment;
  readonly under: (assumptions: Assumptions) => Evaluation;
  /** The same, where types stand in for what is unknown; null when they are not to be asked. */
  readonly typed: ((assumptions: Assumptions, reach: TypeReach) => Evaluation) | null;
  /** What a method is on a receiver that is known by its type alone. */
  readonly methodByType: ((callee: Ref, evaluation: Evaluation) => Value | null) | null;
  /** Whether a method of that name, on a receiver that is not known, may be a sink of anything that the program uses. */
  readonly isSinkMethod: (name: string) => boolean;
  /** Whether a function of that name is called with a receiver of the caller's choice. */
  readonly isBorrowed: (name: string) => boolean;
  /** Whether a sink is for the version of its package that a module uses. */
  readonly applies: (end: SinkEnd, module: LinkedModule) => boolean;
}

/** Prepares the analysis of a program. Without an oracle, types are not asked. */
export function createAnalysis(
  program: Program,
  trie: Trie,
  applies: Analysis['applies'],
  entries: Entries,
  oracle: TypeOracle | null,
): Analysis {
  const importers = indexImporters(program);
  const isHeldClient = indexHeldClients(program, trie);
  const callable = indexCallableNames(program, trie, importers, isHeldClient);
  const unfollowed: Containing['unfollowed'] = [];
  const facts = createFacts(
    program,
    trie,
    {
      byName: (own) => callersByName(program, own),
      ofHeld: (own) => callersOfHeld(program, own),
      byLibraries: (own) => callersByLibraries(program, trie, callable, own),
    },
    (own) => createDefined({ program, trie, evaluation: own, containing: { meter: own.facts.meter, unfollowed } }),
  );
  const { evaluation, under, typed } = createEvaluations(program, trie, facts, oracle);
  const method: Analysis['methodByType'] = oracle && ((callee, known) => methodByType(callee, known, oracle));
  const graph = createCallGraph(program, callable, evaluation);
  const handovers = createHandovers(program, callable, evaluation);
  const handed = indexHanded(program, trie, { callable, evaluation, under });
  const injected = indexInjected(evaluation);
  const byLibraries: Handed = {
    framesOf: (...asked) => [...handed.framesOf(...asked), ...injected.framesOf(...asked)],
  };
  const contained: Containing = { meter: facts.meter, unfollowed };
  const callers = createCallers(graph, handovers, byLibraries, evaluation, method && { method, importers });
  return {
    trie,
    evaluation,
    callers,
    handedClients: (at) => handed.clientsAt(at, callers.of),
    callable,
    passedClients: createPassedClients(callers, under),
    left: { looks: LIMITS.callerLooksOfAll, chains: LIMITS.callerChainsOfAll },
    contained,
    deployment: createDeployment({ program, trie, evaluation, containing: contained }),
    importers,
    methodByType: method,
    published: createPublished(program, entries.released, evaluation),
    reachability: createReachability(program, graph, handovers, evaluation, entries.all),
    under,
    typed,
    isSinkMethod: createSinkMethods(trie, importers, isHeldClient),
    isBorrowed: indexBorrowed(program),
    applies,
  };
}

function createSinkMethods(
  trie: Trie,
  importers: Importers,
  isHeldClient: (name: string) => boolean,
): Analysis['isSinkMethod'] {
  return (name) => {
    if (isHeldClient(name)) return true;
    const packages = trie.names.sinkMethods.get(name);
    return packages === null || (packages !== undefined && importers.ofPackages(packages).size > 0);
  };
}

/** The evaluations of a program: without assumptions, with some, and where types stand in besides. */
function createEvaluations(
  program: Program,
  trie: Trie,
  facts: Facts,
  oracle: TypeOracle | null,
): Pick<Analysis, 'evaluation' | 'under' | 'typed'> {
  const evaluation = new Evaluation(program, trie, new Map(), facts);
  const remembered = remember((assumptions) => new Evaluation(program, trie, assumptions, facts));
  const under = (assumptions: Assumptions): Evaluation =>
    assumptions.size === 0 ? evaluation : remembered(assumptions);
  const withTypes = (own: TypeOracle, reach: TypeReach): ((assumptions: Assumptions) => Evaluation) =>
    remember((assumptions) => {
      const typing = { oracle: own, reach, plain: under(assumptions) };
      return new Evaluation(program, trie, assumptions, facts, typing);
    });
  if (oracle === null) return { evaluation, under, typed: null };
  const [near, far] = [withTypes(oracle, 'near'), withTypes(oracle, 'far')];
  return { evaluation, under, typed: (assumptions, reach) => (reach === 'near' ? near : far)(assumptions) };
}

/**
 * How many sets of assumptions keep their answers, and at most twice as many: the callers of one wrapper are asked about several sinks, one
 * after the other. With types they keep all that they found, so there should not be many.
 */
const REMEMBERED = 200;

function remember(create: (assumptions: Assumptions) => Evaluation): (assumptions: Assumptions) => Evaluation {
  let recent = new Map<string, Evaluation>();
  let older: ReadonlyMap<string, Evaluation> = new Map();
  return (assumptions) => {
    const key = [...assumptions].map(([owner, frame]) => `${owner}@${frame.id}`).join(' ');
    const known = recent.get(key);
    if (known) return known;
    const evaluation = older.get(key) ?? create(assumptions);
    if (recent.size >= REMEMBERED) [older, recent] = [recent, new Map()];
    recent.set(key, evaluation);
    return evaluation;
  };
}

/** Who calls a function by its name. */
export function callersByName(program: Program, evaluation: Evaluation): Callers {
  const [handovers, handed] = [{ of: () => [] }, { framesOf: () => [] }];
  return createCallers(createNamedCalls(program, evaluation), handovers, handed, evaluation, null);
}

/** Who calls a function that is handed around: through the parameter, list or field that holds it. */
export function callersOfHeld(program: Program, evaluation: Evaluation): Callers {
  const handed = { framesOf: () => [] };
  return createCallers(createHeldCalls(program, evaluation), createNamedHandovers(program), handed, evaluation, null);
}

/** What libraries call a function with that they are handed by its name or through functions called by theirs. */
function callersByLibraries(program: Program, trie: Trie, callable: CallableNames, evaluation: Evaluation): Callers {
  const { facts } = evaluation;
  const callers = callersByName(program, evaluation);
  const under = remember((assumptions) => new Evaluation(program, trie, assumptions, facts));
  const handed = indexHanded(program, trie, { callable, evaluation, under });
  return { of: (module, id) => handed.framesOf(module, id, callers.of) };
}

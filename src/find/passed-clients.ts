/**
 * Whether a client may come in through a parameter. Loggers and the like are handed from function to function through a whole program:
 * that none of those who begin such a chain passes a client is found out once, and not for each call along each of the chains.
 */
import type { ExprId } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import type { Assumptions, Evaluation } from '../values/evaluation.ts';
import { seenFrom } from '../values/frames-here.ts';
import { LIMITS } from '../values/limits.ts';
import { keyOf } from '../values/render.ts';
import type { Invocation } from '../values/operations/api.ts';
import { mayMake } from '../values/operations/inheritance.ts';
import { optionsOf, type Frame, type ParameterHole, type Ref, type Value } from '../values/value.ts';
import { assume } from './assume.ts';
import { parameterKey, parameterOf } from './call-graph.ts';
import type { Callers } from './callers.ts';
import { argumentOfCall, followed } from './parameter-paths.ts';

export interface PassedClients {
  /** Whether a callee that reads a parameter may be a client's: false only where no caller passes one, nor hands on what it was handed. */
  readonly mayBe: (module: LinkedModule, callee: ExprId, kind: Invocation) => boolean;
}

/** Whether invoking a value in this way may connect; the name of an element is one. What is not known does not. */
export function mayConnect(value: Value, kind: Invocation): boolean {
  switch (value.kind) {
    case 'api':
      return value.node[kind]?.ends.some((end) => end.kind === 'sink') === true;
    case 'builtin':
      return kind === 'call' && value.receiver?.kind === 'api';
    case 'class':
      return kind === 'construct';
    case 'text':
      return kind === 'markup';
    default:
      return false;
  }
}

/** A callee as the last of a chain of calls sees it: it reads what this parameter holds. */
interface Passing {
  readonly parameter: ParameterHole;
  /** What of the parameter it reads: equal for equal values. */
  readonly names: readonly string[];
  readonly frame: Frame | null;
  /** The calls of the chain; null where it leads through a function twice, which cannot be supposed. */
  readonly assumptions: Assumptions | null;
}

type Under = (assumptions: Assumptions) => Evaluation;

/** Answers are remembered. */
export function createPassedClients(callers: Callers, under: Under): PassedClients {
  const known = { none: new Set<string>(), some: new Set<string>() };
  return {
    mayBe(module, callee, kind) {
      // The answer serves every question, so no single one cuts it short.
      const search = new Search({ module, expr: callee, frame: null }, kind, callers, under);
      return under(NOTHING).facts.meter.aside(() => search.run(known));
    },
  };
}

interface Known {
  readonly none: Set<string>;
  readonly some: Set<string>;
}

const NOTHING: Assumptions = new Map();

class Search {
  readonly #callee: Ref;
  readonly #callers: Callers;
  readonly #under: Under;
  readonly #evaluation: Evaluation;
  readonly #kind: Invocation;
  #left: number = LIMITS.passedLooks;
  #stepsLeft: number = LIMITS.stepsOfPassed;

  constructor(callee: Ref, kind: Invocation, callers: Callers, under: Under) {
    this.#callee = callee;
    this.#kind = kind;
    this.#callers = callers;
    this.#under = under;
    this.#evaluation = under(NOTHING);
  }

  /**
   * Goes from caller to caller. What leads to nothing is remembered for all that was met, the opposite for what was asked; where there was
   * too much to look at, so that the next search ends there, for all that was met too.
   */
  run({ none, some }: Known): boolean {
    const starts = this.#startsIn(this.#evaluation.ask(this.#callee));
    const waiting = [...starts];
    const met = new Set<string>();
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const key = this.#keyOf(next);
      if (met.has(key) || none.has(key)) continue;
      met.add(key);
      const further = some.has(key) ? null : this.#passedTo(next);
      if (further === null) {
        const told = this.#isSpent ? met : [key];
        for (const one of [...starts.map((start) => this.#keyOf(start)), ...told]) some.add(one);
        return true;
      }
      waiting.push(...further);
    }
    for (const key of met) none.add(key);
    return false;
  }

  #keyOf({ parameter, names }: Passing): string {
    const self = parameter.self ? keyOf(parameter.self) : '';
    return `${this.#kind} ${parameterKey(parameter)} ${self} ${names.join(' ')}`;
  }

  #startsIn(value: Value): readonly Passing[] {
    const path = followed(this.#callee.module, this.#callee.expr, []);
    return optionsOf(value).flatMap((option): readonly Passing[] => {
      const parameter = parameterOf(option);
      if (parameter === null) return [];
      const isRead = path !== null && parameterKey(path) === parameterKey(parameter);
      const names = isRead ? path.names : [placeOf(this.#callee)];
      return [{ parameter, names, frame: null, assumptions: NOTHING }];
    });
  }

  /** Who hands on what they were handed themselves; null where a caller may pass a client, or too much would have to be looked at. */
  #passedTo(passing: Passing): readonly Passing[] | null {
    const { parameter } = passing;
    const found: Passing[] = [];
    for (const caller of this.#callers.of(parameter.module, parameter.function)) {
      if (!mayMake(caller, parameter.self ?? null, this.#evaluation)) continue;
      this.#left -= 1;
      if (this.#isSpent) return null;
      const further = this.#furtherThrough(passing, caller);
      if (further === null) return null;
      found.push(...further);
    }
    return found;
  }

  /** The same for one caller. What the activations of a chain do not fill (a field of an instance) may be filled where its calls are supposed. */
  #furtherThrough(passing: Passing, caller: Frame): readonly Passing[] | null {
    const frame = seenFrom(passing.frame, caller, this.#evaluation);
    if (frame === null) return [];
    const assumptions = passing.assumptions && assume(passing.assumptions, caller);
    const next: Passing = { ...passing, frame, assumptions };
    const found = this.#handedOn(this.#look(this.#evaluation, { ...this.#callee, frame }), next, caller);
    if (found !== null || assumptions === null) return found;
    return this.#handedOn(this.#look(this.#under(assumptions), this.#callee), next, caller);
  }

  /** A client is found in few steps: what takes longer is data. */
  #look(evaluation: Evaluation, ref: Ref): Value {
    const { meter } = evaluation.facts;
    const before = meter.taken;
    const value = meter.within(LIMITS.stepsOfHandover, () => evaluation.ask(ref));
    this.#stepsLeft -= meter.taken - before;
    return value;
  }

  get #isSpent(): boolean {
    return this.#left < 0 || this.#stepsLeft < 0;
  }

  #handedOn(seen: Value, next: Passing, caller: Frame): readonly Passing[] | null {
    const found: Passing[] = [];
    for (const value of optionsOf(seen)) {
      const further = parameterOf(value);
      if (further === null && mayConnect(value, this.#kind)) return null;
      const passing = further && handedOn(next, caller, further);
      if (further !== null && passing === null) return null;
      if (passing) found.push(passing);
    }
    return found;
  }
}

/** What a caller hands on; null where that cannot be followed: it still reads what this call should have filled, or goes ever deeper. */
function handedOn(next: Passing, caller: Frame, further: ParameterHole): Passing | null {
  const { parameter, names } = next;
  const given = argumentOfCall(caller, parameter.index);
  const path = given && followed(given.module, given.expr, names);
  const isRead = path != null && parameterKey(path) === parameterKey(further);
  if (!isRead && parameterKey(further) === parameterKey(parameter)) return null;
  const read = isRead ? path.names : [`of ${caller.id}`, ...names];
  return read.length > LIMITS.passedNames ? null : { ...next, parameter: further, names: read };
}

function placeOf({ module, expr }: Ref): string {
  return `at ${module.id}:${expr}`;
}

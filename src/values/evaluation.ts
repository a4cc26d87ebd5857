/**
 * Demand-driven evaluation: total, pure, bounded. An `Evaluation` answers questions about one program under one set of assumptions
 * ("suppose this function was called from here"); answers are remembered.
 */
import type { Program } from '../link/program.ts';
import type { Trie } from '../rules/trie.ts';
import { Answers } from './answers.ts';
import { noFacts, type Facts } from './facts.ts';
import type { Callee } from './frames.ts';
import { LIMITS } from './limits.ts';
import { OPERATIONS } from './operations/index.ts';
import { cycleKey, isImmediate, keyOf } from './keys.ts';
import { Rounds, isCyclic } from './rounds.ts';
import { Running } from './running.ts';
import { valueByType, type Typing } from './typing.ts';
import { hole, type Frame, type FrameArguments, type Ref, type Value } from './value.ts';

/** Which call is supposed to have called a function, for parameters that no frame fills. */
export type Assumptions = ReadonlyMap<string, Frame>;

export class Evaluation {
  readonly program: Program;
  readonly trie: Trie;
  readonly facts: Facts;
  readonly #typing: Typing | null;
  readonly #assumptions: Assumptions;
  readonly #answers = new Answers();
  readonly #active = new Running();
  readonly #lookups = new Map<string, number>();
  /** Depths at which each function was entered. */
  readonly #activations = new Map<string, readonly number[]>();
  #depth = 0;
  #steps = 0;
  /** The steps past which what is being computed is cut short, and how many of them it had. */
  #limit: number = LIMITS.steps;
  #budget: number = LIMITS.steps;
  /** Whether it is known in what the steps ran out. */
  #isBlamed = false;
  /** The shallowest evaluation to which a cycle led back, of what is being computed now. */
  #cycle = Infinity;
  readonly #rounds = new Rounds();
  #stepsOfRounds = 0;
  /** Whether it was asked what is supposed, of what is being computed now. */
  #isOpen = false;
  #interruptions = 0;

  constructor(
    program: Program,
    trie: Trie,
    assumptions: Assumptions = new Map(),
    facts: Facts = noFacts(),
    typing: Typing | null = null,
  ) {
    this.program = program;
    this.trie = trie;
    this.#assumptions = assumptions;
    this.facts = facts;
    this.#typing = typing;
  }

  /** The value of an expression. */
  ask(ref: Ref): Value {
    return this.evaluate(ref);
  }

  /** The value of an expression, on the way to another one's. */
  evaluate(ref: Ref): Value {
    this.#begin();
    if (isImmediate(ref)) return this.#compute(ref);
    const key = keyOf(ref);
    const known =
      (this.#typing ? undefined : this.facts.answers.of(ref.frame, key)) ?? this.#answers.of(ref.frame, key);
    if (known) {
      if (known.head !== null) this.#cycle = Math.min(this.#cycle, known.head);
      this.#isOpen ||= known.isOpen;
      return known.value;
    }
    return this.#guard(ref, key);
  }

  /** The frame of a call that is being followed forward; null past the bound. */
  frame(callee: Callee, args: FrameArguments, depth: number): Frame | null {
    return this.facts.frames.of(callee, args, depth);
  }

  /** Computes the rest of an expression that asks for itself on the way there: what it begins with is the answer. */
  beginningWith(ref: Ref, value: Value, rest: () => Value): Value {
    return this.#rounds.begin(cycleKey(ref.frame, keyOf(ref)), value, rest);
  }

  /** Counts steps for work that one expression stands for beside itself. */
  spend(steps: number): void {
    this.#steps += steps;
    this.facts.meter.spend(steps);
  }

  /** The call of a function that is supposed; null when none is. */
  supposed(callee: string): Frame | null {
    this.#isOpen = true;
    return this.#assumptions.get(callee) ?? null;
  }

  /** All calls that are supposed. */
  allSupposed(): Iterable<Frame> {
    this.#isOpen = true;
    return this.#assumptions.values();
  }

  /** A call being followed; a function inside itself beyond the bound is a cycle. */
  activate(callee: string, compute: () => Value): Value {
    const running = this.#activations.get(callee) ?? [];
    const [outermost] = running;
    if (running.length >= LIMITS.activations && outermost !== undefined) {
      this.#cycle = Math.min(this.#cycle, outermost);
      return hole('cyclic');
    }
    this.#activations.set(callee, [...running, this.#depth]);
    const value = compute();
    this.#activations.set(callee, running);
    return value;
  }

  /** A lookup that may lead back to itself without passing an expression: a record that spreads itself. The cost is in steps. */
  lookup<T>(
    key: string,
    otherwise: (reason: 'cyclic' | 'too-deep' | 'too-complex') => T,
    compute: () => T,
    cost = 1,
  ): T {
    this.#begin();
    const running = this.#lookups.get(key);
    if (running !== undefined) {
      this.#cycle = Math.min(this.#cycle, running);
      return otherwise('cyclic');
    }
    if (this.#lookups.size >= LIMITS.lookups) return otherwise('too-deep');
    if (!this.#mayGoOn(cost)) return otherwise('too-complex');
    this.#lookups.set(key, this.#depth);
    const result = compute();
    this.#lookups.delete(key);
    return result;
  }

  /** A lookup of a value; one that leads back to itself is answered as an expression is, or by what was there `before`. */
  lookupValue(key: string, compute: () => Value, cost = 1, before: (() => Value) | null = null): Value {
    const cut = (reason: 'cyclic' | 'too-deep' | 'too-complex'): Value => {
      if (reason !== 'cyclic') return hole(reason);
      const known = this.#rounds.ask(key);
      return before && isCyclic(known) ? this.lookup(`${key} before`, () => known, before, cost) : known;
    };
    return this.lookup(key, cut, () => this.#rounds.came(key, compute()), cost);
  }

  /** What nothing else asks for is a question of its own: one that was too much takes nothing from the next. */
  #begin(): void {
    if (this.#interruptions !== this.facts.meter.interruptions) this.#beginAnew();
    if (this.#depth > 0 || this.#lookups.size > 0) return;
    this.#steps = 0;
    this.#stepsOfRounds = 0;
    this.#isBlamed = false;
  }

  /** Forgets what was being computed when an error ended it. What was found to be so for good, stays. */
  #beginAnew(): void {
    this.#interruptions = this.facts.meter.interruptions;
    this.#active.clear();
    this.#lookups.clear();
    this.#activations.clear();
    this.#rounds.clear();
    this.#answers.forget(0);
    this.#depth = 0;
    this.#cycle = Infinity;
    [this.#limit, this.#budget] = [LIMITS.steps, LIMITS.steps];
  }

  #mayGoOn(cost: number): boolean {
    const { meter } = this.facts;
    this.#steps += cost;
    meter.spend(cost);
    // What is cut short is no answer to remember, so it counts as too much for the question as well.
    if (meter.isSpent) this.#steps = Math.max(this.#steps, LIMITS.steps + 1);
    return this.#steps <= this.#limit;
  }

  #compute(ref: Ref): Value {
    const expr = ref.module.expressions[ref.expr];
    if (!expr) return hole('unsupported-syntax');
    this.facts.meter.allowances.count(ref.module.id);
    if (!this.#mayGoOn(1)) return hole('too-complex');
    const byType = this.#typing && valueByType(expr, ref, this, this.#typing);
    if (byType) return byType;
    return OPERATIONS[expr.kind](expr as never, ref, this);
  }

  /**
   * The one recursion guard: an expression that asks for itself is a cycle, and the answer there is a hole. What was computed inside a
   * cycle holds only while the cycle's first expression is being computed: it is kept so long, and computed once.
   */
  #guard(ref: Ref, key: number): Value {
    const { frame } = ref;
    const running = this.#active.depthOf(frame, key);
    if (running !== undefined) {
      this.#cycle = Math.min(this.#cycle, running);
      return this.#rounds.ask(cycleKey(frame, key));
    }
    if (this.#depth >= LIMITS.depth) return hole('too-deep');
    this.#depth += 1;
    const depth = this.#depth;
    const [around, isOpenAround] = [this.#cycle, this.#isOpen];
    const mark = this.#answers.provisional;
    [this.#cycle, this.#isOpen] = [Infinity, false];
    this.#active.begin(frame, key, depth);
    const value = this.#within(ref, key, mark);
    this.#active.end(key);
    this.#depth -= 1;
    const head = this.#cycle;
    if (head >= depth) this.#answers.forget(mark);
    // Where the steps ran out, only the question itself has its answer: asked again it would get no better one.
    if (this.#steps <= this.#limit || (depth === 1 && !this.facts.meter.isSpent))
      this.#remember(frame, key, value, head < depth ? head : null);
    this.#cycle = Math.min(around, head < depth ? head : Infinity);
    this.#isOpen ||= isOpenAround;
    return value;
  }

  /** Computes what may ask for itself: once, and again as long as that leads to more. */
  #inRounds(ref: Ref, key: number, provisional: number): Value {
    const depth = this.#depth;
    const { mark } = this.#rounds;
    const first = this.#once(ref, key);
    if (this.#cycle !== depth) return first;
    const again = (): Value | null => this.#again(() => this.#once(ref, key), provisional, depth);
    return this.#rounds.settle({ id: cycleKey(ref.frame, key), first, mark, again });
  }

  #once(ref: Ref, key: number): Value {
    const value = this.#compute(ref);
    return this.#cycle === Infinity ? value : this.#rounds.came(cycleKey(ref.frame, key), value);
  }

  /** One more round of what asks for itself; null when that is too much, or leads to a cycle further out. Its steps are counted apart. */
  #again(compute: () => Value, mark: number, depth: number): Value | null {
    const [steps, limit] = [this.#steps, this.#limit];
    const left = LIMITS.stepsOfRounds - this.#stepsOfRounds;
    if (steps > limit || left < 0) return null;
    this.#answers.forget(mark);
    this.#limit = Math.min(limit, steps + left);
    const value = this.facts.meter.aside(compute);
    this.#stepsOfRounds += this.#steps - steps;
    const isOver = this.#steps > this.#limit;
    [this.#steps, this.#limit] = [steps, limit];
    return isOver || this.#cycle < depth ? null : value;
  }

  /** Within the steps that an expression may take. Where they run out, it is blamed on the innermost that took half of them. */
  #within(ref: Ref, key: number, provisional: number): Value {
    const { meter } = this.facts;
    const allowance = meter.allowances.of(key, ref.module.id);
    const [began, limit, budget] = [this.#steps, this.#limit, this.#budget];
    if (began + allowance < limit) [this.#limit, this.#budget] = [began + allowance, allowance];
    const value = this.#inRounds(ref, key, provisional);
    const isCut = this.#steps > this.#limit && !meter.isSpent;
    if (isCut && !this.#isBlamed && (this.#steps - began) * 2 >= this.#budget) {
      meter.allowances.halve(key);
      this.#isBlamed = true;
    }
    [this.#limit, this.#budget] = [limit, budget];
    if (this.#steps <= limit) this.#isBlamed = false;
    return value;
  }

  /** `head`: the depth of the cycle that the answer depends on; null when it holds for good. */
  #remember(frame: Frame | null, key: number, value: Value, head: number | null): void {
    const isOpen = this.#isOpen;
    const isForAll = !isOpen && head === null && this.#typing === null;
    (isForAll ? this.facts.answers : this.#answers).remember(frame, key, { value, head, isOpen });
  }
}

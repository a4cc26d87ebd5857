/**
 * Demand-driven evaluation: total, pure, bounded. An `Evaluation` answers questions about one program under one set of assumptions
 * ("suppose this function was called from here"); answers are remembered.
 */
import type { Program } from '../link/program.ts';
import type { Trie } from '../rules/trie.ts';
import { Answers, type Answer } from './answers.ts';
import { countEffort } from './effort.ts';
import { noFacts, type Facts } from './facts.ts';
import type { Callee } from './frames.ts';
import { Fuel } from './fuel.ts';
import { LIMITS } from './limits.ts';
import { OPERATIONS } from './operations/index.ts';
import { cycleKey, isImmediate, keyOf } from './keys.ts';
import { Rounds, isCyclic } from './rounds.ts';
import { Running } from './running.ts';
import { valueByType, type Typing } from './typing.ts';
import { hole, type Frame, type FrameArguments, type Ref, type Value } from './value.ts';

/** Which call is supposed to have called a function, for parameters that no frame fills. */
export type Assumptions = ReadonlyMap<string, Frame>;

/** Why a lookup ends before its time. */
type Cut = 'cyclic' | 'too-deep' | 'too-complex';

export class Evaluation {
  readonly program: Program;
  readonly trie: Trie;
  readonly facts: Facts;
  readonly #typing: Typing | null;
  readonly #assumptions: Assumptions;
  readonly #answers = new Answers();
  readonly #active = new Running();
  /** Lookups that are going on, and at which level. */
  readonly #lookups = new Map<string, number>();
  /** Levels at which each function was entered. */
  readonly #activations = new Map<string, readonly number[]>();
  #depth = 0;
  /** The level of the innermost expression that is being computed; 0 when none is. */
  #innermost = 0;
  /** The lowest level to which a cycle led back, of what is being computed now. */
  #cycle = Infinity;
  readonly #rounds = new Rounds();
  readonly #fuel: Fuel;
  /** Whether it was asked what is supposed, of what is being computed now. */
  #isOpen = false;
  #interruptions = 0;
  /** How many lookups led too deep: what rests on one of those is another question from elsewhere. */
  #tooDeep = 0;

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
    this.#fuel = new Fuel(facts.meter);
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
    return known ? this.#known(known) : this.#guard(ref, key);
  }

  #known<T>({ value, head, isOpen }: Answer<T>): T {
    if (head !== null) this.#cycle = Math.min(this.#cycle, head);
    this.#isOpen ||= isOpen;
    return value;
  }

  /** How much is being computed now: expressions, and lookups on the way to them. */
  get #level(): number {
    return this.#depth + this.#lookups.size;
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
    this.#fuel.spend(steps);
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
    this.#activations.set(callee, [...running, this.#level]);
    const value = compute();
    this.#activations.set(callee, running);
    return value;
  }

  /** A lookup that may lead back to itself without passing an expression: a record that spreads itself. The key tells all that it depends on. */
  lookup<T>(key: string, otherwise: (reason: Cut) => T, compute: () => T, cost = 1): T {
    this.#begin();
    const known = (this.#typing ? undefined : this.facts.answers.ofLookup(key)) ?? this.#answers.ofLookup(key);
    if (!known) return this.guarded(key, otherwise, () => this.#remembering(key, compute), cost);
    countEffort(1);
    return this.#known(known) as T;
  }

  /** The same for one that is not the same whenever its key is. The cost is in steps. */
  guarded<T>(key: string, otherwise: (reason: Cut) => T, compute: () => T, cost = 1): T {
    this.#begin();
    const running = this.#lookups.get(key);
    if (running !== undefined) {
      this.#cycle = Math.min(this.#cycle, running);
      return otherwise('cyclic');
    }
    if (this.#lookups.size >= LIMITS.lookups) {
      this.#tooDeep += 1;
      return otherwise('too-deep');
    }
    if (!this.#fuel.take(cost)) return otherwise('too-complex');
    this.#lookups.set(key, this.#level + 1);
    const result = compute();
    this.#lookups.delete(key);
    return result;
  }

  /** What a lookup finds is kept as an expression's answer is; what closes a cycle holds in this round of the expression around it. */
  #remembering<T>(key: string, compute: () => T): T {
    const level = this.#level;
    const [cycle, isOpen, tooDeep] = [this.#cycle, this.#isOpen, this.#tooDeep];
    const mark = this.#answers.provisional;
    [this.#cycle, this.#isOpen] = [Infinity, false];
    const value = compute();
    const head = this.#cycle;
    if (head >= level) this.#answers.forget(mark);
    if (!this.#fuel.isSpent && tooDeep === this.#tooDeep) {
      const isSettled = head === Infinity || (head >= level && this.#innermost === 0);
      const answer = { value, head: isSettled ? null : Math.min(head, this.#innermost), isOpen: this.#isOpen };
      this.#answersFor(answer).rememberLookup(key, answer);
    }
    this.#cycle = Math.min(cycle, head);
    this.#isOpen ||= isOpen;
    return value;
  }

  /** A lookup of a value; one that leads back to itself is answered as an expression is, or by what was there `before`. */
  lookupValue(key: string, compute: () => Value, cost = 1, before: (() => Value) | null = null): Value {
    const cut = (reason: Cut): Value => {
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
    this.#fuel.begin();
  }

  /** Forgets what was being computed when an error ended it. What was found to be so for good, stays. */
  #beginAnew(): void {
    this.#interruptions = this.facts.meter.interruptions;
    this.#active.clear();
    this.#lookups.clear();
    this.#activations.clear();
    this.#rounds.clear();
    this.#answers.forget(0);
    [this.#depth, this.#innermost] = [0, 0];
    this.#cycle = Infinity;
    this.#fuel.reset();
  }

  #compute(ref: Ref): Value {
    const expr = ref.module.expressions[ref.expr];
    if (!expr) return hole('unsupported-syntax');
    this.facts.meter.allowances.count(ref.module.id);
    if (!this.#fuel.take(1)) return hole('too-complex');
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
    const running = this.#active.levelOf(frame, key);
    if (running !== undefined) {
      this.#cycle = Math.min(this.#cycle, running);
      return this.#rounds.ask(cycleKey(frame, key));
    }
    if (this.#depth >= LIMITS.depth) return hole('too-deep');
    this.#depth += 1;
    const level = this.#level;
    const [around, isOpenAround, outer] = [this.#cycle, this.#isOpen, this.#innermost];
    const mark = this.#answers.provisional;
    [this.#cycle, this.#isOpen, this.#innermost] = [Infinity, false, level];
    this.#active.begin(frame, key, level);
    const value = this.#fuel.within(key, ref.module.id, () => this.#inRounds(ref, key, mark));
    this.#active.end(key);
    this.#innermost = outer;
    this.#depth -= 1;
    const head = this.#cycle;
    if (head >= level) this.#answers.forget(mark);
    // Where the steps ran out, only the question itself has its answer: asked again it would get no better one.
    if (!this.#fuel.isSpent || (this.#depth === 0 && !this.facts.meter.isSpent)) {
      const answer = { value, head: head < level ? head : null, isOpen: this.#isOpen };
      this.#answersFor(answer).remember(frame, key, answer);
    }
    this.#cycle = Math.min(around, head < level ? head : Infinity);
    this.#isOpen ||= isOpenAround;
    return value;
  }

  /** Computes what may ask for itself: once, and again as long as that leads to more. */
  #inRounds(ref: Ref, key: number, provisional: number): Value {
    const level = this.#innermost;
    const { mark } = this.#rounds;
    const first = this.#once(ref, key);
    if (this.#cycle < level || this.#cycle === Infinity) return first;
    const again = (): Value | null => this.#again(() => this.#once(ref, key), provisional, level);
    return this.#rounds.settle({ id: cycleKey(ref.frame, key), first, mark, again });
  }

  #once(ref: Ref, key: number): Value {
    const value = this.#compute(ref);
    return this.#cycle === Infinity ? value : this.#rounds.came(cycleKey(ref.frame, key), value);
  }

  /** One more round of what asks for itself; null when that is too much, or leads to a cycle further out. */
  #again(compute: () => Value, mark: number, level: number): Value | null {
    const value = this.#fuel.round(() => {
      this.#answers.forget(mark);
      return compute();
    });
    return value === null || this.#cycle < level ? null : value;
  }

  /** Where an answer is kept: what holds whatever is supposed, for all evaluations. */
  #answersFor({ head, isOpen }: Pick<Answer, 'head' | 'isOpen'>): Answers {
    return !isOpen && head === null && this.#typing === null ? this.facts.answers : this.#answers;
  }
}

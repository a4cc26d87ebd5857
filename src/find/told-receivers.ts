/**
 * Instances that are told where to go by calls of their methods, one after another: which of them a method runs on is asked of the
 * method's callers, so that what one instance was told is not mixed with what another was.
 */
import { laterOf } from '../link/later.ts';
import type { ClassId, ExprId, FunctionId } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import type { Assumptions, Evaluation } from '../values/evaluation.ts';
import { callsOn } from '../values/operations/calls-on.ts';
import { construct } from '../values/operations/construction.ts';
import { typedValue } from '../values/operations/typed.ts';
import { ancestorsOf, isSameClass } from '../values/operations/inheritance.ts';
import { invoked } from '../values/operations/names.ts';
import { selfOf } from '../values/operations/self.ts';
import { keyOf } from '../values/render.ts';
import {
  functionKey,
  optionsOf,
  type ClassValue,
  type Frame,
  type InstanceValue,
  type ParameterHole,
  type Ref,
  type Value,
} from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { placesOf, type Place } from './receivers.ts';
import type { SinkUse } from './uses.ts';

/** The calls that say which instance decides the parameters; none where not every instance is followed from its construction. */
export function toldReceivers(
  open: readonly ParameterHole[],
  use: SinkUse,
  assumptions: Assumptions,
  analysis: Analysis,
): readonly Frame[] {
  for (const { module, function: id } of open) {
    const told = writtenClass(module, id);
    if (told === null || !areFollowed(told, analysis)) continue;
    for (const place of placesOf(use, assumptions).flatMap(around)) {
      const frames = framesOf(place, told, assumptions, analysis);
      if (frames.length > 0) return frames;
    }
  }
  return [];
}

/**
 * A call that tells an instance something says nothing of the instance on which another method runs: what was told to others holds
 * there as well. One around the sink does.
 */
export function withoutInstance(
  frame: Frame,
  use: SinkUse,
  assumptions: Assumptions,
  analysis: Pick<Analysis, 'evaluation'>,
): Frame | null {
  const { module, function: id, args, parent, depth } = frame;
  const isMaker = module.classes[module.functions[id]?.class ?? -1]?.constructor === id;
  if (isMaker || writtenClass(module, id) === null || !isFollowed(frame.self, analysis)) return frame;
  const isAround = placesOf(use, assumptions)
    .flatMap(around)
    .some((place) => place.module === module && place.owner === id);
  return isAround ? frame : analysis.evaluation.frame({ module, function: id, self: null, parent }, args, depth);
}

/** The class whose fields a method writes, or whose instances it makes of one another. */
function writtenClass(module: LinkedModule, id: FunctionId): ClassValue | null {
  const owner = module.functions[id]?.class ?? null;
  const info = owner === null ? undefined : module.classes[owner];
  if (owner === null || !info) return null;
  const known = writersIn(module);
  return known.functions.has(id) || known.makers.has(owner)
    ? { kind: 'class', module, class: owner, frame: null }
    : null;
}

/** The functions of a module that write fields of their class, and the classes whose methods make instances of them. */
interface Writers {
  readonly functions: ReadonlySet<FunctionId>;
  readonly makers: ReadonlySet<ClassId>;
}

const writersIn = laterOf((module: LinkedModule): Writers => {
  const writing = module.classes.flatMap(({ members }) => members.flatMap(({ by }) => by?.function ?? []));
  const makers = module.calls.flatMap(({ call, owner }) => madeOfItself(module, call, owner) ?? []);
  return { functions: new Set(writing), makers: new Set(makers) };
});

/** The class that a call in one of its own methods makes an instance of. */
function madeOfItself(module: LinkedModule, call: ExprId, within: FunctionId): ClassId | null {
  const expr = module.expressions[call];
  const owner = module.functions[within]?.class ?? null;
  if (expr?.kind !== 'call' || !expr.construct || owner === null) return null;
  const callee = module.expressions[expr.callee];
  const named = callee?.kind === 'name' ? module.bindings[callee.binding]?.definitions[0]?.value : undefined;
  const made = named === undefined ? undefined : module.expressions[named];
  return made?.kind === 'class' && made.class === owner ? owner : null;
}

/** The functions around a place, and the constructors that make what their methods run on. */
function around({ module, owner }: Place): readonly Place[] {
  const found: Place[] = [];
  for (let id = owner, info = module.functions[id]; info; id = info.parent, info = module.functions[id]) {
    found.push({ module, owner: id });
    const maker = module.classes[info.class ?? -1]?.constructor ?? null;
    if (maker !== null && maker !== id) found.push({ module, owner: maker });
  }
  return found;
}

/** The calls of a function, where they say on which of the instances it runs, or which of them it is given. */
function framesOf(
  { module, owner }: Place,
  told: ClassValue,
  assumptions: Assumptions,
  analysis: Analysis,
): readonly Frame[] {
  const evaluation = analysis.under(assumptions);
  const frames = (): readonly Frame[] => analysis.callers.of(module, owner);
  if (runsOn({ module, owner }, told, evaluation)) {
    const found = frames();
    return found.every((frame) => isFollowed(frame.self, analysis)) ? found : [];
  }
  if (assumptions.has(functionKey(module, owner))) return [];
  const given = (module.functions[owner]?.parameters ?? []).flatMap((parameter, index) =>
    isTyped({ module, owner }, parameter, told, evaluation) ? [index] : [],
  );
  if (given.length === 0) return [];
  return frames().filter(({ args }) => args.kind === 'call');
}

/** Whether a function is a method of the class, or of one that extends it, and it is not known on what it runs. */
function runsOn({ module, owner }: Place, told: ClassValue, evaluation: Evaluation): boolean {
  const id = module.functions[owner]?.class ?? null;
  if (id === null || module.classes[id]?.body === owner) return false;
  const own: ClassValue = { kind: 'class', module, class: id, frame: null };
  return isOf(own, told, evaluation) && !selfOf({ module, expr: 0, frame: null }, id, evaluation, 'instance');
}

function isTyped({ module }: Place, parameter: number, told: ClassValue, evaluation: Evaluation): boolean {
  const expr = module.expressions[parameter];
  if (expr?.kind !== 'parameter' || expr.type === null || expr.rest) return false;
  const typed = typedValue({ module, expr: expr.type, frame: null }, evaluation);
  return typed?.kind === 'instance' && isOf(typed.class, told, evaluation);
}

function isOf(value: ClassValue, told: ClassValue, evaluation: Evaluation): boolean {
  return [value, ...ancestorsOf(value, evaluation)].some((one) => isSameClass(one, told));
}

/** Whether all instances are followed that are made, or told something. */
function areFollowed(told: ClassValue, analysis: Analysis): boolean {
  const answers = FOLLOWED.get(analysis) ?? new Map<string, boolean>();
  FOLLOWED.set(analysis, answers);
  const key = keyOf(told);
  const known = answers.get(key) ?? analysis.evaluation.facts.meter.aside(() => findWhetherFollowed(told, analysis));
  answers.set(key, known);
  return known;
}

const FOLLOWED = new WeakMap<Analysis, Map<string, boolean>>();

function findWhetherFollowed(told: ClassValue, analysis: Analysis): boolean {
  const { module, class: id } = told;
  const writers = new Set(module.classes[id]?.members.flatMap(({ by }) => by?.function ?? []) ?? []);
  const isMade = ({ self }: Frame): boolean => self?.kind === 'instance' && self.construction !== null;
  if (![...writers].every((each) => analysis.callers.of(module, each).every(isMade))) return false;
  const made = constructionsOf(told, analysis);
  return made.length > 0 && made.every((one) => isFollowed(one, analysis));
}

/** All instances that the program makes of a class, or of one that extends it. */
function constructionsOf(told: ClassValue, analysis: Analysis): readonly InstanceValue[] {
  const { evaluation } = analysis;
  return evaluation.program.modules.flatMap((module) =>
    module.calls.flatMap(({ call, owner }): readonly InstanceValue[] => {
      const expr = module.expressions[call];
      if (expr?.kind !== 'call' || !expr.construct) return [];
      const ref: Ref = { module, expr: call, frame: null };
      const made = optionsOf(invoked(evaluation.ask({ ...ref, expr: expr.callee }), evaluation));
      return made.flatMap((value) =>
        value.kind === 'class' && isOf(value, told, evaluation) ? madeBy(value, ref, owner, analysis) : [],
      );
    }),
  );
}

/** What a construction makes: where it goes out of its function, for each call of that. */
function madeBy(value: ClassValue, ref: Ref, owner: FunctionId, analysis: Analysis): readonly InstanceValue[] {
  const made = construct(value, ref);
  const frames = isFollowed(made, analysis) ? [] : analysis.callers.of(ref.module, owner);
  return frames.length === 0 ? [made] : frames.map((frame) => construct(value, { ...ref, frame }));
}

/** Whether all calls on an instance are known. Each of its calls asks, so the answer is kept, and is nobody's to pay for. */
export function isFollowed(value: Value | null, { evaluation }: Pick<Analysis, 'evaluation'>): boolean {
  if (value?.kind !== 'instance' || value.construction === null) return false;
  const answers = FOLLOWED_INSTANCES.get(evaluation) ?? new Map<string, boolean>();
  FOLLOWED_INSTANCES.set(evaluation, answers);
  const { module, expr, frame } = value.construction;
  const key = `${module.id}:${expr}@${frame?.id ?? 0} ${keyOf(value.class)}`;
  const known = answers.get(key) ?? evaluation.facts.meter.aside(() => callsOn(value, evaluation) !== null);
  answers.set(key, known);
  return known;
}

const FOLLOWED_INSTANCES = new WeakMap<Evaluation, Map<string, boolean>>();

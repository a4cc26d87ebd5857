/** Of which classes `this` may be, at a sink in a method and at the calls that lead to it. */
import { laterOf } from '../link/later.ts';
import type { ClassInfo, FunctionId, FunctionInfo } from '../lower/module.ts';
import { terminalName } from '../link/names.ts';
import { lookupsIn } from '../link/lookups.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import type { Assumptions } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { superclassOf } from '../values/operations/construction.ts';
import { declaring, mayMake } from '../values/operations/inheritance.ts';
import { selfOf } from '../values/operations/self.ts';
import { isTest } from '../values/same-object.ts';
import { optionsOf, type ClassValue, type Frame } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { assume, assumeReceiver, receiverKey } from './assume.ts';
import type { SinkUse } from './uses.ts';

/** Where a function stands that matters for a use. */
export interface Place {
  readonly module: LinkedModule;
  readonly owner: FunctionId;
}

/** One set of assumptions for each class that `this` may be of; empty where it is known or has no subclasses. */
export function receiversOf(use: SinkUse, assumptions: Assumptions, analysis: Analysis): readonly Assumptions[] {
  for (const place of placesOf(use, assumptions)) {
    const frames = framesAt(place, assumptions, analysis);
    if (frames.length > 0 && frames.length <= LIMITS.choiceWidth) {
      return frames.flatMap((frame) => assumeReceiver(assumptions, frame) ?? []);
    }
    const calls = callsOn(place, assumptions, analysis);
    if (calls.length > 0) return calls;
  }
  return [];
}

/** Whether a call may be one on what `this` is supposed to be in the method that it enters: not one that a sibling makes on itself. */
export function suitsReceiver(frame: Frame, assumptions: Assumptions, { evaluation }: Analysis): boolean {
  const { module } = frame;
  const method = methodAround({ module, owner: frame.function });
  const body = method && module.classes[method.class]?.body;
  // Of which class what a constructor makes is, its parameters say themselves.
  if (body == null || module.classes[method?.class ?? -1]?.constructor === frame.function) return true;
  const supposed = assumptions.get(receiverKey(module, body))?.self ?? null;
  for (let around: Frame | null = frame; around; around = around.parent)
    if (!mayMake(around, supposed, evaluation)) return false;
  return true;
}

/** The names of functions that are called with a receiver of the caller's choice: `ping` of `probes.ping.call(target)`. */
export function indexBorrowed({ modules }: Program): (name: string) => boolean {
  let names: ReadonlySet<string> | null = null;
  return (name) => (names ??= new Set(modules.flatMap(borrowedIn))).has(name);
}

function borrowedIn(module: LinkedModule): readonly string[] {
  return module.calls.flatMap(({ call }) => {
    const expr = module.expressions[call];
    const callee = expr?.kind === 'call' ? module.expressions[expr.callee] : undefined;
    if (callee?.kind !== 'member' || typeof callee.property !== 'string' || !BORROWING.has(callee.property)) return [];
    return terminalName(module, callee.object) ?? [];
  });
}

const BORROWING: ReadonlySet<string> = new Set(['call', 'apply', 'bind']);

/** Whether `this` of a function around the use may be another object than the one that it stands in. */
export function isBorrowed({ module, owner }: SinkUse, analysis: Analysis): boolean {
  for (let id = owner, info = module.functions[id]; info; id = info.parent, info = module.functions[id]) {
    if (info.class !== null) return false;
    if (info.name !== null && analysis.isBorrowed(info.name) && lookupsIn(module).readsThis(id)) return true;
  }
  return false;
}

/** The sink, and the calls that lead to it. */
export function placesOf({ module, owner }: SinkUse, assumptions: Assumptions): readonly Place[] {
  const callers = [...assumptions.values()].flatMap(({ args }): readonly Place[] => {
    if (args.kind !== 'call') return [];
    const site = lookupsIn(args.call.module).siteOf(args.call.expr);
    return site ? [{ module: args.call.module, owner: site.owner }] : [];
  });
  return [{ module, owner }, ...callers];
}

function framesAt(place: Place, assumptions: Assumptions, analysis: Analysis): readonly Frame[] {
  const method = methodAround(place);
  if (!method) return [];
  const { module } = place;
  const evaluation = analysis.under(assumptions);
  const value: ClassValue = { kind: 'class', module, class: method.class, frame: null };
  const info = module.classes[method.class];
  if (!info || selfOf({ module, expr: 0, frame: null }, method.class, evaluation, 'instance')) return [];
  const subclasses = evaluation.facts.subclasses(value);
  if (subclasses.length === 0) return [];
  const frames = [value, ...subclasses]
    .filter((one) => isWhole(one, analysis) && mayRun(one, value, method.name, analysis))
    .flatMap((one) => {
      const self = { kind: 'instance', class: one, construction: null, exact: true } as const;
      const callee = { module, function: info.body, self, parent: null };
      return analysis.evaluation.frame(callee, { kind: 'open' }, 0) ?? [];
    });
  // What only tests call is called by others from outside the repository.
  const isShipped = ({ args }: Frame): boolean => args.kind !== 'call' || !isTest(args.call.module);
  if (!analysis.callers.of(module, method.function).some(isShipped)) return frames;
  const called = frames.filter((frame) => isCalledOn(frame, { module, owner: method.function }, assumptions, analysis));
  return called.length > 0 ? called : frames;
}

/** Whether a method has a call that may be one on such an instance: a class of which only others are made has none of its own. */
function isCalledOn(receiver: Frame, { module, owner }: Place, assumptions: Assumptions, analysis: Analysis): boolean {
  const supposed = assumeReceiver(assumptions, receiver);
  return (
    supposed !== null && analysis.callers.of(module, owner).some((call) => suitsReceiver(call, supposed, analysis))
  );
}

/** The calls of a function around a place in which `this` is what the function is called on. */
function callsOn({ module, owner }: Place, assumptions: Assumptions, analysis: Analysis): readonly Assumptions[] {
  for (let id = owner, info = module.functions[id]; info; id = info.parent, info = module.functions[id]) {
    if (info.class !== null) return [];
    if (!lookupsIn(module).readsThis(id)) continue;
    const frames = analysis.callers.of(module, id).filter(({ self }) => self !== null);
    return frames.flatMap((frame) => assume(assumptions, frame) ?? []);
  }
  return [];
}

/** Whether there are instances of a class itself: not of an abstract one, nor of a mixin that is not applied. */
function isWhole(value: ClassValue, { evaluation }: Analysis): boolean {
  if (infoOf(value)?.abstract !== false) return false;
  const superclass = superclassOf(value, null, evaluation)?.superclass;
  return (
    !superclass || optionsOf(superclass).some((option) => option.kind !== 'hole' || option.hole.kind !== 'parameter')
  );
}

interface Method {
  readonly class: number;
  readonly name: string | null;
  readonly function: FunctionId;
}

/** The method in which a place stands, through functions inside it. */
function methodAround({ module, owner }: Place): Method | null {
  for (
    let id = owner, info: FunctionInfo | undefined = module.functions[id];
    info;
    id = info.parent, info = module.functions[id]
  ) {
    if (info.class !== null) return { class: info.class, name: info.name, function: id };
    const field = fieldsIn(module).get(id);
    if (field) return { ...field, function: id };
  }
  return null;
}

/** A field with a function for a value runs on an instance as a method does: `send = async () => this.post('/send')`. */
type Field = { readonly class: number; readonly name: string };

const fieldsIn = laterOf((module: LinkedModule): ReadonlyMap<FunctionId, Field> => {
  const found = new Map<FunctionId, Field>();
  for (const [id, { members }] of module.classes.entries()) {
    for (const { name, kind, value, static: isStatic } of members) {
      const held = module.expressions[value];
      if (held?.kind === 'function' && kind === 'field' && !isStatic && typeof name === 'string')
        found.set(held.function, { class: id, name });
    }
  }
  return found;
});

/** Whether a method of one class runs on instances of another: it inherits the method, or calls it by `super`. */
function mayRun(on: ClassValue, owner: ClassValue, name: string | null, { evaluation }: Analysis): boolean {
  if (name === null || name === 'constructor') return true;
  const found = declaring(on, name, evaluation);
  if (found === null || (found.module === owner.module && found.class === owner.class)) return true;
  return callsSuper(found, name) || isOutside(found, owner);
}

/** A class between a mixin and its subclasses, or one that defines the method in a way that is not seen: nothing is excluded. */
function isOutside(found: ClassValue, owner: ClassValue): boolean {
  return !found.module.functions.some((info) => info.class === found.class) && found.class !== owner.class;
}

function callsSuper({ module, class: id }: ClassValue, name: string): boolean {
  return module.expressions.some((expr) => {
    if (expr.kind !== 'member' || expr.property !== name) return false;
    const object = module.expressions[expr.object];
    return object?.kind === 'super' && object.class === id;
  });
}

function infoOf(value: ClassValue): ClassInfo | undefined {
  return value.module.classes[value.class];
}

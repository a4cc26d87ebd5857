/** What the paths of rules end in, and what their steps say of arguments. */
import type { ConstantValue } from './constants.ts';
import type { ArgPattern, Step } from './pattern.ts';
import type { Called, PassThrough, PathTarget, Rule, Sink } from './rule.ts';

/** What stands at the end of a path. */
export type Ending =
  | { readonly kind: 'sink'; readonly sink: Sink }
  | { readonly kind: 'function'; readonly function: PassThrough }
  | { readonly kind: 'constant'; readonly value: ConstantValue }
  /** `from`: what is captured here fills the parameters of functions that are handed over elsewhere. */
  | { readonly kind: 'called'; readonly called: Called; readonly side: 'handed' | 'from' };

/** An ending, and the rule that says it. */
export type Subject = { readonly rule: Rule } & Ending;

/** The part of a rule to which a path leads. */
export function endingOf(rule: Rule, { kind, index }: Extract<PathTarget, { readonly index: number }>): Ending {
  switch (kind) {
    case 'constant':
      return { kind, value: part(rule.constants, index) };
    case 'sink':
      return { kind, sink: part(rule.sinks, index) };
    case 'function':
      return { kind, function: part(rule.functions, index) };
    case 'handed':
    case 'from':
      return { kind: 'called', called: part(rule.calls, index), side: kind };
  }
}

function part<T>(parts: readonly T[], index: number): T {
  const found = parts[index];
  if (found === undefined) throw new RangeError('a path leads to a part that its rule does not have');
  return found;
}

/** The files of a rule about exports. */
export function filesOf(subject: Subject): readonly string[] | undefined {
  switch (subject.kind) {
    case 'sink':
      return subject.sink.files;
    case 'function':
      return subject.function.files;
    case 'called':
      return subject.called.files;
    case 'constant':
      return undefined;
  }
}

/** What a step says of the arguments that are passed at it. */
export function argsOf(step: Step): readonly (readonly ArgPattern[])[] {
  switch (step.kind) {
    case 'call':
    case 'construct':
    case 'passed':
      return [step.args];
    case 'markup':
      return [[step.attributes]];
    case 'assign':
    case 'exported':
      return [[step.value]];
    default:
      return [];
  }
}

/** What a container or framework gives for a token: all that the program provides under it, whichever of that counts while it runs. */
import { capturesAt } from '../captures.ts';
import { resultOf } from '../given.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Provision } from '../facts.ts';
import { keyOf } from '../render.ts';
import { choice, mapOptions } from '../text.ts';
import { NEVER, at, hole, optionsOf, text, type HandedArguments, type Ref, type Value } from '../value.ts';
import { apiInvoke } from './api.ts';
import { instanceOf } from './typed.ts';
import { invoke } from './functions.ts';
import { classInfo } from './inheritance.ts';
import type { Operation } from './index.ts';
import { memberOf } from './members.ts';
import { writtenTo } from './written.ts';

export const evaluateInjected: Operation<'injected'> = (expr, ref, evaluation) => {
  const found = expr.decorators.flatMap((decorator) => askedBy(at(ref, decorator), evaluation) ?? []);
  if (found.length > 0) return choice(found);
  return expr.otherwise === null ? NEVER : evaluation.evaluate(at(ref, expr.otherwise));
};

/** What a decorator puts where it stands: `@Inject(TOKEN)`; null when it says nothing of that. */
export function askedBy(decorator: Ref, evaluation: Evaluation): Value | null {
  const expr = decorator.module.expressions[decorator.expr];
  const callee = expr?.kind === 'call' ? evaluation.evaluate(at(decorator, expr.callee)) : null;
  if (callee?.kind === 'closure') return askedWithin(decorator, evaluation);
  const api = callee?.kind === 'api' ? apiInvoke(callee, 'call', decorator) : null;
  const given = (api?.node.ends ?? []).flatMap((end): readonly Value[] => {
    if (!api || end.kind !== 'function' || end.function.returns !== 'provided') return [];
    const token = capturesAt(end, api.applied, evaluation)?.get('token')?.value;
    return token ? optionsOf(token).flatMap((one) => provided(one, end.rule.id, evaluation) ?? []) : [];
  });
  return given.length === 0 ? null : choice(given);
}

/** A decorator of the program that gives one of the container's: any other gives a function, or nothing. */
function askedWithin(decorator: Ref, evaluation: Evaluation): Value | null {
  const given = optionsOf(evaluation.evaluate(decorator)).filter(({ kind }) => !GIVES_NOTHING.has(kind));
  return given.length === 0 ? null : choice(given);
}

const GIVES_NOTHING: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['closure', 'constant', 'hole', 'builtin']);

/** What is provided under a token, as one rule says or any; null when nothing is. */
export function provided(token: Value, rule: string | null, evaluation: Evaluation): Value | null {
  const found = evaluation.facts.provisions(token, rule);
  if (found.length === 0) return null;
  const given = evaluation.lookupValue(`provided ${rule ?? ''} ${keyOf(token)}`, () =>
    choice(found.map((provision) => givenBy(provision, evaluation))),
  );
  return optionsOf(given).length === 0 ? null : given;
}

/** What is provided under a token, besides an instance of the class that it is. */
export function providedOrMade(rule: string, token: Value, ref: Ref, evaluation: Evaluation): Value | null {
  const found = provided(token, rule, evaluation);
  const isReplaced = found !== null && (token.kind !== 'class' || classInfo(token)?.abstract === true);
  const made = isReplaced ? null : instanceOf(token, ref, evaluation);
  return found && made ? choice([found, made]) : (found ?? made);
}

/** What the arguments of a provision's factory are; null when nobody says. */
export function argumentsGiven({ end, applied }: Provision, evaluation: Evaluation): readonly Value[] | null {
  const ref = applied.at(-1);
  const tokens = capturesAt(end, applied, evaluation)?.get('inject')?.value;
  if (!ref || tokens?.kind !== 'list') return null;
  return tokens.items.map((item) =>
    mapOptions(item, (one) => {
      // `{ token: X, optional: true }`
      const token = one.kind === 'record' ? memberOf(one, 'token', evaluation) : one;
      return providedOrMade(end.rule.id, token, ref, evaluation) ?? hole('unknown-call');
    }),
  );
}

function givenBy(provision: Provision, evaluation: Evaluation): Value {
  const { end, applied } = provision;
  const ref = applied.at(-1);
  const captures = capturesAt(end, applied, evaluation);
  if (!ref || !captures) return NEVER;
  const of = (role: 'value' | 'factory' | 'class' | 'alias'): Value | undefined => captures.get(role)?.value;
  const [value, factory, type, alias] = [of('value'), of('factory'), of('class'), of('alias')];
  if (value) return value;
  if (factory) return mapOptions(factory, (one) => madeBy(one, provision, ref, evaluation));
  if (type) return mapOptions(type, (one) => instanceOf(one, ref, evaluation) ?? hole('unknown-call'));
  if (!alias) return NEVER;
  return mapOptions(alias, (one) => providedOrMade(end.rule.id, one, ref, evaluation) ?? hole('unknown-call'));
}

/** What a factory makes; its arguments are asked for when they are needed, since what they rest on may be supposed later. */
function madeBy(factory: Value, provision: Provision, ref: Ref, evaluation: Evaluation): Value {
  if (factory.kind !== 'closure' || argumentsGiven(provision, evaluation) === null)
    return resultOf(factory, evaluation);
  return invoke(factory, handedBy(provision, ref), ref.frame?.depth ?? 0, evaluation);
}

/** The arguments with which a container calls the factory of a provision. */
export function handedBy(provision: Provision, at: Ref): HandedArguments {
  const argument = (index: number, asking: Evaluation): Value | null =>
    argumentsGiven(provision, asking)?.[index] ?? null;
  return { kind: 'handed', key: `provided ${at.module.id}:${at.expr}`, at, argument, supposing: [] };
}

/** What the program puts into an object that a framework hands around, by a call or by writing to it. */
export function carriedMember(
  carrier: Extract<Value, { kind: 'carrier' }>,
  name: string,
  evaluation: Evaluation,
): Value {
  const put = provided(text(name), carrier.rule, evaluation);
  const all = [...(put ? [put] : []), ...writtenTo(carrier, name, evaluation)];
  return all.length > 0 ? choice(all) : hole(carrier.otherwise, name);
}

/** Calls and constructions. */
import type { Expr, ExprId } from '../../lower/module.ts';
import { argumentsOf } from '../arguments.ts';
import type { Evaluation } from '../evaluation.ts';
import { choice, mapOptions, present } from '../text.ts';
import { isFromOutside } from '../reasons.ts';
import {
  LACKING,
  hole,
  text,
  type ClosureValue,
  type Hole,
  type HoleValue,
  type Ref,
  type TextValue,
  type Value,
} from '../value.ts';
import { answerOf, apiInvoke, arrive, borrowedApi, schemaCall } from './api.ts';
import { callBuiltin } from './builtins.ts';
import { concatenatedToUnknown } from './list-methods.ts';
import { construct } from './construction.ts';
import { asFunction } from './inheritance.ts';
import { calledWith, invoke } from './functions.ts';
import { modulesOfGlob } from './glob.ts';
import { wrappedClient } from './client-names.ts';
import type { Operation } from './index.ts';
import { invoked } from './names.ts';
import { withMarkup } from './replace.ts';
import { remembering } from './told.ts';

export const evaluateCall: Operation<'call'> = (expr, ref, evaluation) =>
  modulesOfGlob(expr, ref, evaluation) ?? callAll(expr, ref, evaluation);

/** What is not there gives nothing: `handlers[name]?.(event)`. */
function callAll(expr: Extract<Expr, { kind: 'call' }>, ref: Ref, evaluation: Evaluation): Value {
  const callee = invoked(evaluation.evaluate({ ...ref, expr: expr.callee }), evaluation);
  const called = present(callee);
  const given = mapOptions(called, (option) => callValue(option, expr.construct, ref, evaluation));
  return called === callee || expr.construct ? given : choice([given, LACKING]);
}

/** What a call at `ref` gives when its callee is this value. */
function callValue(callee: Value, isConstruct: boolean, ref: Ref, evaluation: Evaluation): Value {
  switch (callee.kind) {
    case 'api': {
      const next = apiInvoke(callee, isConstruct ? 'construct' : 'call', ref);
      return next ? arrive(next, evaluation) : answerOf(callee);
    }
    case 'schema':
      return schemaCall(callee, ref, evaluation);
    case 'closure':
      if (isConstruct) return hole('unknown-call');
      return invokeMethod(callee, ref, evaluation);
    case 'class':
      if (isConstruct) return construct(callee, ref);
      return callValue(asFunction(callee) ?? hole('unknown-call'), false, ref, evaluation);
    case 'builtin': {
      const borrowed = borrowedApi(callee, ref, evaluation);
      if (borrowed) return arrive(borrowed, evaluation);
      if (callee.receiver === null) {
        const environment = validatedEnvironment(ref, evaluation);
        if (environment) return environment;
      }
      return callBuiltin(callee, () => argumentsOf(ref, evaluation), ref, evaluation);
    }
    case 'hole':
      return callUnknown(callee, ref, evaluation);
    default:
      return hole('unknown-call');
  }
}

function callUnknown(callee: HoleValue, ref: Ref, evaluation: Evaluation): Value {
  if (isImageData(ref)) return text('data:');
  const page = replacedInUnknown(callee, ref, evaluation) ?? listOfUnknown(callee, ref, evaluation);
  if (page) return page;
  // What a variable holds (`JSON.parse(process.env.X).hosts.map(…)`) comes from that variable, as what a caller passes from it;
  // what is called on a value that depends on itself depends on itself, and what a text's method makes of one unknown is that unknown.
  if (callee.hole.kind !== 'unknown' || isCyclic(callee.hole) || isFromOutside(callee.hole)) return callee;
  if (callee.hole.whole) return callee;
  return (
    validatedEnvironment(ref, evaluation) ??
    (callee.hole.reason === 'unknown-package' ? wrappedClient(ref, evaluation) : null) ??
    hole('unknown-call')
  );
}

/** `page.replace(mark, '<script …>')` on a page that is not known at all; null for any other call. */
function replacedInUnknown({ hole: unknown, trail }: HoleValue, ref: Ref, evaluation: Evaluation): Value | null {
  const { module, expr } = ref;
  const call = module.expressions[expr];
  const [sought, put] = call?.kind === 'call' ? call.args : [];
  const method = call?.kind === 'call' ? module.expressions[call.callee] : undefined;
  const isReplace = method?.kind === 'member' && (method.property === 'replace' || method.property === 'replaceAll');
  if (!isReplace || !sought || !put || sought.spread || put.spread) return null;
  const page: TextValue = { kind: 'text', parts: [{ kind: 'hole', hole: unknown }], trail };
  const found = withMarkup(page, evaluation.evaluate({ ...ref, expr: put.value }));
  return found === page ? null : found;
}

/** `entries.concat([{ url }])` on what is not known: a list with those items; null for any other call. */
function listOfUnknown(callee: HoleValue, ref: Ref, evaluation: Evaluation): Value | null {
  const call = ref.module.expressions[ref.expr];
  const method = call?.kind === 'call' ? ref.module.expressions[call.callee] : undefined;
  if (method?.kind !== 'member' || method.property !== 'concat') return null;
  return concatenatedToUnknown(callee, argumentsOf(ref, evaluation));
}

function invokeMethod(callee: ClosureValue, ref: Ref, evaluation: Evaluation): Value {
  const args = calledWith(callee, ref);
  const depth = ref.frame?.depth ?? 0;
  return remembering(callee, args, depth, invoke(callee, args, depth, evaluation), evaluation);
}

/** `canvas.toDataURL()`, whatever is known of the canvas: nothing else goes by that name (WHATWG HTML, section 4.12.5). */
function isImageData({ module, expr }: Ref): boolean {
  const call = module.expressions[expr];
  const callee = call?.kind === 'call' ? module.expressions[call.callee] : undefined;
  return callee?.kind === 'member' && callee.property === 'toDataURL';
}

function isCyclic(unknown: Extract<Hole, { kind: 'unknown' }>): boolean {
  return unknown.reason === 'cyclic';
}

/** An unknown function that is handed the whole environment checks it and gives it back: `schema.parse(process.env)`. */
function validatedEnvironment(ref: Ref, evaluation: Evaluation): Value | null {
  const expr = ref.module.expressions[ref.expr];
  if (expr?.kind !== 'call') return null;
  const candidates = expr.args.filter(({ value }) => mayBeEnvironment(ref, value));
  return candidates.map(({ value }) => evaluation.evaluate({ ...ref, expr: value })).find(isEnvironment) ?? null;
}

/** Looked at before anything is evaluated: most unknown calls are handed something else. */
function mayBeEnvironment({ module }: Ref, argument: ExprId): boolean {
  const expr = module.expressions[argument];
  return expr?.kind === 'member' && expr.property === 'env';
}

function isEnvironment({ kind }: Value): boolean {
  return kind === 'environment';
}

/** Calls and constructions. */
import type { Expr, ExprId } from '../../lower/module.ts';
import { argumentsOf } from '../arguments.ts';
import type { Evaluation } from '../evaluation.ts';
import { choice, mapOptions, present } from '../text.ts';
import { isFromOutside } from '../reasons.ts';
import {
  LACKING,
  NEVER,
  hole,
  optionsOf,
  text,
  type ClosureValue,
  type Hole,
  type HoleValue,
  type Ref,
  type TextValue,
  type Value,
} from '../value.ts';
import { answerOf, apiInvoke, arrive, borrowedApi, schemaCall } from './api.ts';
import { callBuiltin, callWith } from './builtins.ts';
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
  const known =
    replacedInUnknown(callee, ref, evaluation) ??
    listOfUnknown(callee, ref, evaluation) ??
    mappedFromUnknown(callee, ref, evaluation);
  if (known) return known;
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
  if (methodCalled(ref) !== 'concat') return null;
  return concatenatedToUnknown(callee, argumentsOf(ref, evaluation));
}

/** `files.map((file) => URL.createObjectURL(file))`: however many there are, each is what the function gives, as far as that says something by itself. */
function mappedFromUnknown(callee: HoleValue, ref: Ref, evaluation: Evaluation): Value | null {
  if (methodCalled(ref) !== 'map') return null;
  const [callback] = argumentsOf(ref, evaluation);
  if (callback?.kind !== 'closure') return null;
  const given = callWith(callback, [callee], { args: [], ref, evaluation });
  const isKnown = optionsOf(given).every((option) => option.kind === 'text');
  return isKnown && given !== NEVER ? { kind: 'list', items: [given], open: false, loose: true } : null;
}

function methodCalled({ module, expr }: Ref): string | null {
  const call = module.expressions[expr];
  const method = call?.kind === 'call' && !call.construct ? module.expressions[call.callee] : undefined;
  return method?.kind === 'member' && typeof method.property === 'string' ? method.property : null;
}

function invokeMethod(callee: ClosureValue, ref: Ref, evaluation: Evaluation): Value {
  const args = calledWith(callee, ref);
  const depth = ref.frame?.depth ?? 0;
  return remembering(callee, args, depth, invoke(callee, args, depth, evaluation), evaluation);
}

/** `canvas.toDataURL()`, whatever is known of the canvas: nothing else goes by that name (WHATWG HTML, section 4.12.5). */
function isImageData(ref: Ref): boolean {
  return methodCalled(ref) === 'toDataURL';
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

/** The table of the evaluator: one small function for each kind of expression. */
import type { Expr } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Ref, Value } from '../value.ts';
import { evaluateArray, evaluateObject, evaluateRest } from './collections.ts';
import { evaluateCall } from './calls.ts';
import { evaluateClass, evaluateSuper } from './classes.ts';
import { evaluateTyped } from './typed.ts';
import { evaluateInjected } from './provisions.ts';
import { evaluateThis } from './self.ts';
import { evaluateFunction, evaluateParameter } from './functions.ts';
import { evaluateArithmetic, evaluateConcat, evaluateLiteral, evaluateRegex, evaluateTemplate } from './literals.ts';
import { evaluateChoice, evaluateCondition, evaluateUnknown } from './alternatives.ts';
import { evaluateMember } from './members.ts';
import { evaluateGlobal, evaluateMeta, evaluateModule, evaluateName } from './names.ts';
import { hole } from '../value.ts';

export type Operation<K extends Expr['kind']> = (
  expr: Extract<Expr, { kind: K }>,
  ref: Ref,
  evaluation: Evaluation,
) => Value;

export const OPERATIONS: { readonly [K in Expr['kind']]: Operation<K> } = {
  literal: evaluateLiteral,
  template: evaluateTemplate,
  concat: evaluateConcat,
  arithmetic: evaluateArithmetic,
  regex: evaluateRegex,
  choice: evaluateChoice,
  compare: evaluateCondition,
  not: evaluateCondition,
  typeof: evaluateCondition,
  unknown: evaluateUnknown,
  name: evaluateName,
  global: evaluateGlobal,
  module: evaluateModule,
  meta: evaluateMeta,
  member: evaluateMember,
  call: evaluateCall,
  object: evaluateObject,
  array: evaluateArray,
  rest: evaluateRest,
  function: evaluateFunction,
  parameter: evaluateParameter,
  class: evaluateClass,
  this: evaluateThis,
  super: evaluateSuper,
  typed: evaluateTyped,
  injected: evaluateInjected,
  markup: () => hole('element'),
};

/** Members and methods of regular expressions, and `new RegExp(…)`. */
import { compileRegex } from '../regex.ts';
import { closedText, mapOptions } from '../text.ts';
import { constant, hole, text, type Value } from '../value.ts';
import type { BuiltinCall } from './builtins.ts';
import { execRegex } from './replace.ts';

type RegexValue = Extract<Value, { kind: 'regex' }>;

/** The source or flags of a regular expression; null for any other name. */
export function regexMember(regex: RegexValue, name: string): Value | null {
  if (name === 'source') return text(regex.pattern);
  return name === 'flags' ? text(regex.flags) : null;
}

/** The result of a method of a regular expression. */
export function regexMethodResult(regex: RegexValue, name: string, call: BuiltinCall): Value {
  const [subject] = call.args;
  if (!subject) return hole('unknown-call');
  if (name === 'exec') return mapOptions(subject, (one) => execRegex(regex, one));
  return name === 'test' ? mapOptions(subject, (one) => tested(regex, one, isFresh(call))) : hole('unknown-call');
}

/** `new RegExp(source, flags)`, also of another expression. */
export function constructRegex([source, flags]: readonly Value[]): Value {
  const given = flags && !(flags.kind === 'constant' && flags.value === undefined) ? closedText(flags) : undefined;
  if (!source || given === null) return hole('unknown-call');
  return mapOptions(source, (one): Value => {
    if (one.kind === 'regex') return { ...one, flags: given ?? one.flags };
    const pattern = closedText(one);
    return pattern === null ? hole('unknown-call') : { kind: 'regex', pattern, flags: given ?? '' };
  });
}

/** Whether the expression is written in place: one with a `g` flag that is kept remembers where it stopped. */
function isFresh({ ref }: BuiltinCall): boolean {
  const call = ref.module.expressions[ref.expr];
  const callee = call?.kind === 'call' ? ref.module.expressions[call.callee] : undefined;
  const receiver = callee?.kind === 'member' ? ref.module.expressions[callee.object] : undefined;
  return receiver?.kind === 'regex' || receiver?.kind === 'call';
}

function tested({ pattern, flags }: RegexValue, subject: Value, fresh: boolean): Value {
  const closed = closedText(subject);
  const regex = closed === null || (!fresh && /[gy]/.test(flags)) ? null : compileRegex(pattern, flags, closed.length);
  return closed === null || !regex ? hole('arithmetic') : constant(regex.test(closed));
}

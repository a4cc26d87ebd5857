/** Checks before use: a text is looked at, and what follows depends on how that came out. */
import type { Context } from './context.ts';
import { list, text, word } from './expressions.ts';

/** Something that is asked of a text in sight. */
export function check(name: string, cx: Context): string {
  return cx.choices.pick<() => string>([
    () => `${name} === ${word(cx)}`,
    () => `${name} !== ${word(cx)}`,
    () => `${name}.startsWith(${word(cx)})`,
    () => `${name}.endsWith('-a')`,
    () => `${name}.includes('a')`,
    () => `['a', 'eu', ${word(cx)}].includes(${name})`,
    () => `new Set(['a', 'api']).has(${name})`,
    () => `!${name}`,
    () => `/^(?:a|eu)$/.test(${name})`,
    () => `${name}.length > 1`,
    () => `${list(cx)}.some((one) => one === ${name})`,
  ])();
}

type Guarded = (name: string, cx: Context) => string;

/** Assignments that follow from a check of what is assigned. */
export const GUARDED: readonly [Guarded, ...Guarded[]] = [
  (name, cx) => `if (${check(name, cx)}) { ${name} = ${text(cx)}; }`,
  (name, cx) => `if (${check(name, cx)}) { ${name} += '1'; } else { ${name} += '2'; }`,
  (name, cx) => `${name} = ${check(name, cx)} ? ${name} + '1' : ${text(cx)};`,
  (name, cx) => `if (!(${check(name, cx)} && ${check(name, cx)})) { ${name} = ${text(cx)}; }`,
  (name, cx) => `if (${check(name, cx)} || ${check(name, cx)}) { ${name} = ${name} + ${text(cx)}; }`,
  (name, cx) => `${name} = ((x) => { if (${check('x', cx)}) return x; return x + ${word(cx)}; })(${name});`,
  (name, cx) =>
    `switch (${name}) { case 'a': case 'eu': ${name} += '1'; break; default: if (${check(name, cx)}) ${name} = ${word(cx)}; }`,
  (name, cx) => `${name} ??= ${text(cx)};`,
  (name, cx) => `${name} ||= ${text(cx)};`,
  (name, cx) => `${name} &&= ${text(cx)};`,
];

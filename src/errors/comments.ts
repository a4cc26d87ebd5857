/** What is wrong with comments that declare something where it stands. */
import type { Place, Problem } from '../identify/destination.ts';
import { problem } from './problem.ts';

const FORM = 'Write `sallyport: api.example.com -- why`, or `sallyport: dynamic -- why`.';

/** A comment gives no reason. `gates`: it stands on a surface that must be judged. */
export function commentReason(place: Place, gates: boolean): Problem {
  return at(place, 'comment-reason', 'this comment declares something without a reason', FORM, gates);
}

/** A comment names nothing, or what cannot be declared. */
export function commentInvalid(place: Place, detail: string, gates: boolean): Problem {
  return at(place, 'comment-invalid', `this comment declares nothing: ${detail}`, FORM, gates);
}

/** What a comment names is not reached there. */
export function commentUnused(place: Place, name: string): Problem {
  const hint = 'Remove it, or put it on the line of the call or right above the statement.';
  const what =
    name === 'dynamic'
      ? 'nothing there has a destination that is not known'
      : `nothing there reaches it${name.startsWith('env:') ? '' : ' or has a destination that is not known'}`;
  return at(place, 'comment-unused', `unused comment "sallyport: ${name}": ${what}`, hint, false);
}

/** Decides whether a problem is that of an unused comment. */
export function isUnusedComment({ code }: Problem): boolean {
  return code === 'comment-unused';
}

function at({ file, line, column }: Place, code: string, detail: string, hint: string, gates: boolean): Problem {
  const severity = gates ? 'error' : 'warning';
  return problem(code, `${file}:${line}:${column} ${detail}`, { hint, severity, file, line, column });
}

/** What is wrong with a repository's own rules, each with file, line and column: without them the scan would say less than it is asked (exit 2). */
import type { Place, Problem } from '../identify/destination.ts';
import { problem, problemAt } from './problem.ts';

/** The file is neither YAML nor JSON. */
export function ruleSyntax(place: Place, detail: string): Problem {
  return problemAt('rule-syntax', place, detail, 'Fix the YAML or JSON there.');
}

/** A key that rules of this kind do not have. */
export function ruleUnknownKey(place: Place, key: string, owner: string, hint: string): Problem {
  return problemAt('rule-unknown-key', place, `"${key}" is not a key of ${owner}`, hint);
}

/** A key that is needed. */
export function ruleMissing(place: Place, key: string, owner: string): Problem {
  return problemAt('rule-missing', place, `${owner} has no "${key}"`, 'Add it; docs/rules.md says what it means.');
}

/** A value that cannot stand there. */
export function ruleValue(place: Place, detail: string, hint: string): Problem {
  return problemAt('rule-value', place, detail, hint);
}

/** A snippet that cannot be compiled. */
export function ruleSnippet(place: Place, detail: string): Problem {
  return problemAt('rule-snippet', place, `this snippet ${detail}`, 'docs/rules.md says what a snippet may hold.');
}

/** Two files make the same rule. */
export function ruleTwice(file: string, other: string, id: string): Problem {
  return problem('rule-twice', `${file} and ${other} are both ${id}`, { hint: 'Rename one of the two.', file });
}

/** There is nothing to lint or test. */
export function ownRulesAbsent(folder: string): Problem {
  return problem('rules-absent', `there are no rules in ${folder}/`, {
    hint: 'Write one; docs/rules.md shows how. `sallyport rules list` shows the built-in ones.',
  });
}

/** `rules list` was asked for what no rule is about. */
export function noSuchRule(text: string): Problem {
  return problem('rule-unknown', `no rule is about "${text}"`, {
    hint: `Write one in .sallyport/rules/ if your code uses it; docs/rules.md shows how.`,
  });
}

/** The file cannot be read. */
export function ruleUnreadable(file: string, detail: string): Problem {
  return problem('rule-unreadable', `${file} cannot be read: ${detail}`, {
    hint: 'It must be a text file that the user who runs Sallyport may read.',
    file,
  });
}

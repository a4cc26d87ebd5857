/** The closed list of reasons for what is unknown. */
import type { Hole } from './value.ts';

/** Why something is unknown, as a reader of the report should hear it. */
export const HOLE_REASONS = {
  parameter: 'a parameter that no caller in the repository fills',
  'request-input': 'request input',
  'cli-argument': 'an argument of the command line',
  database: 'what a database holds',
  'unsupported-syntax': 'an expression that is not evaluated',
  rendered: 'what a template is rendered with',
  arithmetic: 'a computed number or condition',
  repetition: 'what a loop appends',
  element: 'an element of an unknown collection',
  'type-only': 'known by its type alone',
  'caught-error': 'a caught error',
  'unknown-global': 'a global that is not known',
  'unknown-package': 'a value that comes out of a package',
  'unknown-member': 'a member that is not known',
  'unknown-call': 'the result of a call that is not evaluated',
  'api-result': 'the answer of a client',
  'unknown-environment': 'an environment variable whose name is computed',
  uninitialised: 'a variable that is never given a value here',
  cyclic: 'a value that depends on itself',
  'too-deep': 'a chain of expressions that is too long to follow',
  'too-many': 'more alternatives than are followed',
  'too-many-callers': 'more callers than are followed',
  'too-complex': 'more steps than are followed',
  'unresolved-import': 'an import that does not resolve to a file of the repository',
  'missing-export': 'an export that its module does not have',
  'any-host': 'a pattern that allows any host',
  'file-content': 'the content of a file',
  'runtime-path': 'a path of the running program',
  'command-output': 'what another command prints',
  elsewhere: 'what a setting outside of the repository names',
  'known-to-package': 'an address that a package knows, and no rule says which',
  'picked-by-model': 'an address that a language model picks',
  page: "a part of the page's own address",
} as const;
export type HoleReason = keyof typeof HOLE_REASONS;

/** Where data comes into the program: whatever methods make of it comes from there. */
const SOURCES: ReadonlySet<HoleReason> = new Set<HoleReason>(['request-input', 'cli-argument', 'database']);

/** Whether something is unknown because it comes from outside while the program runs. */
export function isFromOutside(hole: Hole): boolean {
  return hole.kind === 'unknown' && SOURCES.has(hole.reason);
}

/** Whether something is the page's own address or a part of it: what begins there stays there. */
export function isPage(hole: Hole): boolean {
  return hole.kind === 'unknown' && hole.reason === 'page';
}

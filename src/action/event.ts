/** What a run is compared with, from the event that started it. https://docs.github.com/en/webhooks/webhook-events-and-payloads */
import { memberOf } from './member.ts';

/** The commits of an event. */
export interface EventCommits {
  /** The commit before the change; null where the event has none. */
  readonly base: string | null;
  /** The head of the pull request. */
  readonly head: string | null;
  /** Its number, for a comment. */
  readonly pullRequest: number | null;
}

/** Reads the payload of an event; whatever is not there is null. */
export function commitsOf(event: string, payload: unknown): EventCommits {
  const at = (...path: readonly string[]): unknown =>
    path.reduce<unknown>((value, key) => memberOf(value, key), payload);
  switch (event) {
    case 'pull_request':
    case 'pull_request_target':
      return {
        base: commitIn(at('pull_request', 'base', 'sha')),
        head: commitIn(at('pull_request', 'head', 'sha')),
        pullRequest: numberIn(at('pull_request', 'number')),
      };
    case 'merge_group':
      return { base: commitIn(at('merge_group', 'base_sha')), head: null, pullRequest: null };
    case 'push':
      return { base: commitIn(at('before')), head: null, pullRequest: null };
    default:
      return { base: null, head: null, pullRequest: null };
  }
}

/** A branch that is new has only zeros before it. */
function commitIn(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value) && !/^0+$/.test(value) ? value : null;
}

function numberIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) ? value : null;
}

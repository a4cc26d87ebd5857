/** Whether a person has reviewed an entry: what `policy.require` asks for is filled in. */
import type { Site } from '../identify/destination.ts';
import type { Entry, Policy, Requirable } from './manifest.ts';

/** What `init` writes where only a person knows the reason; an entry that still has it is unreviewed. */
export const TODO_REASON = 'TODO: say why this destination cannot be known';

/** Why a destination is not known, as a comment at one of the sites says; null if none does. */
export function saidReason(sites: readonly Site[]): string | null {
  return sites.flatMap(({ comments = [] }) => comments).find(({ isDynamic }) => isDynamic)?.reason ?? null;
}

/** Lists the required fields that an entry lacks; a text that begins with TODO is none. */
export function missingFields(entry: Entry, policy: Policy): readonly string[] {
  const missing = policy.require.filter((field) => !isFilledIn(entry, field)).map((field) => nameOf(entry, field));
  // A reason nobody has given is never reviewed, whatever the policy asks for.
  const isTodo = entry.kind === 'dynamic' && isBlank(entry.reason) && !missing.includes('reason');
  return isTodo ? [...missing, 'reason'] : missing;
}

/** Decides whether a text is absent, empty, or a note that it is to be written. */
export function isBlank(text: string | null): boolean {
  return text === null || /^\s*(todo\b.*)?$/is.test(text);
}

function isFilledIn(entry: Entry, field: Requirable): boolean {
  switch (field) {
    case 'owner':
      return !isBlank(entry.owner);
    case 'data':
      return entry.data.length > 0;
    case 'review':
      return entry.review?.by != null && entry.review.on != null;
    case 'purpose':
      return !isBlank(entry.kind === 'dynamic' ? entry.reason : entry.purpose);
    case 'service':
    case 'retention':
    case 'region':
      // Nothing that an entry for an unknown destination could say.
      return entry.kind === 'dynamic' || !isBlank(entry[field]);
  }
}

function nameOf(entry: Entry, field: Requirable): string {
  return field === 'purpose' && entry.kind === 'dynamic' ? 'reason' : field;
}

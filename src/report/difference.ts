/** What lies between two states, in the words that all formats of `diff` share. */
import type { CodeChange, Detail, PolicyChange } from '../changes/change.ts';
import { meaningOf } from './human/diff.ts';
import { regionOf, type Region } from './region.ts';
import { leadChooser, type Result } from './result.ts';

/** In the order of `+`, `~`, `-`: what happened to something that the code reaches. */
export const CODE_WORDS = {
  new: 'new',
  'new-use': 'new use',
  changed: 'changed',
  removed: 'no longer reached',
} as const satisfies Record<CodeChange['kind'], string>;

/** What a change in code is about, as commands would name it. */
export function codeSubject({ hosts, env, dynamic }: CodeChange): string {
  return [...hosts, ...env.map((name) => `env:${name}`), ...dynamic].join(', ');
}

/** `api.segment.io (Twilio Segment) is reached for the first time`. */
export function codeSentence(change: CodeChange): string {
  const { kind, name, service, surfaces, components } = change;
  const who = service === null ? codeSubject(change) : `${codeSubject(change)} (${name})`;
  const where = [...surfaces, ...components.filter((component) => component !== '.')].join(', ');
  switch (kind) {
    case 'new':
      return `${who} is reached for the first time (${where})`;
    case 'new-use':
      return `${who} is reached from elsewhere too (${where})`;
    case 'changed':
      return `${who} is reached in another way (${detailsText(change.details)})`;
    case 'removed':
      return `${who} is no longer reached`;
  }
}

/** `segment in egress.yaml is added, not reviewed (hosts: + api.segment.io)`. */
export function policySentence(change: PolicyChange): string {
  const details = change.details.length === 0 ? '' : ` (${detailsText(change.details)})`;
  return `${change.entry} in ${change.file} is ${meaningOf(change)}${details}`;
}

/** Fields with what they lost and got: `hosts: + api.segment.io`. */
export function detailsText(details: readonly Detail[]): string {
  return details
    .map(({ field, removed, added }) => {
      const lost = removed.length === 0 ? [] : [`- ${removed.join(', ')}`];
      const got = added.length === 0 ? [] : [`+ ${added.join(', ')}`];
      return `${field}: ${[...lost, ...got].join(' ')}`;
    })
    .join('; ');
}

/** Chooses the place at which a change in code is shown; null for what stands nowhere any more. */
export function codePlaces(result: Result): (change: CodeChange) => CodeChange['sites'][number] | null {
  const lead = leadChooser(result);
  return ({ kind, sites }) => (kind === 'removed' ? null : (lead(sites) ?? null));
}

/** Where a change of the manifest stands; what is gone from it, at its top. */
export function policyRegion({ file, at }: PolicyChange, { paths, lines }: Result): Region {
  return regionOf({ file, ...(at ?? { line: 1, column: 1 }) }, paths, lines);
}

/** What a change does, in Markdown: to the manifest, where a reviewer must see it, and to what the code reaches. */
import type { CodeChange, PolicyChange } from '../../changes/change.ts';
import { meaningOf } from '../human/diff.ts';
import { cut } from '../human/width.ts';
import { CODE_WORDS, codeSubject, detailsText } from '../difference.ts';
import { pathOf, type Paths, type Result, type Since } from '../result.ts';
import { code, prose, tableHead, tableRow } from './escape.ts';
import type { Section } from './section.ts';

const MOST_CHARACTERS = 120;
const MOST_OF_SENTENCE = 500;

/** The policy first: it is what needs an approval. */
export function changeSections(
  { before, changes, unapproved }: Pick<Since, 'before' | 'changes' | 'unapproved'>,
  { paths }: Pick<Result, 'paths'>,
): readonly Section[] {
  return [
    {
      head: ['### Policy changes in this change', '', ...tableHead(['Change', 'Entry', 'What', 'Where'])],
      items: changes.policy.map((change) => [policyRow(change, unapproved.includes(change), paths)]),
      tail: [],
      share: 10_000,
    },
    {
      head: [
        `### Changes in code since ${prose(cut(before, MOST_CHARACTERS))}`,
        '',
        ...tableHead(['Change', 'Destination', 'Surface', 'Where']),
      ],
      items: changes.code.map((change) => [codeRow(change, paths)]),
      tail: [],
      share: 8000,
    },
  ];
}

function policyRow(change: PolicyChange, isRefused: boolean, paths: Paths): string {
  return tableRow([
    `${isRefused ? 'not approved: ' : ''}${meaningOf(change)}`,
    code(cut(change.entry, MOST_CHARACTERS)),
    prose(cut(detailsText(change.details), MOST_OF_SENTENCE)),
    change.at === null ? '' : code(`${pathOf(change.file, paths)}:${change.at.line}`),
  ]);
}

function codeRow(change: CodeChange, paths: Paths): string {
  const { kind, surfaces, components, sites } = change;
  const [site] = sites;
  return tableRow([
    CODE_WORDS[kind],
    code(cut(codeSubject(change), MOST_CHARACTERS)),
    [...surfaces, ...components.filter((one) => one !== '.').map(code)].join(', '),
    site === undefined || kind === 'removed' ? '' : code(`${pathOf(site.file, paths)}:${site.line}`),
  ]);
}

/** What a change does, for people: `+` new, `~` changed, `-` gone, in code and in the manifest. */
import type { Changes, CodeChange, Detail, PolicyChange } from '../../changes/change.ts';
import type { Style } from '../style.ts';
import { clean } from './clean.ts';
import { wrap } from './width.ts';
import { counted, few } from './words.ts';

/** What is compared with what. */
export interface DiffFacts {
  readonly before: string;
  readonly after: string;
  readonly manifest: string;
  readonly changes: Changes;
  /** The changes of the manifest that fail because it is frozen. */
  readonly unapproved: readonly PolicyChange[];
}

/** Reports `diff`. */
export function diffReport(facts: DiffFacts, style: Style): string {
  const blocks = [[diffHeadline(facts, style)], ...changeBlocks(facts, style)];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

/** The counts in one line. */
export function diffHeadline({ before, after, changes }: DiffFacts, { paint }: Style): string {
  const { code, policy } = changes;
  const nothing = code.length + policy.length === 0;
  const text = nothing ? 'nothing changes' : `${countsOf(code)} in code, ${countsOf(policy)} in policy`;
  return `${paint.bold(`sallyport: ${text}`)} (from ${clean(before)} to ${clean(after)})`;
}

/** The blocks about code and about the manifest; those without a change are left out. */
export function changeBlocks(facts: DiffFacts, style: Style): readonly (readonly string[])[] {
  const { code, policy } = facts.changes;
  const { paint } = style;
  return [
    ...(code.length === 0
      ? []
      : [
          [paint.bold(`Changes in code since ${clean(facts.before)}`), ...code.flatMap((one) => codeLines(one, style))],
        ]),
    ...(policy.length === 0
      ? []
      : [
          [
            paint.bold(`Policy changes in this change (${clean(facts.manifest)})`),
            ...policy.flatMap((one) => policyLines(one, facts, style)),
          ],
        ]),
  ];
}

function countsOf(changes: readonly { readonly kind: string }[]): string {
  const count = (...kinds: readonly string[]) => changes.filter(({ kind }) => kinds.includes(kind)).length;
  return `${count('new', 'added')} added, ${count('new-use', 'changed')} changed, ${count('removed')} removed`;
}

const WORDS = { new: 'new', 'new-use': 'new use', changed: 'changed', removed: 'no longer reached' } as const;

function codeLines(change: CodeChange, style: Style): readonly string[] {
  const { paint } = style;
  const sign = signOf(change.kind, style);
  const subject = [...change.hosts, ...change.env.map((name) => `env:${name}`), ...change.dynamic].join(', ');
  const who = change.service === null ? [] : [change.name];
  const where = [...change.surfaces, ...change.components.filter((component) => component !== '.')];
  const facts = [WORDS[change.kind], ...who, ...where].map(clean).join(' · ');
  return [
    ...headed(sign, clean(subject), style),
    `      ${paint.dim(facts)}`,
    ...change.details.flatMap((detail) => detailLine(detail, style)),
    ...siteLines(change, style),
  ];
}

/** Sites and values that are told of one change. */
const SITES = 3;
const FEW = 8;

function siteLines({ kind, sites }: CodeChange, { paint, verbose }: Style): readonly string[] {
  if (kind === 'removed') return [];
  const shown = verbose ? sites : sites.slice(0, SITES);
  const more = sites.length - shown.length;
  return [
    ...shown.map(
      ({ file, line, column, symbol }) =>
        `      ${paint.cyan(`${clean(file)}:${line}:${column}`)}  in ${clean(symbol)}`,
    ),
    ...(more > 0 ? [paint.dim(`      … and ${counted(more, 'more site')}`)] : []),
  ];
}

function policyLines(change: PolicyChange, { unapproved, manifest }: DiffFacts, style: Style): readonly string[] {
  const { paint } = style;
  // Entries have a place to tell by; settings have none.
  const owner = change.at === null && change.file !== manifest ? ` (${clean(change.file)})` : '';
  const isRefused = unapproved.includes(change);
  const place = change.at === null ? '' : `  ${paint.cyan(`${clean(change.file)}:${change.at.line}`)}`;
  return [
    `  ${signOf(change.kind, style)} ${paint.bold(clean(change.entry))}${owner}  ${paint.dim(meaningOf(change))}${place}`,
    ...change.details.flatMap((detail) => detailLine(detail, style)),
    ...(isRefused
      ? [`      ${paint.red('not approved: the manifest is frozen, and this carries no new review')}`]
      : []),
  ];
}

/** Says in words what a change of the manifest means. */
export function meaningOf({ kind, effect, isReviewed, entry }: PolicyChange): string {
  const isDenial = entry.startsWith('deny:');
  const meaning = kind === 'changed' ? { wider: 'widened', narrower: 'narrowed', other: 'changed' }[effect] : kind;
  const words = [isDenial && kind === 'removed' ? 'removed: it may be reached again' : meaning];
  if (effect === 'wider' && !/^(?:policy|deny:|ignore:)/.test(entry))
    words.push(isReviewed ? 'reviewed' : 'not reviewed');
  return words.join(', ');
}

function detailLine({ field, removed, added }: Detail, { paint, width }: Style): readonly string[] {
  const told = (sign: string, values: readonly string[], colour: (text: string) => string): readonly string[] =>
    values.length === 0
      ? []
      : wrap(clean(`${field}: ${sign} ${few(values, FEW)}`), width - 6).map((line) => `      ${colour(line)}`);
  return [...told('-', removed, paint.red), ...told('+', added, paint.green)];
}

function signOf(kind: CodeChange['kind'] | PolicyChange['kind'], { paint }: Style): string {
  if (kind === 'new' || kind === 'added') return paint.green('+');
  return kind === 'removed' ? paint.red('-') : paint.yellow('~');
}

function headed(sign: string, subject: string, { paint, width }: Style): readonly string[] {
  return wrap(subject, width - 4).map((line, index) => `  ${index === 0 ? sign : ' '} ${paint.bold(line)}`);
}

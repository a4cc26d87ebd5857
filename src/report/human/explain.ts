/** How each site is known: every step from the call back to the constants, and the rule that found it. */
import type { Destination, How, Site } from '../../identify/destination.ts';
import type { Match } from '../matches.ts';
import type { Style } from '../style.ts';
import { clean } from './clean.ts';
import { codeFrame, type LineReader } from './frame.ts';
import { ownTrail, siteLine, stepLine } from './site.ts';
import { cut, pad } from './width.ts';
import { counted } from './words.ts';

/** What is known of a rule. */
interface RuleFacts {
  readonly name: string;
  readonly vendor: string | null;
  readonly stores: 'stateful' | 'ephemeral' | null;
  readonly terms: string | null;
  readonly documentation: string | null;
}

/** What the manifest says of one thing that a destination needs. */
export interface Standing {
  readonly selector: string;
  readonly text: string;
  readonly isGood: boolean;
}

/** What there is to explain. */
export interface ExplainFacts {
  readonly matches: readonly Match[];
  /** Said first, as when a line has no site and the nearest ones are shown. */
  readonly note: string | null;
  readonly ruleOf: (id: string) => RuleFacts | null;
  readonly standing: (match: Match) => readonly Standing[];
  readonly lines: LineReader;
}

/** Sites of one destination that are drawn unless `--verbose`. */
const MOST = 12;

/** What each way of knowing means. */
const HOW_TEXTS = {
  literal: 'written at the site',
  constant: 'followed to a constant',
  env: 'read from an environment variable',
  'env-default': 'the default beside an environment variable',
  option: 'given as an option',
  'sdk-default': 'what the SDK reaches when nothing else is said; the rule knows it',
  wrapper: 'given by the callers of a function',
  type: 'known from its type',
  markup: 'written in markup',
  config: 'written in configuration',
  process: 'an argument of another program',
  dynamic: 'not known before the program runs',
} as const satisfies Record<How, string>;

/** Explains every match. */
export function explainReport(facts: ExplainFacts, style: Style): string {
  const blocks = [
    ...(facts.note === null ? [] : [[clean(facts.note)]]),
    ...facts.matches.map((match) => matchLines(match, facts, style)),
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function matchLines(match: Match, facts: ExplainFacts, style: Style): readonly string[] {
  const { destination, sites } = match;
  const { paint } = style;
  const kinds = [destination.verdict, ...(destination.category === null ? [] : [destination.category])].join(' · ');
  const shown = style.verbose ? sites : sites.slice(0, MOST);
  const hidden = sites.length - shown.length;
  return [
    `${paint.bold(clean(destination.name))}  ${paint.dim(kinds)}`,
    ...factLines(match, facts, style),
    ...shown.flatMap((site) => ['', ...explainedSite(site, facts, style)]),
    ...(hidden > 0 ? ['', paint.dim(`  … and ${counted(hidden, 'more site')}; --verbose shows them`)] : []),
  ];
}

/** What a service does with data by design. */
const KEEPS = { stateful: 'yes, by design', ephemeral: 'no', unknown: '' } as const;

function factLines(match: Match, facts: ExplainFacts, style: Style): readonly string[] {
  const { paint } = style;
  const { destination } = match;
  const service = facts.ruleOf(`services/${destination.service ?? ''}`);
  const rows: readonly (readonly [string, string])[] = [
    ['vendor', service?.vendor ?? ''],
    ['keeps data', KEEPS[service?.stores ?? 'unknown']],
    ['data terms', service?.terms ?? ''],
    ['hosts', hostsText(destination)],
    ['configured by', destination.env.map((name) => `env:${name}`).join(', ')],
    ['credentials', destination.credentials.join(', ')],
    ['reached from', [...destination.surfaces, ...destination.components.filter((one) => one !== '.')].join(', ')],
    ['not known', destination.verdict === 'dynamic' ? (destination.reason ?? '') : ''],
  ];
  const standing = facts.standing(match).map(({ selector, text, isGood }) => {
    return ['manifest', `${clean(selector)}: ${(isGood ? paint.green : paint.yellow)(clean(text))}`] as const;
  });
  return [...rows.map(([label, text]) => [label, cut(clean(text), style.width - 18)] as const), ...standing].flatMap(
    ([label, text]) => (text === '' ? [] : [`  ${paint.dim(pad(label, 14))}  ${text}`]),
  );
}

function hostsText({ hosts, ports, schemes }: Destination): string {
  const odd = ports.filter((port) => port !== 443).map((port) => `port ${port}`);
  return hosts.length === 0 ? '' : [hosts.join(', '), ...schemes.filter((one) => one !== 'https'), ...odd].join(' · ');
}

function explainedSite(site: Site, { ruleOf, lines }: ExplainFacts, style: Style): readonly string[] {
  const { paint } = style;
  const indent = '    ';
  const hanging = ' '.repeat(indent.length + 10);
  const label = (text: string) => indent + paint.dim(pad(text, 8));
  const rule = ruleOf(site.rule);
  const link = rule?.documentation ?? null;
  return [
    `  ${siteLine(site, style)}`,
    ...codeFrame(site, lines, style, indent),
    `${label('reaches')}  ${cut(site.target === '{?}' ? 'not known' : clean(site.target), style.width - 14)}`,
    `${label('how')}  ${HOW_TEXTS[site.how]}`,
    ...ownTrail(site).map((step, i) => {
      const line = stepLine(step, style, hanging);
      return i === 0 ? `${label('steps')}  ${line.slice(hanging.length)}` : line;
    }),
    `${label('rule')}  ${clean(site.rule)}${rule === null ? '' : ` (${clean(rule.name)})`}`,
    ...(link === null ? [] : [`${label('')}  ${paint.cyan(clean(link))}`]),
    ...(site.comments ?? []).map((comment) => {
      const at = paint.cyan(`${clean(comment.file)}:${comment.line}`);
      return `${label('comment')}  ${at}  ${clean(`${comment.names.join(', ')} -- ${comment.reason}`)}`;
    }),
    `${label('surface')}  ${site.surface}${site.component === '.' ? '' : `, component ${clean(site.component)}`}`,
  ];
}

/** `accept` on a terminal: walks through what is undeclared and asks for what nobody has said. Nothing is written before the end. */
import type { Destination, Problem } from '../identify/destination.ts';
import { acceptInto, type AcceptPlace, type AcceptRequest } from '../manifest/accept.ts';
import { dateFault } from '../manifest/date.ts';
import { wordsOf, type Accepted } from '../manifest/declare.ts';
import type { Requirable } from '../manifest/manifest.ts';
import { proposalsFor, type Proposal } from '../manifest/proposals.ts';
import { proposalText } from '../report/human/proposal.ts';
import type { Style } from '../report/style.ts';
import type { ScanResult } from '../scan-result.ts';
import type { Asker } from './ask.ts';

/** What is walked through. */
export interface Walk {
  readonly place: AcceptPlace;
  readonly destinations: readonly Destination[];
  readonly result: ScanResult;
  readonly request: AcceptRequest;
  readonly style: Style;
  readonly asker: Asker;
}

/** What it came to; `stopped`: nothing is to be written. */
export type WalkEnd =
  | { readonly kind: 'accepted'; readonly text: string; readonly accepted: readonly Accepted[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'stopped' };

/** Asks about each entry in turn. */
export async function walk(cx: Walk): Promise<WalkEnd> {
  const { request, place, destinations, result, asker, style } = cx;
  const found = proposalsFor(request.selectors, destinations, place, request.id ?? null);
  if (found.problems.length > 0) return { kind: 'problems', problems: found.problems };
  let { text } = place;
  const accepted: Accepted[] = [];
  for (const [index, proposal] of found.proposals.entries()) {
    const rule = result.rules.rule(`services/${proposal.destinations[0]?.service ?? ''}`);
    const facts = { vendor: rule?.vendor ?? null, terms: rule?.terms ?? null, stores: rule?.stores ?? null };
    const at = { number: index + 1, count: found.proposals.length, ...facts };
    asker.say(proposalText(proposal, at, result.lines, style));
    const answer = await decide(asker);
    if (answer === null) return { kind: 'stopped' };
    if (answer === 'end') break;
    if (answer === 'skip') continue;
    const words = await wordsFor(proposal, request, asker);
    if (words === null) return { kind: 'stopped' };
    const step = acceptInto({ ...place, text }, destinations, {
      ...request,
      ...words,
      selectors: proposal.selectors,
      ...(proposal.movedFrom === null ? {} : { movedFrom: proposal.movedFrom }),
    });
    if (step.kind === 'problems') return step;
    text = step.text;
    accepted.push(...step.accepted);
  }
  return { kind: 'accepted', text, accepted };
}

/** Null: they stopped. */
async function decide(asker: Asker): Promise<'yes' | 'skip' | 'end' | null> {
  for (;;) {
    const answer = await asker.ask('Declare it? [y]es, [s]kip, [e]nd here (Ctrl-C writes nothing): ');
    if (answer === null) return null;
    const word = answer.trim().toLowerCase();
    if (['y', 'yes'].includes(word)) return 'yes';
    if (['s', 'skip', 'n', 'no'].includes(word)) return 'skip';
    if (['e', 'end', 'q', 'quit'].includes(word)) return 'end';
  }
}

type Answers = Partial<AcceptRequest>;

/** Asks for the reason and for what the policy requires, where no option has said it. Null: they stopped. */
async function wordsFor(proposal: Proposal, request: AcceptRequest, asker: Asker): Promise<Answers | null> {
  const { reason: said, missing } = proposal;
  const hint = said === null ? '' : ` (empty: ${said})`;
  const reason = request.reason ?? (await insist(asker, `Why is it needed?${hint} `, (text) => wordsOf(text) ?? said));
  if (reason === null) return null;
  let answers: Answers = { reason };
  for (const field of missing) {
    const answer = await askFor(field, request, asker);
    if (answer === null) return null;
    answers = { ...answers, ...answer };
  }
  return answers;
}

async function askFor(field: Requirable, request: AcceptRequest, asker: Asker): Promise<Answers | null> {
  switch (field) {
    case 'purpose':
      return {};
    case 'owner':
      return request.owner === undefined ? named('owner', 'Who answers for it? ', asker) : {};
    case 'service':
      return named('service', 'Who is it? ', asker);
    case 'retention':
      return named('retention', 'How long is the data kept? ', asker);
    case 'region':
      return named('region', 'In which region? ', asker);
    case 'data':
      return request.data === undefined ? kindsOfData(asker) : {};
    case 'review':
      return review(request, asker);
  }
}

async function named(
  field: 'owner' | 'service' | 'retention' | 'region',
  question: string,
  asker: Asker,
): Promise<Answers | null> {
  const text = await insist(asker, question, (line) => wordsOf(line));
  return text === null ? null : { [field]: text };
}

async function kindsOfData(asker: Asker): Promise<Answers | null> {
  const text = await insist(asker, 'Which kinds of data leave? (separated by commas; none) ', (line) => wordsOf(line));
  if (text === null) return null;
  const data = text.split(',').flatMap((one) => wordsOf(one) ?? []);
  return { data };
}

async function review(request: AcceptRequest, asker: Asker): Promise<Answers | null> {
  const by = await insist(asker, 'Who approves it? ', (line) => wordsOf(line));
  if (by === null) return null;
  if (request.until !== undefined) return { by };
  const until = await insist(asker, 'Until which day? (YYYY-MM-DD; empty: no end) ', (line) => {
    const day = line.trim();
    return day === '' || (dateFault(day) === null && day >= request.asOf) ? day : null;
  });
  return until === null ? null : { by, ...(until === '' ? {} : { until }) };
}

/** Asks until there is an answer. Null: they stopped. */
async function insist(asker: Asker, question: string, read: (line: string) => string | null): Promise<string | null> {
  for (;;) {
    const line = await asker.ask(question);
    if (line === null) return null;
    const answer = read(line);
    if (answer !== null) return answer;
  }
}

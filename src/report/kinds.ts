/** What each kind of remark is called, what it means and how grave it is, in the words of the formats that ask for these. */
import type { RemarkKind } from './remarks.ts';

/** Facts about a kind of remark. */
export interface KindFacts {
  /** The name of a rule, in one word. */
  readonly name: string;
  /** The start of a title, before who is meant. */
  readonly title: string;
  /** What it means in a few words, and in a sentence. */
  readonly short: string;
  readonly full: string;
  /** What to do about it. */
  readonly help: string;
  /** From 0 to 10, as code scanning counts; null: no matter of security. */
  readonly securitySeverity: string | null;
  /** As GitLab counts, where it fails and where it does not. */
  readonly quality: readonly ['blocker' | 'critical' | 'major' | 'minor' | 'info', 'major' | 'minor' | 'info'];
}

/** One row for each kind: a new one does not compile until it is described. */
export const KINDS = {
  undeclared: {
    name: 'UndeclaredDestination',
    title: 'Undeclared egress',
    short: 'The code reaches something that the manifest does not declare',
    full: 'A host, an endpoint that an environment variable configures, or a destination that cannot be known is reached from the code, and no entry of egress.yaml declares it.',
    help: 'Remove the call, or declare it with `sallyport accept`, which writes an entry for people to review. `sallyport explain` shows how the destination is known.',
    securitySeverity: '7.0',
    quality: ['critical', 'minor'],
  },
  'out-of-scope': {
    name: 'OutOfScopeDestination',
    title: 'Egress out of scope',
    short: 'A declared destination is reached from where its entry does not allow it',
    full: 'The manifest declares this destination for other surfaces or components than the one that reaches it.',
    help: 'Remove the call, or widen the entry with `sallyport accept`.',
    securitySeverity: '5.5',
    quality: ['major', 'minor'],
  },
  denied: {
    name: 'DeniedDestination',
    title: 'Denied egress',
    short: 'The code reaches what the manifest denies',
    full: 'A `deny` entry of the manifest names this destination, and the code reaches it all the same.',
    help: 'Remove the call, or change the deny entry. No command settles this.',
    securitySeverity: '8.5',
    quality: ['blocker', 'major'],
  },
  cleartext: {
    name: 'CleartextDestination',
    title: 'Egress without encryption',
    short: 'Something is reached without encryption',
    full: 'The code reaches this destination over a scheme that does not encrypt, and no entry of the manifest lists that scheme.',
    help: 'Use the encrypted scheme, or list the scheme in the entry with `sallyport accept`.',
    securitySeverity: '7.5',
    quality: ['critical', 'minor'],
  },
  expired: {
    name: 'ExpiredApproval',
    title: 'Expired approval',
    short: 'The approval of an entry has run out',
    full: 'The day in `review.until` of this entry is past, and the code still reaches what it declares.',
    help: 'Review it again and renew it with `sallyport accept --until`, or remove the call.',
    securitySeverity: '5.0',
    quality: ['major', 'minor'],
  },
  stale: {
    name: 'StaleEntry',
    title: 'Stale entry',
    short: 'The manifest declares what nothing reaches any more',
    full: 'An entry of the manifest, or a part of one, declares something that no code of this repository reaches any more.',
    help: 'Remove it with `sallyport prune`.',
    securitySeverity: '2.0',
    quality: ['minor', 'minor'],
  },
  unreviewed: {
    name: 'UnreviewedEntry',
    title: 'Unreviewed entry',
    short: 'An entry of the manifest has not been reviewed',
    full: 'An entry of the manifest lacks what `policy.require` asks for, so that nobody has answered for it yet.',
    help: 'Fill in what is missing, by hand or with `sallyport accept`.',
    securitySeverity: '3.0',
    quality: ['minor', 'info'],
  },
  frozen: {
    name: 'FrozenManifest',
    title: 'Policy change without approval',
    short: 'A frozen manifest allows more than before, and nobody has approved it',
    full: 'The manifest is frozen, by `policy.frozen` or `--frozen`, and a change makes it allow more than before without a review of its own.',
    help: 'Have it reviewed: those who own the manifest add a `review` to the entry, or the change is taken back.',
    securitySeverity: '7.0',
    quality: ['critical', 'minor'],
  },
  'not-judged': {
    name: 'NotJudged',
    title: 'Could not be judged',
    short: 'Part of the repository could not be judged, so no verdict is given',
    full: 'A source file that does not parse or cannot be read, or a mistake in the manifest, keeps Sallyport from a verdict. The run fails with exit code 2.',
    help: 'Correct what the message names, or leave the file out with an `ignore` entry of the manifest that says why.',
    securitySeverity: '5.0',
    quality: ['blocker', 'major'],
  },
  notice: {
    name: 'Notice',
    title: 'Notice',
    short: 'Something deserves a word',
    full: 'A warning of the scan which does not keep it from a verdict.',
    help: 'Read the message.',
    securitySeverity: null,
    quality: ['minor', 'minor'],
  },
  destination: {
    name: 'ListedDestination',
    title: 'Egress',
    short: 'A destination that the code reaches',
    full: 'An entry of the inventory: a party that the code of this repository reaches over the network. It is listed, not judged.',
    help: 'Nothing has to be done. `sallyport explain` shows how it is known, and `sallyport check` compares the inventory with a manifest.',
    securitySeverity: null,
    quality: ['info', 'info'],
  },
  'code-change': {
    name: 'CodeChange',
    title: 'Change of egress',
    short: 'The code reaches something that it did not reach before, or otherwise',
    full: 'Between two states of this repository, its code has begun to reach a destination, to reach it from elsewhere, or to reach it in another way. It is told, not judged.',
    help: 'Nothing has to be done. `sallyport explain` shows how the destination is known, and `sallyport check --base` judges the change.',
    securitySeverity: null,
    quality: ['info', 'info'],
  },
  'policy-change': {
    name: 'PolicyChange',
    title: 'Policy change',
    short: 'The manifest says something that it did not say before',
    full: 'Between two states of this repository, an entry or a setting of its manifest has changed. It is told, not judged.',
    help: 'Nothing has to be done. `sallyport check --base REVISION --frozen` fails what allows more than before and carries no new review.',
    securitySeverity: null,
    quality: ['info', 'info'],
  },
} as const satisfies Record<RemarkKind, KindFacts>;

/** What of a repository was not read, and why: everything that is listed and neither analysed nor read as configuration. */
import type { Problem } from '../identify/destination.ts';
import type { Bundle } from './files.ts';
import { isInstalled, isSkipped, kindOf } from './skip.ts';
import { isData } from './source-file.ts';
import type { ListedFile } from './tree.ts';

/** Why a file was left out, in the order of reports. */
export const LEFT_OUT_REASONS = [
  'ignored',
  'dependency',
  'build-output',
  'bundled',
  'vendored',
  'repository',
  'link',
  'not-source',
  'too-large',
  'unreadable',
  'lock-file',
  'source-map',
  'snapshot',
  'declaration',
  'translation',
  'data',
  'media',
  'text',
  'other',
] as const;
type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** How many files were left out for one reason, and the first of them. */
export interface LeftOut {
  readonly reason: LeftOutReason;
  readonly count: number;
  readonly examples: readonly string[];
}

/** What is known of a scan when it ends. */
export interface ReadFacts {
  readonly listed: readonly ListedFile[];
  /** The paths that were read as code or configuration. */
  readonly read: ReadonlySet<string>;
  readonly bundles: readonly Bundle[];
  readonly isIgnored: (path: string) => boolean;
  readonly problems: readonly Problem[];
}

/** So many examples say what a reason is about. */
const EXAMPLES = 3;

/** Counts what was left out, by reason. */
export function leftOutOf(facts: ReadFacts): readonly LeftOut[] {
  const bundles = new Map(facts.bundles.map(({ file, vendored }) => [file.path, vendored]));
  const problems = new Map(facts.problems.flatMap(({ file, code }) => (file === null ? [] : [[file, code] as const])));
  const found = new Map<LeftOutReason, string[]>();
  for (const file of facts.listed) {
    if (facts.read.has(file.path)) continue;
    const reason = early(file, facts, bundles) ?? reported(file.path, problems) ?? byName(file.path);
    const known = found.get(reason);
    if (known === undefined) found.set(reason, [file.path]);
    else known.push(file.path);
  }
  return LEFT_OUT_REASONS.flatMap((reason) => {
    const paths = found.get(reason) ?? [];
    return paths.length === 0 ? [] : [{ reason, count: paths.length, examples: paths.slice(0, EXAMPLES) }];
  });
}

function early(
  file: ListedFile,
  { isIgnored }: ReadFacts,
  bundles: ReadonlyMap<string, string | null>,
): LeftOutReason | null {
  if (isInstalled(file.path)) return 'dependency';
  if (isIgnored(file.path)) return 'ignored';
  if (isSkipped(file)) return 'build-output';
  const vendored = bundles.get(file.path);
  return vendored === undefined ? null : vendored === null ? 'bundled' : 'vendored';
}

const PROBLEMS: Readonly<Record<string, LeftOutReason>> = {
  'nested-repository': 'repository',
  'link-outside': 'link',
  'not-source': 'not-source',
  'too-large': 'too-large',
  unreadable: 'unreadable',
};

function reported(path: string, problems: ReadonlyMap<string, string>): LeftOutReason | null {
  const code = problems.get(path.replace(/\/$/, ''));
  return code === undefined ? null : (PROBLEMS[code] ?? null);
}

const NAMES: readonly (readonly [RegExp, LeftOutReason])[] = [
  [
    /(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$|(?:^|\/)[\w.-]*lock(?:\.(?:json|yaml|yml|toml|lockb?))?$|\.lockb?$/i,
    'lock-file',
  ],
  [/\.map$/i, 'source-map'],
  [/\.snap$|(?:^|\/)__(?:image_)?snapshots__\//i, 'snapshot'],
  [/\.d\.[cm]?ts$/i, 'declaration'],
  [/\.(?:po|pot|mo|xlf|xliff|arb|strings|resx|ftl)$/i, 'translation'],
  [
    /(?:^|\/)(?:locales?|i18n|l10n|lang|langs|languages|translations?|messages)\/.*\.(?:json|jsonc|ya?ml|toml)$/i,
    'translation',
  ],
  [
    /\.(?:png|jpe?g|gif|webp|avif|ico|icns|bmp|tiff?|psd|woff2?|ttf|otf|eot|mp[34]|m4[av]|mov|webm|og[gv]|wav|flac|pdf|zip|t?gz|tar|wasm|riv|lottie|glb|gltf|hdr)$/i,
    'media',
  ],
  [
    /\.(?:md|markdown|txt|rst|adoc|csv|tsv|log)$|(?:^|\/)(?:LICEN[CS]E|NOTICE|CODEOWNERS|AUTHORS|CHANGELOG|README)[^/]*$/i,
    'text',
  ],
];

function byName(path: string): LeftOutReason {
  const named = NAMES.find(([pattern]) => pattern.test(path));
  if (named !== undefined) return named[1];
  const kind = kindOf(path);
  return kind !== null && isData(kind) ? 'data' : 'other';
}

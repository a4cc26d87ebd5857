/** All lints, in the order in which their faults are shown. */
import type { RuleFile } from '../rule.ts';
import { alternativeEndpoints } from './alternative-endpoints.ts';
import { endpointRequired } from './endpoint-required.ts';
import { examples } from './examples.ts';
import type { LintException } from './exceptions.ts';
import { explainedPackages } from './explained-packages.ts';
import { fileName } from './file-name.ts';
import { hostPatterns } from './host-patterns.ts';
import { hostsOfOneService } from './hosts-of-one-service.ts';
import { importedPackages } from './imported-packages.ts';
import { type CatalogueLint, type FileLint } from './lint.ts';
import { ruleId } from '../rule.ts';
import { machinePaths } from './machine-paths.ts';
import { reachable } from './reachable.ts';
import { schemaReference } from './schema-reference.ts';
import { sinksOfOneRule } from './sinks-of-one-rule.ts';
import { sortedLists } from './sorted-lists.ts';
import { source } from './source.ts';
import { usedRoles } from './used-roles.ts';
import { vendorSource } from './vendor-source.ts';
import { wildcards } from './wildcards.ts';

export const FILE_LINTS: readonly FileLint[] = [
  fileName,
  schemaReference,
  sortedLists,
  hostPatterns,
  importedPackages,
  explainedPackages,
  usedRoles,
  reachable,
  endpointRequired,
  alternativeEndpoints,
  source,
  vendorSource,
  examples,
  machinePaths,
];

/** What a repository's own rules are held to: what makes a rule work, not how the built-in ones are written. */
const OWN_LINTS: readonly FileLint[] = [
  fileName,
  usedRoles,
  reachable,
  endpointRequired,
  alternativeEndpoints,
  examples,
];

export const CATALOGUE_LINTS: readonly CatalogueLint[] = [hostsOfOneService, wildcards, sinksOfOneRule];

export interface LintFault {
  readonly file: string;
  readonly lint: string;
  readonly fault: string;
}

/** Runs all lints over rule files; an exception that is no longer needed is a fault too. */
export function lintRules(files: readonly RuleFile[], exceptions: readonly LintException[] = []): readonly LintFault[] {
  const found = [...inFiles(files, FILE_LINTS), ...inCatalogue(files)];
  const isExcepted = ({ lint, file }: LintFault): boolean =>
    exceptions.some((one) => one.lint === lint && one.rule === file);
  const expired = exceptions.filter(({ lint, rule }) => !found.some((one) => one.lint === lint && one.file === rule));
  return [
    ...found.filter((one) => !isExcepted(one)),
    ...expired.map(({ lint, rule }) => ({ file: rule, lint, fault: 'passes now: take its exception out' })),
  ];
}

/** Runs the lints that are for a repository's own rules. */
export function lintOwnRules(files: readonly RuleFile[]): readonly LintFault[] {
  return [...inFiles(files, OWN_LINTS), ...inCatalogue(files)];
}

function inFiles(files: readonly RuleFile[], lints: readonly FileLint[]): readonly LintFault[] {
  return files.flatMap((file) =>
    lints.flatMap((lint) => lint.check(file).map((fault) => ({ file: ruleId(file), lint: lint.name, fault }))),
  );
}

function inCatalogue(files: readonly RuleFile[]): readonly LintFault[] {
  return CATALOGUE_LINTS.flatMap((lint) => lint.check(files).map((fault) => ({ ...fault, lint: lint.name })));
}

/** All lints, in the order in which their faults are shown. */
import type { RuleFile } from '../rule.ts';
import { examples } from './examples.ts';
import { fileName } from './file-name.ts';
import { hostPatterns } from './host-patterns.ts';
import { hostsOfOneService } from './hosts-of-one-service.ts';
import { importedPackages } from './imported-packages.ts';
import { ruleId, type CatalogueLint, type FileLint } from './lint.ts';
import { reachable } from './reachable.ts';
import { schemaReference } from './schema-reference.ts';
import { sortedLists } from './sorted-lists.ts';

export const FILE_LINTS: readonly FileLint[] = [
  fileName,
  schemaReference,
  sortedLists,
  hostPatterns,
  importedPackages,
  reachable,
  examples,
];

export const CATALOGUE_LINTS: readonly CatalogueLint[] = [hostsOfOneService];

export interface LintFault {
  readonly file: string;
  readonly lint: string;
  readonly fault: string;
}

/** Runs all lints over rule files. */
export function lintRules(files: readonly RuleFile[]): readonly LintFault[] {
  const inFiles = files.flatMap((file) =>
    FILE_LINTS.flatMap((lint) => lint.check(file).map((fault) => ({ file: ruleId(file), lint: lint.name, fault }))),
  );
  const inCatalogue = CATALOGUE_LINTS.flatMap((lint) =>
    lint.check(files).map((fault) => ({ ...fault, lint: lint.name })),
  );
  return [...inFiles, ...inCatalogue];
}

/** The rules of a scan: the built-in ones, with those of the repository over them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../identify/destination.ts';
import { loadBundle } from './bundle.ts';
import type { OwnRule } from './own-rules.ts';
import { joinIndexes, type RuleIndex } from './rule-index.ts';

/** Where a repository keeps rules of its own. */
export const OWN_RULES = '.sallyport/rules';

export interface LoadedRules {
  readonly index: RuleIndex;
  readonly own: readonly OwnRule[];
  /** What is wrong with the repository's own rules. */
  readonly problems: readonly Problem[];
}

/** Loads the rules for a folder; nothing that validates is loaded where it has none of its own. */
export async function loadRules(root: string): Promise<LoadedRules> {
  const builtIn = loadBundle();
  if (!existsSync(join(root, OWN_RULES))) return { index: builtIn, own: [], problems: [] };
  const { readOwnRules } = await import('./own-rules.ts');
  const { index, rules, problems } = readOwnRules(root);
  return { index: joinIndexes(index, builtIn), own: rules, problems };
}

/** The rules of a scan: the built-in ones, with those of the repository over them. */
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

/** The files of a repository, as far as its rules need them. */
export interface RuleFiles {
  /** The names of what stands straight in a folder; none when it is not there. */
  readonly names: (folder: string) => readonly string[];
  readonly read: (path: string) => { readonly kind: 'text'; readonly text: string } | { readonly kind: string };
}

/** Loads the rules for a repository; nothing that validates is loaded where it has none of its own. */
export async function loadRules(files: RuleFiles): Promise<LoadedRules> {
  const builtIn = loadBundle();
  if (files.names(OWN_RULES).length === 0) return { index: builtIn, own: [], problems: [] };
  const { readOwnRules } = await import('./own-rules.ts');
  const { index, rules, problems } = readOwnRules(files);
  return { index: joinIndexes(index, builtIn), own: rules, problems };
}

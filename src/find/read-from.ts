/** Whether a rule that is about certain files is about this one. */
import { globMatcher } from '../discover/glob.ts';
import type { LinkedModule } from '../link/program.ts';

/** Whether a framework, or whoever reads configuration, reads this export from a file of that name. */
export function isReadFrom(
  { files }: { readonly files?: readonly string[] | undefined },
  module: LinkedModule,
): boolean {
  if (files === undefined) return false;
  const matches = MATCHERS.get(files) ?? globMatcher(files);
  MATCHERS.set(files, matches);
  return matches(module.path);
}

/** Every module asks for the same few lists. */
const MATCHERS = new WeakMap<readonly string[], (path: string) => boolean>();

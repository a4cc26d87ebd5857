/** Files of the program by glob, and by what is known of a path of the running program. */
import { dirname, join } from 'node:path/posix';
import { globMatcher } from '../discover/glob.ts';
import type { LinkedModule, Program } from './program.ts';

/** The modules whose path one of the globs covers, and none that begins with `!`. */
export function modulesMatching({ modules }: Program, globs: readonly string[]): readonly LinkedModule[] {
  const isIncluded = globMatcher(globs.filter((glob) => !glob.startsWith('!')));
  const isExcluded = globMatcher(globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1)));
  return modules.filter(({ path }) => isIncluded(path) && !isExcluded(path));
}

/**
 * The file that a path names whose beginning may be unknown (`__dirname`, the working directory): beside the module that reads it, at
 * the root of its package, or at the root of the repository.
 */
export function fileAt({ byPath }: Program, from: LinkedModule, path: string): LinkedModule | null {
  const relative = path.replace(/^\/+/, '');
  const folders = [dirname(from.path), from.file.component, '.'];
  for (const folder of folders) {
    const found = byPath.get(join(folder, relative));
    if (found) return found;
  }
  return null;
}

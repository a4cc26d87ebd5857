/** Files of the program by glob, and by what is known of a path of the running program. */
import { dirname, join } from 'node:path/posix';
import { globMatcher } from '../discover/glob.ts';
import { laterOf } from './later.ts';
import type { LinkedModule, Program } from './program.ts';

/** By program and globs: what a program reads is asked again and again. */
const answersFor = laterOf((_program: Program) => new Map<string, readonly LinkedModule[]>());

/** The modules whose path one of the globs covers, and none that begins with `!`. Answers are remembered. */
export function modulesMatching(program: Program, globs: readonly string[]): readonly LinkedModule[] {
  const known = answersFor(program);
  const key = globs.join('\n');
  const found = known.get(key) ?? matching(program, globs);
  known.set(key, found);
  return found;
}

function matching({ modules }: Program, globs: readonly string[]): readonly LinkedModule[] {
  const isIncluded = globMatcher(globs.filter((glob) => !glob.startsWith('!')));
  const isExcluded = globMatcher(globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1)));
  return modules.filter(({ path }) => isIncluded(path) && !isExcluded(path));
}

/**
 * The files that a path names, with `*` for what is not known. Its beginning may be unknown (`__dirname`, the working directory): it is
 * looked up beside the module that reads it, at the root of its package, and at the root of the repository.
 */
export function filesAt(program: Program, from: LinkedModule, path: string): readonly LinkedModule[] {
  const relative = path.replaceAll(/\*+/g, '*').replace(/^[*/]+/, '');
  for (const folder of [dirname(from.path), from.file.component, '.']) {
    const name = join(folder, relative);
    const exact = program.byPath.get(name);
    const found = exact ? [exact] : name.includes('*') ? modulesMatching(program, [name]) : [];
    if (found.length > 0) return found;
  }
  return [];
}

/** Whether a file is data that programs read, or import, as an object. */
export function isObjectData({ file }: LinkedModule): boolean {
  return file.kind === 'json' || file.kind === 'yaml' || file.kind === 'toml';
}

/** The programs of the conformance folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globbySync } from 'globby';
import { readProgram, type Program } from './program.ts';

const ROOT = new URL('../../conformance', import.meta.url).pathname;

/** Name, as `theme/name`, and content of every program. */
export function allPrograms(): readonly (readonly [name: string, program: Program])[] {
  return globbySync('*/*.md', { cwd: ROOT })
    .toSorted()
    .map((path) => {
      const name = path.replace(/\.md$/, '');
      try {
        return [name, readProgram(readFileSync(join(ROOT, path), 'utf8'))] as const;
      } catch (error) {
        throw new Error(`conformance/${path}: ${String(error)}`, { cause: error });
      }
    });
}

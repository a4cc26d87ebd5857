/** Whether a rule that is about certain files is about this one. */
import { globMatcher } from '../discover/glob.ts';
import { laterOf } from '../link/later.ts';
import type { LinkedModule } from '../link/program.ts';

/** What says which files are meant: globs, and texts that all stand in them. */
interface About {
  readonly files?: readonly string[] | undefined;
  readonly holds?: readonly string[] | undefined;
}

/** Whether a framework, or whoever reads configuration, reads this export from a file of that name that says what it is. */
export function isReadFrom({ files, holds = [] }: About, module: LinkedModule): boolean {
  if (files === undefined) return false;
  return (
    matcherOf(files)(module.file.readAs ?? module.path) && holds.every((part) => module.source.text.includes(part))
  );
}

/** Every module asks for the same few lists. */
const matcherOf = laterOf((files: readonly string[]) => globMatcher(files));

/** `merge`: the merge driver of git for the manifest. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { askGit } from '../../discover/git/run.ts';
import { errorCode } from '../../discover/read-source.ts';
import { manifestUnreadable } from '../../errors/commands.ts';
import { mergeBroken, mergeConflict } from '../../errors/manifest.ts';
import { SallyportError } from '../../errors/problem.ts';
import type { Problem } from '../../identify/destination.ts';
import { mergeManifests } from '../../manifest/merge/merge.ts';
import { problemsText } from '../../report/human/problems.ts';
import type { ExitCode, Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { writeText } from '../write-file.ts';

/** Merges three files as git hands them over (`%O %A %B %P`) and writes the second; 1 where people have to decide. */
export async function mergeCommand(
  session: Session,
  [base = '', ours = '', theirs = '', path]: readonly string[],
): Promise<Outcome> {
  const name = path ?? ours;
  const read = (file: string): string => textOf(resolve(session.folder, file), file);
  const result = mergeManifests(read(base), read(ours), read(theirs));
  if (result.kind === 'merged') {
    writeText(resolve(session.folder, ours), result.text, name);
    const isDone = result.conflicts.length === 0;
    return ended(isDone ? 0 : 1, isDone ? [] : [mergeConflict(name, result.conflicts)], session);
  }
  // Git itself writes its markers into the file.
  const labels = ['ours', 'base', 'theirs'].flatMap((label) => ['-L', label]);
  askGit(session.folder, ['merge-file', ...labels, ours, base, theirs]);
  return ended(1, [mergeBroken(name, result.which, result.message)], session);
}

function ended(exitCode: ExitCode, problems: readonly Problem[], { err }: Session): Outcome {
  return { exitCode, report: '', messages: problemsText(problems, err, () => []) };
}

function textOf(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SallyportError([manifestUnreadable(name, errorCode(error))]);
  }
}

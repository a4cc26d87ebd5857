import type { FileLint } from './lint.ts';

export const machinePaths: FileLint = {
  name: 'machine-paths',
  description: "No rule names a path of a machine: where the author's files lay says nothing to others.",
  check: ({ rule }) =>
    stringsIn(rule)
      .flatMap((text) => MACHINE_PATH.exec(text)?.[0] ?? [])
      .map((path) => `${path.trim()} is a path of a machine`),
};

/** Only at the start of a word: the path of a URL may begin like that. */
const MACHINE_PATH =
  /(?:^|[\s"'`(=])(?:file:\/\/)?(?:\/(?:home|Users|root|tmp|work|mnt|private|var\/folders)\/|[A-Z]:\\)\S*/;

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

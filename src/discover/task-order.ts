/** Which tasks a runner of tasks runs before another: `dependsOn` in turbo.json and nx.json. */
import { parseRelaxedJson, recordOf, textOf } from './json.ts';
import type { SourceText } from './read-source.ts';

/** The tasks before one of a package: `codegen`, `^build` (of what it depends on), `web#build`. */
export type TaskOrder = (task: string, ofPackage: string | null) => readonly string[];

/** The files that say it: https://turborepo.com/docs/reference/configuration, https://nx.dev/docs/reference/nx-json. */
export const TASK_FILES = ['turbo.json', 'turbo.jsonc', 'nx.json'] as const;

/** The order that the files at the root of a repository say. */
export function taskOrder(listed: ReadonlySet<string>, read: (path: string) => SourceText): TaskOrder {
  const files = TASK_FILES.filter((path) => listed.has(path)).map((path) => valueOf(read(path)));
  const tables = files.flatMap((file) => ['tasks', 'pipeline', 'targetDefaults'].map((key) => recordOf(file[key])));
  return (task, ofPackage) =>
    tables.flatMap((table) => [
      ...dependenciesOf(table[task]),
      ...(ofPackage === null ? [] : dependenciesOf(table[`${ofPackage}#${task}`])),
    ]);
}

function valueOf(source: SourceText): Readonly<Record<string, unknown>> {
  const json = source.kind === 'text' ? parseRelaxedJson(source.text) : null;
  return json?.kind === 'value' ? recordOf(json.value) : {};
}

function dependenciesOf(task: unknown): readonly string[] {
  const { dependsOn } = recordOf(task);
  if (!Array.isArray(dependsOn)) return [];
  return dependsOn.flatMap((one) => textOf(one) ?? textOf(recordOf(one)['target']) ?? []);
}

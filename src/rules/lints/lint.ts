/** A check of rule data beyond its schema. Each has a file of its own; index.ts lists them. */
import type { RuleFile } from '../rule.ts';

/** What is wrong, in one sentence that names what to change. */
export type Fault = string;

export interface FileLint {
  readonly name: string;
  readonly description: string;
  readonly check: (file: RuleFile) => readonly Fault[];
}

export interface CatalogueLint {
  readonly name: string;
  readonly description: string;
  readonly check: (files: readonly RuleFile[]) => readonly { readonly file: string; readonly fault: Fault }[];
}

/** The sinks of a rule; a pass-through has none. */
export function sinksOf(file: RuleFile): Extract<RuleFile, { family: 'services' }>['rule']['sinks'] {
  return file.family === 'functions' ? [] : file.rule.sinks;
}

/** All snippets of a rule. */
export function snippetsOf(file: RuleFile): readonly string[] {
  if (file.family !== 'functions') {
    return [...file.rule.sinks, ...(file.rule.constants ?? [])].flatMap(({ match }) => match);
  }
  const { functions = [], calls = [] } = file.rule;
  return [
    ...functions.flatMap(({ imports = [], match }) => [...imports, ...[match].flat()]),
    ...calls.flatMap(({ match, from = [] }) => [match, from].flat()),
  ];
}

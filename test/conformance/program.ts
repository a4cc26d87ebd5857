/**
 * A conformance program: one Markdown file that holds a small repository and what it reaches.
 *
 * A fence with `file=PATH` is a file of the repository; one with `drive` is a module that starts the program as its framework or user
 * would, and is not scanned; the one with `expect` is the truth (conformance/README.md).
 */
import { z } from 'zod';
import { parse } from 'yaml';

const EXPECTATION = z.strictObject({
  hosts: z.array(z.string()).default([]).describe('Every host pattern that is reached, and no other.'),
  env: z.array(z.string()).default([]).describe('Every variable that names a destination.'),
  dynamic: z.array(z.string()).default([]).describe('Every place, FILE#SYMBOL, whose destination is not known.'),
  absent: z.array(z.string()).default([]).describe('Texts that stand in the program and must not be reported.'),
  run: z.string().optional().describe('The module that is run for real; `drive` names that fence.'),
  environment: z.record(z.string(), z.string()).default({}).describe('Variables for the run, besides those of `env`.'),
});

export type Expectation = z.infer<typeof EXPECTATION>;

export interface Program {
  readonly title: string;
  /** Path to text. */
  readonly files: Readonly<Record<string, string>>;
  readonly drive: string | null;
  readonly expect: Expectation;
}

const FENCE = /^(`{3,})(\w+) +(\S+)\n(.*?)^\1$/gms;

/** Reads a program; throws with what is wrong with the file. */
export function readProgram(text: string): Program {
  const fences = [...text.matchAll(FENCE)].map(([, , , label = '', body = '']) => ({ label, body }));
  const bodyOf = (label: string): string | null => fences.find((fence) => fence.label === label)?.body ?? null;
  const expectation = bodyOf('expect');
  if (expectation === null) throw new Error('there is no fence "yaml expect"');
  const files = fences.flatMap(({ label, body }) => (label.startsWith('file=') ? [[label.slice(5), body]] : []));
  if (files.length === 0) throw new Error('there is no fence with "file=…"');
  return {
    title: /^# (.+)$/m.exec(text)?.[1] ?? '',
    files: Object.fromEntries(files),
    drive: bodyOf('drive'),
    expect: EXPECTATION.parse(parse(expectation) ?? {}),
  };
}

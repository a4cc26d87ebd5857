/** Runs a generated program for real. */
import { compileFunction } from 'node:vm';
import type { GeneratedProgram } from './programs/modules.ts';

/** What a run finds in its process. */
export interface Circumstances {
  readonly argv: readonly string[];
}

/** A host that the program asked, and the place that asked it. */
export interface Asked {
  readonly host: string;
  readonly place: string;
}

/** The results of a program, or null when it is none: it throws, or does not compile. */
export async function runProgram(
  program: GeneratedProgram,
  { argv }: Circumstances,
  asked: Asked[] = [],
): Promise<readonly unknown[] | null> {
  const fetch = (url: string, { body }: { readonly body: string }): Promise<unknown> => {
    if (URL.canParse(url)) asked.push({ host: new URL(url).hostname, place: body });
    return Promise.resolve({});
  };
  try {
    const run: unknown = compileFunction(`return (async () => {\n${program.runnable}\n})()`, ['process', 'fetch']);
    if (typeof run !== 'function') return null;
    const results: unknown = await Reflect.apply(run, undefined, [{ argv, env: {} }, fetch]);
    return Array.isArray(results) ? results : null;
  } catch {
    return null;
  }
}

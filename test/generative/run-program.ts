/** Runs a generated program for real. */
import { compileFunction } from 'node:vm';
import type { GeneratedProgram } from './programs/modules.ts';

/** What a run finds in its process. */
export interface Circumstances {
  readonly argv: readonly string[];
}

/** The results of a program, or null when it is none: it throws, or does not compile. */
export async function runProgram(
  program: GeneratedProgram,
  { argv }: Circumstances,
): Promise<readonly unknown[] | null> {
  try {
    const run: unknown = compileFunction(`return (async () => {\n${program.runnable}\n})()`, ['process', 'fetch']);
    if (typeof run !== 'function') return null;
    const results: unknown = await Reflect.apply(run, undefined, [{ argv, env: {} }, () => Promise.resolve({})]);
    return Array.isArray(results) ? results : null;
  } catch {
    return null;
  }
}

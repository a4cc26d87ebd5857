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

/** The results of a run, or null when it is none: the program throws. */
export type Runner = (circumstances: Circumstances, asked?: Asked[]) => Promise<readonly unknown[] | null>;

/** Compiles a program once, for several runs; one that does not compile has no results. */
export function runnerOf({ runnable }: Pick<GeneratedProgram, 'runnable'>): Runner {
  const run = compiled(`return (async () => {\n${runnable}\n})()`);
  return async ({ argv }, asked = []) => {
    const fetch = (url: string, { body }: { readonly body: string }): Promise<unknown> => {
      if (URL.canParse(url)) asked.push({ host: new URL(url).hostname, place: body });
      return Promise.resolve({});
    };
    try {
      const results: unknown = await Reflect.apply(run, undefined, [{ argv, env: {} }, fetch, {}]);
      return Array.isArray(results) ? results : null;
    } catch {
      return null;
    }
  };
}

/** Whatever a program does to what is global, the next one finds as it was. */
function compiled(body: string): () => unknown {
  try {
    const run: unknown = compileFunction(body, ['process', 'fetch', 'globalThis']);
    return typeof run === 'function' ? (...given) => Reflect.apply(run, undefined, given) : failing;
  } catch {
    return failing;
  }
}

function failing(): never {
  throw new Error('The program does not compile.');
}

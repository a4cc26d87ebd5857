/**
 * A scan in a thread of its own: it has a larger stack and heap there than a program starts with, two can be made at once, and the command
 * goes on listening meanwhile.
 */
import { Worker } from 'node:worker_threads';
import { outOfMemory } from '../errors/commands.ts';
import { SallyportError } from '../errors/problem.ts';
import type { MadeScan, Progress } from '../scan-result.ts';
import type { Limits } from './memory.ts';
import type { Said, ScanOrder } from './order.ts';

/** Makes a scan within the limits of its thread. Throws SallyportError, also where they are too tight. */
export async function scanApart(
  order: ScanOrder,
  limits: Limits,
  onProgress: (progress: Progress) => void,
): Promise<MadeScan> {
  const worker = start(order, limits);
  if (worker !== null) return answerOf(worker, limits, onProgress);
  const { fill } = await import('./fill.ts');
  return fill(order, onProgress);
}

/** Null where no thread can be started: Node's permissions may forbid it, and run from its sources there is no compiled file for one. */
function start(order: ScanOrder, resourceLimits: Limits): Worker | null {
  if (import.meta.url.endsWith('.ts')) return null;
  try {
    // From here or from a bundle's folder of chunks, which is as deep.
    return new Worker(new URL('../threads/worker.js', import.meta.url), {
      workerData: order,
      resourceLimits,
    });
  } catch (error) {
    if (codeOf(error) === 'ERR_ACCESS_DENIED') return null;
    throw error;
  }
}

function answerOf(
  worker: Worker,
  { maxOldGenerationSizeMb: most }: Limits,
  onProgress: (progress: Progress) => void,
): Promise<MadeScan> {
  return new Promise((resolve, reject) => {
    worker.on('message', (said: Said) => {
      if (said.kind === 'progress') onProgress(said.progress);
      else if (said.kind === 'made') resolve(said.made);
      else reject(new SallyportError(said.problems));
    });
    worker.on('error', (error) => {
      reject(codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? new SallyportError([outOfMemory(most)]) : error);
    });
    // Does nothing where there was an answer.
    worker.on('exit', (code) => reject(new Error(`the thread of the scan ended with ${code} and without an answer`)));
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

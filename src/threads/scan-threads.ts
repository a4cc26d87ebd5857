/**
 * Scans in threads of their own: they have a larger stack and heap there than a program starts with, two can be made at once, and the command
 * goes on listening meanwhile.
 */
import { Worker } from 'node:worker_threads';
import { outOfMemory } from '../errors/commands.ts';
import { SallyportError } from '../errors/problem.ts';
import type { MadeScan, Progress } from '../scan-result.ts';
import type { Limits } from './memory.ts';
import type { ScanReply, ScanRequest } from './messages.ts';

/** Makes scans; each that is asked for while others are being made gets another thread. */
export interface ScanThreads {
  /** Throws SallyportError, also where the limits of its thread are too tight. */
  readonly scan: (request: ScanRequest, onProgress: (progress: Progress) => void) => Promise<MadeScan>;
}

/** Threads with these limits, started when they are needed. None of them keeps the program from ending. */
export function scanThreads(limits: Limits): ScanThreads {
  // One that is done makes the next scan sooner than a new one: its code is compiled.
  const idle: Worker[] = [];
  return {
    async scan(request, onProgress) {
      const worker = idle.pop() ?? start(limits);
      if (worker === null) {
        const { scanHere } = await import('./scan-here.ts');
        return scanHere(request, onProgress);
      }
      const reply = await answerOf(worker, request, limits, onProgress);
      idle.push(worker);
      if (reply.kind === 'made') return reply.made;
      throw new SallyportError(reply.problems);
    },
  };
}

/** Null where no thread can be started: Node's permissions may forbid it, and run from its sources there is no compiled file for one. */
function start(resourceLimits: Limits): Worker | null {
  if (import.meta.url.endsWith('.ts')) return null;
  try {
    // From here or from a bundle's folder of chunks, which is as deep.
    return new Worker(new URL('../threads/worker.js', import.meta.url), { resourceLimits });
  } catch (error) {
    if (codeOf(error) === 'ERR_ACCESS_DENIED') return null;
    throw error;
  }
}

type Answer = Exclude<ScanReply, { kind: 'progress' }>;

function answerOf(
  worker: Worker,
  request: ScanRequest,
  { maxOldGenerationSizeMb: most }: Limits,
  onProgress: (progress: Progress) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const replied = (reply: ScanReply): void => {
      if (reply.kind === 'progress') return onProgress(reply.progress);
      end();
      resolve(reply);
    };
    const failed = (error: Error): void => {
      end();
      reject(codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? new SallyportError([outOfMemory(most)]) : error);
    };
    const left = (code: number): void => failed(new Error(`the thread of a scan ended with ${code} without an answer`));
    const end = (): void => {
      worker.off('message', replied).off('error', failed).off('exit', left).unref();
    };
    worker.on('message', replied).on('error', failed).on('exit', left);
    worker.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
    worker.postMessage(request);
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

/** A thread that makes scans, one after the other. */
import module from 'node:module';
import { parentPort } from 'node:worker_threads';
import { SallyportError } from '../errors/problem.ts';
import type { Said, ScanOrder } from './order.ts';

// As in the command itself: Node 22 and later keep compiled code between runs. The types are those of Node 20.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
const say = (said: Said): void => parentPort?.postMessage(said);

parentPort?.on('message', async (order: ScanOrder) => {
  const { fill } = await import('./fill.ts');
  try {
    say({ kind: 'made', made: await fill(order, (progress) => say({ kind: 'progress', progress })) });
  } catch (error) {
    // Any other error ends the thread, and reaches those who started it as it is.
    if (!(error instanceof SallyportError)) throw error;
    say({ kind: 'problems', problems: error.problems });
  }
});

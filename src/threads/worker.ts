/** The thread that makes one scan. */
import module from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { SallyportError } from '../errors/problem.ts';
import type { Said, ScanOrder } from './order.ts';

// As in the command itself: Node 22 and later keep compiled code between runs. The types are those of Node 20.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
const say = (said: Said): void => parentPort?.postMessage(said);

try {
  const { fill } = await import('./fill.ts');
  const made = await fill(workerData as ScanOrder, (progress) => say({ kind: 'progress', progress }));
  say({ kind: 'made', made });
} catch (error) {
  // Any other error reaches those who started the thread as it is.
  if (!(error instanceof SallyportError)) throw error;
  say({ kind: 'problems', problems: error.problems });
}

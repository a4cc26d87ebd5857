/** A thread that makes scans, one after the other. */
import module from 'node:module';
import { parentPort } from 'node:worker_threads';
import { SallyportError } from '../errors/problem.ts';
import type { ScanReply, ScanRequest } from './messages.ts';

// As in the command itself: Node 22 and later keep compiled code between runs. The types are those of Node 20.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
const reply = (message: ScanReply): void => parentPort?.postMessage(message);

parentPort?.on('message', async (request: ScanRequest) => {
  const { scanHere } = await import('./scan-here.ts');
  try {
    reply({ kind: 'made', made: await scanHere(request, (progress) => reply({ kind: 'progress', progress })) });
  } catch (error) {
    // Any other error ends the thread, and reaches those who started it as it is.
    if (!(error instanceof SallyportError)) throw error;
    reply({ kind: 'problems', problems: error.problems });
  }
});

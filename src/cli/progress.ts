/** One line on stderr while the work is long, erased at its end. */
import type { Progress } from '../scan-result.ts';
import type { OutputStream } from './host.ts';

/** Shows how far a scan is. */
export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  readonly erase: () => void;
}

const PATIENCE = 1000;
const PAUSE = 100;

/** Makes a progress line; it stays silent on what is no terminal, and for the first second. */
export function progressLine(stream: OutputStream, isWanted: boolean): ProgressLine {
  const isShown = isWanted && stream.isTTY === true;
  const began = performance.now();
  let last = 0;
  return {
    show({ stage, done, total }) {
      const now = performance.now();
      if (!isShown || now - began < PATIENCE || now - last < PAUSE) return;
      last = now;
      stream.write(`\r\u001B[K${stage} ${done} of ${total} files`);
    },
    erase() {
      if (last > 0) stream.write('\r\u001B[K');
    },
  };
}

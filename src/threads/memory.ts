/** How much memory a scan may take, and whether there is enough for two at once. */
import { availableParallelism, totalmem } from 'node:os';
import process from 'node:process';
import { getHeapStatistics, type HeapInfo } from 'node:v8';

const MEGABYTE = 2 ** 20;

/**
 * What a thread may take, in megabytes (https://nodejs.org/api/worker_threads.html, resourceLimits). Node alone gives some 1 MB of stack,
 * and 2 to 4 GB of heap however much there is; the largest repository that was tried takes 3.6 GB.
 */
export interface Limits {
  readonly stackSizeMb: number;
  readonly maxOldGenerationSizeMb: number;
  readonly maxYoungGenerationSizeMb: number;
}

/** The limits of each of so many scans at once. */
export function limitsOf(scans: number): Limits {
  const { heap_size_limit: given }: HeapInfo = getHeapStatistics();
  return {
    stackSizeMb: 32,
    maxOldGenerationSizeMb: Math.floor(Math.max(given, (MOST * memory()) / scans) / MEGABYTE),
    // Most of what an evaluation makes is soon forgotten. More of it at a time means that less of it is copied.
    maxYoungGenerationSizeMb: 192,
  };
}

/** How many scans are made at once where nobody says it. */
export function scansAtOnce(): number {
  return availableParallelism() >= PROCESSORS_FOR_TWO && process.availableMemory() >= ENOUGH_FOR_TWO ? 2 : 1;
}

/** Each compiles its code and collects garbage beside its work: on two processors two scans take as long at once as one after the other. */
const PROCESSORS_FOR_TWO = 4;

/** The share of the machine's memory that all of them may take. */
const MOST = 0.7;

/** Of memory that is free, in bytes. */
const ENOUGH_FOR_TWO = 8 * 1024 * MEGABYTE;

/** Of the machine, or of the container. */
function memory(): number {
  const most = process.constrainedMemory();
  return most > 0 ? Math.min(most, totalmem()) : totalmem();
}

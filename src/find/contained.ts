/** Work about one place that may lead deeper than the stack of the machine: then that place is named, and the others are still looked at. */
import type { ExprId } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import type { SourceFile } from '../discover/source-file.ts';
import { positionAt, type Position } from '../parse/source-text.ts';
import type { Meter } from '../values/meter.ts';

/** Where work is done. */
export interface Place {
  readonly module: LinkedModule;
  /** Null: the file as a whole. */
  readonly at: ExprId | null;
}

/** A place at which it ended before its time. */
export interface Unfollowed extends Position {
  readonly file: SourceFile;
}

export interface Containing {
  readonly meter: Meter;
  /** The places so far, in the order in which they were met. */
  readonly unfollowed: Unfollowed[];
}

/** What the work finds; `otherwise` where the stack ended it, which is noted. Any other error is the caller's. */
export function contained<T>({ module, at }: Place, { meter, unfollowed }: Containing, work: () => T, otherwise: T): T {
  try {
    return work();
  } catch (error) {
    if (!isStackSpent(error)) throw error;
    meter.interrupt();
    unfollowed.push({
      file: module.file,
      ...positionAt(module.source, (at === null ? undefined : module.starts[at]) ?? 0),
    });
    return otherwise;
  }
}

/** V8 has no error of its own for it: https://github.com/v8/v8/blob/main/src/common/message-template.h, kStackOverflow. */
function isStackSpent(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded';
}

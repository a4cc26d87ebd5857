/** What a sink use comes to as one of its callers sees it. */
import { isProduction, type Surface } from '../identify/destination.ts';
import type { Assumptions } from '../values/evaluation.ts';
import { isFromOutside } from '../values/reasons.ts';
import { keyOf } from '../values/render.ts';
import type { Hole, Part, Value } from '../values/value.ts';
import type { Settled } from './by-type.ts';
import { ruledIn, surfaceAt, surfaceIn } from './server-functions.ts';
import type { Entry } from './suppositions.ts';
import type { SinkUse } from './uses.ts';

/** A use as one of its callers sees it. */
export interface Context extends Settled {
  readonly assumptions: Assumptions;
  readonly wrapped: boolean;
  readonly surface: Surface;
  readonly entry: Entry;
  /** Where the targets enter that no caller further out has a say in, by their keys. */
  readonly settled: ReadonlyMap<string, Entry>;
  /** Whether the address is handed over and nothing says what it is. */
  readonly isLost: boolean;
  /** Whether a parameter decides the target and nothing can call the function that has it. */
  readonly unreached: boolean;
  /** Whether it may be the call of several rules: then it is no party's. */
  readonly isShared: boolean;
}

/** Where one of a context's targets enters. */
export function entryOf(value: Value, { entry, settled }: Context): Entry {
  const found = settled.get(keyOf(value)) ?? entry;
  return isInput(value) ? { ...found, origin: found.handler } : found;
}

function isInput(value: Value): boolean {
  const parts: readonly Part[] = value.kind === 'text' ? value.parts : value.kind === 'hole' ? [value] : [];
  return parts.some((part) => part.kind === 'hole' && isSent(part.hole));
}

/** What somebody outside sends comes as parameters; what a database holds is asked for by a call of the program. */
function isSent(hole: Hole): boolean {
  return isFromOutside(hole) && !(hole.kind === 'unknown' && hole.reason === 'database');
}

/** Where a use runs when it is called so: where its file does, unless a caller stands in a test or script. */
export function surfaceOf(use: SinkUse, assumptions: Assumptions): Surface {
  const callers = [...assumptions.values()].flatMap(({ args, self }) => {
    // What a class is for says where its instances are: a test extends the client that it checks.
    if (args.kind === 'open') return self?.kind === 'instance' ? [self.class.module.file.surface] : [];
    const at = args.kind === 'call' ? args.call : args.kind === 'handed' ? args.at : null;
    return at ? [surfaceAt(at.module, at.expr)] : [];
  });
  const own = surfaceIn(use.module, use.owner, use.guards);
  // A rule says where production code runs, not that a test is production.
  const elsewhere = callers.find((surface) => !isProduction(surface));
  return elsewhere ?? (isProduction(own) ? (ruledIn(use.module, use.sink.surface ?? null) ?? own) : own);
}

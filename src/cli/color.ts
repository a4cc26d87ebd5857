/** Whether a stream gets colour: a flag before FORCE_COLOR before NO_COLOR before what the stream is. */
import { Chalk, type ChalkInstance } from 'chalk';
import type { Host, OutputStream } from './host.ts';

/** Makes the painter of one stream; sixteen colours only, which follow the theme of the terminal. */
export function paintFor(stream: OutputStream, { env }: Host, flag: boolean | null): ChalkInstance {
  return new Chalk({ level: (flag ?? isColourful(stream, env)) ? 1 : 0 });
}

function isColourful(stream: OutputStream, env: Host['env']): boolean {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return !['0', 'false'].includes(forced);
  // A CI log is no terminal: whoever wants colour there says so, and files made by redirection stay clean.
  return (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb' && stream.isTTY === true;
}

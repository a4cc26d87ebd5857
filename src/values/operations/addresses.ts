/** The addresses that services give of the files that they keep: `getPublicUrl`, `createSignedUrl`, the `url` of what was stored. */
import type { PassThrough } from '../../rules/rule.ts';
import { choice, concatenate, variableText } from '../text.ts';
import { appendPath } from '../url-text.ts';
import { hole, text, type Value } from '../value.ts';

/**
 * Where a service says that a file is: at the origin that its client was given, else where its rule says. What stands behind the origin only
 * the service knows.
 */
export function addressGiven({ targets = [], env }: PassThrough, base: Value | null): Value {
  const isGiven = base !== null && !(base.kind === 'constant' && base.value == null);
  const origins = isGiven ? [base] : [...targets.map(originOf), ...(env === undefined ? [] : [variableText(env)])];
  return origins.length === 0 ? hole('api-result') : choice(origins.map((origin) => appendPath(origin, BEHIND)));
}

const BEHIND: Value = concatenate([text('/'), hole('api-result')]);

/** `https://*.example.com`: what is not known is a hole. */
function originOf(target: string): Value {
  return concatenate(target.split(/(\*)/).map((piece) => (piece === '*' ? hole('api-result') : text(piece))));
}

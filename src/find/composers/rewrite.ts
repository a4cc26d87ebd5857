/** `rewrite`: where a server takes the answer from. What begins with the address of the request is a page of the application itself. */
import { choice } from '../../values/text.ts';
import { isFromOutside } from '../../values/reasons.ts';
import { NEVER, optionsOf, type Value } from '../../values/value.ts';
import type { Compose } from './compose.ts';

export const fromRewrite: Compose = (roles) => {
  const url = roles.get('url');
  if (url === null) return null;
  const isOpen = roles.unfilled === 'callers may say';
  const found = optionsOf(url).filter((one) => !beginsWithRequest(one, isOpen));
  return found.length === 0 ? NEVER : choice(found);
};

/** `request.nextUrl.clone()`, `new URL('/login', request.url)`; whoever wraps the function that answers gives it the request. */
function beginsWithRequest(value: Value, isOpen: boolean): boolean {
  const first = value.kind === 'text' ? value.parts[0] : value;
  if (first?.kind !== 'hole') return false;
  return isFromOutside(first.hole) || (first.hole.kind === 'parameter' && !isOpen);
}

/** `refresh`: the address in `content="5; url=https://…"` of a page that goes on by itself (HTML, section 4.2.5.3, "refresh"). */
import { choice, fromParts } from '../../values/text.ts';
import { NEVER, optionsOf, type Value } from '../../values/value.ts';
import type { Compose } from './compose.ts';

export const fromRefresh: Compose = (roles) => {
  const content = roles.get('url');
  if (content === null) return null;
  const found = optionsOf(content).flatMap((one) => addressIn(one) ?? []);
  return found.length === 0 ? NEVER : choice(found);
};

const BEFORE = /^\s*[\d.]*\s*[;,\s]\s*(?:url\s*=\s*)?["']?/i;

/** Null where nothing but the seconds stands there: then the page is loaded again. */
function addressIn(value: Value): Value | null {
  if (value.kind !== 'text') return null;
  const [first, ...rest] = value.parts;
  if (first?.kind !== 'text' || !BEFORE.test(first.text)) return null;
  const begin = first.text.replace(BEFORE, '').replace(/["']\s*$/, '');
  if (begin === '' && rest.length === 0) return null;
  return fromParts([...(begin === '' ? [] : [{ kind: 'text' as const, text: begin }]), ...rest], value.trail);
}

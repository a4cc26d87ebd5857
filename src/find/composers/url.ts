/** `url`: a URL, joined to a base where there is one; else the base; else an endpoint given in pieces. */
import { choice } from '../../values/text.ts';
import { appendPath, splitUrl } from '../../values/url-text.ts';
import { NEVER, optionsOf, type Value } from '../../values/value.ts';
import type { Compose } from './compose.ts';
import { fromHostPort } from './host-port.ts';

export const fromUrl: Compose = (roles, sink) => {
  const base = roles.get('base');
  // A path alone is no target: it goes to the host that is given in pieces, or to the default.
  const url = roles.get('url') ?? (base && roles.get('path'));
  if (url === null) return base ?? fromHostPort(roles, sink);
  if (base === null) return url;
  const targets = optionsOf(base).flatMap((one) => joined(url, one));
  return targets.length === 0 ? NEVER : choice(targets);
};

/** A request on a client with a base: an absolute URL stands alone, anything else goes to the base. */
function joined(url: Value, base: Value): readonly Value[] {
  if (base.kind === 'constant') return optionsOf(url);
  return optionsOf(url).map((one) => {
    if (one.kind === 'text' && splitUrl(one.parts)) return one;
    return base.kind === 'text' ? appendPath(base, one) : base;
  });
}

/** `url`: a URL, joined to a base where there is one; else the base; else an endpoint given in pieces. */
import type { Sink } from '../../rules/rule.ts';
import { choice, concatenate, mapOptions, widthOf } from '../../values/text.ts';
import { appendPath, splitUrl } from '../../values/url-text.ts';
import { NEVER, optionsOf, text, type Value } from '../../values/value.ts';
import type { Compose } from './compose.ts';
import { beginsWithHost } from '../host.ts';
import { fromHostPort } from './host-port.ts';

export const fromUrl: Compose = (roles, sink) => {
  const base = completed(roles.get('base'), sink);
  // A path alone is no target: it goes to the host that is given in pieces, or to the default.
  const url = completed(roles.get('url'), sink) ?? (base && roles.get('path'));
  if (url === null) return base ?? fromHostPort(roles, sink);
  if (base === null) return url;
  const targets = optionsOf(base).flatMap((one) => joined(url, one));
  return targets.length === 0 ? NEVER : choice(targets, Math.max(widthOf(url), widthOf(base)));
};

/** `live.example.com:6020` where the rule says which scheme is meant. Text that is no host stays relative. */
function completed(value: Value | null, { scheme }: Sink): Value | null {
  if (value === null || scheme === undefined) return value;
  return mapOptions(value, (one) =>
    one.kind === 'text' && splitUrl(one.parts) === null && beginsWithHost(one.parts)
      ? concatenate([text(`${scheme}://`), one])
      : one,
  );
}

/** A request on a client with a base: an absolute URL stands alone, anything else goes to the base. */
function joined(url: Value, base: Value): readonly Value[] {
  if (base.kind === 'constant') return optionsOf(url);
  return optionsOf(url).map((one) => {
    if (one.kind === 'text' && splitUrl(one.parts)) return one;
    // Both are what callers may put into options beside a URL of the program's own.
    if (one.kind === 'hole' && one.hole.kind === 'parameter' && one.hole.beside && base.kind === 'hole') return one;
    return base.kind === 'text' ? appendPath(base, one) : base;
  });
}

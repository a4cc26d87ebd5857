/** Connection strings that name several hosts, or are several URLs in one text. */
import { createCodec } from '../../values/codec.ts';
import { closedText, concatenate, fromParts } from '../../values/text.ts';
import { colonSlashes, hostOf, splitUrl } from '../../values/url-text.ts';
import { text, type TextValue, type Value } from '../../values/value.ts';
import { splitHosts } from '../host.ts';

/** `nats://a:4222,nats://b:4222`, `a:9092,b:9092`: one value for each. */
export function listedIn(value: TextValue): readonly Value[] {
  const codec = createCodec();
  const written = codec.write(value.parts);
  const pieces = written?.split(/[,;]\s*(?=[a-z][\w+.-]*:\/\/)/i) ?? [];
  return pieces.length < 2 ? [value] : pieces.map((piece) => codec.read(piece.trim(), value.trail));
}

/** One value for each host of an authority of which a part is not known: what is known of one says nothing of another. */
export function eachHost(value: TextValue): readonly Value[] {
  const split = closedText(value) === null ? splitUrl(value.parts) : null;
  const hosts = split ? splitHosts(hostOf(split.authority)) : [];
  if (!split || hosts.length < 2) return [value];
  const before = fromParts([...split.scheme, colonSlashes(split)], null);
  return hosts.map((host) => concatenate([before, fromParts(host, value.trail), text('/')]));
}

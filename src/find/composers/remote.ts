/** `remote`: an address of another machine where a file of the repository may be named too: `./schema.graphql`, `https://…`, `git@host:path`. */
import { choice, fromParts, toText } from '../../values/text.ts';
import { NEVER, optionsOf, type Part, type TextValue, type Value } from '../../values/value.ts';
import { splitUrl } from '../../values/url-text.ts';
import type { Compose } from './compose.ts';

export const fromRemote: Compose = (roles) => {
  const url = roles.get('url');
  if (url === null) return null;
  const found = optionsOf(url).flatMap((one) => remote(one) ?? []);
  return found.length === 0 ? NEVER : choice(found);
};

/** `git@github.com:acme/shop.git` */
const SCP = /^(?:[\w.-]+@)([\w.-]+):(?!\/\/)/;

/** Hosts of git are named without a scheme too: `github.com/acme/infra//base?ref=v1`. */
const BARE = /^(?:github\.com|gitlab\.com|bitbucket\.org)\//;

function remote(value: Value): Value | null {
  if (value.kind === 'hole') return value;
  if (value.kind !== 'text') return null;
  const written = toText(value);
  const [first, ...rest] = written.parts;
  if (splitUrl(written.parts) !== null || first?.kind === 'hole') return written;
  if (first?.kind !== 'text') return null;
  if (BARE.test(first.text)) return prefixed('https://', first.text, rest, written);
  if (SCP.test(first.text)) return prefixed('ssh://', first.text.replace(SCP, '$1/'), rest, written);
  return null;
}

function prefixed(scheme: string, begin: string, rest: readonly Part[], { trail }: TextValue): TextValue {
  return fromParts([{ kind: 'text', text: `${scheme}${begin}` }, ...rest], trail);
}

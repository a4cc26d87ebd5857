/** `markup`: what the elements in a text of HTML load when it is shown; which attributes do is said by the rules about elements. */
import { readMarkup } from '../../parse/html.ts';
import type { PathEnd } from '../../rules/trie.ts';
import { capturesOfValue } from '../../values/captures.ts';
import { createCodec } from '../../values/codec.ts';
import { choice, isCutShort } from '../../values/text.ts';
import { NEVER, hole, optionsOf, type TextValue, type Value } from '../../values/value.ts';
import { compose, type Compose, type Roles } from './compose.ts';
import { within } from './within.ts';

export const fromMarkup: Compose = (roles) => {
  const markup = roles.get('markup');
  if (markup === null) return null;
  const loaded = optionsOf(markup).flatMap((one) => [
    ...(one.kind === 'text' ? loadedBy(one, roles) : []),
    // What a page loads past what is followed must not look as if it were nothing.
    ...(isCutShort(one) ? [hole('too-complex')] : []),
  ]);
  return loaded.length === 0 ? NEVER : choice(loaded);
};

function loadedBy(markup: TextValue, roles: Roles): readonly Value[] {
  const codec = createCodec();
  const written = codec.write(markup.parts);
  if (written === null || !/<[a-z]/i.test(written)) return [];
  return readMarkup(written).elements.flatMap(({ tag, attributes, offset }) => {
    const { trail } = within(markup, offset);
    const fields = new Map(attributes.map(({ name, value }) => [name, codec.read(value, trail)]));
    const element: Value = { kind: 'fields', fields, open: false };
    return sinksOf(tag, roles).flatMap((end) => reachedBy(end, element, roles));
  });
}

function sinksOf(tag: string, { evaluation }: Roles): readonly Extract<PathEnd, { kind: 'sink' }>[] {
  const ends = evaluation.trie.elements.get(tag)?.markup?.ends ?? [];
  return ends.flatMap((end) => (end.kind === 'sink' ? [end] : []));
}

function reachedBy(
  end: Extract<PathEnd, { kind: 'sink' }>,
  element: Value,
  { evaluation, unfilled }: Roles,
): readonly Value[] {
  const captures = capturesOfValue(end, element, evaluation);
  return captures === null ? [] : compose(end.sink, captures, evaluation, unfilled).map(({ value }) => value);
}

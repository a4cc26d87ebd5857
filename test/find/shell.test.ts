/** Shell text on the left, the words of its commands on the right; what is not known stands in braces. */
import { expect, test } from 'vitest';
import { commandsIn } from '../../src/find/commands/shell.ts';
import { renderParts } from '../../src/values/render.ts';
import { text } from '../../src/values/value.ts';

const TABLE: readonly (readonly [line: string, ...commands: readonly string[]])[] = [
  ['curl -s https://a.com', 'curl|-s|https://a.com'],
  ['a && b || c; d & e | f', 'a', 'b', 'c', 'd', 'e', 'f'],
  [`curl 'https://a.com/x y' "https://b.com/\\"z"`, 'curl|https://a.com/x y|https://b.com/"z'],
  ['curl https://a.com/\\\n  -o x', 'curl|https://a.com/|-o|x'],
  ['a # curl https://no.com\nb', 'a', 'b'],
  ['curl https://a.com#top', 'curl|https://a.com#top'],
  ['BASE=https://a.com\ncurl "$BASE/x"', 'curl|https://a.com/x'],
  ['export BASE=https://a.com; curl ${BASE}/x', 'curl|https://a.com/x'],
  ['A=1 B="2 3" curl $A $B', 'curl|1|2 3'],
  ['curl ${URL:-https://a.com}', 'curl|https://a.com'],
  ['curl "$URL/x"', 'curl|{env:URL}/x'],
  ['curl "$1" $@', 'curl|{?}|{?}'],
  ['V=$(curl -s https://a.com); echo $V', 'curl|-s|https://a.com', 'echo|{?}'],
  ['echo `wget https://a.com`', 'wget|https://a.com', 'echo|{?}'],
  ['if [ -z "$X" ]; then\n  curl https://a.com\nfi', '[|-z|{env:X}|]', 'curl|https://a.com'],
  ['for h in a b; do curl "https://$h.com"; done', 'for|h|in|a|b', 'curl|https://{?}.com'],
  ['curl https://a.com > out 2>&1 <in', 'curl|https://a.com'],
  ['cat <<EOF > f\ncurl https://no.com\nEOF\ncurl https://a.com', 'cat', 'curl|https://a.com'],
  ['(cd x && curl https://a.com)', 'cd|x', 'curl|https://a.com'],
  [`curl 'unfinished`, 'curl|unfinished'],
  [''],
];

test.each(TABLE)('%s', (line, ...commands) => {
  expect(commandsIn(text(line)).map(({ words }) => words.map(renderParts).join('|'))).toEqual(commands);
});

test('a command says where it begins', () => {
  const line = 'set -e\nURL=$(cat f)\n  curl https://a.com';
  expect(commandsIn(text(line)).map(({ offset }) => line.slice(offset, offset + 4))).toEqual(['set ', 'cat ', 'curl']);
});

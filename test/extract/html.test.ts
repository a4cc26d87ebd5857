import { describe, expect, it } from 'vitest';
import { readMarkup } from '../../src/parse/html.ts';

/** One line an attribute: `tag name=value`, checked against the text at its offset. */
function attributesOf(text: string) {
  return readMarkup(text).elements.flatMap(({ tag, attributes, offset }) => {
    expect(text[offset]).toBe('<');
    return attributes.map(({ name, value, offset: at }) => `${tag} ${name}=${value} ${text.slice(at, at + 3)}`);
  });
}

it.each<[string, readonly string[]]>([
  ['<img src="https://a.b/c.png">', ['img src=https://a.b/c.png htt']],
  ["<IMG SRC = 'abc' alt=def/>", ['img src=abc abc', 'img alt=def/ def']],
  ['<a href="/x?a=1&amp;b=2">', ['a href=/x?a=1&b=2 /x?']],
  ['<a href="&amp;x">', ['a href=&x &am']],
  ['<input disabled value="">', ['input disabled=  va', 'input value= ">']],
  ['é😀<p id="xyz">', ['p id=xyz xyz']],
  ['<p\n  id="a\nb">', ['p id=a\nb a\nb']],
  ['<!-- <img src="abc"> --><b id="abc">', ['b id=abc abc']],
  ['<div><p id="abc"></div><i id="def"', ['p id=abc abc']],
  ['{{#if a}}<img src="{{url}}">{{/if}}', ['img src={{url}} {{u']],
  ['<svg><image xlink:href="abc"/></svg>', ['image xlink:href=abc abc']],
  ['a < b <x-y data-url="abc">', ['x-y data-url=abc abc']],
])('reads the attributes of %j', (text, expected) => {
  expect(attributesOf(text)).toEqual(expected);
});

describe('scripts', () => {
  it.each<[string, readonly string[]]>([
    ['<script>fetch("a")</script>', ['script fetch("a")']],
    ['<script type="module">\nimport "a";\n</script>', ['module \nimport "a";\n']],
    ['<script type="text/javascript; charset=utf-8">a</script>', ['script a']],
    ['<SCRIPT TYPE="">a < b && "</p>"</SCRIPT>', ['script a < b && "</p>"']],
    ['<script type="application/ld+json">{}</script><script type="importmap">{}</script>', []],
    ['<script src="x.js">ignored</script>', []],
    ['<script>a</script><p>text</p><script>b</script>', ['script a', 'script b']],
    ['<script></script>', []],
    ['<script>open', ['script open']],
    ['<!-- <script>a</script> -->', []],
    ['<style>a { background: url(x) }</style>', []],
  ])('of %j', (text, expected) => {
    const { scripts } = readMarkup(text);
    expect(scripts.map(({ code, module }) => `${module ? 'module' : 'script'} ${code}`)).toEqual(expected);
    for (const { code, offset } of scripts) expect(text.slice(offset, offset + code.length)).toBe(code);
  });
});

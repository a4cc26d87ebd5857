import { describe, expect, it } from 'vitest';
import { readComponent } from '../../src/extract/components/component.ts';
import { parseWithEstree, parseWithOxc, type Parser } from '../../src/parse/parse.ts';

/** The literals, names and calls of a component that stand in its text, each checked at its place. */
function places(path: string, text: string, parser: Parser = parseWithOxc): readonly string[] {
  const found = readComponent(path, text, parser);
  if (found.kind === 'failed') return [`failed at ${text.slice(found.offset, found.offset + 6)}`];
  return found.modules.flatMap(({ calls, expressions, starts, ends }) =>
    calls.flatMap(({ call }) => {
      const expr = expressions[call];
      const slice = text.slice(starts[call], ends[call]);
      return expr?.kind === 'markup' || expr?.kind === 'call' ? [`${expr.kind} ${slice.replaceAll(/\s+/g, ' ')}`] : [];
    }),
  );
}

describe('places', () => {
  it.each<[string, string, readonly string[]]>([
    ['a.vue', '<template>\n  <img :src="f(x)">\n</template>', ['call f(x)', 'markup <img :src="f(x)">']],
    ['a.vue', '<template><p>{{ é("😀") }}</p></template>', ['call é("😀")', 'markup <p>{{ é("😀") }}</p>']],
    [
      'a.vue',
      '<template><b v-for="(x, i) in all()" @click="go(x); end(i)" /></template>',
      [
        'call all()',
        'call all()',
        'call go(x)',
        'call end(i)',
        'markup <b v-for="(x, i) in all()" @click="go(x); end(i)" />',
      ],
    ],
    ['a.vue', '<script>\nexport default { methods: { go() { return f(1) } } }\n</script>', ['call f(1)']],
    [
      'a.vue',
      '<script setup lang="ts">\nconst a = f<string>(1)\n</script>\n<template>{{ g(a) }}</template>',
      ['call f<string>(1)', 'call g(a)'],
    ],
    ['a.svelte', '{#if f(1)}\n<img src="a{g(2)}b">{/if}', ['call f(1)', 'call g(2)', 'markup <img src="a{g(2)}b">']],
    [
      'a.svelte',
      '{#each f() as { id }, i (id)}{@const x = g(id)}{h(x)}{/each}',
      ['call f()', 'call g(id)', 'call h(x)'],
    ],
    [
      'a.svelte',
      "<b class:on={f('}')} {...g(`{`)}>it's {h(/[}]/)}</b>",
      ['call h(/[}]/)', "call f('}')", 'call g(`{`)', "markup <b class:on={f('}')} {...g(`{`)}>it's {h(/[}]/)}</b>"],
    ],
    [
      'a.vue',
      '<script lang="ts">\nconst a = <T>(x: T) => f(<string>g(x));\nexport default {}\n</script>',
      ['call f(<string>g(x))', 'call g(x)'],
    ],
    ['a.astro', "---\nconst a = f(1);\n---\n{a.map(() => <i>don't {g(2)}</i>)}", ['call f(1)', 'call g(2)']],
    [
      'a.vue',
      '<template lang="pug">\n  .a\n    //- g(0)\n    img(:src="f(x)" v-if=\'h("é")\')\n    p(v-on="{ ...all(1) }") {{ g(2) }}\n</template>\n',
      ['call f(x)', 'call h("é")', 'call all(1)', 'call g(2)'],
    ],
    [
      'a.pug',
      '- const a = f(1)\r\nif g(a)\r\n  img(src=h(`${a}`) &attributes(all(2)))\r\nelse\r\n  p= i(3)\r\n  | and #{j(4)}\r\n',
      ['call f(1)', 'call g(a)', 'call h(`${a}`)', 'call i(3)', 'call j(4)'],
    ],
    [
      'a.pug',
      'case f(1)\n  when g(2)\n    p\n  default\n    each x, i in h(3)\n      p= i(x)\n    else\n      p= j(4)\nwhile k(5)\n  p\n',
      ['call f(1)', 'call g(2)', 'call h(3)', 'call i(x)', 'call j(4)', 'call k(5)'],
    ],
    [
      'a.pug',
      'mixin card(a, b = f(1))\n  p= g(a)\n  block\n+card(h(2), 3)(class=i(4))\n  p= j(5)\n+#{k(6)}\n- for (const x of l(7))\n  p= m(x)\n',
      ['call f(1)', 'call g(a)', 'call h(2)', 'call i(4)', 'call j(5)', 'call l(7)', 'call m(x)'],
    ],
  ])('of the expressions of %s: %j', (path, text, expected) => {
    const all = places(path, text);
    for (const one of expected) expect(all).toContain(one);
    expect(places(path, text, parseWithEstree)).toEqual(all);
  });
});

describe('what does not parse', () => {
  it.each<[string, string]>([
    ['a.vue', '<template>\n<p/></template>\n<script>\nlet a = = here;\n</script>'],
    ['a.vue', '<script setup lang="ts">\nconst a: = here;\n</script>'],
    ['a.svelte', '<p>{x}</p>\n<script>\nlet a = = here;\n</script>'],
    ['a.astro', '---\nconst = here;\n---\n<p/>'],
    ['a.pug', 'p\n  a(here b="x)'],
    ['a.pug', 'p ok\np= (here'],
    ['a.vue', '<template lang="pug">\n  p here #{1 + }\n</template>'],
  ])('in the script of %s is told at its place: %j', (path, text) => {
    const found = readComponent(path, text, parseWithOxc);
    const line = found.kind === 'failed' ? text.split('\n')[text.slice(0, found.offset).split('\n').length - 1] : null;
    expect(line).toContain('here');
  });

  it.each<[string, string]>([
    ['a.vue', '<script setup>\nf(1);\n</script>\n<template><p :a="1 +">{{ g(2) }}</p></template>'],
    ['a.svelte', '<script>\nf(1);\n</script>\n<p>{1 +}{g(2)}</p>'],
    ['a.vue', '<script setup>\nf(1);\n</script>\n<template lang="haml">\n%p= g(2)\n</template>'],
  ])('in the template of %s leaves the script: %j', (path, text) => {
    const found = readComponent(path, text, parseWithOxc);
    expect(found.kind).toBe('parts');
    expect(places(path, text)).toContain('call f(1)');
  });

  it.each([
    '<',
    '<p',
    '<p a',
    '<p a=',
    '<p a="',
    '<p {',
    '{',
    '{#if',
    '{/if}{:else}{/each}',
    '</p>',
    '<!--',
    '<script>',
    '---\n',
    '<p>'.repeat(2000),
    'p: '.repeat(2000),
    'p #['.repeat(200),
    '\n\t p\n  p',
    '+a(',
    'mixin',
    'include',
    '- }',
    'if',
    'a(b=',
    '#{',
  ])('never stops the reader: %j', (text) => {
    for (const path of ['a.vue', 'a.svelte', 'a.astro', 'a.pug']) {
      const whole = path === 'a.vue' ? `<template>${text}</template>` : text;
      expect(['whole', 'parts', 'failed']).toContain(readComponent(path, whole, parseWithOxc).kind);
    }
  });
});

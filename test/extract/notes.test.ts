/** Which comments declare something, and of which lines they speak: in every notation, with both parsers. */
import { describe, expect, test } from 'vitest';
import { kindOf } from '../../src/discover/skip.ts';
import { readModules } from '../../src/extract/read-modules.ts';
import { parseWithEstree, parseWithOxc, type Parser } from '../../src/parse/parse.ts';

/** Each note as `line: text > lines`, with the call around it and the statement as a whole where there are such. */
function notesOf(path: string, text: string, parser: Parser = parseWithOxc): readonly string[] {
  const file = { path, kind: kindOf(path) ?? 'script', component: '.', surface: 'server', size: text.length } as const;
  const { modules, failures } = readModules(file, text, parser);
  expect(failures).toEqual([]);
  return modules
    .flatMap(({ module }) => module.notes)
    .map(({ text: said, line, lines, around, within }) => {
      const about = [
        lines.join(' '),
        ...(around === null ? [] : [`in ${around}`]),
        ...(within === null || within[0] === within[1] ? [] : [`of ${within.join('-')}`]),
      ];
      return `${line}: ${said} > ${about.join(', ')}`;
    });
}

function lines(...text: readonly string[]): string {
  return text.join('\n');
}

const SCRIPTS: readonly (readonly [string, string, readonly string[]])[] = [
  ['a line above', lines('// sallyport: a.com -- why', 'fetch(x);', 'fetch(y);'), ['1: a.com -- why > 2']],
  ['the same line', lines('fetch(x); // sallyport: a.com -- why', 'fetch(y);'), ['1: a.com -- why > 1']],
  ['a block above', lines('/* sallyport: a.com -- why */', 'fetch(x);'), ['1: a.com -- why > 2']],
  ['a block before it', '/* sallyport: a.com -- why */ fetch(x);', ['1: a.com -- why > 1']],
  [
    'several in one block',
    lines('/*', ' * sallyport: a.com -- one', ' * or', ' * sallyport: dynamic -- two', ' */', 'fetch(x);'),
    ['2: a.com -- one > 6', '4: dynamic -- two > 6'],
  ],
  [
    'several comments above',
    lines('// sallyport: a.com -- one', '// eslint-disable-next-line', '// sallyport: b.com -- two', 'fetch(x);'),
    ['1: a.com -- one > 4', '3: b.com -- two > 4'],
  ],
  ['a blank line between', lines('// sallyport: a.com -- why', '', 'fetch(x);'), ['1: a.com -- why > ']],
  ['nothing below', '// sallyport: a.com -- why', ['1: a.com -- why > ']],
  [
    'a statement of several lines',
    lines('// sallyport: a.com -- why', 'const r = await fetch(', '  url,', '  { body },', ');'),
    ['1: a.com -- why > 2 3 4 5, of 2-5'],
  ],
  [
    'the end of a statement',
    lines('await fetch(url, {', '  body,', '}); // sallyport: a.com -- why'),
    ['3: a.com -- why > 1 2 3, of 1-3'],
  ],
  [
    'an argument',
    lines('await fetch(', '  url, // sallyport: a.com -- why', '  {},', ');'),
    ['2: a.com -- why > 2, in 1'],
  ],
  [
    'a property',
    lines('const c = {', '  // sallyport: a.com -- why', '  a: make({', '    url,', '  }),', '  b: make(u),', '};'),
    ['2: a.com -- why > 3 4 5, of 3-5'],
  ],
  [
    'an exported function: its body is within',
    lines('/**', ' * Sends it.', ' * sallyport: dynamic -- why', ' */', 'export function f(a) {', '  fetch(a);', '}'),
    ['3: dynamic -- why > 5 7, of 5-7'],
  ],
  [
    'a condition, without what it guards',
    lines('// sallyport: a.com -- why', 'if (await fetch(x)) {', '  fetch(y);', '}'),
    ['1: a.com -- why > 2 4, of 2-4'],
  ],
  [
    'a callback: no call around it',
    lines('app.post("/", () => {', '  // sallyport: a.com -- why', '  fetch(x);', '});'),
    ['2: a.com -- why > 3'],
  ],
  [
    'a class',
    lines(
      'class A {',
      '  // sallyport: a.com -- why',
      '  #http = make(x);',
      '  // sallyport: b.com -- why',
      '  get() {}',
      '}',
    ),
    ['2: a.com -- why > 3', '4: b.com -- why > 5'],
  ],
  [
    'JSX',
    lines('const a = (', '  <>', '    {/* sallyport: a.com -- why */}', '    <img src={x} />', '  </>', ');'),
    ['3: a.com -- why > 4'],
  ],
  [
    'JSX on its line',
    lines('const a = <p>', '  <img src={x} /> {/* sallyport: a.com -- why */}', '</p>;'),
    ['2: a.com -- why > 2'],
  ],
  [
    'an attribute',
    lines('const a = (', '  <img', '    src={x} // sallyport: a.com -- why', '  />', ');'),
    ['3: a.com -- why > 3, in 2'],
  ],
  ['a text is no comment', `const a = '// sallyport: a.com -- why'; const b = \`/* sallyport: b.com -- why */\`;`, []],
  ['a text of JSX is no comment', 'const a = <p>// sallyport: a.com -- why</p>;', []],
  ['a pattern is no comment', 'const a = /[/]\\/ sallyport: x/;', []],
  ['other words before it', '// see sallyport: a.com -- why', []],
  ['after what is not ASCII', lines("const é = '😀';", 'f(é); // sallyport: a.com -- why'), ['2: a.com -- why > 2']],
  ['with carriage returns', '// sallyport: a.com -- why\r\nfetch(x);\r\n', ['1: a.com -- why > 2']],
];

describe('scripts', () => {
  test.each(SCRIPTS)('%s', (_, text, expected) => {
    expect(notesOf('a.tsx', text)).toEqual(expected);
    expect(notesOf('a.tsx', text, parseWithEstree)).toEqual(expected);
  });
});

const OTHERS: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a.html',
    lines(
      '<!-- sallyport: a.com -- why -->',
      '<img src="https://a.com/1.png">',
      '<p title="<!-- sallyport: no.com -- why -->"></p>',
      '<script>',
      '  fetch(x); // sallyport: b.com -- why',
      '</script>',
      '<style>',
      '  /* sallyport: c.com -- why */',
      '  p { background: url(https://c.com/x) }',
      '</style>',
    ),
    ['1: a.com -- why > 2', '8: c.com -- why > 9', '5: b.com -- why > 5'],
  ],
  [
    'a.vue',
    lines(
      '<script setup>',
      '// sallyport: a.com -- why',
      'await fetch(',
      '  url,',
      ');',
      '</script>',
      '<template>',
      '  <!-- sallyport: b.com -- why -->',
      '  <img :src="x" />',
      '  <p>{{ go(y) /* sallyport: c.com -- why */ }}</p>',
      '</template>',
    ),
    ['2: a.com -- why > 3 4 5, of 3-5', '8: b.com -- why > 9', '10: c.com -- why > 10'],
  ],
  [
    'a.svelte',
    lines(
      '<script lang="ts">',
      '  const r = fetch(x); // sallyport: a.com -- why',
      '</script>',
      '<!-- sallyport: b.com -- why -->',
      '<img src={x} />',
      '{#each hooks as hook}',
      '  <!-- sallyport: c.com -- why -->',
      '  <img',
      '    src={hook.url}',
      '  />',
      '{/each}',
    ),
    ['2: a.com -- why > 2', '4: b.com -- why > 5', '7: c.com -- why > 8, of 8-9'],
  ],
  [
    'a.astro',
    lines(
      '---',
      '// sallyport: a.com -- why',
      'const r = await fetch(x);',
      '---',
      '<!-- sallyport: b.com -- why -->',
      '<img src={x} />',
      '{/* sallyport: c.com -- why */}',
      '<img src={y} />',
      '{hooks.map((hook) => (',
      '  <>',
      '    {/* sallyport: d.com -- why */}',
      '    <img src={hook.url} />',
      '  </>',
      '))}',
    ),
    ['2: a.com -- why > 3', '5: b.com -- why > 6', '7: c.com -- why > 8', '11: d.com -- why > 12'],
  ],
  [
    'compose.yaml',
    lines(
      'services:',
      '  # sallyport: a.com -- why',
      '  web:',
      '    image: x # sallyport: b.com -- why',
      '    text: "# sallyport: no.com -- why"',
      '    block: |',
      '      # sallyport: no.com -- why',
      '  db: {}',
    ),
    ['2: a.com -- why > 3, of 3-7', '4: b.com -- why > 4'],
  ],
  [
    'wrangler.toml',
    lines('# sallyport: a.com -- why', 'a = "x" # sallyport: b.com -- why', 'c = "# sallyport: no.com -- why"'),
    ['1: a.com -- why > 2', '2: b.com -- why > 2'],
  ],
  [
    '.env',
    lines(
      '# sallyport: a.com -- why',
      'A=https://a.com # sallyport: b.com -- why',
      'C="x # sallyport: no.com -- why"',
      'D="one',
      '# sallyport: no.com -- why',
      'two" # sallyport: d.com -- why',
    ),
    ['1: a.com -- why > 2', '2: b.com -- why > 2', '6: d.com -- why > 6'],
  ],
  [
    'Dockerfile',
    lines(
      '# sallyport: a.com -- why',
      'FROM a.com/x',
      'RUN <<EOF',
      '# sallyport: no.com -- why',
      'EOF',
      'ENV A=b # sallyport: no.com -- why',
    ),
    ['1: a.com -- why > 2'],
  ],
  [
    'a.sh',
    lines(
      '# sallyport: a.com -- why',
      'curl "$X" # sallyport: b.com -- why',
      `echo '# sallyport: no.com -- why' "# sallyport: no.com -- why" x#sallyport:`,
      'cat <<EOF',
      '# sallyport: no.com -- why',
      'EOF',
      'curl $Y; # sallyport: c.com -- why',
    ),
    ['1: a.com -- why > 2', '2: b.com -- why > 2', '7: c.com -- why > 7'],
  ],
  [
    'a.css',
    lines(
      '/* sallyport: a.com -- why */',
      'p { background: url(https://a.com/x) }',
      'q::after { content: "/* sallyport: no.com -- x */" }',
    ),
    ['1: a.com -- why > 2'],
  ],
  [
    'a.scss',
    lines(
      "// don't",
      '// sallyport: a.com -- why',
      'p { background: url(//a.com/x) }',
      'q { content: "// sallyport: no.com -- x" }',
    ),
    ['2: a.com -- why > 3'],
  ],
  [
    'schema.prisma',
    lines('datasource db {', '  // sallyport: a.com -- why', '  url = "postgres://a.com//sallyport: no"', '}'),
    ['2: a.com -- why > 3'],
  ],
  [
    'vercel.jsonc',
    lines('{', '  // sallyport: a.com -- why', '  "a": "// sallyport: no.com -- x"', '}'),
    ['2: a.com -- why > 3'],
  ],
];

describe('other notations', () => {
  test.each(OTHERS)('%s', (path, text, expected) => {
    expect(notesOf(path, text)).toEqual(expected);
    expect(notesOf(path, text, parseWithEstree)).toEqual(expected);
    expect(notesOf(path, text.replaceAll('\n', '\r\n'))).toEqual(expected);
  });
});

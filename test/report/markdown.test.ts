import fc from 'fast-check';
import * as prettier from 'prettier';
import { describe, expect, test } from 'vitest';
import type { Drift } from '../../src/drift/drift.ts';
import { code, prose } from '../../src/report/markdown/escape.ts';
import { markdownReport } from '../../src/report/markdown/markdown.ts';
import type { Comparison, Result } from '../../src/report/result.ts';
import { destination, fetched, hosts, OPENAI, site } from '../manifest/found.ts';
import { compared, EVERY_KIND, FROZEN, PROBLEMS, scanned, SEGMENT, SINCE } from './results.ts';

describe('a check', () => {
  test('has the verdict, what is new, the rest, what to do, and the evidence folded away', () => {
    expect(markdownReport({ ...EVERY_KIND, problems: [] })).toMatchInlineSnapshot(`
      "## Sallyport: 2 undeclared, 1 out-of-scope, 1 denied, 1 cleartext, 1 expired

      4 destinations declared, 1 unreviewed, 412 files.

      ### New in code, not declared

      | Destination | Who | Surface | Where | Sites |
      | --- | --- | --- | --- | --- |
      | \`dynamic:src/webhooks/deliver.ts#deliver\` | not known: parameter "url" | server | \`src/webhooks/deliver.ts:9\` | 1 |
      | \`api.segment.io, cdn.segment.com\` | \`Twilio Segment\`, analytics | server | \`app/[locale]/page.tsx:2\` | 3 |

      ### Other drift

      | Kind | What | Where | In words |
      | --- | --- | --- | --- |
      | out-of-scope | \`api.openai.com\` | \`lib/models.ts:12\` | OpenAI (api.openai.com) is reached from lib/models.ts:12, and egress.yaml declares it for the surface browser, not for server |
      | denied | \`tunnel.ngrok.app\` | \`src/tunnel.ts:1\` | tunnel.ngrok.app is reached from src/tunnel.ts:1, and egress.yaml denies it: No tunnels &#124; in \`production\` code, ask @⁠acme/security |
      | cleartext | \`old.example.com\` | \`src/plain.ts:1\` | old.example.com is reached from src/plain.ts:1 without encryption (http), and no entry of egress.yaml lists that scheme |
      | expired | \`mail\` | \`egress.yaml:6\` | The approval of mail in egress.yaml ended on 2026-11-01 (owner @⁠acme/mail) |
      | stale | \`gone\` | \`egress.yaml:5\` | egress.yaml declares gone, which nothing in this repository reaches any more |

      ### How to settle it

      Remove the call, or:

      \`\`\`sh
      sallyport accept "dynamic:src/webhooks/deliver.ts#deliver" --reason "…"
      sallyport accept api.segment.io cdn.segment.com --reason "…"
      sallyport accept api.openai.com --reason "…"
      sallyport accept old.example.com --reason "…"
      sallyport accept mail.example.com --id mail --until YYYY-MM-DD --reason "…"
      sallyport prune
      \`\`\`

      <details>
      <summary>Evidence</summary>

      \`dynamic:src/webhooks/deliver.ts#deliver\`

      \`\`\`text
      src/webhooks/deliver.ts:9:1  fetch()  in deliver
      \`\`\`

      \`api.segment.io, cdn.segment.com\`

      \`\`\`text
      app/[locale]/page.tsx:2:3  fetch()  in run
      src/track.ts:18:10  fetch()  in run
        → https://api.segment.io/v1/track
        ← src/track.ts:1  import { BASE } from './config'
        BASE ← src/config.ts:4  export const BASE = 'https://api.segment.io';
      src/track.ts:40:3  fetch()  in run
      \`\`\`

      \`api.openai.com\`

      \`\`\`text
      lib/models.ts:12:5  fetch()  in getModel
      \`\`\`

      \`tunnel.ngrok.app\`

      \`\`\`text
      src/tunnel.ts:1:1  fetch()  in run
      \`\`\`

      \`old.example.com\`

      \`\`\`text
      src/plain.ts:1:1  fetch()  in run
      \`\`\`

      </details>
      "
    `);
  });

  test('says loudly what it could not judge', () => {
    expect(markdownReport(compared([OPENAI], '', { problems: PROBLEMS }))).toMatchInlineSnapshot(`
      "## Sallyport: cannot judge

      Part of the code could not be judged, so no verdict is given. Found so far: 1 undeclared. (0 destinations declared, 412 files)

      ### Could not be judged

      - src/broken.ts:3:7 Unexpected token. Fix the syntax, or ignore the file.

      ### New in code, not declared

      | Destination | Who | Surface | Where | Sites |
      | --- | --- | --- | --- | --- |
      | \`api.openai.com\` | \`OpenAI\` | server | \`lib/models.ts:12\` | 1 |

      ### How to settle it

      Remove the call, or:

      \`\`\`sh
      sallyport accept api.openai.com --reason "…"
      \`\`\`

      <details>
      <summary>Evidence</summary>

      \`api.openai.com\`

      \`\`\`text
      lib/models.ts:12:5  fetch()  in getModel
      \`\`\`

      </details>

      <details>
      <summary>1 warning</summary>

      - src/big.ts is large

      </details>
      "
    `);
  });

  test('in sync is a verdict and a line', () => {
    const yaml = 'destinations:\n  - { id: openai, hosts: [api.openai.com], owner: me }\n';
    expect(markdownReport(compared([OPENAI], yaml))).toBe(
      '## Sallyport: in sync\n\n1 destination declared, 412 files.\n',
    );
  });

  test('without a manifest there is no verdict', () => {
    const [problem] = PROBLEMS;
    const report = markdownReport({
      ...scanned([], { problems: problem === undefined ? [] : [problem] }),
      mode: 'check',
    });
    expect(report).toMatch(/^## Sallyport: cannot judge\n[^]*### Could not be judged/);
  });

  test('shows what a change does to the policy, also where all is in sync', () => {
    expect(markdownReport(compared([], '', { since: SINCE }))).toMatchInlineSnapshot(`
      "## Sallyport: in sync

      0 destinations declared, 412 files.

      ### Policy changes in this change

      | Change | Entry | What | Where |
      | --- | --- | --- | --- |
      | added, not reviewed | \`segment\` | hosts: + api.segment.io; owner: + @⁠acme/web | \`egress.yaml:3\` |
      | removed | \`old\` |  |  |

      ### Changes in code since origin/main

      | Change | Destination | Surface | Where |
      | --- | --- | --- | --- |
      | new | \`api.segment.io\` | server | \`src/track.ts:40\` |
      "
    `);
  });

  test('a change of a frozen manifest that nobody has approved is the verdict', () => {
    const report = markdownReport(compared([], '', { since: FROZEN }));
    expect(report).toMatch(/^## Sallyport: 1 policy change without approval\n/);
    expect(report).toContain('| not approved: added, not reviewed | `segment` |');
  });

  test('a party is shown where it is new', () => {
    expect(markdownReport(compared([SEGMENT], ''))).toContain('`app/[locale]/page.tsx:2` | 3 |');
    expect(markdownReport(compared([SEGMENT], '', { since: SINCE }))).toContain('`src/track.ts:40` | 3 |');
  });
});

test('an inventory is a table, with the evidence folded away', () => {
  expect(markdownReport(scanned([SEGMENT, OPENAI]))).toMatchInlineSnapshot(`
    "## Sallyport: 2 destinations at 4 sites

    412 files, 40 parsed

    | Destination | Reached | Category | Surface | Sites | Where |
    | --- | --- | --- | --- | --- | --- |
    | \`Twilio Segment\` | \`api.segment.io\` \`cdn.segment.com\` | analytics | server | 3 | \`src/track.ts:18\` |
    | \`OpenAI\` | \`api.openai.com\` \`$OPENAI_BASE_URL\` |  |  | 1 | \`lib/models.ts:12\` |

    <details>
    <summary>Evidence</summary>

    \`Twilio Segment\`

    \`\`\`text
    src/track.ts:18:10  fetch()  in run
      → https://api.segment.io/v1/track
      ← src/track.ts:1  import { BASE } from './config'
      BASE ← src/config.ts:4  export const BASE = 'https://api.segment.io';
    src/track.ts:40:3  fetch()  in run
    app/[locale]/page.tsx:2:3  fetch()  in run
    \`\`\`

    \`OpenAI\`

    \`\`\`text
    lib/models.ts:12:5  fetch()  in getModel
    \`\`\`

    </details>
    "
  `);
  expect(markdownReport(scanned([]))).toBe('## Sallyport: nothing is reached\n\n412 files, 40 parsed\n');
});

describe('however much there is', () => {
  const many = Array.from({ length: 2000 }, (_, i) =>
    destination(`h${i}.example.com`, [
      site({ file: `src/${'ü'.repeat(i % 200)}${i}.ts`, hosts: hosts(`h${i}.example.com`) }),
    ]),
  );
  const problems = many.flatMap(() => PROBLEMS);

  test.each([
    ['a check', compared(many, '', { problems })],
    ['an inventory', scanned(many, { problems })],
    [
      'stale entries',
      compared([], `destinations:\n${many.map(({ id }) => `  - { id: ${id}, hosts: [${id}], owner: me }\n`).join('')}`),
    ],
  ])('%s has at most 60 KB, and says what is missing', (_, result) => {
    const report = markdownReport(result);
    expect(Buffer.byteLength(report)).toBeLessThanOrEqual(60_000);
    expect(report).toMatch(/… and \d+ more; `sallyport check --verbose` lists all of it\./);
    expect(report.match(/^```/gm)?.length ?? 0).toSatisfy((fences: number) => fences % 2 === 0);
    expect(report.match(/<details>/g)?.length).toBe(report.match(/<\/details>/g)?.length);
  });
});

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

/** The syntax tree that prettier's own parser of Markdown makes. */
async function treeOf(markdown: string): Promise<Node> {
  const { __debug } = prettier as unknown as {
    __debug: { parse: (text: string, options: object) => Promise<{ ast: Node }> };
  };
  return (await __debug.parse(markdown, { parser: 'markdown' })).ast;
}

function nodesOf(node: Node): readonly Node[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)];
}

/** What stands in no code: there alone a reader of Markdown sees a mention. */
function textsOf({ type, value = '', children = [] }: Node): readonly string[] {
  if (type === 'text' || type === 'word') return [value];
  let isCode = false;
  return children.flatMap((child) => {
    if (child.type === 'html') isCode = child.value === '<code>';
    return isCode ? [] : textsOf(child);
  });
}

const HARMLESS = [
  'root',
  'heading',
  'paragraph',
  'sentence',
  'word',
  'whitespace',
  'text',
  'inlineCode',
  'table',
  'tableRow',
  'tableCell',
  'list',
  'listItem',
  'code',
  'html',
];

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '|',
        '`',
        '``',
        '\\',
        '<img src=x onerror=alert(1)>',
        '</details>',
        '<!--',
        '@acme/all',
        '@',
        '#1',
        'GH-2',
        'https://evil.example',
        'www.evil.example',
        '[a](b)',
        '![a](b)',
        '*',
        '_',
        '~~',
        '&#64;',
        '&',
        '$',
        '\n',
        '\n\n',
        '# ',
        '- ',
        '```',
        '~~~',
        '    ',
        ' ',
        'x',
        '1.',
        '---',
        ':tada:',
      ),
      { maxLength: 10 },
    )
    .map((parts) => parts.join('')),
);

function hostileResult([host, name, message, reason, symbol]: readonly string[]): Result {
  const where = { file: `src/${symbol}.ts`, line: 1, column: 1, symbol: symbol ?? '' };
  const step = { file: where.file, line: 2, text: message ?? '' };
  const party = destination('party', [site({ ...where, api: name ?? '', target: host ?? '', trail: [step, step] })], {
    service: 'x',
    name: name ?? '',
  });
  const drift: Drift = {
    kind: 'undeclared',
    severity: 'error',
    destination: 'party',
    hosts: [host ?? ''],
    env: [],
    service: 'x',
    sdk: null,
    sites: [where],
    surfaces: ['server'],
    components: [name ?? ''],
    message: message ?? '',
    fix: `sallyport accept ${host}`,
  };
  const dynamic = fetched('a.b', { symbol: symbol ?? '' });
  const problems = PROBLEMS.map((problem) => ({ ...problem, message: message ?? '', hint: reason ?? '' }));
  const base = compared([party, { ...dynamic, verdict: 'dynamic', reason: reason ?? '' }], '', { problems });
  const comparison = {
    drift: [drift, { ...drift, kind: 'denied' as const, fix: null }, { ...drift, destination: dynamic.id, hosts: [] }],
    declared: { destinations: 1, dynamic: 0 },
    surfaces: ['server'] as const,
    strict: false,
    warnOnly: false,
    since: hostileSince([host ?? '', name ?? '', message ?? '']),
  };
  return { ...base, comparison };
}

function hostileSince([host = '', name = '', message = '']: readonly string[]): NonNullable<Comparison['since']> {
  const [policy, ...others] = SINCE.changes.policy.map((change) => ({
    ...change,
    entry: name,
    details: [{ field: 'hosts', effect: 'wider' as const, removed: [host], added: [message] }],
  }));
  const changes = {
    code: SINCE.changes.code.map((change) => ({ ...change, hosts: [host], dynamic: [message], components: [name] })),
    policy: policy === undefined ? [] : [policy, ...others],
  };
  return { before: name, commit: null, drift: [], changes, unapproved: policy === undefined ? [] : [policy] };
}

describe('whatever a text holds', () => {
  test('it is neither markup nor a link, mentions nobody, and stays in its cell', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 5, maxLength: 5 }), async (texts) => {
        for (const result of [hostileResult(texts), { ...hostileResult(texts), mode: 'scan' as const }]) {
          const report = markdownReport(result);
          const nodes = nodesOf(await treeOf(report));
          expect(nodes.map(({ type }) => type).filter((type) => !HARMLESS.includes(type))).toEqual([]);
          const html = nodes.filter(({ type }) => type === 'html').map(({ value = '' }) => value);
          expect(
            html.filter((one) => !/^<\/?code>$|^<details>\n<summary>[\w ]+<\/summary>$|^<\/details>$/.test(one)),
          ).toEqual([]);
          for (const table of nodes.filter(({ type }) => type === 'table')) {
            const [head, ...rows] = table.children ?? [];
            for (const row of rows) expect(row.children?.length).toBe(head?.children?.length);
          }
          const tree = await treeOf(report);
          expect(textsOf(tree).join('\n')).not.toMatch(/@\w|(?:^|\s)#\d|GH-\d/);
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test('it is still there to be read', () => {
    expect(code('api.example.com')).toBe('`api.example.com`');
    expect(code('a|b`c')).toBe('<code>a&#124;b&#96;c</code>');
    expect(code('')).toBe('');
    expect(prose('see https://x.example, @acme #12 <b> a_b')).toBe(
      'see https&#58;//x.example, @\u2060acme &#35;\u206012 &#60;b&#62; a&#95;b',
    );
  });
});

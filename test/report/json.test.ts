import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compare } from '../../src/drift/compare.ts';
import { jsonReport } from '../../src/report/json.ts';
import { documentSchema, scanJsonSchema } from '../../src/report/schema.ts';
import { shownOf } from '../../src/report/shown.ts';
import { manifestOf } from '../manifest/examples.ts';
import { destination, fetched, hosts, OPENAI, site } from '../manifest/found.ts';

const SUMMARY = { files: 2, parsed: 1, sites: 0, destinations: 0, dynamic: 0 };

describe('the JSON Schema of the report', () => {
  test('is the one that is committed (else run `npm run schemas`)', () => {
    const file = new URL('../../schema/scan.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(scanJsonSchema());
  });
});

describe('the JSON report', () => {
  test('has exactly the fields of the contract, in its order', () => {
    const text = jsonReport(
      {
        shown: { summary: SUMMARY, destinations: [OPENAI], unreached: [] },
        problems: [],
        drift: compare([OPENAI], manifestOf('version: 1\n'), { asOf: '2026-11-21' }),
      },
      '0.1.0',
    );
    expect(text).toMatchInlineSnapshot(`
      "{
        "schemaVersion": 1,
        "tool": {
          "name": "sallyport",
          "version": "0.1.0"
        },
        "summary": {
          "files": 2,
          "parsed": 1,
          "sites": 0,
          "destinations": 0,
          "dynamic": 0
        },
        "destinations": [
          {
            "id": "openai",
            "verdict": "external",
            "hosts": [
              "api.openai.com"
            ],
            "ports": [],
            "schemes": [],
            "service": "openai",
            "name": "OpenAI",
            "category": null,
            "sdk": "openai",
            "env": [
              "OPENAI_BASE_URL"
            ],
            "credentials": [
              "OPENAI_API_KEY"
            ],
            "surfaces": [],
            "components": [],
            "sites": [
              {
                "file": "lib/models.ts",
                "line": 12,
                "column": 5,
                "symbol": "getModel",
                "rule": "clients/fetch",
                "api": "fetch()",
                "how": "literal",
                "target": "",
                "surface": "server",
                "trail": []
              }
            ]
          }
        ],
        "problems": [],
        "drift": [
          {
            "kind": "undeclared",
            "severity": "error",
            "destination": "openai",
            "hosts": [
              "api.openai.com"
            ],
            "env": [],
            "service": "openai",
            "sdk": "openai",
            "sites": [
              {
                "file": "lib/models.ts",
                "line": 12,
                "column": 5,
                "symbol": "getModel"
              }
            ],
            "message": "OpenAI (api.openai.com) is reached from lib/models.ts:12, and egress.yaml does not declare it",
            "fix": "sallyport accept api.openai.com --reason \\"…\\""
          }
        ]
      }
      "
    `);
    documentSchema.parse(JSON.parse(text));
  });

  test('drift about the manifest says which entry, and where it stands', () => {
    const manifest = manifestOf('version: 1\ndestinations:\n  - { id: a, hosts: [a.example.com] }\n');
    const drift = compare([], manifest, { asOf: '2026-11-21' });
    const document = documentSchema.parse(
      JSON.parse(
        jsonReport({ shown: { summary: SUMMARY, destinations: [], unreached: [] }, problems: [], drift }, '0.1.0'),
      ),
    );
    expect(document.drift?.[0]).toMatchObject({ kind: 'stale', entry: 'a', at: { line: 3, column: 5 } });
  });
});

describe('what is shown', () => {
  const both = destination('acme', [
    site({ hosts: hosts('a.acme.com'), surface: 'server' }),
    site({ hosts: hosts('b.acme.com:8443'), surface: 'test', line: 2, env: ['ACME_URL'] }),
  ]);
  const inventory = {
    summary: SUMMARY,
    destinations: [
      { ...both, surfaces: ['server', 'test'], ports: [443, 8443], schemes: ['https'], components: ['.'] } as const,
      fetched('localhost:3000', {}),
    ].map((one) => (one.id === 'localhost' ? { ...one, verdict: 'loopback' as const } : one)),
    problems: [],
    unreached: [],
  };

  test('loopback and same-origin only with --all', () => {
    expect(shownOf(inventory, { all: false, surfaces: null }).summary).toMatchObject({ sites: 2, destinations: 1 });
    expect(shownOf(inventory, { all: true, surfaces: null }).summary).toMatchObject({ sites: 3, destinations: 2 });
  });

  test('a surface leaves out its other sites and what only they say', () => {
    const [shown] = shownOf(inventory, { all: false, surfaces: ['server'] }).destinations;
    expect(shown).toMatchObject({ hosts: ['a.acme.com'], ports: [443], env: [], surfaces: ['server'] });
    expect(shownOf(inventory, { all: false, surfaces: ['ci'] }).destinations).toEqual([]);
  });
});

import { test } from 'vitest';
import { parseManifest } from '../../src/manifest/parse.ts';
test('x', () => {
  const t = `version: 2
aplication: x
policy:
  surfaces: [sever]
  stale: yes
  require: owner
destinations:
  - id: openai
    host: [api.openai.com]
    hosts: [https://api.openai.com/v1, '*', '*.com', "api.*.co.uk", "*.github.io", a:99999, a b, 12]
    purpose:
    review: {until: 2026-02-30, on: 1, bye: x}
  - id: openai
    env: [A B]
    surfaces: []
    surfaces: [server]
  - service: x
  - foo
dynamic: {}
deny:
  - reason: x
ignore:
  - path: ../x
    reason: ''
`;
  const r = parseManifest(t, 'egress.yaml');
  console.log(r.kind === 'problems' ? r.problems.map((p) => `${p.code}: ${p.message} | ${p.hint}`).join('\n') : r);
  for (const u of ['', '# only\n', '[]', 'a', 'version: 1', 'version: 1\na: [1\n', 'version: &a 1\nx: *a\n', '---\nversion: 1\n---\nversion: 1', '!!foo version: 1', 'version: "1"', '? {a: 1}\n: b\n', '\ufeffversion: 1\n','version: 1\napplication: !foo x', '%YAML 1.1\n---\nversion: 1\npolicy: {frozen: yes}\n', 'version: 1\n\tx: 1', '{{{', 'a: b: c', '<<: {version: 1}', 'version: *nope'])
  { const q = parseManifest(u, 'e.yaml'); console.log(JSON.stringify(u), q.kind === 'problems' ? q.problems.map((p) => `${p.code}: ${p.message} | ${p.hint}`).join('\n') : q.kind); }
});

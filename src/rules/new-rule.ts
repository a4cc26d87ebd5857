/** Begins a built-in rule: `npm run rules:new -- services/my-service my-package`. What is to be looked up says so, and the lints refuse it until then. */
import { existsSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const [id = '', packageName = ''] = process.argv.slice(2);
const [, family, name = ''] = /^(services|clients|functions)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(id) ?? [];
const path = fileURLToPath(new URL(`../../rules/${id}.json`, import.meta.url));

if (family === undefined || packageName === '') {
  fail('npm run rules:new -- services|clients|functions/ID PACKAGE, for example services/my-service my-service-sdk');
} else if (existsSync(path)) {
  fail(`rules/${id}.json is already there`);
} else {
  writeFileSync(path, `${JSON.stringify(begun(family, name, packageName), null, 2)}\n`);
  console.log(`Wrote rules/${id}.json. Next:
  npm pack ${packageName}                look up in its source what the file asks for
  npm run rules:format               puts keys and lists into their order
  npm run rules:test                 runs the examples and the lints`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}

function begun(kind: string, ruleName: string, imported: string): object {
  const head = { $schema: `../../schema/rule-${kind.replace(/s$/, '')}.schema.json`, name: ruleName };
  const source = `${imported} TODO version, file: the default, the option and the variable that move it`;
  const snippet = `import { Client } from '${imported}'; new Client({ baseUrl: $base, apiKey: $credential })`;
  const match = `import { Client } from '${imported}';\nnew Client`;
  const examples = [
    { code: `${match}();`, reaches: ['api.example.com'] },
    { code: `${match}({ baseUrl: 'https://eu.example.com' });`, reaches: ['eu.example.com'] },
    { code: `import type { Client } from '${imported}';`, reaches: [] },
  ];
  const sinks = [{ match: snippet, defaults: ['https://api.example.com'] }];
  if (kind === 'functions') {
    const functions = [{ match: `import { join } from '${imported}'; join($base, $path)`, returns: 'join' }];
    const code = `import { join } from '${imported}';\nfetch(join('https://api.example.com', 'v1'));`;
    return { ...head, packages: [imported], source, functions, examples: [{ code, reaches: ['api.example.com'] }] };
  }
  if (kind === 'clients') return { ...head, packages: [imported], source, sinks, examples };
  return {
    ...head,
    vendor: 'unknown',
    category: 'other',
    hosts: ['api.example.com'],
    packages: [imported],
    source,
    sinks,
    examples,
  };
}

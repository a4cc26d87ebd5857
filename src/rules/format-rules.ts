/** Rewrites rule files in their canonical form: keys in the order of the schema, lists sorted. Run by `npm run rules:format`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packagesIn } from './lints/imported-packages.ts';
import { snippetsOf } from './lints/lint.ts';
import { sorted } from './lints/sorted-lists.ts';
import { readRuleFiles } from './read-rules.ts';
import type { RuleFile } from './rule.ts';

const KEYS = [
  '$schema', 'name', 'vendor', 'category', 'hosts', 'stores', 'packages', 'documentation', 'source', 'notes', 'sinks', 'functions',
  'examples', 'match', 'where', 'returns', 'versions', 'files', 'compose', 'scheme', 'port', 'require', 'explicit', 'defaults',
  'also', 'env', 'credentials', 'surface', 'code', 'file', 'version', 'reaches', 'dynamic',
]; // prettier-ignore

const SORTED: ReadonlySet<string> = new Set(['hosts', 'packages', 'env', 'credentials']);

const folder = fileURLToPath(new URL('../../rules', import.meta.url));
const { files, faults } = readRuleFiles(folder);
for (const { file, message } of faults) console.error(`rules/${file}: ${message}`);
if (faults.length > 0) process.exitCode = 1;
for (const file of files)
  writeFileSync(`${folder}/${file.family}/${file.id}.json`, `${JSON.stringify(canonical(complete(file)), null, 2)}\n`);

function complete(file: RuleFile): object {
  const packages = sorted([...(file.rule.packages ?? []), ...snippetsOf(file).flatMap(packagesIn)]);
  return packages.length > 0 ? { ...file.rule, packages } : file.rule;
}

function canonical(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item));
    return SORTED.has(key) && items.every((item) => typeof item === 'string') ? sorted(items) : items;
  }
  if (typeof value !== 'object' || value === null || key === 'where') return value;
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => [name, canonical(inner, name)]);
  return Object.fromEntries(entries.toSorted(([a], [b]) => KEYS.indexOf(a) - KEYS.indexOf(b)));
}

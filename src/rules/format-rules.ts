/** Rewrites rule files in their canonical form: keys in the order of the schema, lists sorted. Run by `npm run rules:format`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { firstDifference, inKeyOrder, isObject, withSortedLists, type Json } from './canonical.ts';
import { packagesIn } from './lints/imported-packages.ts';
import { snippetsOf } from './lints/lint.ts';
import { sorted } from './lints/sorted-lists.ts';
import { readRuleFiles } from './read-rules.ts';
import type { RuleFile } from './rule.ts';

const folder = fileURLToPath(new URL('../../rules', import.meta.url));
const { files, faults } = readRuleFiles(folder);
for (const { file, message } of faults) console.error(`rules/${file}: ${message}`);
if (faults.length > 0) process.exitCode = 1;
for (const file of files) {
  const path = `${folder}/${file.family}/${file.id}.json`;
  // Read as text again: validation has already put the keys of what it returns in order.
  const data = JSON.parse(readFileSync(path, 'utf8')) as Json;
  const canonical = withSortedLists(inKeyOrder(file.family, withPackages(data, file)));
  if (firstDifference(data, canonical) !== null) writeFileSync(path, `${JSON.stringify(canonical, null, 2)}\n`);
}

/** With the packages that the snippets import, for whoever forgot to list them. */
function withPackages(data: Json, file: RuleFile): Json {
  const packages = sorted([...(file.rule.packages ?? []), ...snippetsOf(file).flatMap(packagesIn)]);
  return packages.length > 0 && isObject(data) ? { ...data, packages } : data;
}

/** Writes docs/services.md from the rules and rules/not-covered.json. Run by `npm run rules:docs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { readRuleFiles } from './read-rules.ts';
import { servicesPage, type NotCovered } from './services-page.ts';

const root = new URL('../../', import.meta.url);
const { files, faults } = readRuleFiles(fileURLToPath(new URL('rules', root)));
for (const { file, message } of faults) console.error(`rules/${file}: ${message}`);
if (faults.length > 0) process.exitCode = 1;
else {
  const notCovered = JSON.parse(readFileSync(new URL('rules/not-covered.json', root), 'utf8')) as readonly NotCovered[];
  writeFileSync(new URL('docs/services.md', root), servicesPage(files, notCovered));
}

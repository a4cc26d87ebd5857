/** Build step: rules/ to the bundle in dist. Fails, naming file and fault, when a rule is not valid. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BUNDLE, bundled } from './bundle.ts';
import { compileRules, readRuleFiles } from './read-rules.ts';
import { indexRules } from './rule-index.ts';

const { files, faults } = readRuleFiles(fileURLToPath(new URL('../../rules', import.meta.url)));
const compiled = compileRules(files);
const all = [...faults, ...compiled.faults];
for (const { file, message } of all) console.error(`rules/${file}: ${message}`);
if (all.length > 0) process.exitCode = 1;
else {
  const { index, slices } = bundled(indexRules(compiled.rules));
  writeFileSync(BUNDLE.index, index);
  writeFileSync(BUNDLE.slices, slices);
}

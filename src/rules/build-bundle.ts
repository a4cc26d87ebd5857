/** Build step: rules/ to dist/rules.json. Fails, naming file and fault, when a rule is not valid. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BUNDLE } from './bundle.ts';
import { compileRules, readRuleFiles } from './read-rules.ts';

const { files, faults } = readRuleFiles(fileURLToPath(new URL('../../rules', import.meta.url)));
const compiled = compileRules(files);
const all = [...faults, ...compiled.faults];
for (const { file, message } of all) console.error(`rules/${file}: ${message}`);
if (all.length > 0) process.exitCode = 1;
else writeFileSync(BUNDLE, JSON.stringify(compiled.rules));

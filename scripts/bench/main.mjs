/**
 * `npm run bench [-- [--runs N] FOLDER...]`: how long commands take on git work trees, beside oxlint on the same files in the same minutes; without a
 * folder, on this one. The machine's own speed goes out of the ratio. Nothing fails: figures are for people.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { measure } from './measure.mjs';
import { tableOf } from './table.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '5' } },
});

const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  for (const folder of folders.length > 0 ? folders : [ROOT])
    console.log(`${tableOf(folder, measure(commandsFor(resolve(folder)), Number(values.runs)))}\n`);
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 2;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** The first is what the others are held against. */
function commandsFor(folder) {
  const sallyport = (...words) => [process.execPath, join(ROOT, 'bin/sallyport.js'), ...words, '--cwd', folder];
  const report = ['--format', 'json', '--output', join(scratch, 'report.json')];
  return [
    // Its own configuration, so that a repository's plugins do not count.
    {
      name: 'oxlint',
      words: [
        join(ROOT, 'node_modules/.bin/oxlint'),
        '-c',
        join(ROOT, 'scripts/bench/oxlintrc.json'),
        '--silent',
        folder,
      ],
    },
    { name: 'sallyport --version', words: sallyport('--version') },
    { name: 'scan --no-cache', words: sallyport('scan', '--no-cache', ...report) },
    { name: 'scan --no-cache --no-types', words: sallyport('scan', '--no-cache', '--no-types', ...report) },
    { name: 'scan, kept', words: sallyport('scan', ...report) },
    { name: 'check --staged, kept', words: sallyport('check', '--staged', ...report) },
  ];
}

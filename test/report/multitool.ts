/** Microsoft's own validator of SARIF, with the rules that it has for files which GitHub is to take. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import type { Log } from 'sarif';

const require = createRequire(import.meta.url);

/** It is a program of its own, made for this kind of machine alone. */
export const HAS_MULTITOOL = process.platform === 'linux' && process.arch === 'x64';

/** The JSON Schema of SARIF 2.1.0 that comes with it. */
export function sarifSchema(): object {
  return JSON.parse(readFileSync(join(dirname(program()), 'sarif-2.1.0.json'), 'utf8')) as object;
}

/** Says what it finds wrong with each of some files, in one run: `GH2012 …`. It ends with 0 whatever that is, so its own report is read. */
export function faultsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'sarif-'));
  try {
    const names = Object.keys(files).map((name) => `${name.replaceAll(' ', '-')}.sarif`);
    for (const [i, text] of Object.values(files).entries()) writeFileSync(join(folder, names[i] ?? ''), text);
    const args = ['validate', ...names, '--rule-kind', 'Gh;Sarif', '--output', 'out'];
    const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
    const { stdout, stderr } = spawnSync(program(), args, { cwd: folder, encoding: 'utf8', env });
    const isDone =
      stdout.includes('Analysis completed successfully') && stdout.includes(`${names.length} files scanned`);
    if (!isDone) throw new Error(stdout + stderr);
    const log = JSON.parse(readFileSync(join(folder, 'out'), 'utf8')) as Log;
    const results = log.runs.flatMap((run) => run.results ?? []);
    return results.map(({ ruleId, message }) => `${ruleId} ${message.arguments?.join(' ')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function program(): string {
  const path = require('@microsoft/sarif-multitool') as string;
  // Where install scripts are not run, nobody has made it executable.
  chmodSync(path, 0o755);
  return path;
}

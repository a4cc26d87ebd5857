/** The patch that declares what is not: what `sallyport accept --all --patch` prints, in a file that later steps can use. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { acceptCommand } from '../cli/commands/accept.ts';
import { openSession } from '../cli/session.ts';
import type { Host } from '../cli/host.ts';
import type { RawOptions } from '../cli/settings.ts';
import type { Drift } from '../drift/drift.ts';
import { SallyportError } from '../errors/problem.ts';
import { writeReport } from './files.ts';

/** Where the patch is, and what it says. */
export interface Patch {
  readonly file: string;
  readonly text: string;
}

/** A summary holds 1 MiB, and a comment 64 KB with the report before it. */
const MOST_SHOWN = 4000;

/**
 * Writes the patch into the runner's folder for temporary files, so that the checkout stays as it is. Null where nothing is undeclared,
 * and where `accept` declines: a frozen policy.
 */
export async function writePatch(
  host: Host,
  raw: RawOptions,
  drift: readonly Drift[],
  version: string,
): Promise<Patch | null> {
  const { RUNNER_TEMP: folder = '' } = host.env;
  if (folder === '' || !drift.some(({ kind }) => kind === 'undeclared')) return null;
  const options = { ...raw, format: 'human', all: true, patch: true };
  const text = await printed(openSession(options, host, version, ['human']), options);
  if (text === '') return null;
  const file = join(mkdtempSync(join(folder, 'sallyport-')), 'egress.patch');
  writeReport(file, text);
  return { file, text };
}

async function printed(session: Parameters<typeof acceptCommand>[0], raw: RawOptions): Promise<string> {
  try {
    const { exitCode, report } = await acceptCommand(session, raw, []);
    return exitCode === 0 ? report : '';
  } catch (error) {
    if (error instanceof SallyportError) return '';
    throw error;
  }
}

/** A section of Markdown with the patch; empty where it is too long to be read there. */
export function patchSection({ text }: Patch): string {
  // Longer than any fence in the text itself.
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  if (text.length > MOST_SHOWN) return '';
  return [
    '<details><summary>The same as a patch for <code>git apply</code></summary>',
    '',
    'Its entries count as unreviewed until somebody says why they are there.',
    '',
    `${fence}diff`,
    `${text}${fence}`,
    '',
    '</details>',
    '',
  ].join('\n');
}

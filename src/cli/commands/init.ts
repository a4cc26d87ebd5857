/** `init`: the first manifest. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { manifestExists } from '../../errors/commands.ts';
import { SallyportError } from '../../errors/problem.ts';
import { initManifest } from '../../manifest/init.ts';
import { parseManifest } from '../../manifest/parse.ts';
import { initReport } from '../../report/human/changes.ts';
import { jsonChange } from '../../report/json.ts';
import { hasErrors, messagesOf, scanFolder } from '../judge.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import type { RawOptions } from '../settings.ts';
import { writeText } from '../write-file.ts';

/** Scans and writes the manifest; what could not be judged is said, and may be missing in it. */
export async function init(session: Session, raw: RawOptions): Promise<Outcome> {
  const { settings, version, out } = session;
  const { path, name } = settings.manifest;
  if (raw.force !== true && existsSync(path)) throw new SallyportError([manifestExists(name)]);
  const result = await scanFolder(session, null);
  const { destinations, problems } = result.inventory;
  const surfaces = settings.surfaces === null ? {} : { surfaces: settings.surfaces };
  const text = initManifest(destinations, { application: applicationName(settings.root), ...surfaces });
  const written = parseManifest(text, name);
  if (written.kind === 'problems')
    throw new TypeError(`init would write a bad manifest: ${written.problems[0]?.message}`);
  const changed = writeText(path, text, name);
  const { manifest } = written;
  const isPartial = hasErrors(problems);
  const facts = { file: name, destinations: manifest.destinations.length, dynamic: manifest.dynamic.length, isPartial };
  const entries = [...manifest.destinations, ...manifest.dynamic].map(({ label }) => label);
  return {
    exitCode: isPartial ? 2 : 0,
    report:
      settings.format === 'json'
        ? jsonChange({ manifest: name, changed, entries, problems }, version)
        : initReport(facts, out),
    messages: messagesOf(result, session),
  };
}

/** The package's name, else that of the folder. */
function applicationName(root: string): string {
  try {
    const json: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const isNamed = typeof json === 'object' && json !== null && 'name' in json && typeof json.name === 'string';
    return isNamed ? String(json.name) : basename(root);
  } catch {
    // None, or a broken one, which the scan reports.
    return basename(root);
  }
}

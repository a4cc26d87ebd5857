/** `init`: the first manifest. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { initOfSeveral, manifestExists } from '../../errors/commands.ts';
import { SallyportError } from '../../errors/problem.ts';
import { withOwn, type Inheritance } from '../../manifest/inherit.ts';
import { initManifest, type InitOptions } from '../../manifest/init.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { parseManifest } from '../../manifest/parse.ts';
import { territoryOf } from '../../manifest/territory.ts';
import { initReport } from '../../report/human/changes.ts';
import { problemsText } from '../../report/human/problems.ts';
import { jsonChange } from '../../report/json.ts';
import { hasErrors, messagesOf, scanFolder, type Scanned } from '../judge.ts';
import { manifestLines, readManifest, type ManifestPlace } from '../manifest-file.ts';
import type { Outcome } from '../outcome.ts';
import { ownPlace, readOwnManifests } from '../own-manifests.ts';
import type { Session } from '../session.ts';
import type { RawOptions } from '../settings.ts';
import { writeText } from '../write-file.ts';

/** Scans and writes the manifest; what could not be judged is said, and may be missing in it. */
export async function init(session: Session, raw: RawOptions): Promise<Outcome> {
  const { settings } = session;
  const isForced = raw.force === true;
  if (settings.components !== null) return initPackage(session, isForced);
  const { manifest: place } = settings;
  refuseToOverwrite(place, isForced);
  const result = await scanFolder(session, null);
  // What packages have declared for themselves is not declared for all.
  const { manifest: beside } = await readOwnManifests(
    settings.root,
    emptyManifest(place),
    place,
    result.components,
    readManifest,
  );
  return writeManifest(session, result, place, {
    application: applicationName(settings.root),
    ...(beside.own.length === 0 ? {} : { beside }),
  });
}

/** That of one package: what the root's does not allow to all. */
async function initPackage(session: Session, isForced: boolean): Promise<Outcome> {
  const { settings, err } = session;
  const found = await readManifest(settings.manifest);
  if (found.kind === 'absent') throw new SallyportError([found.problem]);
  if (found.kind === 'problems') {
    return { exitCode: 2, report: '', messages: problemsText(found.problems, err, manifestLines(found.text)) };
  }
  const result = await scanFolder(session, found.manifest);
  const [wanted] = result.wanted;
  if (wanted === undefined || result.wanted.length > 1 || wanted.folder === '.') {
    throw new SallyportError([initOfSeveral((settings.components ?? []).join(','))]);
  }
  const { folder, name } = wanted;
  const place = ownPlace(settings.root, folder, settings.manifest);
  refuseToOverwrite(place, isForced);
  const others = result.own.filter(({ manifest }) => manifest.within?.folder !== folder);
  return writeManifest(session, result, place, {
    application: name ?? basename(folder),
    beside: withOwn(
      found.manifest,
      others.map(({ manifest }) => manifest),
    ),
    within: territoryOf(
      folder,
      result.components.map((one) => one.folder),
    ),
  });
}

function refuseToOverwrite({ path, name }: ManifestPlace, isForced: boolean): void {
  if (!isForced && existsSync(path)) throw new SallyportError([manifestExists(name)]);
}

function emptyManifest({ name }: ManifestPlace): Manifest {
  return manifestOf('version: 1\n', name, null);
}

function manifestOf(text: string, name: string, inherits: Inheritance | null): Manifest {
  const written = parseManifest(text, name, inherits);
  if (written.kind === 'manifest') return written.manifest;
  throw new TypeError(`init would write a bad manifest: ${written.problems[0]?.message}`);
}

function writeManifest(
  session: Session,
  result: Scanned,
  { path, name }: ManifestPlace,
  options: InitOptions,
): Outcome {
  const { settings, version, out } = session;
  const { destinations, problems } = result.inventory;
  const surfaces = settings.surfaces === null ? {} : { surfaces: settings.surfaces };
  const text = initManifest(destinations, { ...options, ...surfaces });
  const { within, beside } = options;
  const inherits = within === undefined || beside === undefined ? null : { within, policy: beside.policy };
  const manifest = manifestOf(text, name, inherits);
  const changed = writeText(path, text, name);
  const isPartial = hasErrors(problems);
  const facts = {
    file: name,
    destinations: manifest.destinations.length,
    dynamic: manifest.dynamic.length,
    isPartial,
    ...(within === undefined ? {} : { declaredBy: settings.manifest.name }),
  };
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

/** The manifests of packages: files of the root manifest's name in their folders. */
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { isTestPath } from '../discover/surface.ts';
import type { Component } from '../discover/source-file.ts';
import { manifestAlone } from '../errors/commands.ts';
import type { Problem } from '../identify/destination.ts';
import { withOwn } from '../manifest/inherit.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { territoryOf } from '../manifest/territory.ts';
import type { ManifestPlace, ManifestReader } from './manifest-file.ts';

/** The manifest of a package, as it stands there. */
export interface OwnFile {
  readonly path: string;
  readonly text: string;
  readonly manifest: Manifest;
}

/** All manifests of a repository. */
export interface Manifests {
  /** The root's, with the entries of the others. */
  readonly manifest: Manifest;
  readonly own: readonly OwnFile[];
  readonly problems: readonly Problem[];
  /** The texts of the others, for code frames, by the names that messages use. */
  readonly texts: ReadonlyMap<string, string>;
}

type Package = Pick<Component, 'folder' | 'name'>;

/** Reads the manifests of all packages that have one. In tests and examples of a repository none counts: they may be anything. */
export async function readOwnManifests(
  root: string,
  inherited: Manifest,
  place: ManifestPlace,
  packages: readonly Package[],
  read: ManifestReader,
): Promise<Manifests> {
  const folders = packages.map(({ folder }) => folder).filter((folder) => folder !== '.');
  const own: OwnFile[] = [];
  const problems: Problem[] = [];
  const texts = new Map<string, string>();
  for (const folder of folders) {
    const at = ownPlace(root, folder, place);
    if (isTestPath(`${folder}/package.json`) || at.path === place.path) continue;
    const inherits = { within: territoryOf(folder, folders), policy: inherited.policy };
    const found = await read(at, inherits);
    if (found.kind === 'absent') continue;
    texts.set(at.name, found.text);
    if (found.kind === 'problems') problems.push(...found.problems);
    else own.push({ path: at.path, text: found.text, manifest: found.manifest });
  }
  const manifest = withOwn(
    inherited,
    own.map((file) => file.manifest),
  );
  return { manifest, own, problems, texts };
}

/** Where the manifest of a package stands, or would. */
export function ownPlace(root: string, folder: string, { path }: ManifestPlace): ManifestPlace {
  const name = basename(path);
  return { path: resolve(root, folder, name), name: `${folder}/${name}`, isNamed: false };
}

/** Warns where a package is judged by itself, without what it inherits: the root of the repository has a manifest too. Tests and examples inherit nothing. */
export function aloneProblems(root: string, { name, isNamed }: ManifestPlace): readonly Problem[] {
  if (isNamed || !existsSync(join(root, 'package.json'))) return [];
  let above: string | null = null;
  for (let folder = root; !existsSync(join(folder, '.git')); folder = dirname(folder)) {
    const next = dirname(folder);
    if (next === folder) return [];
    if (existsSync(join(next, name))) above = next;
  }
  if (above === null) return [];
  const slashed = (from: string, to: string) => relative(from, to).replaceAll('\\', '/');
  const folder = slashed(above, root);
  if (isTestPath(`${folder}/package.json`)) return [];
  return [manifestAlone(`${slashed(root, above)}/${name}`, slashed(root, above), folder)];
}

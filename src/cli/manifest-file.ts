/** Reading the manifest; the parser is loaded only when there is one. */
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { errorCode } from '../discover/read-source.ts';
import { manifestAbsent, manifestUnreadable } from '../errors/commands.ts';
import type { Problem } from '../identify/destination.ts';
import type { Inheritance } from '../manifest/inherit.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { LineReader } from '../report/human/frame.ts';

/** Which file it is: where, how messages call it, and whether the user has named it. */
export interface ManifestPlace {
  readonly path: string;
  readonly name: string;
  readonly isNamed: boolean;
}

/** What stands there. */
export type ManifestFile =
  | { readonly kind: 'absent'; readonly problem: Problem }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[]; readonly text: string }
  | { readonly kind: 'manifest'; readonly manifest: Manifest; readonly text: string };

/** Reads a manifest where some state of the repository keeps it; one of a package inherits. */
export type ManifestReader = (place: ManifestPlace, inherits?: Inheritance | null) => Promise<ManifestFile>;

/** Reads and checks a manifest as it stands in its folder. */
export const readManifest: ManifestReader = async (place, inherits = null) => {
  const read = readBytes(place);
  return read.kind === 'bytes' ? parsedManifest(read.bytes, place.name, inherits) : read;
};

/** Checks a manifest that was read elsewhere; `name` is how messages call it. */
export async function parsedManifest(
  bytes: Buffer,
  name: string,
  inherits: Inheritance | null,
): Promise<Exclude<ManifestFile, { kind: 'absent' }>> {
  if (!isUtf8(bytes)) return refused(name, 'it is not UTF-8');
  const { parseManifest } = await import('../manifest/parse.ts');
  const text = bytes.toString('utf8');
  return { ...parseManifest(text, name, inherits), text };
}

/** Gives lines of the manifest for code frames, whatever file is asked for: only its own problems are framed with it. */
export function manifestLines(text: string): LineReader {
  const lines = text.split(/\r?\n/);
  return (_file, from, to) => lines.slice(from - 1, to);
}

type Read = { readonly kind: 'bytes'; readonly bytes: Buffer } | Exclude<ManifestFile, { kind: 'manifest' }>;

function readBytes({ path, name, isNamed }: ManifestPlace): Read {
  try {
    return { kind: 'bytes', bytes: readFileSync(path) };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent', problem: manifestAbsent(name, isNamed) };
    return refused(name, code === 'EISDIR' ? 'it is a folder' : code);
  }
}

function refused(name: string, detail: string): Exclude<ManifestFile, { kind: 'manifest' | 'absent' }> {
  return { kind: 'problems', problems: [manifestUnreadable(name, detail)], text: '' };
}

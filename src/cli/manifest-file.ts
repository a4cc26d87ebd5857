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

/** Reads and checks a manifest; one of a package inherits. */
export async function readManifest(place: ManifestPlace, inherits: Inheritance | null = null): Promise<ManifestFile> {
  const read = readText(place);
  if (read.kind !== 'text') return read;
  const { parseManifest } = await import('../manifest/parse.ts');
  return { ...parseManifest(read.text, place.name, inherits), text: read.text };
}

/** Gives lines of the manifest for code frames, whatever file is asked for: only its own problems are framed with it. */
export function manifestLines(text: string): LineReader {
  const lines = text.split(/\r?\n/);
  return (_file, from, to) => lines.slice(from - 1, to);
}

type Read = { readonly kind: 'text'; readonly text: string } | Exclude<ManifestFile, { kind: 'manifest' }>;

function readText({ path, name, isNamed }: ManifestPlace): Read {
  const refused = (detail: string): Read => ({
    kind: 'problems',
    problems: [manifestUnreadable(name, detail)],
    text: '',
  });
  try {
    const bytes = readFileSync(path);
    return isUtf8(bytes) ? { kind: 'text', text: bytes.toString('utf8') } : refused('it is not UTF-8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent', problem: manifestAbsent(name, isNamed) };
    return refused(code === 'EISDIR' ? 'it is a folder' : code);
  }
}

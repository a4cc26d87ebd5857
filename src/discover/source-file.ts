/** What discovery says of a file; the text is read on demand. */
import type { Surface } from '../identify/destination.ts';

/** What kind of reader a file needs. */
export type FileKind = 'script' | 'component' | 'html' | DataKind;

/** Notations of data; such a file is read where code or a rule names it. */
export type DataKind =
  | 'json'
  | 'yaml'
  | 'toml'
  | 'dotenv'
  | 'dockerfile'
  | 'procfile'
  | 'redirects'
  | 'headers'
  | 'prisma'
  | 'bicep'
  | 'shell'
  | 'css';

const DATA: ReadonlySet<FileKind> = new Set<DataKind>([
  'json',
  'yaml',
  'toml',
  'dotenv',
  'dockerfile',
  'procfile',
  'redirects',
  'headers',
  'prisma',
  'bicep',
  'shell',
  'css',
]);

/** Whether a kind is a notation of data. */
export function isData(kind: FileKind): kind is DataKind {
  return DATA.has(kind);
}

export interface SourceFile {
  /** Relative to the scanned root, with `/`. */
  readonly path: string;
  readonly kind: FileKind;
  /** The workspace package that holds it: its folder relative to the root, `.` for the root package. */
  readonly component: string;
  /** From the path alone; directives and importers may refine it (src/discover/surface.ts). */
  readonly surface: Surface;
  /** Bytes. */
  readonly size: number;
  /** The path by which rules know it, where configuration names it for something that its name does not say: `.env`. */
  readonly readAs?: string;
  /** Where what a setting names runs, by the keys above it, where the rest of the file does not say: `scripts.codegen`. */
  readonly settings?: Readonly<Record<string, Surface>>;
}

/** A workspace package: its folder, its name and the version ranges that it declares. */
export interface Component {
  readonly folder: string;
  readonly name: string | null;
  readonly dependencies: Readonly<Record<string, string>>;
  /** What its scripts start when it is installed, built or run, by path. */
  readonly started?: Readonly<Record<string, Surface>>;
  /** Packages in its folder that are none of the workspace, which say what of it runs in a browser: a site of documents. */
  readonly inside?: readonly Component[];
  /** Its scripts that run when it is installed or built. */
  readonly built?: readonly string[];
}

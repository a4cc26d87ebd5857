/** From the options as typed to what the commands use; everything wrong with them is said at once. */
import { statSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { errorCode } from '../discover/read-source.ts';
import { shellQuoted } from '../drift/fix.ts';
import { cwdUnusable, usage } from '../errors/commands.ts';
import { SallyportError } from '../errors/problem.ts';
import { SURFACES, type Problem, type Surface } from '../identify/destination.ts';
import { dateFault } from '../manifest/date.ts';
import { nearest } from '../document/near.ts';
import { FORMATS, type Format } from '../report/formats.ts';
import { scansAtOnce } from '../threads/memory.ts';
import type { Host } from './host.ts';

/** Options as the parser of the command line gives them. */
export type RawOptions = Readonly<Record<string, unknown>>;

/** What `--format` can be for a command whose report has no place in a pipeline. */
export const PLAIN_FORMATS: readonly Format[] = ['human', 'json'];

/** A file that the user may have named: where it is, and how messages call it. */
interface NamedFile {
  readonly path: string;
  readonly name: string;
}

/** The options that every command has. */
export interface Settings {
  /** The folder to scan, absolute. */
  readonly root: string;
  /** Completes a suggested command with what it must repeat to mean the same folder and manifest: ` --cwd apps/web`. */
  readonly ready: (command: string) => string;
  readonly manifest: NamedFile & { readonly isNamed: boolean };
  readonly format: Format;
  readonly output: NamedFile | null;
  /** The surfaces that gate and are shown; null: as the manifest says. */
  readonly surfaces: readonly Surface[] | null;
  /** Globs of the components that are looked at, by folder or name; null: all. */
  readonly components: readonly string[] | null;
  /** Whether TypeScript's types are asked. */
  readonly types: boolean;
  /** Whether a scan that was made before counts. */
  readonly cache: boolean;
  /** How many scans may be made at once. */
  readonly scansAtOnce: number;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: boolean | null;
}

/** Reads the common options of a command that knows these formats. Throws SallyportError with every problem. */
export function readSettings(raw: RawOptions, host: Host, formats: readonly Format[]): Settings {
  const cwd = textOf(raw.cwd);
  const problems = [
    ...formatProblems(raw, formats),
    ...surfaceProblems(raw),
    ...componentProblems(raw),
    ...threadProblems(raw),
    ...cwdProblems(cwd, host),
  ];
  if (problems.length > 0) throw new SallyportError(problems);
  const root = resolve(host.cwd(), cwd ?? '.');
  const manifest = textOf(raw.manifest);
  const output = textOf(raw.output);
  const surfaces = wordsOf(raw.surface);
  const components = wordsOf(raw.component);
  return {
    root,
    ready: commandCompleter(cwd === null || root === resolve(host.cwd()) ? null : cwd, manifest),
    manifest:
      manifest === null
        ? { path: resolve(root, 'egress.yaml'), name: 'egress.yaml', isNamed: false }
        : { ...namedFile(manifest, host), isNamed: true },
    format: FORMATS.find((known) => known === raw.format) ?? 'human',
    output: output === null ? null : namedFile(output, host),
    surfaces: surfaces.length === 0 ? null : SURFACES.filter((surface) => surfaces.includes(surface)),
    components: components.length === 0 ? null : components,
    types: raw.types !== false,
    cache: raw.cache !== false,
    scansAtOnce: Math.min(Number(textOf(raw.threads) ?? scansAtOnce()), MOST_SCANS),
    quiet: raw.quiet === true,
    verbose: raw.verbose === true,
    color: typeof raw.color === 'boolean' ? raw.color : null,
  };
}

/** No command compares more. */
const MOST_SCANS = 2;

/** An option that has a text, or null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** An option that has a list: separated by commas, given several times, or both. */
export function wordsOf(value: unknown): readonly string[] {
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  return given
    .flatMap((one) => textOf(one)?.split(',') ?? [])
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** The day of `--as-of`, or today in UTC, so that one run judges alike on every machine. Throws SallyportError. */
export function dayOf(value: unknown): string {
  const text = textOf(value);
  if (text === null) return new Date().toISOString().slice(0, 10);
  const fault = dateFault(text);
  if (fault !== null) throw new SallyportError([usage(`--as-of: ${fault}`, 'For example --as-of 2027-01-31.')]);
  return text;
}

function commandCompleter(cwd: string | null, manifest: string | null): Settings['ready'] {
  return (command) => {
    const folder = cwd === null ? '' : ` --cwd ${shellQuoted(cwd)}`;
    const isSaid = manifest === null || command.includes(' --manifest ');
    return command + folder + (isSaid ? '' : ` --manifest ${shellQuoted(manifest)}`);
  };
}

/** A file named by the user; like in other commands, relative to the current folder. */
function namedFile(text: string, host: Host): NamedFile {
  const path = resolve(host.cwd(), text);
  const way = relative(host.cwd(), path);
  // As short as it can be and still work when it is pasted into the next command.
  const isInside = isAbsolute(text) && !isAbsolute(way) && !way.startsWith('..');
  return { path, name: (isInside ? way : text).replaceAll('\\', '/') };
}

function formatProblems(raw: RawOptions, formats: readonly Format[]): readonly Problem[] {
  const format = textOf(raw.format);
  if (format === null || formats.some((known) => known === format)) return [];
  const choice = `Choose ${formats.slice(0, -1).join(', ')} or ${formats.at(-1)}.`;
  if (!FORMATS.some((known) => known === format)) return [usage(`--format ${format} does not exist`, choice)];
  return [usage(`--format ${format} is for check, scan and diff only`, choice)];
}

function surfaceProblems(raw: RawOptions): readonly Problem[] {
  const given = wordsOf(raw.surface);
  if (raw.surface !== undefined && given.length === 0) {
    return [usage('--surface names no surface', `Choose from ${SURFACES.join(', ')}.`)];
  }
  const unknown = given.filter((word) => !SURFACES.some((surface) => surface === word));
  return unknown.map((word) => {
    const [near] = nearest(word, SURFACES);
    const hint = near === undefined ? `Choose from ${SURFACES.join(', ')}.` : `Did you mean ${near}?`;
    return usage(`--surface ${word} does not exist`, hint);
  });
}

function componentProblems(raw: RawOptions): readonly Problem[] {
  if (raw.component === undefined || wordsOf(raw.component).length > 0) return [];
  return [usage('--component names no component', 'Give the folder or the name of a workspace package.')];
}

function threadProblems(raw: RawOptions): readonly Problem[] {
  const threads = textOf(raw.threads);
  if (threads === null || /^[1-9]\d{0,3}$/.test(threads)) return [];
  return [usage(`--threads ${threads} is not a number of threads`, 'Give a whole number from 1.')];
}

function cwdProblems(cwd: string | null, host: Host): readonly Problem[] {
  const folder = cwd ?? '.';
  try {
    if (statSync(resolve(host.cwd(), folder)).isDirectory()) return [];
    return [cwdUnusable(folder, 'it is a file, not a folder')];
  } catch (error) {
    const code = errorCode(error);
    return [cwdUnusable(folder, code === 'ENOENT' ? 'there is no such folder' : code)];
  }
}

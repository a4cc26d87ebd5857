/** A file of the repository as modules, whatever its notation: code, pages, and data that rules or imports name. */
import type { DataKind, SourceFile } from '../discover/source-file.ts';
import { lower } from '../lower/lower.ts';
import type { Module } from '../lower/module.ts';
import type { Parser } from '../parse/parse.ts';
import { positionAt, sourceText, type SourceText } from '../parse/source-text.ts';
import { dataModule } from './data/data-module.ts';
import { scalarNode, type DataRead } from './data/data-node.ts';
import { readDockerfile } from './data/dockerfile.ts';
import { readDotenv } from './data/dotenv.ts';
import { readToml } from './data/toml.ts';
import { withVariables } from './data/variables.ts';
import { readYaml } from './data/yaml.ts';
import { readPage } from './html-module.ts';

/** A module of a file; a page has one for its elements and one for each script, data one for each document. */
export interface ReadModule {
  readonly file: SourceFile;
  readonly source: SourceText;
  readonly module: Module;
}

/** Why a file, or a part of it, could not be read, and where; both count from 1. */
export interface ReadFailure {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export interface Read {
  readonly modules: readonly ReadModule[];
  readonly failures: readonly ReadFailure[];
}

const NOTHING: Read = { modules: [], failures: [] };

/** Reads a file. */
export function readModules(file: SourceFile, text: string, parser: Parser): Read {
  switch (file.kind) {
    case 'script':
      return readScript(file, text, parser);
    case 'html': {
      const page = readPage(file.path, text);
      const scripts = page.scripts.map((script) => readScript(file, script, parser));
      const elements = { file, source: sourceText(text), module: page.elements };
      // A script in a template may not be JavaScript yet: one that does not parse is passed over.
      return { modules: [elements, ...scripts.flatMap(({ modules }) => modules)], failures: [] };
    }
    case 'prisma':
      return NOTHING;
    case 'json':
      return readJson(file, text, parser);
    case 'css':
    case 'shell': {
      // What a dollar means there is for the reader of the language to say.
      const module = dataModule(file.path, scalarNode(text, [0, text.length]));
      return { modules: [{ file, source: sourceText(text), module }], failures: [] };
    }
    default:
      return readDocuments(file, text, NOTATIONS[file.kind](text));
  }
}

const NOTATIONS: { readonly [K in Exclude<DataKind, 'json' | 'shell' | 'css'>]: (text: string) => DataRead } = {
  yaml: readYaml,
  toml: readToml,
  dotenv: readDotenv,
  dockerfile: readDockerfile,
};

function readDocuments(file: SourceFile, text: string, read: DataRead): Read {
  const source = sourceText(text);
  if (read.kind === 'failed') return failed(source, read.message, read.offset);
  const modules = read.documents.map((document) => withVariables(dataModule(file.path, document)));
  return { modules: modules.map((module) => ({ file, source, module })), failures: [] };
}

const DATA_PREFIX = 'export default (';

/** JSON is an expression: a module that exports it. Offsets are those of the file; one that is no JSON exports nothing. */
function readJson(file: SourceFile, text: string, parser: Parser): Read {
  const result = parser(`${file.path}.js`, `${DATA_PREFIX}${text}\n)`);
  if (result.kind === 'failed') return NOTHING;
  const module = withVariables(lower(result.program, file.path));
  const shift = (offsets: readonly number[]): readonly number[] =>
    offsets.map((at) => Math.max(0, at - DATA_PREFIX.length));
  const shifted = { ...module, starts: shift(module.starts), ends: shift(module.ends) };
  return { modules: [{ file, source: sourceText(text), module: shifted }], failures: [] };
}

function readScript(file: SourceFile, text: string, parser: Parser): Read {
  const source = sourceText(text);
  const result = parser(file.path, text);
  if (result.kind === 'failed') return failed(source, result.message, result.offset);
  try {
    return { modules: [{ file, source, module: lower(result.program, file.path) }], failures: [] };
  } catch (error) {
    if (error instanceof RangeError) return failed(source, 'expressions are nested too deeply', 0);
    throw error;
  }
}

function failed(source: SourceText, message: string, offset: number): Read {
  return { modules: [], failures: [{ message, ...positionAt(source, offset) }] };
}

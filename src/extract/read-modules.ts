/** What each kind of file is read as: the same modules that code becomes, at their places in the file. */
import type { SourceFile } from '../discover/source-file.ts';
import { parseFailed, partlyRead } from '../errors/sources.ts';
import { isProduction, type Problem } from '../identify/destination.ts';
import { lower } from '../lower/lower.ts';
import type { Module } from '../lower/module.ts';
import type { Parser } from '../parse/parse.ts';
import { positionAt, sourceText, type SourceText } from '../parse/source-text.ts';
import { readComponent } from './components/component.ts';
import { readPage } from './html-module.ts';

/** A module with the file that it was read from. */
export interface ReadModule {
  readonly file: SourceFile;
  readonly source: SourceText;
  readonly module: Module;
}

/** What reading a file gave. */
export interface Read {
  readonly modules: readonly ReadModule[];
  /** Whether a failure gates is known once the surface of its file is. */
  readonly failures: readonly ((surfaces: ReadonlyMap<string, SourceFile['surface']>) => Problem)[];
}

/** Reads a source text. */
export function readModules(file: SourceFile, text: string, parser: Parser): Read {
  switch (file.kind) {
    case 'script':
      return readScript(file, text, parser);
    case 'component':
      return readComponentFile(file, text, parser);
    case 'json':
      return readData(file, text, parser);
    case 'html': {
      const page = readPage(file.path, text);
      const scripts = page.scripts.map((script) => readScript(file, script, parser));
      const elements = { file, source: sourceText(text), module: page.elements };
      return { modules: [elements, ...scripts.flatMap(({ modules }) => modules)], failures: [] };
    }
    case 'prisma':
      return { modules: [], failures: [] };
  }
}

const DATA_PREFIX = 'export default (';

/** JSON is an expression: a module that exports it. Offsets are those of the file; one that is no JSON exports nothing. */
function readData(file: SourceFile, text: string, parser: Parser): Read {
  const result = parser(`${file.path}.js`, `${DATA_PREFIX}${text}\n)`);
  if (result.kind === 'failed') return { modules: [], failures: [] };
  const module = lower(result.program, file.path);
  const shift = (offsets: readonly number[]): readonly number[] =>
    offsets.map((at) => Math.max(0, at - DATA_PREFIX.length));
  return {
    modules: [
      { file, source: sourceText(text), module: { ...module, starts: shift(module.starts), ends: shift(module.ends) } },
    ],
    failures: [],
  };
}

function readScript(file: SourceFile, text: string, parser: Parser): Read {
  const source = sourceText(text);
  return guarded(file, source, () => {
    const result = parser(file.path, text);
    if (result.kind === 'failed') return failedAt(file, source, result.message, result.offset);
    return { modules: [{ file, source, module: lower(result.program, file.path) }], failures: [] };
  });
}

/** A component is one module. Where its template cannot be made one with its script, what stands in it as plain text is read, and that is said. */
function readComponentFile(file: SourceFile, text: string, parser: Parser): Read {
  const source = sourceText(text);
  return guarded(file, source, () => {
    const found = readComponent(file.path, text, parser);
    if (found.kind === 'failed') return failedAt(file, source, found.message, found.offset);
    const parts = found.kind === 'parts' ? [readPage(file.path, text).elements] : [];
    return {
      modules: [...parts, ...found.modules].map((module) => ({ file, source, module })),
      failures: found.kind === 'parts' ? [() => partlyRead(file.path, found.why)] : [],
    };
  });
}

function guarded(file: SourceFile, source: SourceText, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return failedAt(file, source, 'expressions are nested too deeply', 0);
    throw error;
  }
}

function failedAt(file: SourceFile, source: SourceText, message: string, offset: number): Read {
  const failure: Read['failures'][number] = (surfaces) => {
    const { line, column } = positionAt(source, offset);
    const surface = surfaces.get(file.path) ?? file.surface;
    return parseFailed(file.path, line, column, message, isProduction(surface));
  };
  return { modules: [], failures: [failure] };
}

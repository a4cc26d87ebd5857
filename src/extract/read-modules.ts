/** A file of the repository as modules, whatever its notation: code, pages, and data that rules or imports name. */
import type { DataKind, FileKind, SourceFile } from '../discover/source-file.ts';
import { withFilled } from '../find/page-script.ts';
import { lower } from '../lower/lower.ts';
import type { Module } from '../lower/module.ts';
import type { Comment } from '../parse/comments.ts';
import type { Parser } from '../parse/parse.ts';
import { positionAt, sourceText, type SourceText } from '../parse/source-text.ts';
import { readBicep } from './azure/bicep.ts';
import { isResourceManagerTemplate, readResourceManager } from './azure/resource-manager.ts';
import { readComponent } from './components/component.ts';
import { dataModule } from './data/data-module.ts';
import { scalarNode, type DataRead, type Unread } from './data/data-node.ts';
import { readDockerfile } from './data/dockerfile.ts';
import { readDotenv } from './data/dotenv.ts';
import { readHeaders, readRedirects } from './data/netlify-files.ts';
import { isHelpers, isInTemplates, isTemplate, readHelm, readHelpers } from './data/helm.ts';
import { resourcesOf } from './data/kubernetes.ts';
import { readPrisma } from './data/prisma.ts';
import { readProcfile } from './data/procfile.ts';
import { withServerlessVariables } from './data/serverless-code.ts';
import { isServerless, isServerlessCode } from './data/serverless-text.ts';
import { withOwnVariables } from './data/serverless.ts';
import { readToml } from './data/toml.ts';
import { withVariables } from './data/variables.ts';
import { readYaml } from './data/yaml.ts';
import { blank, readPage, type PageScript } from './html-module.ts';
import { movedBy, movedTo } from './moved.ts';
import { anchorsOf } from './notes/anchors.ts';
import { commentsOf } from './notes/comments.ts';
import { withNotes } from './notes/notes.ts';
import { withBuildVariables } from './page-text.ts';
import { withParts } from '../lower/text-parts.ts';

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
  /** Set where the rest of the file was read all the same. */
  readonly isPart?: true;
}

export interface Read {
  readonly modules: readonly ReadModule[];
  readonly failures: readonly ReadFailure[];
  /** The scripts of a page that a bundler wrote, at their places, with blanks for the rest of it. */
  readonly built?: string;
}

/** Whether the text of a script was written by a bundler or a minifier. */
export type IsBuilt = (script: string) => boolean;

const NOTHING: Read = { modules: [], failures: [] };

/** Reads a file. What a bundler wrote into a page is not parsed. */
export function readModules(file: SourceFile, text: string, parser: Parser, isBuilt: IsBuilt = () => false): Read {
  switch (file.kind) {
    case 'script':
      return readScript(file, text, parser);
    case 'component':
      return readComponentFile(file, text, parser);
    case 'html': {
      // Most drawings name nothing besides themselves.
      if (file.path.endsWith('.svg') && !DRAWING_LOADS.test(text)) return NOTHING;
      const document = file.path.endsWith('.mdx') ? readDocument(file, text, parser) : null;
      if (document) return document;
      return readPageFile(file, text, parser, isBuilt);
    }
    case 'json':
      return isResourceManagerTemplate(text)
        ? guarded(sourceText(text), () => readDocuments(file, text, readResourceManager(text), []))
        : readJson(file, text, parser);
    case 'css':
    case 'shell': {
      // What a dollar means there is for the reader of the language to say.
      const module = dataModule(file.path, scalarNode(text, [0, text.length]));
      const noted = withNotes(module, text, commentsOf(file.kind, file.path, text));
      return { modules: [{ file, source: sourceText(text), module: noted }], failures: [] };
    }
    default:
      return readNotation(file, file.kind, text);
  }
}

/** A script in a template may not be JavaScript yet: one that does not parse is passed over. */
function readPageFile(file: SourceFile, text: string, parser: Parser, isBuilt: IsBuilt): Read {
  const page = readPage(file.path, text);
  const source = sourceText(text);
  const built = page.scripts.filter(({ code }) => isBuilt(code));
  const written = page.scripts.filter((script) => !built.includes(script));
  const scripts = written.flatMap(({ code, offset, isFilled }) =>
    readScript(file, code, parser).modules.map(({ module }) => {
      const known = withParts(isFilled ? withFilled(module) : module, withBuildVariables);
      return movedTo(known, offset, source);
    }),
  );
  const modules = [page.elements, ...scripts].map((module) => ({ file, source, module }));
  return { modules, failures: [], ...(built.length > 0 ? { built: scriptsAlone(text, built) } : {}) };
}

/** Scripts of a page at their places, and blanks for all else. */
function scriptsAlone(text: string, scripts: readonly PageScript[]): string {
  let alone = '';
  for (const { code, offset } of scripts) alone += blank(text.slice(alone.length, offset)) + code;
  return alone + blank(text.slice(alone.length));
}

const DRAWING_LOADS = /(?:href|src)\s*=\s*["'](?:https?:)?\/\/|url\(\s*["']?(?:https?:)?\/\/|@import|<script/i;

const NOTATIONS: { readonly [K in Exclude<DataKind, 'json' | 'shell' | 'css' | 'yaml'>]: (text: string) => DataRead } =
  {
    toml: readToml,
    dotenv: readDotenv,
    dockerfile: readDockerfile,
    procfile: readProcfile,
    redirects: readRedirects,
    headers: readHeaders,
    prisma: readPrisma,
    bicep: readBicep,
  };

/** A notation of data that has a reader of its own. */
function readNotation(file: SourceFile, kind: keyof typeof NOTATIONS | 'yaml', text: string): Read {
  return guarded(sourceText(text), () =>
    readDocuments(
      file,
      text,
      kind === 'yaml' ? readConfiguration(file.path, text) : NOTATIONS[kind](text),
      commentsOf(kind, file.path, text),
    ),
  );
}

/** YAML, where some programs fill it in by rules of their own. */
function readConfiguration(path: string, text: string): DataRead {
  if (isHelpers(path)) return readHelpers(path, text);
  const read = isInTemplates(path) && isTemplate(text) ? readHelm(path, text) : readYaml(text);
  if (read.kind === 'failed') return isTemplate(text) ? readHelm(path, text) : read;
  const documents = isServerless(path) ? read.documents.map(withOwnVariables) : read.documents;
  return { ...read, documents: documents.flatMap(resourcesOf) };
}

function readDocuments(file: SourceFile, text: string, read: DataRead, comments: readonly Comment[]): Read {
  const source = sourceText(text);
  // What a template engine fills in (Helm, Jinja) is not in the notation yet.
  if (read.kind === 'failed') return TEMPLATE.test(text) ? NOTHING : failed(source, read.message, read.offset);
  const modules = read.documents.map((document) => {
    const module = dataModule(file.path, document);
    // These have forms of their own for what is filled in; in others a `$` in a text is a variable.
    return OWN_FORMS.has(file.kind) ? module : withVariables(module);
  });
  const [first, ...others] = modules;
  const noted = first === undefined ? [] : [withNotes(first, text, comments), ...others];
  const failures = read.unread ? [partOf(source, read.unread)] : [];
  return { modules: noted.map((module) => ({ file, source, module })), failures };
}

const OWN_FORMS: ReadonlySet<FileKind> = new Set<FileKind>(['prisma', 'bicep', 'json']);

function partOf(source: SourceText, { message, offset }: Unread): ReadFailure {
  const { line, column } = positionAt(source, offset);
  return { message: `${message} (line ${line})`, line, column, isPart: true };
}

const TEMPLATE = /\{\{[^]*?\}\}|\{%[^]*?%\}|<%[^]*?%>/;

const DATA_PREFIX = 'export default (';

/** JSON is an expression: a module that exports it. Offsets are those of the file; one that is no JSON exports nothing. */
function readJson(file: SourceFile, text: string, parser: Parser): Read {
  const result = parser(`${file.path}.js`, `${DATA_PREFIX}${text}\n)`);
  if (result.kind === 'failed') return NOTHING;
  const module = withVariables(lower(result.program, file.path));
  const comments = result.comments.map(({ start, end }) => {
    return { start: start - DATA_PREFIX.length, end: end - DATA_PREFIX.length };
  });
  const shifted = withNotes(movedBy(module, -DATA_PREFIX.length), text, comments);
  return { modules: [{ file, source: sourceText(text), module: shifted }], failures: [] };
}

function readScript(file: SourceFile, text: string, parser: Parser): Read {
  const source = sourceText(text);
  return guarded(source, () => {
    const result = parser(file.path, text);
    if (result.kind === 'failed') return failed(source, result.message, result.offset);
    const { program, comments } = result;
    const anchors = comments.length === 0 ? undefined : anchorsOf(program);
    const lowered = lower(program, file.path);
    const known = isServerlessCode(file.path) ? withServerlessVariables(lowered) : lowered;
    const module = withNotes(known, text, comments, anchors);
    return { modules: [{ file, source, module }], failures: [] };
  });
}

/** MDX is a component too; null where it cannot be made a program: then the elements that are written out are read. */
function readDocument(file: SourceFile, text: string, parser: Parser): Read | null {
  const source = sourceText(text);
  const read = guarded(source, () => {
    const found = readComponent(file.path, text, parser);
    const modules = found.kind === 'whole' ? found.modules : [];
    return { modules: modules.map((module) => ({ file, source, module })), failures: [] };
  });
  return read.modules.length > 0 ? read : null;
}

/** A component is one module. Where its template cannot be made one with its script, what stands in it as plain text is read, and that is said. */
function readComponentFile(file: SourceFile, text: string, parser: Parser): Read {
  const source = sourceText(text);
  return guarded(source, () => {
    const found = readComponent(file.path, text, parser);
    if (found.kind === 'failed') return failed(source, found.message, found.offset);
    const parts = found.kind === 'parts' ? [readPage(file.path, text).elements] : [];
    return {
      modules: [...parts, ...found.modules].map((module) => ({ file, source, module })),
      failures: found.kind === 'parts' ? [{ message: found.why, line: 1, column: 1, isPart: true }] : [],
    };
  });
}

function guarded(source: SourceText, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return failed(source, 'expressions are nested too deeply', 0);
    throw error;
  }
}

function failed(source: SourceText, message: string, offset: number): Read {
  return { modules: [], failures: [{ message, ...positionAt(source, offset) }] };
}

/** The contract of ARCHITECTURE.md: its two tables are read, and every import and every use of the outside world is held to them. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, type ParseResult } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { lower } from '../src/lower/lower.ts';
import type { Module } from '../src/lower/module.ts';
import { parse } from '../src/parse/parse.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const VOCABULARY = new Set([
  'identify/destination.ts',
  'identify/partitions.ts',
  'identify/ports.ts',
  'rules/vocabulary.ts',
  'drift/drift.ts',
]);

const document = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
const contracts = tableRows('folders').map(([name = '', uses = '', why = '']) => ({
  folder: namesIn(name)[0]?.name ?? '',
  allowed: new Map(namesIn(uses).map(({ name: used, typesOnly }) => [used, typesOnly])),
  why,
}));
const outside = tableRows('outside').map(([what = '', where = '', why = '']) => ({
  what: namesIn(what)[0]?.name ?? '',
  places: namesIn(where).map(({ name }) => name),
  why,
}));
const files = sourceFiles();

describe('folders', () => {
  it('all have a contract', () => {
    const folders = new Set(files.map(({ folder }) => folder));
    expect([...folders].toSorted()).toEqual(contracts.map(({ folder }) => folder).toSorted());
  });

  it('may use only what stands above them', () => {
    const order = contracts.map(({ folder }) => folder);
    const wrong = contracts.flatMap(({ folder, allowed }, index) =>
      [...allowed.keys()].filter((used) => !order.slice(0, index).includes(used)).map((used) => `${folder}: ${used}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each(contracts)('$folder keeps its contract: $why', ({ folder, allowed, why }) => {
    const broken = files
      .filter((file) => file.folder === folder)
      .flatMap((file) => file.imports.map((edge) => ({ path: file.path, ...edge })))
      .filter(({ target, typeOnly }) => !isAllowed(target, typeOnly, folder, allowed))
      .map(({ path, target }) => `src/${path} imports src/${target}. ${folder} may not use ${why}`);
    expect(broken).toEqual([]);
  });
});

describe('the outside world', () => {
  it.each(outside)('$what is met at the ends only: $why', ({ what, places, why }) => {
    const broken = files
      .filter(({ path, outside: met }) => met.has(what) && !places.some((place) => isAt(path, place)))
      .map(({ path }) => `src/${path} uses ${what}: ${why}`);
    expect(broken).toEqual([]);
  });

  it('is listed completely', () => {
    expect(outside.map(({ what }) => what)).toEqual(['node:fs', 'node:child_process', 'process', 'console', 'clock']);
  });
});

interface Edge {
  /** Relative to src. */
  readonly target: string;
  readonly typeOnly: boolean;
}

interface Source {
  readonly path: string;
  readonly folder: string;
  readonly imports: readonly Edge[];
  readonly outside: ReadonlySet<string>;
}

/** The rows of a table, cell by cell, between `<!-- contract: NAME -->` and `<!-- end -->`. */
function tableRows(name: string): readonly (readonly string[])[] {
  const [, after = ''] = document.split(`<!-- contract: ${name} -->`);
  const [table = ''] = after.split('<!-- end -->');
  const lines = table.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

function namesIn(cell: string): readonly { readonly name: string; readonly typesOnly: boolean }[] {
  return [...cell.matchAll(/`([^`]+)`( \(types\))?/g)].map(([, name = '', types]) => ({
    name,
    typesOnly: types !== undefined,
  }));
}

function isAllowed(target: string, typeOnly: boolean, folder: string, allowed: ReadonlyMap<string, boolean>): boolean {
  const used = folderOf(target);
  if (used === folder || VOCABULARY.has(target)) return true;
  const typesOnly = allowed.get(used);
  return typesOnly !== undefined && (!typesOnly || typeOnly);
}

/** `rules/build-*` is a start of a path, `rules/bundle` a file, `cli` a folder or a file of src. */
function isAt(path: string, place: string): boolean {
  if (place.endsWith('*')) return path.startsWith(place.slice(0, -1));
  return path === `${place}.ts` || path.startsWith(`${place}/`);
}

function folderOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : path.replace(/\.ts$/, '');
}

function sourceFiles(): readonly Source[] {
  const src = join(ROOT, 'src');
  const names = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return names.toSorted().map((name) => readSource(name.split(sep).join('/'), src));
}

function readSource(path: string, src: string): Source {
  const text = readFileSync(join(src, path), 'utf8');
  const specifiers = specifiersOf(parseSync(path, text).module, text);
  const imports = specifiers
    .filter(({ target }) => target.startsWith('.'))
    .map(({ target, typeOnly }) => ({
      target: relative(src, resolve(src, dirname(path), target))
        .split(sep)
        .join('/'),
      typeOnly,
    }));
  const parsed = parse(path, text);
  if (parsed.kind === 'failed') throw new Error(`src/${path}: ${parsed.message}`);
  const packages = specifiers
    .filter(({ typeOnly }) => !typeOnly)
    .map(({ target }) => target.replace(/\/promises$/, ''));
  const used = new Set([...packages.map(withoutProcess), ...globalsOf(lower(parsed.program, path))]);
  return { path, folder: folderOf(path), imports, outside: used };
}

/** `import process from 'node:process'` is the global by another way. */
function withoutProcess(specifier: string): string {
  return specifier === 'node:process' ? 'process' : specifier;
}

function specifiersOf(
  { staticImports, staticExports, dynamicImports }: ParseResult['module'],
  text: string,
): readonly Edge[] {
  const imports = staticImports.map(({ moduleRequest, entries }) => ({
    target: moduleRequest.value,
    typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
  }));
  const exports = staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest === null ? [] : [{ target: moduleRequest.value, typeOnly: isType }],
    ),
  );
  const dynamic = dynamicImports.map(({ moduleRequest: { start, end } }) => ({
    target: text.slice(start, end).replace(/^['"`]|['"`]$/g, ''),
    typeOnly: false,
  }));
  return [...imports, ...exports, ...dynamic];
}

/** What a module uses of the platform, as its own lowering sees it: comments and types do not count. */
function globalsOf({ expressions }: Module): readonly string[] {
  return expressions.flatMap((expr) => {
    if (expr.kind === 'global') return expr.name === 'process' || expr.name === 'console' ? [expr.name] : [];
    if (expr.kind === 'member' && expr.property === 'now') return ['clock'];
    const callee = expr.kind === 'call' && expr.construct && expr.args.length === 0 ? expressions[expr.callee] : null;
    return callee?.kind === 'global' && callee.name === 'Date' ? ['clock'] : [];
  });
}

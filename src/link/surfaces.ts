/** Where each file runs: what its path suggests, what it says itself, and who imports it. */
import { propagateSurfaces } from '../discover/propagate-surfaces.ts';
import type { SourceFile } from '../discover/source-file.ts';
import { SERVING_PACKAGES, UI_PACKAGES } from '../discover/surface-names.ts';
import { refineSurface, type Met } from '../discover/surface.ts';
import { firm, type SurfaceGuess } from '../discover/surface-conventions.ts';
import type { Module } from '../lower/module.ts';
import { filesNamedBy, serviceWorkersNamedBy } from './named-files.ts';
import type { LinkedModule, Program } from './program.ts';

/** The surface that a path suggests, in a component in which something is drawn or served, or nothing is. */
export type Guess = (file: SourceFile, met: Met) => SurfaceGuess;

/** The surface of each file, by its path. */
export function surfacesOf(program: Program, guess: Guess): ReadonlyMap<string, SourceFile['surface']> {
  const isShipped = ({ file }: LinkedModule) => SHIPPED.has(guess(file, { draws: true, serves: true }).surface);
  const componentsWith = (has: (module: LinkedModule) => boolean) =>
    new Set(program.modules.filter((module) => has(module) && isShipped(module)).map(({ file }) => file.component));
  const drawing = componentsWith(isDrawing);
  const serving = componentsWith(importsServer);
  const metIn = (component: string): Met => ({ draws: drawing.has(component), serves: serving.has(component) });
  const guesses = new Map<string, SurfaceGuess>();
  const importers = new Map<string, Set<string>>();
  for (const module of program.modules) {
    const own = guesses.get(module.path) ?? guess(module.file, metIn(module.file.component));
    guesses.set(module.path, refineSurface(own, evidenceOf(module)));
    const imported = module.imports.flatMap(({ specifier, typeOnly }) => (typeOnly ? [] : [specifier]));
    // What the configuration of a bundler names is what it builds: nothing of that runs there.
    const named = own.surface === 'build' ? [] : filesNamedBy(module);
    for (const specifier of new Set([...imported, ...named])) {
      const target = program.resolve(module, specifier);
      if (!target || target.path === module.path) continue;
      const known = importers.get(target.path);
      if (known) known.add(module.path);
      else importers.set(target.path, new Set([module.path]));
    }
  }
  for (const path of registeredWorkers(program)) {
    if (guesses.get(path)?.firm === false) guesses.set(path, firm('browser'));
  }
  return propagateSurfaces(guesses, importers);
}

const SHIPPED: ReadonlySet<SourceFile['surface']> = new Set(['server', 'browser']);

/** Whether a module is a page or a part of one, or uses what only those need. */
function isDrawing(module: LinkedModule): boolean {
  const { file, imports, expressions } = module;
  return (
    (file.kind === 'html' && !PICTURE.test(file.path)) ||
    file.kind === 'component' ||
    expressions.some(({ kind }) => kind === 'markup') ||
    imports.some(({ specifier, typeOnly }) => !typeOnly && isUi(specifier)) ||
    usesDom(module)
  );
}

/** A logo beside the code of a server draws nothing there. */
const PICTURE = /\.svg$/i;

/** A bundler is imported by its own configuration. */
function isUi(specifier: string): boolean {
  return UI_PACKAGES.some((name) => name !== 'vite' && (specifier === name || specifier.startsWith(`${name}/`)));
}

/** The sources of scripts that code registers as service workers, by their name where it stands once in the package: a build hands them out elsewhere. */
function registeredWorkers(program: Program): readonly string[] {
  return program.modules.flatMap((module) =>
    serviceWorkersNamedBy(module).flatMap((registered) => {
      const stem = stemOf(registered);
      const named = program.modules.filter(
        ({ path, file }) => file.component === module.file.component && file.kind === 'script' && stemOf(path) === stem,
      );
      return named.length === 1 ? named.map(({ path }) => path) : [];
    }),
  );
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/, '');
}

const NODE_ONLY =
  /^(?:server-only$|node:)|^(?:fs|net|tls|http|https|child_process|cluster|dgram|dns|http2|os|worker_threads)(?:\/|$)/;
const DOM_GLOBALS = new Set(['window', 'document', 'localStorage', 'sessionStorage']);

function evidenceOf(module: Module): Parameters<typeof refineSurface>[1] {
  const imports = module.imports.filter(({ typeOnly }) => !typeOnly);
  return {
    directives: module.directives,
    importsServerOnly: imports.some(({ specifier }) => NODE_ONLY.test(specifier)),
    importsServer: importsServer(module),
    importsClientOnly: imports.some(({ specifier }) => specifier === 'client-only'),
    usesDom: usesDom(module),
  };
}

function importsServer({ imports }: Module): boolean {
  return imports.some(({ specifier, typeOnly }) => !typeOnly && SERVING_PACKAGES.has(specifier));
}

/** Whether there is anything of a page; code for a server asks whether there is one as well (`typeof window`). */
function usesDom({ expressions }: Module): boolean {
  const asked = new Set(expressions.flatMap((expr) => (expr.kind === 'typeof' ? [expr.argument] : [])));
  return expressions.some((expr, id) => expr.kind === 'global' && DOM_GLOBALS.has(expr.name) && !asked.has(id));
}

/**
 * Where code runs, from who imports it. What a path fixes (`firm`) and what nobody imports are sources; every other file gets
 * the surfaces that reach it. Production code that imports a test helper makes it production code, always; the other
 * way a file is taken out of production only if nothing suggests that something outside the program starts it, and by
 * tests only if its name says that it is for them.
 */
import { SURFACES, isProduction, type Surface } from '../identify/destination.ts';
import { byCodePoint } from './tree.ts';
import { TEST_WORD } from './surface-names.ts';
import type { SurfaceGuess } from './surface-conventions.ts';

/** The surface of every file. `importers`: who imports a file for its values, not for its types alone. */
export function propagateSurfaces(
  given: ReadonlyMap<string, SurfaceGuess>,
  importers: ReadonlyMap<string, Iterable<string>>,
): ReadonlyMap<string, Surface> {
  const guesses = withoutHelpers(given, importers);
  const paths = [...guesses.keys()].toSorted(byCodePoint);
  const imported = importedBy(guesses, importers);
  const graph = {
    guesses: closeOpen(guesses, imported, importers),
    imported,
    reached: new Map<string, Set<Surface>>(),
  };
  const isSource = (path: string) => guesses.get(path)?.firm === true || [...(importers.get(path) ?? [])].length === 0;
  for (const path of paths.filter(isSource)) flood(path, graph);
  // Files that only import each other have no source; then each is one.
  for (const path of paths) if (!graph.reached.has(path)) flood(path, graph);
  const settle = (path: string, guess: SurfaceGuess) => {
    const surface = decide(guess, graph.reached.get(path) ?? new Set());
    if (!isProduction(guess.surface) || isProduction(surface)) return surface;
    return isStarted(path, importers) || (surface === 'test' && !isNamedForTests(path)) ? guess.surface : surface;
  };
  return new Map(paths.map((path) => [path, settle(path, graph.guesses.get(path) ?? FALLBACK)]));
}

/** Helpers of tests use Node's own modules as servers do: that alone keeps none of them out of the tests. */
function withoutHelpers(
  guesses: ReadonlyMap<string, SurfaceGuess>,
  importers: ReadonlyMap<string, Iterable<string>>,
): ReadonlyMap<string, SurfaceGuess> {
  const isHelper = (path: string): boolean => {
    const from = [...(importers.get(path) ?? [])];
    const isForTests = from.length > 0 && from.every((importer) => guesses.get(importer)?.surface === 'test');
    return isForTests && isNamedForTests(path) && !isStarted(path, importers);
  };
  const open = [...guesses].filter(([path, { byImports }]) => byImports === true && isHelper(path));
  return new Map([...guesses, ...open.map(([path, guess]) => [path, { ...guess, firm: false }] as const)]);
}

const FALLBACK: SurfaceGuess = { surface: 'server', firm: false };

/**
 * An entry about which nothing is known runs where what it imports does: `web.ts` of a widget beside the server that hands it
 * out. It takes one hint of a server among the imports to leave it on the server.
 */
function closeOpen(
  guesses: ReadonlyMap<string, SurfaceGuess>,
  imported: ReadonlyMap<string, readonly string[]>,
  importers: ReadonlyMap<string, Iterable<string>>,
): ReadonlyMap<string, SurfaceGuess> {
  const isOpenEntry = (path: string) =>
    guesses.get(path)?.open === true && [...(importers.get(path) ?? [])].length === 0;
  const closed = new Map(guesses);
  for (const path of [...guesses.keys()].filter(isOpenEntry)) {
    const hints = hintsBelow(path, guesses, imported);
    if (hints.has('browser') && !hints.has('server')) closed.set(path, { surface: 'browser', firm: false });
  }
  return closed;
}

/** The surfaces for which something speaks among all that a file imports. */
function hintsBelow(
  entry: string,
  guesses: ReadonlyMap<string, SurfaceGuess>,
  imported: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<Surface> {
  const seen = new Set([entry]);
  const waiting = [entry];
  const hints = new Set<Surface>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const guess = guesses.get(path);
    if (guess && !guess.open) hints.add(guess.surface);
    for (const next of imported.get(path) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return hints;
}

interface Graph {
  readonly guesses: ReadonlyMap<string, SurfaceGuess>;
  readonly imported: ReadonlyMap<string, readonly string[]>;
  readonly reached: Map<string, Set<Surface>>;
}

function importedBy(
  guesses: ReadonlyMap<string, SurfaceGuess>,
  importers: ReadonlyMap<string, Iterable<string>>,
): ReadonlyMap<string, readonly string[]> {
  const imported = new Map<string, string[]>();
  for (const [path, from] of importers) {
    if (!guesses.has(path)) continue;
    for (const importer of from) imported.set(importer, [...(imported.get(importer) ?? []), path]);
  }
  return imported;
}

/** Carries the surface of a source along its imports, until a file that is fixed, or that has it already. */
function flood(source: string, graph: Graph): void {
  const surface = graph.guesses.get(source)?.surface ?? FALLBACK.surface;
  const waiting = [source];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const surfaces = graph.reached.get(path) ?? new Set<Surface>();
    if (surfaces.has(surface)) continue;
    graph.reached.set(path, surfaces.add(surface));
    waiting.push(...(graph.imported.get(path) ?? []).filter((next) => !stops(graph.guesses.get(next), surface)));
  }
}

/** A fixed file keeps its surface, except that what production code imports is production code. */
function stops(guess: SurfaceGuess | undefined, surface: Surface): boolean {
  return guess === undefined || (guess.firm && (isProduction(guess.surface) || !isProduction(surface)));
}

// Who wins where several surfaces reach a file that is itself none of them.
const PRECEDENCE: readonly Surface[] = ['server', 'browser', 'build', 'script', 'ci', 'test'];

function decide(guess: SurfaceGuess, reached: ReadonlySet<Surface>): Surface {
  const gating = SURFACES.filter((surface) => reached.has(surface) && isProduction(surface));
  const candidates = gating.length > 0 ? gating : [...reached];
  if (candidates.length === 0 || candidates.includes(guess.surface)) return guess.surface;
  return PRECEDENCE.find((surface) => candidates.includes(surface)) ?? guess.surface;
}

const STARTED = /^(?:index|main|app|server|start|handler|lambda|function|worker|cli|bin|mod|entry|bootstrap)$/i;

/** Whether something that is no import may start the file: its name says so, or a test is named for it, so it is a unit by itself. */
function isStarted(path: string, importers: ReadonlyMap<string, Iterable<string>>): boolean {
  const stem = stemOf(path);
  return STARTED.test(stem) || [...(importers.get(path) ?? [])].some((importer) => stemOf(importer) === stem);
}

/** Tests import what they test, which says nothing about it; helpers of tests are named for them. */
function isNamedForTests(path: string): boolean {
  return path.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).some((word) => TEST_WORD.test(word));
}

function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.replace(/(?<=.)\..*$/, '').toLowerCase();
}

/**
 * Where a file's code runs, from its path: the first convention that fits decides. A wrong guess must err towards the surfaces
 * that gate, so the words that are also ordinary features (`tools`, `tests`, `docs`, `playground`) count only where they
 * cannot be a route. Directives (`refineSurface`) and importers (`propagateSurfaces`) know more than a path does.
 */
import type { Surface } from '../identify/destination.ts';
import type { Component } from './source-file.ts';
import { CONVENTIONS, firm, likely, placeOf, type ComponentFacts, type SurfaceGuess } from './surface-conventions.ts';
import {
  LIBRARIES_OF_COMPONENTS,
  LIBRARIES_OF_SERVERS,
  ROUTING_PACKAGES,
  SERVER_PACKAGES,
  TERMINAL_PACKAGES,
  UI_PACKAGES,
} from './surface-names.ts';

/** What the text of a file says about where it runs. */
export interface SurfaceEvidence {
  /** The directives of the module: `use client`. */
  readonly directives: readonly string[];
  /** It imports `server-only`, or a module that only Node has (`node:fs`). */
  readonly importsServerOnly: boolean;
  /** It imports a package that serves (`express`). */
  readonly importsServer: boolean;
  /** It imports `client-only`. */
  readonly importsClientOnly: boolean;
  /** It uses `window`, `document` or the like. */
  readonly usesDom: boolean;
}

/** Whether anything in a component is a page or part of one, and whether anything imports what only servers run. */
export interface Met {
  readonly draws: boolean;
  readonly serves: boolean;
}

const BOTH: Met = { draws: true, serves: true };

/** The facts of a component. */
export function componentFacts(component: Component): ComponentFacts {
  const has = (names: readonly string[]) => names.some((name) => Object.hasOwn(component.dependencies, name));
  const drawing = has(TERMINAL_PACKAGES)
    ? UI_PACKAGES.filter((name) => !LIBRARIES_OF_COMPONENTS.has(name))
    : UI_PACKAGES;
  const ui = drawing.filter((name) => has([name]));
  const servers = SERVER_PACKAGES.filter((name) => has([name]));
  return {
    folder: component.folder,
    hasUi: ui.length > 0,
    ...(ui.length > 0 && ui.every((name) => LIBRARIES_OF_COMPONENTS.has(name)) && { uiIfDrawn: true }),
    hasServer: servers.length > 0,
    ...(servers.length > 0 && servers.every((name) => LIBRARIES_OF_SERVERS.has(name)) && { serverIfServed: true }),
    routes: has(ROUTING_PACKAGES),
    ...(component.started && { started: component.started }),
    desktop: has(['electron']),
  };
}

/** The surface of a file, from its path and its component. */
export function surfaceOf(path: string, facts: ComponentFacts): Surface {
  return guessSurface(path, facts).surface;
}

/**
 * Like `surfaceOf`, with how sure the path makes us. A script that a build or a start runs is part of that. `met`: what there is
 * in the component.
 */
export function guessSurface(path: string, component: ComponentFacts, met: Met = BOTH): SurfaceGuess {
  const facts = {
    ...component,
    hasUi: component.hasUi && (met.draws || component.uiIfDrawn !== true),
    hasServer: component.hasServer && (met.serves || component.serverIfServed !== true),
  };
  const guess = guessByConvention(path, facts);
  const started = guess.surface === 'script' ? facts.started?.[path] : undefined;
  const known = started === undefined ? guess : likely(started);
  return facts.desktop === true ? { ...known, desktop: true } : known;
}

function guessByConvention(path: string, facts: ComponentFacts): SurfaceGuess {
  const place = placeOf(path, facts);
  for (const convention of CONVENTIONS) {
    const guess = convention(place, facts);
    if (guess !== null) return guess;
  }
  if (facts.hasUi && facts.hasServer && !place.isMarkup) return { surface: 'server', firm: false, open: true };
  return likely(facts.hasUi ? 'browser' : 'server');
}

/** The guess after a look into the file: a directive is certain, the rest are hints that move only what is not firm. */
export function refineSurface(guess: SurfaceGuess, evidence: SurfaceEvidence): SurfaceGuess {
  if (guess.surface !== 'server' && guess.surface !== 'browser') return guess;
  if (evidence.directives.includes('use server')) return firm('server');
  if (evidence.directives.includes('use client') || evidence.importsClientOnly) return firm('browser');
  if (guess.firm) return guess;
  if (evidence.importsServerOnly && guess.desktop !== true) return { ...firm('server'), byImports: true };
  if (guess.open && evidence.importsServer) return likely('server');
  return evidence.usesDom ? likely('browser') : guess;
}

/** Whether a path is test, example or pipeline code in any component. */
export function isTestPath(path: string): boolean {
  const guess = surfaceOf(path, { folder: '.', hasUi: false, hasServer: true, routes: true });
  return guess === 'test' || guess === 'ci';
}

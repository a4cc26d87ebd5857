/** What an entry of `dynamic` is for at its places: anything, or only media, or only what goes through one function. */
import { LOADS, type Loads } from '../identify/destination.ts';
import { placeMatcher } from './glob.ts';
import type { UnknownPlace } from './needs.ts';

export interface Scope {
  /** All that is done; null: anything. */
  readonly loads: Loads | null;
  /** The function (`file#symbol`, both globs, from the root) that hands the address on; null: any, or none. */
  readonly through: string | null;
}

/** For anything. */
export const ANYTHING: Scope = { loads: null, through: null };

/** Reads what an entry says of it; a word that is none of `loads` has been refused before. */
export function scopeOf(loads: string | null | undefined, through: string | null | undefined): Scope {
  return { loads: LOADS.find((one) => one === loads) ?? null, through: through ?? null };
}

/** The name of an entry: `src/**`, `src/** (media)`, `src/** (through lib/fetch.ts#send)`. One of a kind in its manifest. */
export function scopedName(at: string, { loads, through }: Scope): string {
  const said = [...(loads === null ? [] : [loads]), ...(through === null ? [] : [`through ${through}`])];
  return said.length === 0 ? at : `${at} (${said.join(', ')})`;
}

/** The other way; what is in other parentheses belongs to the place: `app/(shop)/page.tsx#Page`. */
export function readScopedName(name: string): { readonly at: string; readonly scope: Scope } {
  const [, at, only, loads, through] = SCOPED.exec(name) ?? [];
  return at === undefined ? { at: name, scope: ANYTHING } : { at, scope: scopeOf(only ?? loads, through) };
}

const WORDS = LOADS.join('|');
const SCOPED = new RegExp(`^(.*) \\((?:(${WORDS})|(?:(${WORDS}), )?through (.+))\\)$`, 's');

export function isSameScope(a: Scope, b: Scope): boolean {
  return a.loads === b.loads && a.through === b.through;
}

/**
 * Decides which places that are not known a glob of `file#symbol` is for, within a scope: those where an address enters, and those whose address
 * a function that it names connects to or hands on. So an entry for `deliver` is for whoever gives it an address.
 */
export function scopedPlaceMatcher(at: string, { loads, through }: Scope): (place: UnknownPlace) => boolean {
  const isMeant = placeMatcher(at);
  const isHandedOn = through === null ? null : placeMatcher(through);
  return (place) =>
    (loads === null || loads === place.loads) &&
    [place, ...place.through].some(({ file, symbol }) => isMeant(file, symbol)) &&
    (isHandedOn === null || place.through.some(({ file, symbol }) => isHandedOn(file, symbol)));
}

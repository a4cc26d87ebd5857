/** Selectors, as `sallyport accept` takes them: `HOST`, `env:NAME`, `dynamic:FILE#SYMBOL` or `dynamic:FILE#SYMBOL (…)`, as entries are called. */
import type { Destination } from '../identify/destination.ts';
import { globFault } from './glob.ts';
import { hostFault } from './host-fault.ts';
import type { Need } from './needs.ts';
import { ANYTHING, readScopedName, scopedPlaceMatcher, type Scope } from './scope.ts';
import { covers, parsePattern, patternText } from './pattern.ts';

/** A selector that is well formed: how the manifest writes it, and what it stands for. */
export interface Selector {
  readonly kind: Need['kind'];
  readonly value: string;
  /** Of a place: what is meant there. */
  readonly scope: Scope;
  /** A host that stands for itself alone, so that it can be looked up. */
  readonly isExact: boolean;
  readonly matches: (need: Need, destination: Destination) => boolean;
}

/** Reads a selector, or says what is wrong with it. */
export function parseSelector(text: string): Selector | { readonly kind: 'bad'; readonly fault: string } {
  const env = /^env:(.*)$/s.exec(text)?.[1];
  if (env !== undefined) return /^\S+$/.test(env) ? variable(env) : { kind: 'bad', fault: 'write it as env:NAME' };
  const place = /^dynamic:(.*)$/s.exec(text)?.[1];
  return place === undefined ? hostSelector(text) : placeSelector(place);
}

/** A variable that only the SDK reads may be declared too. */
function variable(name: string): Selector {
  const matches = (need: Need, { env }: Destination) => (need.kind === 'env' ? need.name === name : env.includes(name));
  return { kind: 'env', value: name, scope: ANYTHING, isExact: false, matches };
}

function hostSelector(text: string): Selector | { readonly kind: 'bad'; readonly fault: string } {
  const fault = hostFault(text, 'destination');
  if (fault !== null) return { kind: 'bad', fault };
  const result = parsePattern(text);
  if (result.kind === 'bad') return result;
  const { pattern } = result;
  const value = patternText(pattern);
  const matches = (need: Need) => need.kind === 'host' && covers(pattern, need.host);
  return { kind: 'host', value, scope: ANYTHING, isExact: !value.includes('*'), matches };
}

function placeSelector(text: string): Selector | { readonly kind: 'bad'; readonly fault: string } {
  const { at, scope } = readScopedName(text);
  const fault = globFault(at);
  if (fault !== null) return { kind: 'bad', fault };
  const matches = scopedPlaceMatcher(at, scope);
  return {
    kind: 'dynamic',
    value: at,
    scope,
    isExact: false,
    matches: (need) => {
      const place = need.kind === 'dynamic' ? need : need.kind === 'host' ? need.insteadOf : undefined;
      return place !== undefined && matches(place);
    },
  };
}

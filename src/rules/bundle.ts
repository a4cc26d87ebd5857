/** All built-in rules as one file: one read and one JSON.parse at start-up, nothing to validate. */
import { readFileSync } from 'node:fs';
import type { Rule } from './rule.ts';

/** From `src/rules` and from `dist/rules` alike. */
export const BUNDLE = new URL('../../dist/rules.json', import.meta.url);

/** The built-in rules. Throws when the package was not built. */
export function loadBundle(): readonly Rule[] {
  // Written by build-bundle.ts from validated rules.
  return JSON.parse(readFileSync(BUNDLE, 'utf8')) as readonly Rule[];
}

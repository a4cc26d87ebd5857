/** The version of this package, from the one place that says it. */
import { readFileSync } from 'node:fs';

/** Reads the version; from `src/cli` and from `dist/cli` alike. */
export function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

import { isBuiltin } from 'node:module';
import { snippetsOf, type FileLint } from './lint.ts';
import { sorted } from './sorted-lists.ts';

export const importedPackages: FileLint = {
  name: 'imported-packages',
  description: 'Every package that a snippet imports is listed, so that a package can be looked up.',
  check(file) {
    const listed = new Set(file.rule.packages ?? []);
    const missing = snippetsOf(file)
      .flatMap(packagesIn)
      .filter((name) => !listed.has(name));
    return missing.length === 0 ? [] : [`packages must also list ${sorted(missing).join(', ')}`];
  },
};

/** The npm packages that a snippet imports; built-in modules and the virtual ones of frameworks (`$env/…`, `astro:env`) are none. */
export function packagesIn(snippet: string): readonly string[] {
  return [...snippet.matchAll(/from '([^']+)'/g)].flatMap(([, specifier = '']) => {
    if (isBuiltin(specifier) || /^[$#.]|^[a-z-]+:|^bun$/.test(specifier)) return [];
    return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? [];
  });
}

/** What stands for the program itself: a scan that another version made says nothing about this one. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CODE = fileURLToPath(new URL('..', import.meta.url));

/** A short text that changes with the program's code and its rules, its dependencies, and the version of Node. */
export function programDigest({ node, rules }: { readonly node: string; readonly rules: readonly URL[] }): string {
  const hash = createHash('sha256').update(node);
  const code = readdirSync(CODE, { recursive: true, encoding: 'utf8' }).toSorted();
  for (const path of [...code.map((name) => join(CODE, name)), ...rules.map((url) => fileURLToPath(url))]) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  for (const text of packageTexts()) hash.update(text);
  return hash.digest('base64url');
}

/** The package's own description, and those of the packages that it stands on, as they are installed. */
function packageTexts(): readonly string[] {
  const require = createRequire(import.meta.url);
  const own = readFileSync(join(CODE, '../package.json'), 'utf8');
  const { dependencies = {} } = JSON.parse(own) as { readonly dependencies?: Readonly<Record<string, string>> };
  const installed = Object.keys(dependencies).map((name) => {
    const folders = require.resolve.paths(name) ?? [];
    return folders.map((folder) => textOf(join(folder, name, 'package.json'))).find((text) => text !== null) ?? '';
  });
  return [own, ...installed];
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

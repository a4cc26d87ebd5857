/** Puts a case and the packages that it names into a scratch folder, which is reused as long as the case asks for the same. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

/** The module of a case in its folder. */
export const ENTRY = 'main.mjs';

/** Milliseconds for one `npm install`. */
const PATIENCE = 300_000;

/** The folder in which the case is laid out; `fresh` installs again what may be there. */
export async function install({ id, packages, code }, { fresh }) {
  const folder = join(tmpdir(), 'sallyport-verify', id);
  const manifest = JSON.stringify({ name: 'verified', private: true, type: 'module', dependencies: packages });
  if (fresh || !isInstalled(folder, manifest)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', ...specifiersOf(packages)], folder);
    // Written last: it is there when everything else is.
    writeFileSync(join(folder, 'package.json'), manifest);
  }
  writeFileSync(join(folder, ENTRY), code);
  return folder;
}

/** The versions that were installed, as `name@version`. */
export function installedVersions(folder, packages) {
  return Object.keys(packages).map((name) => {
    const file = join(folder, 'node_modules', name, 'package.json');
    return `${name}@${JSON.parse(readFileSync(file, 'utf8')).version}`;
  });
}

function isInstalled(folder, manifest) {
  const file = join(folder, 'package.json');
  return existsSync(file) && readFileSync(file, 'utf8') === manifest;
}

function specifiersOf(packages) {
  return Object.entries(packages).map(([name, range]) => `${name}@${range}`);
}

async function npm(args, cwd) {
  const isWindows = process.platform === 'win32';
  try {
    await promisify(execFile)('npm', args, { cwd, timeout: PATIENCE, shell: isWindows });
  } catch (error) {
    const reason = /npm error (?!code|errno)(.*)/.exec(error.stderr ?? '')?.[1] ?? error.message;
    throw new Error(`npm install: ${reason}`, { cause: error });
  }
}

/** The native part of the parser, for the machines that workflows run on. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Those of GitHub's runners, and of Alpine containers on them. On any other the Action installs what the lock file names. */
const MACHINES = ['darwin-arm64', 'darwin-x64', 'linux-arm64-gnu', 'linux-x64-gnu', 'linux-x64-musl', 'win32-x64-msvc'];

/** Puts the packages with the binaries where the parser looks for them; gives the names of those, and of those that are left out. */
export function copyBindings({ root, out, onlyHere }) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const names = MACHINES.map((machine) => `@oxc-parser/binding-${machine}`);
  const isHere = (name) => existsSync(join(root, 'node_modules', name));
  const copied = names.filter((name) => {
    const target = join(out, 'node_modules', name);
    if (isHere(name)) copyPackage(join(root, 'node_modules', name), target);
    else if (!onlyHere) return unpack(name, lockedAs(name, lock), target);
    return isHere(name);
  });
  return { copied, left: names.filter((name) => !copied.includes(name)) };
}

/** Another package may stand on another version of the parser, and have its place in the lock file. */
function lockedAs(name, lock) {
  const parser = 'node_modules/oxc-parser';
  const version = lock[parser].optionalDependencies[name];
  const found = [lock[`${parser}/node_modules/${name}`], lock[`node_modules/${name}`]];
  return found.find((one) => one?.version === version);
}

/** As npm gives it, checked against what the lock file says; false where that says nothing: what cannot be checked is not bundled. */
function unpack(name, locked, target) {
  if (locked?.integrity === undefined) return false;
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-'));
  try {
    const packed = run('npm', ['pack', `${name}@${locked.version}`, '--silent', '--pack-destination', folder], folder);
    const archive = join(folder, packed.trim().split('\n').at(-1));
    const [algorithm] = locked.integrity.split('-');
    const digest = createHash(algorithm).update(readFileSync(archive)).digest('base64');
    if (`${algorithm}-${digest}` !== locked.integrity) throw new Error(`${name}: not what package-lock.json names`);
    run('tar', ['-xzf', archive], folder);
    copyPackage(join(folder, 'package'), target);
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyPackage(from, to) {
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from).filter((one) => one === 'package.json' || one.endsWith('.node'))) {
    copyFileSync(join(from, file), join(to, file));
  }
}

function run(command, words, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd, encoding: 'utf8' });
  if (error || status !== 0) throw new Error(`${command} ${words.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}

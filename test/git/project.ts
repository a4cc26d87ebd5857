/** Repositories that have this project, and other tools, as development dependencies. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { z } from 'zod';

/** What a command came to. */
export interface RanCommand {
  readonly status: number | null;
  readonly output: string;
}

/** Puts this project and other packages where npm would. */
export function installInto(root: string, packages: readonly string[]): void {
  link(root, 'sallyport', resolve('.'));
  for (const name of packages) link(root, name, resolve('node_modules', name));
}

/** Runs a command line as a person would in a terminal: no variables of CI, of git or of an npm around this. */
export function shell(root: string, command: string, env: Readonly<Record<string, string>> = {}): RanCommand {
  const { PATH = '', LANG = 'C' } = process.env;
  const ran = spawnSync('sh', ['-e', '-c', command], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH, LANG, HOME: join(root, '.git'), npm_config_offline: 'true', ...WHO, ...env },
  });
  return { status: ran.status, output: ran.stdout + ran.stderr };
}

/** Is a package installed here? */
export function isInstalled(name: string): boolean {
  return existsSync(resolve('node_modules', name, 'package.json'));
}

const WHO = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@acme.test',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@acme.test',
};

/** The folder, and a link for each of its commands. */
function link(root: string, name: string, folder: string): void {
  const commands = join(root, 'node_modules', '.bin');
  mkdirSync(commands, { recursive: true });
  symlinkSync(folder, join(root, 'node_modules', name));
  const { bin } = MANIFEST.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  for (const [command, file] of Object.entries(bin)) symlinkSync(join(folder, file), join(commands, command));
}

const MANIFEST = z.object({ bin: z.record(z.string(), z.string()).default({}) });

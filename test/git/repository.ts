/** Real git repositories for the tests of this folder. */
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { repository, write } from '../discover/repository.ts';

export { write } from '../discover/repository.ts';

const WHO = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@acme.test',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@acme.test',
};

/** Runs git in a folder and gives what it prints. */
export function git(root: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'protocol.file.allow=always', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...WHO },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs git where it may fail, with more variables; gives the exit code and all that was printed. */
export function tryGit(
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { readonly status: number | null; readonly output: string } {
  const ran = spawnSync('git', args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...WHO, ...env } });
  return { status: ran.status, output: ran.stdout + ran.stderr };
}

/** A manifest that declares one host. */
export const DECLARED = `version: 1
destinations:
  - id: segment
    hosts: [api.segment.io]
    purpose: Analytics
`;

/** A repository with one call, declared and committed on `main`. */
export function committed(files: Readonly<Record<string, string>> = {}): string {
  const root = repository({
    'package.json': '{ "name": "acme" }\n',
    'src/track.ts': call('api.segment.io'),
    'egress.yaml': DECLARED,
    ...files,
  });
  git(root, 'init', '-q', '-b', 'main');
  commit(root, 'first');
  return root;
}

/** Commits everything. */
export function commit(root: string, message: string): void {
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '--no-verify', '-m', message);
}

/** A module that reaches a host. */
export function call(host: string): string {
  return `export const send = (body: string) => fetch('https://${host}/v1', { method: 'POST', body });\n`;
}

/** Adds a call and stages it. */
export function stage(root: string, path: string, host: string): void {
  write(root, path, call(host));
  git(root, 'add', path);
}

/** The hook that runs this project's own command. */
export function hook(root: string, name: string, command: string): void {
  write(root, join('.git', 'hooks', name), `#!/bin/sh\n${command}\n`);
  execFileSync('chmod', ['+x', join(root, '.git', 'hooks', name)]);
}

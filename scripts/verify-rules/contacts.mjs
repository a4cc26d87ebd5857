/** Runs a case in a process of its own and tells which hosts it tried. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ENTRY } from './install.mjs';

/** Milliseconds after which a run that does not end by itself is ended. */
const PATIENCE = 20_000;

const sandboxFile = (name) => new URL(`sandbox/${name}.mjs`, import.meta.url);

/** The distinct hosts that the code in `folder` tried, sorted, and the first reason for which it ended early. */
export async function contactsOf(folder, { env, answers }) {
  const child = spawn(
    process.execPath,
    ['--import', sandboxFile('intercept').href, fileURLToPath(sandboxFile('run')), join(folder, ENTRY)],
    { cwd: folder, env: environmentIn(folder, env, answers), stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const hosts = new Set();
  const failures = [];
  createInterface({ input: child.stdio[3] }).on('line', (line) => {
    const { host, failure } = JSON.parse(line);
    if (host !== undefined) hosts.add(host);
    if (failure !== undefined) failures.push(failure);
  });
  const complaints = createInterface({ input: child.stderr }).on('line', (line) => {
    if (/^\w*Error\b/.test(line)) failures.push(line);
  });
  const isLate = await end(child);
  complaints.close();
  if (isLate) failures.push(`not ended after ${PATIENCE / 1000} s`);
  return { hosts: [...hosts].toSorted(), failure: failures[0] ?? null };
}

/** Waits for the end of a process; whether it had to be ended. */
function end(child) {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, PATIENCE);
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(timer);
      resolve(isLate);
    });
  });
}

/** Nothing of this machine's own: no proxy, no credentials, no home. */
function environmentIn(folder, env, answers) {
  return {
    PATH: process.env.PATH,
    HOME: folder,
    USERPROFILE: folder,
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    NODE_NO_WARNINGS: '1',
    VERIFY_ANSWERS: JSON.stringify(answers),
    ...env,
  };
}

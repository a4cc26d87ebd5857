/** Runs a conformance program for real, with the network intercepted, and tells which hosts it tried to contact. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { rolldown } from 'rolldown';
import type { Program } from './program.ts';

const DRIVER = '.conformance-driver.ts';
/** Milliseconds after which a run that does not end by itself is ended. */
const PATIENCE = 5_000;

/** The value that a variable has in a run, unless the program gives another: a URL whose host names the variable. */
export function valueOfVariable(name: string): string {
  return `https://${name.toLowerCase().replaceAll('_', '-')}.env.example`;
}

/** Lays out, bundles and runs a program in `folder`; the distinct hosts that it tried to contact, sorted. */
export async function contactsOf(program: Program, folder: string): Promise<readonly string[]> {
  const files = { ...program.files, ...(program.drive === null ? {} : { [DRIVER]: program.drive }) };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { run } = program.expect;
  const entry = join(folder, run === 'drive' || run === undefined ? DRIVER : run);
  const bundle = join(folder, '.bundle', 'main.mjs');
  await bundleTo(bundle, entry, folder);
  return runInWorker(bundle, environmentOf(program));
}

async function bundleTo(file: string, entry: string, cwd: string): Promise<void> {
  const build = await rolldown({ input: entry, cwd, platform: 'node', logLevel: 'silent', treeshake: false });
  await build.write({ file, format: 'esm', codeSplitting: false });
  await build.close();
}

function environmentOf({ expect: { env, environment } }: Program): Record<string, string> {
  return { ...Object.fromEntries(env.map((name) => [name, valueOfVariable(name)])), ...environment };
}

function runInWorker(bundle: string, env: Record<string, string>): Promise<readonly string[]> {
  const worker = new Worker(new URL('intercept.mjs', import.meta.url), {
    workerData: { bundle },
    env,
    stdout: true,
    stderr: true,
  });
  const hosts = new Set<string>();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => void worker.terminate(), PATIENCE);
    worker.on('message', (message: { host?: string; failure?: string }) => {
      if (message.host !== undefined) hosts.add(message.host);
      if (message.failure !== undefined && hosts.size === 0) reject(new Error(message.failure));
    });
    worker.on('error', (error) => (hosts.size === 0 ? reject(error) : undefined));
    worker.on('exit', () => {
      clearTimeout(timer);
      resolve([...hosts].toSorted());
    });
  });
}

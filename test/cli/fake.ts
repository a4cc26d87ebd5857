/** The command line with a process that only remembers. */
import { run } from '../../src/cli/main.ts';
import { PassThrough } from 'node:stream';
import type { Host, InputStream, OutputStream } from '../../src/cli/host.ts';

export interface Ran {
  readonly exitCode: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

export interface FakeOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** What a person types on the terminal. */
  readonly typed?: string;
}

/** Runs one command in a folder. */
export async function sallyport(folder: string, args: readonly string[], options: FakeOptions = {}): Promise<Ran> {
  const stdout = fakeStream(options);
  const stderr = fakeStream(options);
  const host: Host = {
    argv: ['node', 'sallyport', ...args],
    env: options.env ?? {},
    stdout,
    stderr,
    ...(options.typed === undefined ? {} : { stdin: terminalInput(options.typed) }),
    cwd: () => folder,
  };
  await run(host);
  return { exitCode: host.exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

/** A repository with a service, a variable, a place that cannot be known, and what is never a destination. */
export const ACME = {
  'package.json': '{ "name": "acme" }\n',
  'src/config.ts': `export const BASE = 'https://api.segment.io';\n`,
  'src/track.ts': `import { BASE } from './config.ts';

export async function track(event: string) {
  await fetch(\`\${BASE}/v1/track\`, { method: 'POST', body: event });
}
export const mine = () => fetch('/api/me');
`,
  'lib/models.ts': `import OpenAI from 'openai';

export function getModel() {
  return new OpenAI({ apiKey: process.env.OPENAI_API_KEY });
}
export const ledger = () => fetch(process.env.LEDGER_URL + '/balance');
`,
  'src/deliver.ts': `export async function deliver(hook: { url: string }) {
  return fetch(hook.url, { method: 'POST' });
}
`,
} as const;

function terminalInput(typed: string): InputStream {
  const stream = Object.assign(new PassThrough(), { isTTY: true });
  stream.end(typed);
  return stream;
}

function fakeStream({ isTTY, columns }: FakeOptions): OutputStream & { readonly text: () => string } {
  const written: string[] = [];
  return {
    write: (text) => written.push(text),
    on: () => {},
    text: () => written.join(''),
    ...(isTTY === undefined ? {} : { isTTY }),
    ...(columns === undefined ? {} : { columns }),
  };
}

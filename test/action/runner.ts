/** Starts the Action as the runner does. https://github.com/actions/runner: src/Runner.Worker/Handlers/NodeScriptActionHandler.cs */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parse } from 'yaml';

/** What a step came to. */
export interface Step {
  readonly exitCode: number | null;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** How a step is started. */
export interface StepOptions {
  readonly workspace: string;
  readonly event: string;
  readonly payload: unknown;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The checkout that holds action.yml; default: this one. */
  readonly action?: string;
  /** The runner's folder for temporary files; default: one that is gone afterwards. */
  readonly temp?: string;
}

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

/** action.yml, as the runner reads it. */
export function actionFile(folder: string): ActionFile {
  return parse(readFileSync(join(folder, 'action.yml'), 'utf8')) as ActionFile;
}

/** Runs one step: the variables of the job, the inputs with their defaults, empty files for what it gives back. */
export async function runStep(options: StepOptions): Promise<Step> {
  const { workspace, event, payload, inputs = {}, env = {}, action = resolve('.') } = options;
  const files = mkdtempSync(join(tmpdir(), 'runner-'));
  const at = (name: string) => join(files, name);
  writeFileSync(at('event.json'), JSON.stringify(payload));
  for (const name of ['output', 'summary']) writeFileSync(at(name), '');
  const { temp = files } = options;
  const { inputs: declared, runs } = actionFile(action);
  const values = Object.entries(declared).map(([name, one]) => [name, inputs[name] ?? literal(one.default)] as const);
  try {
    const ran = await started([node24(), join(action, runs.main)], workspace, {
      PATH: process.env.PATH ?? '',
      HOME: files,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      GITHUB_ACTION_PATH: action,
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: at('event.json'),
      GITHUB_OUTPUT: at('output'),
      GITHUB_STEP_SUMMARY: at('summary'),
      GITHUB_REPOSITORY: 'acme/shop',
      RUNNER_TEMP: temp,
      ...Object.fromEntries(values.map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value])),
      ...env,
    });
    return {
      ...ran,
      summary: readFileSync(at('summary'), 'utf8'),
      outputs: outputsIn(readFileSync(at('output'), 'utf8')),
    };
  } finally {
    rmSync(files, { recursive: true, force: true });
  }
}

/** `${{ github.token }}` is the runner's to fill in. */
function literal(value: string | undefined): string {
  return value === undefined || value.includes('${{') ? '' : value;
}

function started(
  [command = '', ...words]: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Pick<Step, 'exitCode' | 'log'>> {
  return new Promise((done, failed) => {
    const child = spawn(command, words, { cwd, env });
    const parts: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => parts.push(text));
    }
    child.on('error', failed).on('close', (exitCode) => done({ exitCode, log: parts.join('') }));
  });
}

/** https://docs.github.com/en/actions/reference/workflow-commands#multiline-strings */
function outputsIn(text: string): Readonly<Record<string, string>> {
  const found = text.matchAll(/^([\w-]+)<<(\S+)\n([^]*?)\n\2\n/gm);
  return Object.fromEntries([...found].map(([, name = '', , value = '']) => [name, value]));
}

/** The node that actions run on, from npm; where that cannot be had, the one that runs the tests. */
export function node24(): string {
  const folder = resolve('node_modules/.cache/node-24');
  const node = join(folder, 'node_modules/node/bin/node');
  if (!existsSync(node) && !triedToInstall) {
    triedToInstall = true;
    mkdirSync(folder, { recursive: true });
    spawnSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', 'node@24'], { timeout: 240_000 });
  }
  return existsSync(node) ? node : process.execPath;
}

let triedToInstall = false;

/** One run of the GitHub Action: a check, told in every way that a workflow can use. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { makeCheck, type Checked } from '../cli/checked.ts';
import { checkOptionsOf } from '../cli/gate.ts';
import type { Host } from '../cli/host.ts';
import type { ExitCode } from '../cli/outcome.ts';
import { reportIn } from '../cli/reporting.ts';
import { openSession, type Session } from '../cli/session.ts';
import { readVersion } from '../cli/version.ts';
import { internalError } from '../errors/commands.ts';
import { SallyportError } from '../errors/problem.ts';
import type { Problem } from '../identify/destination.ts';
import { FORMATS } from '../report/formats.ts';
import { inertText, workflowCommand } from '../report/github/command.ts';
import { PLAIN } from '../report/style.ts';
import { baseOf, type Base } from './base.ts';
import { comment } from './comment.ts';
import { commitsOf, type EventCommits } from './event.ts';
import { addSummary, setOutput, writeReport } from './files.ts';
import { readInputs, type Inputs } from './inputs.ts';
import { memberOf } from './member.ts';
import { checkOptions } from './options.ts';
import { patchSection, writePatch, type Patch } from './patch.ts';

/** Runs the Action as the runner starts it, and sets the exit code: a step fails when that is not 0. */
export async function runAction(host: Host): Promise<void> {
  try {
    host.exitCode = await checkedRun(host);
  } catch (error) {
    const problems =
      error instanceof SallyportError ? error.problems : [internalError(messageOf(error), readVersion())];
    for (const one of problems) annotate(host, 'error', 'Sallyport cannot judge', one);
    host.exitCode = 2;
  }
}

async function checkedRun(host: Host): Promise<ExitCode> {
  const { env } = host;
  const inputs = readInputs(env);
  const workspace = resolve(env.GITHUB_WORKSPACE ?? host.cwd());
  const folder = resolve(workspace, inputs.workingDirectory);
  const commits = commitsOf(env.GITHUB_EVENT_NAME ?? '', payloadOf(env.GITHUB_EVENT_PATH));
  const base = inputs.base === null ? baseOf(folder, commits) : ({ kind: 'base', commit: inputs.base } as const);
  if (base.kind === 'missing') sayMissing(host, base);
  const version = readVersion();
  const raw = await checkOptions(wordsFor(inputs, folder, base), version);
  const inWorkspace = { ...host, cwd: () => workspace };
  const session = openSession({ ...raw, format: 'github' }, inWorkspace, version, FORMATS);
  const checked = await makeCheck(session, checkOptionsOf(raw));
  const code = codeOf(checked, inputs.failOn);
  const patch = await writePatch(inWorkspace, raw, checked.drift ?? [], version);
  const markdown = (await reportIn('markdown', session.out, checked.forms)) + (patch ? patchSection(patch) : '');
  await printReport(host, session, checked, inputs);
  addSummary(env.GITHUB_STEP_SUMMARY, markdown);
  await writeOutputs(env.GITHUB_OUTPUT, { checked, session, inputs, workspace, code, patch });
  await writeComment(host, inputs, commits, markdown, code);
  return code;
}

/** The options that the inputs stand for. */
function wordsFor({ manifest, failOn, args }: Inputs, folder: string, base: Base): readonly string[] {
  return [
    '--cwd',
    folder,
    ...(manifest === null ? [] : ['--manifest', manifest]),
    ...(base.kind === 'base' ? ['--base', base.commit] : []),
    // What makes the step fail should look like it.
    ...(failOn.has('stale') || failOn.has('unreviewed') ? ['--strict'] : []),
    ...args,
  ];
}

/** What could not be judged always fails. */
function codeOf({ exitCode, drift, since }: Checked, failOn: ReadonlySet<string>): ExitCode {
  if (exitCode === 2) return 2;
  if (failOn.has('never')) return 0;
  const isWanted = (drift ?? []).some(
    ({ kind, severity }) => failOn.has(kind) || (failOn.has('drift') && severity === 'error'),
  );
  const isPolicy = failOn.has('policy-change') && (since?.changes.policy.length ?? 0) > 0;
  const isRefused = (since?.unapproved.length ?? 0) > 0;
  return isWanted || isPolicy || isRefused ? 1 : 0;
}

async function printReport(host: Host, session: Session, { forms, messages }: Checked, inputs: Inputs): Promise<void> {
  const report = inputs.annotations
    ? await reportIn('github', session.out, forms)
    : inertText(forms.human({ ...session.out, paint: PLAIN.paint }));
  host.stdout.write(report);
  if (messages !== '') host.stdout.write(inertText(messages));
}

interface Results {
  readonly checked: Checked;
  readonly session: Session;
  readonly inputs: Inputs;
  readonly workspace: string;
  readonly code: ExitCode;
  readonly patch: Patch | null;
}

/** Every output is there on every run, so that a workflow can rely on it. */
async function writeOutputs(file: string | undefined, results: Results): Promise<void> {
  const { checked, session, inputs, workspace, code, patch } = results;
  const { drift, since, forms } = checked;
  const document: unknown = JSON.parse(forms.json());
  const policy = memberOf(memberOf(document, 'changes'), 'policy') ?? [];
  const fresh = (since?.changes.code ?? []).filter(({ kind }) => kind === 'new').flatMap(({ hosts }) => hosts);
  const undeclared = (drift ?? []).filter(({ kind }) => kind === 'undeclared').flatMap(({ hosts }) => hosts);
  const outputs: Readonly<Record<string, string>> = {
    result: ['in-sync', 'drift', 'cannot-judge'][code] ?? '',
    drift: JSON.stringify(memberOf(document, 'drift') ?? []),
    'new-hosts': JSON.stringify([...new Set(since === null ? undeclared : fresh)].toSorted()),
    'policy-changes': JSON.stringify(policy),
    'sarif-file': '',
    'patch-file': patch?.file ?? '',
    'manifest-digest': digestOf(session.settings.manifest.path),
  };
  if (inputs.sarif === null) return writeAll(file, outputs);
  const path = resolve(workspace, inputs.sarif);
  writeReport(path, await reportIn('sarif', session.out, forms));
  writeAll(file, { ...outputs, 'sarif-file': relative(workspace, path).replaceAll('\\', '/') });
}

function writeAll(file: string | undefined, outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(file, name, value);
}

async function writeComment(
  host: Host,
  inputs: Inputs,
  { pullRequest }: EventCommits,
  markdown: string,
  code: ExitCode,
): Promise<void> {
  const { env } = host;
  if (inputs.comment === 'never' || pullRequest === null) return;
  if (inputs.token === null) {
    annotateText(host, 'warning', 'Sallyport', [
      'comment: there is no token',
      'Leave `token` out to use that of the job.',
    ]);
    return;
  }
  const place = {
    api: env.GITHUB_API_URL ?? 'https://api.github.com',
    repository: env.GITHUB_REPOSITORY ?? '',
    pullRequest,
    token: inputs.token,
    key: inputs.workingDirectory,
  };
  const outcome = await comment(place, markdown, inputs.comment === 'on-drift' && code === 0);
  if (outcome.kind !== 'refused') return;
  annotateText(host, 'warning', 'Sallyport', [
    `The comment was refused (${outcome.status} ${outcome.detail}); the job summary has the same text.`,
    'It needs `permissions: pull-requests: write`, which a pull request from a fork never has.',
  ]);
}

function sayMissing(host: Host, { commit, detail }: Extract<Base, { kind: 'missing' }>): void {
  annotateText(host, 'warning', 'Sallyport: policy diff unavailable', [
    `The commit before this change (${commit.slice(0, 12)}) is not in this clone and could not be fetched: ${detail}`,
    'What the change reaches is still checked. Let actions/checkout keep its credentials, or set `fetch-depth: 0`.',
  ]);
}

function annotate(host: Host, level: 'error' | 'warning', title: string, { message, hint }: Problem): void {
  annotateText(host, level, title, [message, ...(hint === null ? [] : [hint])]);
}

function annotateText(host: Host, level: 'error' | 'warning', title: string, lines: readonly string[]): void {
  host.stdout.write(`${workflowCommand({ level, title, lines, region: null })}\n`);
}

function payloadOf(path: string | undefined): unknown {
  if (path === undefined || !existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function digestOf(manifest: string): string {
  if (!existsSync(manifest)) return '';
  return `sha256:${createHash('sha256').update(readFileSync(manifest)).digest('hex')}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
}

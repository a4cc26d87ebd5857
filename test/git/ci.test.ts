/** The pipelines of docs/ci.md: their commands are run as they stand there, in a clone and with the variables that the system in question makes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { repository } from '../discover/repository.ts';
import { installInto, shell, type RanCommand } from './project.ts';
import { call, commit, committed, git, write } from './repository.ts';
import { snippetsBelow } from './snippets.ts';

const PAGE = 'docs/ci.md';

interface Pipeline {
  readonly commands: readonly string[];
  readonly report: string;
}

interface System {
  readonly name: string;
  readonly file: string;
  readonly read: (text: string) => Pipeline;
  /** Makes of a full clone, with the change checked out, what the system would have made. */
  readonly clone: (root: string) => void;
  readonly variables: (root: string) => Readonly<Record<string, string>>;
}

const SYSTEMS: readonly System[] = [
  {
    name: 'GitLab CI',
    file: '.gitlab-ci.yml',
    read: gitlab,
    clone: onlyTheChange,
    variables: (root) => ({
      GITLAB_CI: 'true',
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: git(root, 'rev-parse', 'HEAD~1').trim(),
    }),
  },
  {
    name: 'CircleCI',
    file: '.circleci/config.yml',
    read: circle,
    clone: () => {},
    variables: () => ({ CIRCLECI: 'true', BASE: 'main' }),
  },
  {
    name: 'Azure Pipelines',
    file: 'azure-pipelines.yml',
    read: azure,
    clone: merged,
    variables: () => ({ TF_BUILD: 'True', SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main' }),
  },
  {
    name: 'Jenkins',
    file: 'Jenkinsfile',
    read: jenkins,
    clone: onlyTheChange,
    variables: () => ({ JENKINS_URL: 'https://ci.acme.test/', CHANGE_ID: '7', CHANGE_TARGET: 'main' }),
  },
];

describe.each(SYSTEMS)('$name', ({ name, file, read, clone, variables }) => {
  const pipeline = (): Pipeline => {
    const [snippet] = snippetsBelow(PAGE, name);
    expect(snippet?.file).toBe(file);
    return read(snippet?.text ?? '');
  };

  test('a new host fails, and the report that is published names it', () => {
    const root = change(false, clone);
    const { commands, report } = pipeline();
    expect(run(root, commands, variables(root)).status).toBe(1);
    expect(readFileSync(join(root, report), 'utf8')).toContain('rates.acme-bank.com');
  });

  test('one that the change declares passes', () => {
    const root = change(true, clone);
    const { commands, report } = pipeline();
    expect(run(root, commands, variables(root))).toMatchObject({ status: 0 });
    expect(existsSync(join(root, report))).toBe(true);
  });
});

test('GitLab CI, in a pipeline for merged results', () => {
  const root = change(true, merged);
  const { commands } = gitlab(snippetsBelow(PAGE, 'GitLab CI')[0]?.text ?? '');
  const target = git(root, 'rev-parse', 'HEAD^1').trim();
  const variables = { CI_MERGE_REQUEST_TARGET_BRANCH_SHA: target, CI_MERGE_REQUEST_DIFF_BASE_SHA: 'not-asked' };
  expect(run(root, commands, variables)).toMatchObject({ status: 0 });
});

/** A clone in which a change of one commit is checked out, and the branch that it goes to has moved on. */
function change(isDeclared: boolean, clone: (root: string) => void): string {
  const remote = committed({ '.gitignore': 'node_modules\n' });
  git(remote, 'switch', '-q', '-c', 'rates');
  write(remote, 'src/new.ts', call('rates.acme-bank.com'));
  if (isDeclared)
    write(
      remote,
      'egress.yaml',
      `${manifestOf(remote)}  - id: acme-bank\n    hosts: [rates.acme-bank.com]\n    purpose: Rates\n`,
    );
  commit(remote, 'rates');
  git(remote, 'switch', '-q', 'main');
  write(remote, 'README.md', 'Acme\n');
  commit(remote, 'later');
  const root = repository({});
  git(root, 'clone', '-q', remote, '.');
  git(root, 'checkout', '-q', '--detach', 'origin/rates');
  clone(root);
  installInto(root, []);
  return root;
}

function manifestOf(root: string): string {
  return readFileSync(join(root, 'egress.yaml'), 'utf8');
}

/** Systems that fetch what they check out, and no branch. */
function onlyTheChange(root: string): void {
  git(root, 'branch', '-q', '-D', 'main');
  for (const name of ['HEAD', 'main', 'rates'])
    git(root, 'update-ref', '--no-deref', '-d', `refs/remotes/origin/${name}`);
}

/** Systems that check out the change as it will be merged. */
function merged(root: string): void {
  git(root, 'checkout', '-q', '--detach', 'origin/main');
  git(root, 'merge', '-q', '--no-ff', '-m', 'merged', 'origin/rates');
}

/** Runs commands as steps, until one fails. What npm would install is there. */
function run(root: string, commands: readonly string[], variables: Readonly<Record<string, string>>): RanCommand {
  expect(commands[0]).toBe('npm ci');
  let ran: RanCommand = { status: null, output: '' };
  for (const command of commands.slice(1)) {
    ran = shell(root, command, { CI: 'true', ...variables });
    if (ran.status !== 0) break;
  }
  return ran;
}

function gitlab(text: string): Pipeline {
  const { egress } = z
    .object({
      egress: z.object({
        variables: z.object({ GIT_DEPTH: z.literal('0') }),
        script: z.array(z.string()),
        artifacts: z.object({ when: z.literal('always'), reports: z.object({ codequality: z.string() }) }),
      }),
    })
    .parse(parse(text));
  return { commands: egress.script, report: egress.artifacts.reports.codequality };
}

function circle(text: string): Pipeline {
  const step = z.object({
    checkout: z.object({ method: z.literal('full') }).optional(),
    run: z.string().optional(),
    store_test_results: z.object({ path: z.string() }).optional(),
  });
  const { jobs } = z.object({ jobs: z.object({ egress: z.object({ steps: z.array(step) }) }) }).parse(parse(text));
  const { steps } = jobs.egress;
  return {
    commands: steps.flatMap(({ run: command = [] }) => command),
    report: steps.flatMap(({ store_test_results: results }) => results?.path ?? []).join(),
  };
}

function azure(text: string): Pipeline {
  const step = z.object({
    script: z.string().optional(),
    inputs: z.object({ testResultsFormat: z.literal('JUnit'), testResultsFiles: z.string() }).optional(),
  });
  const { steps } = z.object({ steps: z.array(step) }).parse(parse(text));
  return {
    commands: steps.flatMap(({ script = [] }) => script),
    report: steps.flatMap(({ inputs }) => inputs?.testResultsFiles ?? []).join(),
  };
}

function jenkins(text: string): Pipeline {
  return {
    commands: [...text.matchAll(/^ *sh '(.*)'$/gm)].map(([, command = '']) => command),
    report: /junit testResults: '(.*?)'/.exec(text)?.[1] ?? '',
  };
}

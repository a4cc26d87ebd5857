import { describe, expect, test } from 'vitest';
import { repository } from '../discover/repository.ts';
import { sallyport } from './fake.ts';

describe('help and version', () => {
  test.each([['--help'], ['-h'], ['help']])('%s prints the commands and examples', async (option) => {
    const { exitCode, stdout, stderr } = await sallyport(repository({}), [option]);
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    for (const command of ['check', 'init', 'scan', 'explain', 'accept', 'prune']) expect(stdout).toContain(command);
    expect(stdout).toContain('Examples:');
    expect(stdout).not.toContain('start ');
  });

  test('help of a command', async () => {
    const { exitCode, stdout } = await sallyport(repository({}), ['accept', '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('--reason <text>');
    expect(stdout).toContain('--cwd <folder>');
  });

  test('--version', async () => {
    const { exitCode, stdout } = await sallyport(repository({}), ['--version']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '0.1.0\n' });
  });
});

describe('a usage error exits with 2 and says what was meant', () => {
  test.each<[readonly string[], string]>([
    [['chekc'], 'Did you mean `sallyport check`?'],
    [['scna', '--foo'], 'Did you mean `sallyport scan`?'],
    [['frobnicate'], 'The commands are check, diff, scan, explain, init, accept, merge, prune, rules.'],
    [['--stict'], 'Did you mean --strict?'],
    [['check', '--stict'], 'Did you mean --strict?'],
    [['check', '--stagged'], "unknown option '--stagged'"],
    [['scan', '--strict'], "unknown option '--strict'"],
    [['check', 'extra'], 'sallyport check --help'],
    [['explain'], "missing required argument 'what'"],
    [['check', '--quiet', '--verbose'], "'--quiet' cannot be used with option '--verbose'"],
    [['check', '--format', 'xml'], 'Choose human, json, sarif, github, markdown, junit or gitlab.'],
    [['explain', 'x.example.com', '--format', 'xml'], '--format xml does not exist'],
    [['explain', 'x.example.com', '--format', 'sarif'], '--format sarif is for check, scan and diff only'],
    [['rules', '--format', 'github'], 'Choose human or json.'],
    [['init', '--format', 'junit'], 'Choose human or json.'],
    [['accept', 'x.example.com', '--reason', 'x', '--format', 'gitlab'], 'Choose human or json.'],
    [['prune', '--format', 'markdown'], 'Choose human or json.'],
    [['check', '--surface', 'servr'], 'Did you mean server?'],
    [['check', '--surface', ','], 'names no surface'],
    [['check', '--threads', '0'], 'not a number of threads'],
    [['check', '--as-of', '2026-02-30'], 'not a day of the calendar'],
    [['check', '--cwd', 'nope'], 'there is no such folder'],
    [['check', '--cwd', 'file.txt'], 'it is a file, not a folder'],
    [['accept'], 'accept needs to be told what to accept'],
    [['accept', 'api.example.com'], 'cannot be accepted without a reason'],
    [['accept', '--all', 'api.example.com'], 'exclude each other'],
  ])('%j', async (args, message) => {
    const { exitCode, stdout, stderr } = await sallyport(repository({ 'file.txt': '' }), args);
    expect(stderr).toContain(message);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });

  test('every wrong option is said at once', async () => {
    const { stderr } = await sallyport(repository({}), ['scan', '--threads', 'x', '--format', 'xml', '--cwd', 'nope']);
    expect(stderr.match(/^error/gm)).toHaveLength(3);
  });
});

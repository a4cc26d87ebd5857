/** Runs commands in turn, so that a machine that gets slower is slower for all of them. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';

/** Seconds of wall-clock time by command, in the order of the runs, after one that warms up. */
export function measure(commands, runs) {
  const times = new Map(commands.map(({ name }) => [name, []]));
  for (let run = 0; run <= runs; run += 1) {
    for (const { name, words } of commands) {
      const seconds = timed(words);
      if (run > 0) times.get(name).push(seconds);
    }
  }
  return times;
}

function timed([program, ...words]) {
  const { CI: _, GITHUB_ACTIONS: __, ...env } = process.env;
  const began = performance.now();
  const { error, status, stderr } = spawnSync(program, words, {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (error) throw error;
  // A linter may find something, and a repository may have no manifest.
  if (status === null || status > 2) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return (performance.now() - began) / 1000;
}

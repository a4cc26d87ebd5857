/** `npm run rules:verify [-- [--fresh] CASE...]`: holds the rules against the real SDKs and writes docs/verification.md. */
import process from 'node:process';
import { readCases, selected } from './cases.mjs';
import { claimsOf } from './claims.mjs';
import { contactsOf } from './contacts.mjs';
import { install, installedVersions } from './install.mjs';
import { judge, verdictOf } from './judge.mjs';
import { writeTable } from './table.mjs';

/** Cases that run at the same time. */
const CONCURRENCY = 2;

const fresh = process.argv.includes('--fresh');
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const date = new Date().toISOString().slice(0, 10);

try {
  const cases = readCases();
  const chosen = selected(cases, names);
  const results = await runAll(chosen);
  writeTable(
    results,
    cases.map(({ id }) => id),
  );
  const open = results.filter(({ faults }) => faults.length > 0);
  console.log(`${results.length} cases, ${open.length} with a difference that is not explained`);
  process.exitCode = open.length > 0 ? 1 : 0;
} catch (error) {
  console.error(`rules:verify: ${error.message}`);
  process.exitCode = 2;
}

async function runAll(cases) {
  const queue = [...cases];
  const results = [];
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const result = await verify(next);
      console.log([`${result.verdict.padEnd(11)} ${result.id}`, ...result.faults].join('\n              '));
      results.push(result);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return results;
}

async function verify(one) {
  try {
    return await compared(one, await install(one, { fresh }));
  } catch (error) {
    return failed(one, { versions: [], claimed: [], tried: [] }, error.message);
  }
}

async function compared(one, folder) {
  const claims = await claimsOf(folder);
  const { hosts: tried, failure } = await contactsOf(folder, one);
  const facts = { versions: installedVersions(folder, one.packages), claimed: claims.hosts, tried };
  if (tried.length === 0) return failed(one, facts, failure ?? 'no host was tried');
  if (!claims.rules.has(one.rule)) return failed(one, facts, `no site of ${one.rule} was found`);
  const judgement = judge(claims.hosts, tried, one.explanations);
  const explanation = Object.entries(one.explanations)
    .map(([host, text]) => `\`${host}\`: ${text}`)
    .join('; ');
  const faults = faultsOf(judgement, failure);
  return { ...resultOf(one, facts), verdict: verdictOf(judgement), explanation, faults };
}

function faultsOf({ claimsMore, triesMore, unneeded }, failure) {
  const open = (differences) => differences.filter(({ explanation }) => explanation === null);
  const faults = [
    ...open(claimsMore).map(({ host }) => `claims ${host}, which was not tried`),
    ...open(triesMore).map(({ host }) => `tries ${host}, which is not claimed`),
    ...unneeded.map((host) => `explains ${host}, which is no difference`),
  ];
  return faults.length > 0 && failure !== null ? [...faults, `the run said: ${failure}`] : faults;
}

function failed(one, facts, reason) {
  return { ...resultOf(one, facts), verdict: 'failed', explanation: reason, faults: [reason] };
}

function resultOf({ id, rule }, facts) {
  return { id, rule, date, ...facts };
}

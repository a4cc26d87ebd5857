/** Whether the manifest allows what is not encrypted: only an entry that lists the scheme does. */
import { schemeOf } from '../manifest/cleartext.ts';
import type { Coverage } from '../manifest/coverage.ts';
import type { JudgedSite } from './gap.ts';

/**
 * Decides whether the entries that declare the site list its scheme. Where hosts are known only they are asked: a variable beside
 * them, as in `process.env.API_URL ?? 'http://api.example.com'`, has a scheme of its own.
 */
export function isSchemeDeclared({ site, answers }: JudgedSite): boolean {
  const hosts = answers.filter(({ need }) => need.kind === 'host');
  const asked = hosts.length > 0 ? hosts : answers;
  return asked.length > 0 && asked.every(({ coverage }) => schemesOf(coverage).includes(schemeOf(site)));
}

function schemesOf(coverage: Coverage): readonly string[] {
  switch (coverage.kind) {
    case 'declared':
      return coverage.entries.flatMap(({ schemes }) => schemes);
    case 'elsewhere':
      return coverage.entry.schemes;
    case 'denied':
    case 'undeclared':
      return [];
  }
}

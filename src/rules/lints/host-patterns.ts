import { parse } from 'tldts';
import type { Fault, FileLint } from './lint.ts';

export const hostPatterns: FileLint = {
  name: 'host-patterns',
  description: 'Every host is a host pattern that names more than a public suffix.',
  check: (file) => (file.family === 'services' ? file.rule.hosts.flatMap(faultsOf) : []),
};

/** A `*` is one label or part of one; `**.` at the start is one or more labels. */
function faultsOf(host: string): readonly Fault[] {
  const rest = host.startsWith('**.') ? host.slice(3) : host;
  if (!/^[a-z0-9*-]+(?:\.[a-z0-9*-]+)+$/.test(rest) || rest.includes('**')) return [`${host} is not a host pattern`];
  const concrete = parse(rest.replaceAll('*', 'x'), { allowPrivateDomains: false });
  if (concrete.domain === null) return [`${host} is a public suffix`];
  return rest.endsWith(concrete.domain) ? [] : [`${host} leaves its registrable domain open`];
}

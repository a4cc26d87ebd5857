import type { RuleFile } from '../rule.ts';
import { type CatalogueLint } from './lint.ts';
import { ruleId } from '../rule.ts';

export const hostsOfOneService: CatalogueLint = {
  name: 'hosts-of-one-service',
  description: 'No host is claimed by two services: what is met there would have two names.',
  check(files) {
    const owners = new Map<string, string[]>();
    for (const { host, owner } of files.flatMap(claims)) owners.set(host, [...(owners.get(host) ?? []), owner]);
    return [...owners]
      .filter(([, claimed]) => claimed.length > 1)
      .flatMap(([host, claimed]) =>
        claimed.map((file) => ({ file, fault: `${host} is claimed by ${claimed.join(' and ')}` })),
      );
  },
};

function claims(file: RuleFile): readonly { readonly host: string; readonly owner: string }[] {
  if (file.family !== 'services') return [];
  return file.rule.hosts.map((host) => ({ host, owner: ruleId(file) }));
}

import type { RuleFile } from '../rule.ts';
import { type CatalogueLint } from './lint.ts';
import { ruleId } from '../rule.ts';

export const wildcards: CatalogueLint = {
  name: 'wildcards',
  description: "A wildcard covers no other service's host, unless an exception says why the narrower pattern may win.",
  check(files) {
    const claims = files.flatMap(claimsOf);
    const wide = claims.flatMap((claim) =>
      claim.host.includes('*') ? [{ ...claim, covers: matcher(claim.host) }] : [],
    );
    return claims.flatMap(({ owner, host }) =>
      wide
        .filter((other) => other.owner !== owner && other.host !== host && other.covers.test(concrete(host)))
        .map((other) => ({ file: owner, fault: `${host} is also covered by ${other.host} of ${other.owner}` })),
    );
  },
};

interface Claim {
  readonly owner: string;
  readonly host: string;
}

function claimsOf(file: RuleFile): readonly Claim[] {
  return file.family === 'services' ? file.rule.hosts.map((host) => ({ owner: ruleId(file), host })) : [];
}

function matcher(pattern: string): RegExp {
  const isDeep = pattern.startsWith('**.');
  const pieces = (isDeep ? pattern.slice(3) : pattern).split('*').map((piece) => piece.replaceAll('.', String.raw`\.`));
  return new RegExp(`^${isDeep ? String.raw`(?:[^.]+\.)+` : ''}${pieces.join('[^.]+')}$`);
}

/** A host that the pattern stands for. */
function concrete(pattern: string): string {
  return pattern.replace(/^\*\*\./, 'x.x.').replaceAll('*', 'x');
}

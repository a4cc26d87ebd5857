/** Which host patterns may stand in the manifest: a wildcard must stay within what one party controls. */
import { parse as parseDomain } from 'tldts';
import { parsePattern, type HostLabels } from './pattern.ts';

/** What the pattern is for: `deny` may be wider, since it only takes away. */
export type HostUse = 'destination' | 'deny';

/** Says what is wrong with a host pattern and what to write instead, or null. */
export function hostFault(text: string, use: HostUse): string | null {
  if (/^\*{1,2}(:.*)?$/.test(text))
    return `"${text}" stands for every host; name the hosts, or a domain: "*.example.com"`;
  const result = parsePattern(text);
  if (result.kind === 'bad') return result.fault;
  if (use === 'deny' && !isEverything(result.pattern)) return null;
  return isTooWide(result.pattern)
    ? `"${text}" is a wildcard over a public suffix, where anybody can have a name; write a domain, like "*.example.com"`
    : null;
}

/**
 * Decides whether a wildcard reaches beyond one party: what stands to the right of the last star is nothing, or a suffix under
 * which anybody can register (`com`, `co.uk`). Platforms that give names away (`github.io`, `vercel.app`) are parties, so allowed.
 */
export function isTooWide({ deep, labels }: HostLabels): boolean {
  const last = labels.findLastIndex((label) => label.includes('*'));
  if (last < 0 && !deep) return false;
  const fixed = labels.slice(last + 1);
  if (fixed.length === 0) return !isIntranetName(labels, deep) && !isAddressRange(labels);
  const domain = parseDomain(fixed.join('.'));
  return domain.isIcann === true && domain.publicSuffix === fixed.join('.');
}

function isEverything({ labels }: HostLabels): boolean {
  return labels.every((label) => label === '*');
}

/** `worker-*`: a single label, which only a private network resolves. */
function isIntranetName(labels: readonly string[], deep: boolean): boolean {
  return !deep && labels.length === 1 && labels[0] !== '*';
}

/** `10.0.*.*` */
function isAddressRange(labels: readonly string[]): boolean {
  return labels.length === 4 && labels[0] !== '*' && labels.every((label) => label === '*' || /^\d{1,3}$/.test(label));
}

/** Instances of packages that no rule describes, where they are told an address: that alone says that they connect. */
import { isBuiltin } from 'node:module';
import { capturesAt } from '../values/captures.ts';
import { apiInvoke, type Invocation } from '../values/operations/api.ts';
import { optionsOf, type Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { uses, type SinkUse, type Where } from './uses.ts';

/** The sinks that rules have for any package (`'*'`), where an address is written down or comes out of a variable that is named for one. */
export function findOfUnknownPackage(
  value: Value,
  kind: Invocation,
  where: Where,
  analysis: Analysis,
): readonly SinkUse[] {
  const specifier = kind === 'construct' ? unknownPackage(value) : null;
  const node = specifier === null ? null : analysis.trie.modules.get('*')?.anyMember;
  const ref = { module: where.module, expr: where.at, frame: null };
  const api = node ? apiInvoke({ kind: 'api', node, applied: [] }, kind, ref) : null;
  if (specifier === null || api === null) return [];
  return uses(api, where, analysis)
    .filter((use) => saysAddress(use, analysis))
    .map((use) => ({ ...use, specifier }));
}

function unknownPackage(value: Value): string | null {
  if (value.kind !== 'hole' || value.hole.kind !== 'unknown' || value.hole.reason !== 'unknown-package') return null;
  const { detail = null } = value.hole;
  return detail === null || isBuiltin(detail) ? null : detail;
}

function saysAddress({ ends, applied, assumptions }: SinkUse, analysis: Analysis): boolean {
  const evaluation = analysis.under(assumptions);
  return ends.some((end) => {
    const captured = [...(capturesAt(end, applied, evaluation)?.values() ?? [])];
    return captured.some((one) => optionsOf(one.value).some(isAddress));
  });
}

/** Of a value that is not known nobody can say that it is an address. */
function isAddress(value: Value): boolean {
  const [first] = value.kind === 'text' ? value.parts : [];
  if (first?.kind === 'text') return /^[a-z][\w+.-]*:\/\/\S/i.test(first.text);
  return first?.hole.kind === 'env' && OF_ADDRESSES.test(first.hole.name) && !OWN.test(first.hole.name);
}

const OF_ADDRESSES = /(?:URL|URI|ENDPOINT|HOST|HOSTNAME|SERVER|BROKERS|DSN)$/i;
/** Variables with the address of the program itself, which it tells others: `NEXT_PUBLIC_APP_URL`. */
const OWN =
  /^(?:NEXT_PUBLIC_|VITE_|PUBLIC_|NUXT_PUBLIC_)?(?:APP|BASE|SITE|PUBLIC|ROOT|WEB|WEBSITE|FRONTEND|NEXTAUTH|VERCEL)?_?(?:URL|HOST|HOSTNAME)$/i;

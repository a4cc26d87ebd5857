/** What packages make that no rule describes, and classes of described packages that none does: where one is told an address or a key of an API, that alone says that it connects. */
import { isBuiltin } from 'node:module';
import type { ExprId, Module } from '../lower/module.ts';
import { capturesAt } from '../values/captures.ts';
import { apiInvoke, type Invocation } from '../values/operations/api.ts';
import { optionsOf, type Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { uses, type SinkUse, type Where } from './uses.ts';

/**
 * The sinks that rules have for any package (`'*'`): instances, where an address is written down or comes out of a variable that is named for
 * one, and whatever is given a key of an API.
 */
export function findOfUnknownPackage(
  value: Value,
  kind: Invocation,
  where: Where,
  analysis: Analysis,
): readonly SinkUse[] {
  const unknown = kind === 'markup' ? null : unknownPackage(value);
  const unlisted = kind === 'construct' && unknown === null ? unlistedExport(value, where, analysis) : null;
  const specifier = unknown ?? unlisted;
  const node = specifier === null ? null : analysis.trie.modules.get('*')?.anyMember;
  const ref = { module: where.module, expr: where.at, frame: null };
  const api = node ? apiInvoke({ kind: 'api', node, applied: [] }, kind, ref) : null;
  if (specifier === null || api === null) return [];
  // A name for a folder (`@/lib/store`) that leads nowhere is no package.
  const isGivenKey =
    unlisted === null &&
    /^(?:@[\w.-]+\/)?\w/.test(specifier) &&
    isKeyGiven(where) &&
    !isDescribed(where, specifier, analysis);
  return uses(api, where, analysis)
    .filter((use) => isGivenKey || (kind === 'construct' && isTold(use, analysis, unlisted === null)))
    .map((use) => ({ ...use, specifier }));
}

function unknownPackage(value: Value): string | null {
  if (value.kind !== 'hole' || value.hole.kind !== 'unknown' || value.hole.reason !== 'unknown-package') return null;
  const { detail = null } = value.hole;
  return detail === null || isBuiltin(detail) ? null : detail;
}

/**
 * The package that is described without this class, which a newer version may have: `import { NewClient } from 'sdk'`. A class that takes a key there
 * is as likely to hold it for one that is described.
 */
function unlistedExport(value: Value, { module, at }: Where, { trie }: Analysis): string | null {
  if (value.kind !== 'hole' || value.hole.kind !== 'unknown' || value.hole.reason !== 'unknown-member') return null;
  const call = module.expressions[at];
  const callee = call?.kind === 'call' ? module.expressions[call.callee] : undefined;
  const [only] = callee?.kind === 'name' ? (module.bindings[callee.binding]?.definitions ?? []) : [];
  const member = only ? module.expressions[only.value] : undefined;
  const from = member?.kind === 'member' ? module.expressions[member.object] : undefined;
  const specifier = from?.kind === 'module' ? module.expressions[from.specifier] : undefined;
  const name = specifier?.kind === 'literal' && typeof specifier.value === 'string' ? specifier.value : null;
  return name !== null && !isBuiltin(name) && trie.modules.get(name) !== null ? name : null;
}

/** Whether a call has a key of an API among its options, as they are written there: what else would ask for one. */
export function isKeyGiven({ module, at }: Pick<Where, 'module' | 'at'>): boolean {
  return keysGiven(module, at).length > 0;
}

function keysGiven(module: Module, at: ExprId): readonly ExprId[] {
  const call = module.expressions[at];
  if (call?.kind !== 'call') return [];
  return call.args.flatMap(({ value }) => {
    const options = module.expressions[value];
    const written = options?.kind === 'object' ? options.properties : [];
    return written.flatMap((one) => (one.kind === 'property' && isKeyName(one.key) ? [one.value] : []));
  });
}

/**
 * Whether the key is only described, as a column of a table or a field of a schema: `pgTable('ai', { apiKey: text('api_key') })`. Its value is a
 * schema then, or what another function of the same package gives.
 */
function isDescribed({ module, at }: Where, specifier: string, { evaluation }: Analysis): boolean {
  const valueAt = (expr: ExprId): Value => evaluation.ask({ module, expr, frame: null });
  return keysGiven(module, at).every((key) => {
    if (module.expressions[key]?.kind !== 'call') return false;
    return valueAt(key).kind === 'schema' || unknownPackage(valueAt(rootOf(module, key))) === specifier;
  });
}

/** What the first of a chain of calls is called on: `text` of `text('key').notNull()`. */
function rootOf(module: Module, id: ExprId): ExprId {
  const expr = module.expressions[id];
  if (expr?.kind === 'call') return rootOf(module, expr.callee);
  return expr?.kind === 'member' ? rootOf(module, expr.object) : id;
}

function isKeyName(key: string | ExprId): boolean {
  return typeof key === 'string' && /^api_?(?:key|token)$/i.test(key);
}

/** A key says it where the sink is about keys, else an address does; where keys count. */
function isTold({ sink, ends, applied, assumptions }: SinkUse, analysis: Analysis, byKeys: boolean): boolean {
  const evaluation = analysis.under(assumptions);
  const isOfKeys = sink.require?.includes('credential') === true;
  return ends.some((end) => {
    const captured = [...(capturesAt(end, applied, evaluation) ?? [])];
    return captured.some(([role, { value }]) =>
      role === 'credential' ? byKeys && optionsOf(value).some(isKey) : !isOfKeys && optionsOf(value).some(isAddress),
    );
  });
}

/** A variable that is named for a key of an API. */
function isKey(value: Value): boolean {
  const [first] = value.kind === 'text' ? value.parts : [];
  return first?.kind === 'hole' && first.hole.kind === 'env' && /API_?(?:KEY|TOKEN)$/i.test(first.hole.name);
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

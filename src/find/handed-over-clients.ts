/** Clients that are handed to a function which calls them: of the language (`urls.map(fetch)`), or of a package (`call(fetch, url)`). */
import type { Argument, Expr, ExprId } from '../lower/module.ts';
import { capturesAt } from '../values/captures.ts';
import { apiInvoke } from '../values/operations/api.ts';
import { callingMethod } from '../values/operations/callbacks.ts';
import { isClientName } from '../values/operations/client-names.ts';
import { splitUrl } from '../values/url-text.ts';
import { argumentsAt, at, optionsOf, type ApiValue, type Ref, type Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { uses, type SinkUse, type Where } from './uses.ts';

type Call = Extract<Expr, { kind: 'call' }>;

/** What such a call connects to. */
export function findHanded(where: Where, analysis: Analysis): readonly SinkUse[] {
  const { module, at: expr } = where;
  const ref: Ref = { module, expr, frame: null };
  return [...findCalledByLibrary(ref, where, analysis), ...findAtCall(module.expressions[expr], ref, where, analysis)];
}

function findAtCall(call: Expr | undefined, ref: Ref, where: Where, analysis: Analysis): readonly SinkUse[] {
  if (call?.kind !== 'call') return [];
  if (callingMethod(ref) === null)
    return [
      ...findPassedOn(call.args, ref, where, analysis),
      ...findCalled(call, ref, where, analysis),
      ...findReadyMade(call, ref, where, analysis),
    ];
  const [handed] = call.args;
  if (!handed || handed.spread || ref.module.expressions[handed.value]?.kind === 'function') return [];
  return clientsAt(handed, ref, analysis).flatMap((api) => {
    const node = api.node.call;
    return node
      ? uses({ kind: 'api', node, applied: [...api.applied, { ...ref, as: 'callback' }] }, where, analysis)
      : [];
  });
}

/** Clients that a rule says a package calls, and with what: `useSWR(url, fetch)`. */
function findCalledByLibrary(ref: Ref, where: Where, analysis: Analysis): readonly SinkUse[] {
  return analysis.handedClients(ref).flatMap(({ client, args, supposing }) => {
    const called = apiInvoke(client, 'call', ref, args);
    return called ? uses(called, { ...where, assumptions: supposing }, analysis) : [];
  });
}

/** A client in front of what it is to be called with: `call(fetch, url)`, `limit(fetch, url)`, `setTimeout(fetch, 100, url)`. */
function findPassedOn(args: readonly Argument[], ref: Ref, where: Where, analysis: Analysis): readonly SinkUse[] {
  const handed = args.findIndex(({ value, spread }) => !spread && isClientName(value, ref, analysis.trie));
  const client = args[handed];
  const clients = client && handed < args.length - 1 ? clientsAt(client, ref, analysis) : [];
  if (clients.length === 0 || isOfRepository(ref, analysis)) return [];
  const given = args.findIndex(
    ({ value, spread }, index) =>
      index > handed && !spread && optionsOf(analysis.evaluation.ask(at(ref, value))).some(mayBeAddress),
  );
  if (given < 0) return [];
  return clients.flatMap((api) => {
    const called = apiInvoke(api, 'call', ref, argumentsAt(ref, [], given));
    return called ? uses(called, where, analysis) : [];
  });
}

/** Clients that a rule says a package calls: the providers of a registry of models, `createProviderRegistry({ openai })`. */
function findCalled(call: Call, ref: Ref, where: Where, analysis: Analysis): readonly SinkUse[] {
  if (!analysis.callable.mayBeApi(ref.module, call.callee)) return [];
  const evaluation = analysis.under(where.assumptions);
  const callee = evaluation.ask(at(ref, call.callee));
  return optionsOf(callee).flatMap((option) => {
    const api = option.kind === 'api' ? apiInvoke(option, call.construct ? 'construct' : 'call', ref) : null;
    return (api?.node.ends ?? []).flatMap((end) => {
      if (api === null || end.kind !== 'function' || end.function.returns !== 'called') return [];
      const value = capturesAt(end, api.applied, evaluation)?.get('value')?.value;
      return value ? calledIn(value, ref, where, analysis) : [];
    });
  });
}

/** Clients that a package exports ready-made, handed to another package, alone or in its options: `new Ratelimit({ redis: kv })`. */
function findReadyMade(call: Call, ref: Ref, where: Where, analysis: Analysis): readonly SinkUse[] {
  const clients = call.args.flatMap(({ value, spread }) => (spread ? [] : readyMadeIn(value, ref, analysis)));
  if (clients.length === 0 || isCalleeOfRepository(call, ref, analysis)) return [];
  return clients.flatMap((client) => calledIn(client, ref, where, analysis));
}

/** The methods of such clients, at an argument or the members of an object that stands there. */
function readyMadeIn(id: ExprId, ref: Ref, analysis: Analysis): readonly ApiValue[] {
  const expr = ref.module.expressions[id];
  if (expr?.kind === 'object')
    return expr.properties.flatMap(({ kind, value }) => (kind === 'property' ? readyMadeIn(value, ref, analysis) : []));
  if (expr?.kind !== 'name' || !isClientName(id, ref, analysis.trie)) return [];
  return optionsOf(analysis.evaluation.ask(at(ref, id))).flatMap((one) => {
    const method = one.kind === 'api' && one.applied.length === 0 ? one.node.anyMember : null;
    return one.kind === 'api' && method?.call?.ends.some(({ kind }) => kind === 'sink')
      ? [{ ...one, node: method }]
      : [];
  });
}

/** Past all arguments: what it is called with, nobody says. */
const NO_MORE = 1_000;

function calledIn(value: Value, ref: Ref, where: Where, analysis: Analysis): readonly SinkUse[] {
  return optionsOf(value).flatMap((client) => {
    const called = client.kind === 'api' ? apiInvoke(client, 'call', ref, argumentsAt(ref, [], NO_MORE)) : null;
    return called ? uses(called, where, analysis) : [];
  });
}

function clientsAt({ value }: Argument, ref: Ref, analysis: Analysis): readonly ApiValue[] {
  return optionsOf(analysis.evaluation.ask(at(ref, value))).flatMap((one) => (one.kind === 'api' ? [one] : []));
}

/** What a function of the repository does with it is followed; an api's call is a rule's to tell. */
function isOfRepository(ref: Ref, { evaluation }: Analysis): boolean {
  const call = ref.module.expressions[ref.expr];
  return call?.kind !== 'call' || call.construct || isCalleeOfRepository(call, ref, { evaluation });
}

function isCalleeOfRepository({ callee }: Call, ref: Ref, { evaluation }: Pick<Analysis, 'evaluation'>): boolean {
  return optionsOf(evaluation.ask(at(ref, callee))).some(
    ({ kind }) => kind === 'closure' || kind === 'class' || kind === 'namespace',
  );
}

function mayBeAddress(value: Value): boolean {
  if (value.kind === 'hole') return value.hole.kind !== 'unknown';
  return value.kind === 'text' && (splitUrl(value.parts) !== null || value.parts[0]?.kind === 'hole');
}

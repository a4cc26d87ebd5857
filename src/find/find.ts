/** Sinks met in the program: every call, construction, element and assignment whose callee is a position of the trie with a sink. */
import type { CallSite, ExprId, Write } from '../lower/module.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import { argumentAt } from '../values/arguments.ts';
import { splitUrl } from '../values/url-text.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { apiInvoke, borrowedApi, elementApi, invokedAs, type Invocation } from '../values/operations/api.ts';
import { isLanguageMethod } from '../values/operations/builtins.ts';
import { superclassOf } from '../values/operations/construction.ts';
import { mayMake } from '../values/operations/inheritance.ts';
import { invoked } from '../values/operations/names.ts';
import { optionsOf, type ApiValue, type Applied, type ParameterHole, type Ref, type Value } from '../values/value.ts';
import { terminalName } from '../link/names.ts';
import type { Analysis } from './analysis.ts';
import { findAtAnswers } from './answers.ts';
import { assume, wrappersIn } from './assume.ts';
import { parameterOf } from './call-graph.ts';
import { calleeByType } from './clients-by-type.ts';
import { findAtClasses } from './class-fields.ts';
import { contained, type Place } from './contained.ts';
import { elementReached, isLoadedAgain } from './elements.ts';
import { findAtExports } from './exports.ts';
import { findHanded } from './handed-over-clients.ts';
import { findOfUnknownPackage, isKeyGiven } from './packages-without-a-rule.ts';
import { mayConnect } from './passed-clients.ts';
import { findPassed } from './plugins.ts';
import { uses, type SinkUse, type Where } from './uses.ts';

/** Finds all sink uses of a program, in the order of files and positions. */
export function find(program: Program, analysis: Analysis): readonly SinkUse[] {
  return program.modules.flatMap((module) => {
    const ofFile = { left: LIMITS.clientSearchOfFile };
    return [
      ...contained({ module, at: null }, analysis.contained, () => findAtExports(module, analysis), []),
      ...contained({ module, at: null }, analysis.contained, () => findAtAnswers(module, analysis), []),
      ...contained({ module, at: null }, analysis.contained, () => findAtClasses(module, analysis), []),
      ...module.calls.flatMap((call) =>
        search({ module, at: call.call }, analysis, ofFile, (own) => findAtCall(module, call, own)),
      ),
      ...module.writes.flatMap((write) =>
        search({ module, at: write.at }, analysis, ofFile, (own) => findAtWrite(module, write, own)),
      ),
    ];
  });
}

/** The search for the client behind one call. */
interface Search {
  readonly analysis: Analysis;
  /** Calls that may still be looked at for who passes it. */
  readonly budget: { left: number };
}

/** Within the steps of one sink, and what calls of the same file have left of the search. */
function search(
  place: Place,
  analysis: Analysis,
  ofFile: { left: number },
  look: (search: Search) => readonly SinkUse[],
): readonly SinkUse[] {
  const { meter } = analysis.evaluation.facts;
  const most = Math.min(LIMITS.clientSearch, Math.max(LIMITS.leastClientSearch, ofFile.left));
  const budget = { left: most };
  const found = contained(
    place,
    analysis.contained,
    () =>
      meter.withReserve(meter.hardSearches, LIMITS.stepsOfSearch, LIMITS.stepsOfSink, () => look({ analysis, budget })),
    [],
  );
  ofFile.left -= most - budget.left;
  return found;
}

/** `axios.defaults.baseURL = …`, and the same on what a library hands to a function: `config.baseURL = …` in an interceptor. */
function findAtWrite(module: LinkedModule, write: Write, search: Search): readonly SinkUse[] {
  const { how, property, at, owner, symbol } = write;
  if (
    how !== 'property' ||
    typeof property !== 'string' ||
    search.analysis.trie.names.sinkProperties.get(property) === undefined ||
    isLoadedAgain(module, write)
  )
    return [];
  return findAtReceiver(write, property, { module, at, owner, symbol, assumptions: new Map() }, search);
}

function findAtReceiver(write: Write, property: string, where: Where, search: Search): readonly SinkUse[] {
  const { analysis } = search;
  const at = { module: where.module, frame: null };
  const isMeant = (passed: Value): boolean => passed.kind === 'api' && passed.node.assigns.has(property);
  const written = optionsOf(analysis.under(where.assumptions).ask({ ...at, expr: write.object }));
  const element = written.some(isMeant) ? null : elementAt(write, property, where, analysis);
  if (element) return usesOfWrite(element, property, write, where, analysis);
  return written.flatMap((option) => {
    const parameter = option.kind === 'hole' ? parameterOf(option) : null;
    if (parameter)
      return fromCallers(parameter, { expr: write.object, isMeant }, where, search, (next) =>
        findAtReceiver(write, property, next, search),
      );
    return option.kind === 'api' ? usesOfWrite(option, property, write, where, analysis) : [];
  });
}

function usesOfWrite(
  api: ApiValue,
  property: string,
  { value }: Write,
  where: Where,
  analysis: Analysis,
): readonly SinkUse[] {
  const node = api.node.assigns.get(property);
  const applied: Applied = { module: where.module, frame: null, expr: value, as: 'value' };
  return node ? uses({ kind: 'api', node, applied: [...api.applied, applied] }, where, analysis) : [];
}

/** The element of a page that is written to, as it is reached; null for anything else. */
function elementAt({ object }: Write, property: string, { module }: Where, { trie }: Analysis): ApiValue | null {
  const name = elementReached(module, object);
  const made = name === null ? undefined : trie.globals.get(name)?.construct;
  return made?.assigns.has(property)
    ? { kind: 'api', node: made, applied: [{ module, expr: object, frame: null, as: 'call' }] }
    : null;
}

function findAtCall(module: LinkedModule, site: CallSite, search: Search): readonly SinkUse[] {
  const { analysis } = search;
  const { call, ...rest } = site;
  const where: Where = { module, at: call, ...rest, assumptions: new Map() };
  const expr = module.expressions[call];
  if (expr?.kind === 'markup' && typeof expr.tag === 'string') {
    const api = elementApi(expr.tag, { module, expr: call, frame: null }, analysis.trie);
    return api ? uses(api, where, analysis) : [];
  }
  if (expr?.kind === 'module') return findImport(where, analysis);
  if (expr?.kind !== 'call' && expr?.kind !== 'markup') return [];
  const callee = expr.kind === 'call' ? expr.callee : expr.tag;
  const kind = expr.kind === 'markup' ? 'markup' : expr.construct ? 'construct' : 'call';
  if (typeof callee !== 'number') return [];
  const handed = [...findHanded(where, analysis), ...findPassed(where, analysis)];
  // Of a package that no rule describes, any class may be a client's, and so may what a function gives that takes a key.
  return kind === 'construct' || analysis.callable.mayBeApi(module, callee) || isKeyGiven({ module, at: call })
    ? [...findAtCallee(callee, kind, where, search), ...handed]
    : handed;
}

function findAtCallee(callee: ExprId, kind: Invocation, where: Where, search: Search): readonly SinkUse[] {
  const { analysis } = search;
  const evaluation = analysis.under(where.assumptions);
  return optionsOf(invoked(evaluation.ask({ module: where.module, expr: callee, frame: null }), evaluation)).flatMap(
    (value) => {
      const api = invokedApi(value, kind, { module: where.module, expr: where.at, frame: null }, evaluation);
      const passed = throughParameter(value, callee, kind, where, search);
      if (api) return passed.length > 0 ? passed : uses(api, where, analysis);
      if (passed.length > 0 || value.kind !== 'hole') return passed;
      return [...byType(callee, kind, where, analysis), ...findOfUnknownPackage(value, kind, where, analysis)];
    },
  );
}

/** Nobody says which client it is, but its type may. */
function byType(callee: ExprId, kind: Invocation, where: Where, analysis: Analysis): readonly SinkUse[] {
  if (kind !== 'call') return [];
  const { module, at: expr } = where;
  return calleeByType(callee, where, analysis).flatMap((value) => {
    const api = value.kind === 'api' ? apiInvoke(value, kind, { module, expr, frame: null }) : null;
    return api ? uses(api, where, analysis) : [];
  });
}

/** The client came in as a parameter: it is what the callers pass. */
function throughParameter(
  value: Value,
  callee: ExprId,
  kind: Invocation,
  where: Where,
  search: Search,
): readonly SinkUse[] {
  const parameter = parameterOf(value);
  if (parameter === null) return [];
  const isMember = where.module.expressions[callee]?.kind === 'member';
  if (isMember && !mayBeSinkMethod(callee, where, search.analysis)) return [];
  // Most parameters hold no client. That is told for all calls together, before the callers of this one are supposed.
  if (where.assumptions.size === 0 && !search.analysis.passedClients.mayBe(where.module, callee, kind)) return [];
  const isMeant = (passed: Value): boolean => mayConnect(passed, kind);
  return fromCallers(parameter, { expr: callee, isMeant }, where, search, (next) =>
    findAtCallee(callee, kind, next, search),
  );
}

/** A member that is computed may be any method of the client: `client[method](url)`. */
function mayBeSinkMethod(callee: ExprId, { module }: Where, { isSinkMethod, callable }: Analysis): boolean {
  const name = terminalName(module, callee);
  return name === null || (!isLanguageMethod(name) && (isSinkMethod(name) || callable.openMayBeIn(module)));
}

/** What came in as a parameter, and what of it is looked for. */
interface Passed {
  readonly expr: ExprId;
  readonly isMeant: (value: Value) => boolean;
}

/** What is found when each of the callers that fill a parameter is supposed. */
function fromCallers(
  parameter: ParameterHole,
  { expr, isMeant }: Passed,
  where: Where,
  search: Search,
  findUnder: (next: Where) => readonly SinkUse[],
): readonly SinkUse[] {
  if (wrappersIn(where.assumptions) >= LIMITS.wrapperDepth) return [];
  const { analysis, budget } = search;
  const { module, function: id, self } = parameter;
  return analysis.callers
    .of(module, id)
    .filter((frame) => mayMake(frame, self ?? null, analysis.evaluation))
    .flatMap((frame) => {
      if (budget.left <= 0) return [];
      budget.left -= 1;
      // Most callers pass no client. One look in the frame costs less than a set of assumptions.
      const passed = analysis.evaluation.ask({ module: where.module, expr, frame });
      if (!optionsOf(passed).some((value) => parameterOf(value) !== null || isMeant(value))) return [];
      const assumptions = assume(where.assumptions, frame);
      return assumptions ? findUnder({ ...where, assumptions }) : [];
    });
}

function invokedApi(value: Value, kind: Invocation, ref: Ref, evaluation: Evaluation, classes = 0): ApiValue | null {
  const api = invokedAs(value, kind, ref, evaluation);
  if (api) return api;
  if (value.kind === 'builtin' && kind === 'call') return borrowedApi(value, ref, evaluation);
  if (value.kind !== 'class' || kind !== 'construct' || classes > LIMITS.superclasses) return null;
  // A class without a constructor of its own hands its arguments on to the class that it extends.
  if (value.module.classes[value.class]?.constructor != null) return null;
  const superclass = superclassOf(value, ref, evaluation)?.superclass;
  return superclass ? invokedApi(superclass, kind, ref, evaluation, classes + 1) : null;
}

/** `import('https://…')` loads code from a host. */
function findImport(where: Where, analysis: Analysis): readonly SinkUse[] {
  const node = analysis.trie.globals.get('import')?.call;
  const source = argumentAt({ module: where.module, expr: where.at, frame: null }, 0, analysis.evaluation);
  if (!source || !optionsOf(source).some(isUrl)) return [];
  const applied = [{ module: where.module, expr: where.at, frame: null, as: 'call' as const }];
  return node ? uses({ kind: 'api', node, applied }, where, analysis) : [];
}

/** A specifier without an authority names a file or a package, also when it is unknown. */
function isUrl(value: Value): boolean {
  return value.kind === 'text' && splitUrl(value.parts) !== null;
}

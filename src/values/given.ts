/** What stands for an address besides text: a function that gives it, and an object of its parts. */
import type { Capture } from '../rules/pattern.ts';
import type { Evaluation } from './evaluation.ts';
import { framesOfResult } from './frames-here.ts';
import { draftedFrom, isDrafting } from './operations/drafts.ts';
import { memberOf } from './operations/members.ts';
import { fieldIsWritten } from './operations/records.ts';
import { choice, closedText, concatenate, mapOptions } from './text.ts';
import { splitUrl } from './url-text.ts';
import { functionKey, optionsOf, text, type ClosureValue, type Frame, type Value } from './value.ts';
import type { ExprId } from '../lower/module.ts';

/** Where a role stands: an argument of its own, an option among others, or the attribute of an element, whose functions are handlers. */
export type Place = 'argument' | 'option' | 'attribute';

/** What a function gives back when a framework calls it: its parameters stay open. Anything else is its own result. */
export function resultOf(value: Value, evaluation: Evaluation): Value {
  return mapOptions(value, (option) => {
    if (option.kind === 'closure') return choice(resultsOf(option, evaluation).flatMap(optionsOf));
    return isDrafting(option) ? draftedFrom(option, evaluation) : option;
  });
}

/** What is captured for a role where a library takes a function that gives the address, or the parts of one. */
export function addressGiven(role: Capture, value: Value, place: Place, evaluation: Evaluation): Value {
  if (place === 'attribute' || !GIVEN.has(role)) return value;
  return mapOptions(value, (option) => {
    const given = option.kind === 'closure' ? givenBy(option, place, evaluation) : option;
    return place === 'option' && WHOLE.has(role) ? mapOptions(given, (one) => assembled(one, evaluation)) : given;
  });
}

function assembled(value: Value, evaluation: Evaluation): Value {
  return value.kind === 'record' || value.kind === 'fields' ? (ofParts(value, evaluation) ?? value) : value;
}

/** The roles of targets that a function may give. */
const GIVEN: ReadonlySet<Capture> = new Set<Capture>([
  'url',
  'base',
  'host',
  'port',
  'protocol',
  'connection',
  'hosts',
  'region',
  'account',
  'project',
]);

/** Those that are an address as a whole. */
const WHOLE: ReadonlySet<Capture> = new Set<Capture>(['url', 'base']);

/** A function among the arguments may be the callback of another overload: it counts where what it gives is an address for certain. */
function givenBy(closure: ClosureValue, place: Place, evaluation: Evaluation): Value {
  const results = resultsOf(closure, evaluation).flatMap(optionsOf);
  const found = place === 'option' ? results : results.filter(isAddress);
  return found.length === 0 ? closure : choice(found);
}

function isAddress(value: Value): boolean {
  const split = value.kind === 'text' ? splitUrl(value.parts) : null;
  return split !== null && split.authority.every((part) => part.kind === 'text' || part.hole.kind === 'env');
}

/**
 * `{ protocol: 'https:', hostname: 'sqs.example.com', port: 443, path: '/' }`, and `{ host, port }` or `{ host, protocol }`, whose scheme is left
 * to whoever takes it; null where no host is named.
 */
function ofParts(value: Value, evaluation: Evaluation): Value | null {
  const of = (key: string): readonly Value[] =>
    optionsOf(memberOf(value, key, evaluation)).filter(({ kind }) => kind !== 'constant');
  const isWritten = (key: string): boolean => fieldIsWritten(value, key, evaluation);
  const isNamed = isWritten('hostname') && of('hostname').length > 0;
  const hosts = isNamed ? of('hostname') : isWritten('port') || isWritten('protocol') ? of('host') : [];
  if (hosts.length === 0 || !isWritten(isNamed ? 'hostname' : 'host')) return null;
  const protocol = of('protocol').map((one) => {
    const closed = closedText(one);
    return closed === null ? one : text(`${closed.replace(/:$/, '')}:`);
  });
  const port = optionsOf(memberOf(value, 'port', evaluation)).filter(
    (one) => one.kind === 'text' || (one.kind === 'constant' && typeof one.value === 'number'),
  );
  return concatenate([
    protocol.length > 0 ? choice(protocol) : text(isNamed ? 'https:' : ''),
    text('//'),
    choice(hosts),
    ...(port.length === 0 ? [] : [text(':'), choice(port)]),
  ]);
}

/** Where rules go on from what the function is handed there, it is called with that: `atom((get) => get(urlAtom))`. */
function resultsOf(closure: ClosureValue, evaluation: Evaluation): readonly Value[] {
  const { module, function: id, frame } = closure;
  const returns = module.functions[id]?.returns ?? [];
  if (returns.length === 0) return [];
  const known = framesOfResult(closure, evaluation);
  const frames = known.length === 0 ? [withDefaults(closure, evaluation) ?? frame] : known;
  return frames.flatMap((one) => returns.map((expr) => evaluation.evaluate({ module, expr, frame: one })));
}

/** The activation of a function that needs to be told nothing, for every parameter of it has a default; null for any other. */
function withDefaults({ module, function: id, frame }: ClosureValue, evaluation: Evaluation): Frame | null {
  const parameters = module.functions[id]?.parameters ?? [];
  const hasDefault = (parameter: ExprId): boolean =>
    module.expressions.some((one) => one.kind === 'choice' && one.operator === '=' && one.options[0] === parameter);
  if (parameters.length === 0 || !parameters.every(hasDefault)) return null;
  const called = { module, function: id, self: null, parent: frame };
  return evaluation.supposed(functionKey(module, id))
    ? null
    : evaluation.frame(called, { kind: 'values', values: [] }, 0);
}

/** Refs of Vue, stores of Svelte and their kind: objects that hold a value, which others set. */
import { isOnlyCalled } from '../../link/setters.ts';
import type { Evaluation } from '../evaluation.ts';
import { withHoles } from '../holes.ts';
import { isPage } from '../reasons.ts';
import { keyOf } from '../render.ts';
import { choice, closedText, mapOptions, oneOf } from '../text.ts';
import {
  NEVER,
  UNDEFINED,
  constant,
  hole,
  optionsOf,
  type FieldsValue,
  type Hole,
  type Ref,
  type Value,
} from '../value.ts';
import { settle } from './api.ts';
import { contentsOf } from './contents.ts';
import { memberOf } from './members.ts';
import { withMerged, type Store } from './states.ts';
import { toldTo } from './tellings.ts';
import { writtenTo } from './written.ts';

/** What refs carry themselves, to be told from other objects with a `value`: the mark of Vue's. */
const REF_MARK = '__v_isRef';

/** A ref to a value, made at `made`; one that is made of another one, or hands on its `subscribe`, is that one. */
export function refTo(value: Value, made: Ref | undefined, evaluation: Evaluation): Value {
  return mapOptions(value, (one) => refIn(one, evaluation) ?? newRef(one, made));
}

function newRef(value: Value, made: Ref | undefined): FieldsValue {
  const fields = new Map([
    ['value', value],
    [REF_MARK, constant(true)],
  ]);
  return { kind: 'fields', fields, open: false, ...(made ? { made } : {}) };
}

/** An object with one member that others write: `useRef(url)`. Nothing in it may also be what the platform puts there: an element. */
export function boxOf(member: string, value: Value, made: Ref | undefined): Value {
  const held = mapOptions(value, (one) => (isNothing(one) ? UNKNOWN : one));
  return { kind: 'fields', fields: new Map([[member, held]]), open: false, ...(made ? { made } : {}) };
}

function isNothing(value: Value): boolean {
  return value.kind === 'constant' && (value.value === undefined || value.value === null);
}

function isRef(value: Value): boolean {
  return value.kind === 'fields' && value.fields.has(REF_MARK);
}

/** The ref that a value is, or that a store of the program hands on under `subscribe`. */
function refIn(value: Value, evaluation: Evaluation): Value | null {
  if (isRef(value)) return value;
  if (value.kind === 'api') {
    const settled = settle(value, evaluation);
    return settled.kind === 'api' ? null : refIn(settled, evaluation);
  }
  if (value.kind !== 'record' && value.kind !== 'instance' && value.kind !== 'fields') return null;
  const found = optionsOf(memberOf(value, 'subscribe', evaluation)).flatMap((one) => refIn(one, evaluation) ?? []);
  return found.length === 0 ? null : choice(found);
}

/** What a value holds that is a ref; anything else is itself, lists of refs item by item. */
export function heldBy(value: Value, evaluation: Evaluation): Value {
  return mapOptions(value, (one) => {
    if (one.kind === 'list') return { ...one, items: one.items.map((item) => heldBy(item, evaluation)) };
    const ref = refIn(one, evaluation);
    return ref ? memberOf(ref, 'value', evaluation) : one;
  });
}

/** What a pair of a value and its setter holds: `const [url, setUrl] = useState('')`. */
export function stateOf(value: Value, made: Ref | undefined, evaluation: Evaluation): Value {
  const held = mapOptions(heldBy(newRef(value, made), evaluation), asState);
  return made && isOnlyCalled(made.module, made.expr) ? held : choice([held, UNKNOWN]);
}

/**
 * What comes from elsewhere (an answer, a property, what somebody types) is one unknown of the component, and not one of each of its users.
 * A function is never the state itself: it is called for it.
 */
function asState(value: Value): Value {
  if (value.kind === 'closure') return NEVER;
  const [first] = value.kind === 'text' ? value.parts : [];
  const begins = value.kind === 'hole' ? value.hole : first?.kind === 'hole' ? first.hole : null;
  return begins === null || begins.kind === 'env' || isPage(begins) ? value : UNKNOWN;
}

const UNKNOWN = hole('unknown-call');

/** The members of an object as refs, or the one of a name. */
export function refsOf(value: Value, member: Value | undefined, evaluation: Evaluation): Value {
  const name = member ? closedText(member) : null;
  return mapOptions(value, (one) => {
    if (name !== null) return refTo(memberOf(one, name, evaluation), undefined, evaluation);
    const { fields, isOpen } = contentsOf(one, evaluation);
    const refs = [...fields].map(([name, field]) => [name, refTo(field, undefined, evaluation)] as const);
    return { kind: 'fields', fields: new Map(refs), open: isOpen };
  });
}

function isArgument(object: Ref, { module, expr }: Ref): boolean {
  const call = module.expressions[expr];
  return object.module === module && call?.kind === 'call' && call.args.some(({ value }) => value === object.expr);
}

/** An object as it is read where refs in it stand for what they hold. */
export function unrefsOf(value: Value, made: Ref | undefined, evaluation: Evaluation): Value {
  return mapOptions(value, (one) => {
    // Another overload: options in the place of the function.
    if (one.kind === 'record' && made && isArgument(one.object, made)) return NEVER;
    const { fields, isOpen } = contentsOf(one, evaluation);
    if (fields.size === 0) return one;
    const held = [...fields].map(([name, field]) => [name, heldBy(field, evaluation)] as const);
    return { kind: 'fields', fields: new Map(held), open: isOpen, ...(made ? { made } : {}) };
  });
}

/** A member of an object whose fields are known; what a ref holds is also what others write to it or tell it. */
export function fieldsMember(value: FieldsValue, name: string, evaluation: Evaluation): Value | null {
  const own = value.fields.get(name);
  const { made } = value;
  if (!made || (isRef(value) && name !== 'value')) return own ?? null;
  return evaluation.lookupValue(`${keyOf(value)}.${name}`, () => {
    const written = writtenTo(value, name, evaluation);
    if (!isRef(value)) return own ? inBox(own, written) : written.length > 0 ? oneOf(written) : UNDEFINED;
    const store: Store = { held: (asking) => memberOf(value, name, asking), made };
    const first = withMerged(own ?? UNDEFINED, store, evaluation);
    return oneOf([first, ...written, ...toldTo(store, evaluation).map((told) => namedAt(told, made))]);
  });
}

/** What is put into a box that was made empty is what it holds. */
function inBox(own: Value, written: readonly Value[]): Value {
  const known = written.filter((one) => !isNothing(one));
  return known.length > 0 && own === UNKNOWN ? oneOf(known) : oneOf([own, ...written]);
}

/** What is not known of what a store is told or selects is one unknown of the store, and not one of each of its readers. */
export function namedAt(value: Value, made: Ref | undefined): Value {
  if (!made) return value;
  const named = (one: Hole): Hole => (one.kind === 'unknown' && one.at === undefined ? { ...one, at: made } : one);
  return mapOptions(value, (one) => withHoles(one, named));
}

/** Methods of maps (ECMA-262, section 24.1.3). */
import { choice, closedText } from '../text.ts';
import { UNDEFINED, hole, type Value } from '../value.ts';
import { keyOf } from '../render.ts';
import { callWith, type BuiltinCall } from './builtins.ts';
import { entriesOf, itemsOf } from './collections.ts';

type MapValue = Extract<Value, { kind: 'map' }>;

/** By name: the map and the call in, the result out. */
export const MAP_METHODS: ReadonlyMap<string, (map: MapValue, call: BuiltinCall) => Value> = new Map<
  string,
  (map: MapValue, call: BuiltinCall) => Value
>([
  ['get', (map, call) => entryOf(map, call.args[0] ?? UNDEFINED, call)],
  ['set', (map) => map],
  ['entries', (map, { evaluation }) => itemsOf(map, evaluation)],
  ['keys', (map, { evaluation }) => listOf(map, evaluation, 'key')],
  ['values', (map, { evaluation }) => listOf(map, evaluation, 'value')],
  ['forEach', (map, call) => visited(map, call)],
]);

/** One entry where the key is known; else any of them, or none. */
function entryOf(map: MapValue, key: Value, { evaluation }: BuiltinCall): Value {
  const { entries, open } = entriesOf(map, evaluation);
  const sought = identityOf(key);
  const matching = sought === null ? entries : entries.filter((one) => (identityOf(one.key) ?? sought) === sought);
  const isThere = sought !== null && matching.some((one) => one.certain);
  const values = matching.map(({ value }) => value);
  if (open) return choice([...values, hole('element')]);
  return choice(isThere ? values : [...values, UNDEFINED]);
}

function listOf(map: MapValue, evaluation: BuiltinCall['evaluation'], of: 'key' | 'value'): Value {
  const { entries, open } = entriesOf(map, evaluation);
  return { kind: 'list', items: entries.map((entry) => entry[of]), open };
}

function visited(map: MapValue, call: BuiltinCall): Value {
  for (const { key, value } of entriesOf(map, call.evaluation).entries) callWith(call.args[0], [value, key], call);
  return UNDEFINED;
}

/** What makes a key the same as another; null when it is not known. */
function identityOf(key: Value): string | null {
  const closed = closedText(key);
  if (closed !== null) return closed;
  return key.kind === 'class' || key.kind === 'record' || key.kind === 'instance' ? keyOf(key) : null;
}
